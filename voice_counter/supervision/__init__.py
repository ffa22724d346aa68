"""What may crash or hang works in a process of its own, which is started again when it does."""

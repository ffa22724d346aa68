"""A day at a counter in the small: what ``scripts/soak.py`` is put together from."""

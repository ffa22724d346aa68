"""What the pictures in docs/screens show."""

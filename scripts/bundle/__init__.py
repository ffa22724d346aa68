"""What ``scripts/make_bundle.py`` is made of."""

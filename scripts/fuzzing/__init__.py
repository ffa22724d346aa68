"""Parts of ``scripts/fuzz.py``: hostile inputs, the parsers that get them, and who watches."""

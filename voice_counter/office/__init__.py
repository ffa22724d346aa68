"""What the office sends to all of its PCs: terms, phrases, desks and settings, signed.

A package (``office-….zip``) lies on a share or a stick. What was installed of it is read between
what ships and what the user made; the user's own always counts first, and where the two differ
that is listed (``conflicts.py``), never changed.
"""

"""Puts this folder where the tests of every room find ``hostile.py``."""

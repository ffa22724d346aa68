"""Asks somebody at the terminal for a yes."""

from __future__ import annotations

import sys

from voice_counter.answers import is_yes


def can_ask() -> bool:
    """Whether there is a terminal, and so perhaps somebody who answers."""
    return sys.stdin is not None and sys.stdin.isatty()


def said_yes(prompt: str) -> bool:
    """Show ``prompt`` and read a line; no answer (Ctrl-D) is a no."""
    print(prompt, end="", file=sys.stderr, flush=True)
    return is_yes(sys.stdin.readline())

"""The caption window. Nothing of Qt is imported until it opens: the command line needs none."""

from __future__ import annotations

from voice_counter.errors import UserError


def run_window(model_id: str | None = None, *, glossary: bool = True) -> int:
    """Show the caption window until the user closes it.

    Args:
        model_id: the speech model to caption with; None for the usual one.
        glossary: whether glossary terms help the recogniser.

    Returns:
        The exit status of the process.

    Raises:
        UserError: this machine lacks what a window needs.
    """
    try:
        from voice_counter.desktop import app
    except ImportError as error:  # e.g. a Linux without libEGL, or PySide6 left out
        raise UserError("window.qt_missing", reason=str(error)) from error
    return app.run(model_id, glossary=glossary)

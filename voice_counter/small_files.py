"""Small files: read without trusting who wrote them, and replaced whole or not at all."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

T = TypeVar("T")

MOST_BYTES = 1 << 20
"""What people write by hand has a few kilobytes."""


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """The text of a file in UTF-8, with or without the byte order mark that Notepad puts first.

    Raises:
        OSError: it cannot be read.
        ValueError: it has more than ``most`` bytes, or is no UTF-8 (``UnicodeDecodeError``).
    """
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"> {most} B")
    return content.decode("utf-8-sig")


def parse_toml(text: str) -> dict[str, Any]:
    """A TOML document.

    Raises:
        ValueError: it is none, or nests so deep that it was made to do harm.
    """
    return _parsed(tomllib.loads, text)


def read_toml(path: Path) -> dict[str, Any]:
    """The TOML document in a file. Raises what :func:`read_text` and :func:`parse_toml` do."""
    return parse_toml(read_text(path))


def read_json(path: Path) -> Any:
    """The JSON document in a file. Raises what :func:`read_toml` does."""
    return _parsed(json.loads, read_text(path))


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A draft to write to: it becomes ``file`` at the end, or is gone where anything was raised.

    Its name is its own, so that two who write the same file do not write into each other's draft.
    After a power cut ``file`` is the old one or the new; the draft may lie beside it.

    Raises:
        OSError: it cannot be written, or not put in the place of ``file``, which is as it was.
    """
    draft = file.with_name(f"{file.name}.{os.urandom(4).hex()}.part")
    try:
        yield draft
        with draft.open("rb+") as written:
            # The rename must not reach the disk before the bytes do.
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _parsed(loads: Callable[[str], T], text: str) -> T:
    try:
        return loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def are_texts(value: object) -> TypeGuard[list[str]]:
    """Whether ``value`` is a list of texts, and not empty.

    Other things cannot always be shown: of an integer in TOML Python may refuse to say the digits.
    """
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)

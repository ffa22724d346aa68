"""``voice-counter models``: list, fetch, import, verify and remove models."""

from __future__ import annotations

import sys
import time
import unicodedata
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from voice_counter.errors import ModelError
from voice_counter.models.progress import Progress
from voice_counter.models.registry import ModelSpec
from voice_counter.models.store import ModelStore
from voice_counter.texts import explain, text

# What a shell reports for a program that Ctrl-C ended.
_INTERRUPTED = 130
# How often a log file, which cannot rewrite a line, gets a new one.
_LOG_INTERVAL_S = 5.0

Run = Callable[[Namespace], int]


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Register ``models`` and its actions; each sets ``run``, a function of the arguments."""
    parser = subparsers.add_parser("models", help=text("models.help"))
    actions = parser.add_subparsers(required=True, metavar="list|fetch|import|verify|remove")

    def action(name: str, run: Run) -> ArgumentParser:
        summary = text(f"models.{name}_help")
        added: ArgumentParser = actions.add_parser(name, help=summary, description=summary)
        added.set_defaults(run=run)
        return added

    action("list", _list)
    action("fetch", _fetch).add_argument(
        "ids", nargs="*", metavar="ID", help=text("models.fetch_ids")
    )
    action("import", _import).add_argument(
        "path", type=Path, metavar="PATH", help=text("models.import_path")
    )
    action("verify", _verify).add_argument(
        "ids", nargs="*", metavar="ID", help=text("models.verify_ids")
    )
    action("remove", _remove).add_argument("id", metavar="ID", help=text("models.remove_id"))


def _list(_: Namespace) -> int:
    from voice_counter.models.fetch import source_name

    store = ModelStore()
    columns = ("id", "size", "state", "languages", "licence", "source")
    rows = [("", *(text(f"models.column_{column}") for column in columns))]
    faults = []
    for spec in store.registry.models.values():
        status = store.status(spec.id)
        if status.fault:
            faults.append(status.fault)
        rows.append(
            (
                "*" if spec.id == store.default_id else "",
                spec.id,
                _megabytes(spec.size),
                text(f"models.state_{status.state}"),
                _languages(spec),
                spec.licence,
                ", ".join(map(source_name, spec.sources)) or text("models.import_only"),
            )
        )
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_pad(cell, width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())
    print(text("models.legend", path=store.root))
    for fault in faults:
        print(explain(fault), file=sys.stderr)
    return 0


def _fetch(args: Namespace) -> int:
    # Nothing else loads what uses the network: a test looks.
    from voice_counter.models.fetch import fetch

    store = ModelStore()
    ids = args.ids or [store.default_id]
    for model_id in ids:
        # A mistyped id is told before an hour of fetching, not after.
        store.spec(model_id)
    line = ProgressLine(sys.stderr)
    try:
        for model_id in ids:
            path = fetch(store, model_id, line.progress, line.note)
            line.end()
            print(text("models.present", model=model_id, path=path))
    except KeyboardInterrupt:
        line.note(text("models.interrupted"))
        return _INTERRUPTED
    finally:
        line.end()
    return 0


def _import(args: Namespace) -> int:
    store = ModelStore()
    for model_id in store.import_from(args.path):
        print(text("models.present", model=model_id, path=store.root / model_id))
    return 0


def _verify(args: Namespace) -> int:
    store = ModelStore()
    ids = args.ids or [
        model_id for model_id in store.registry.models if (store.root / model_id).exists()
    ]
    if not ids:
        print(text("models.nothing_installed"))
    worst = 0
    for model_id in ids:
        spec = store.spec(model_id)
        try:
            store.path(model_id)
        except ModelError as fault:
            print(explain(fault), file=sys.stderr)
            worst = fault.exit_code
        else:
            size = _megabytes(spec.size)
            print(text("models.verified", model=model_id, files=len(spec.files), size=size))
    return worst


def _remove(args: Namespace) -> int:
    ModelStore().remove(args.id)
    print(text("models.removed", model=args.id))
    return 0


class ProgressLine:
    """Progress on a terminal (one line, rewritten) or in a log (a line now and then)."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._open_width = 0
        self._logged = float("-inf")

    def progress(self, progress: Progress) -> None:
        """Show how far a file is."""
        shown = text(
            "models.progress",
            file=progress.file,
            done=f"{progress.done / 1e6:.1f}",
            total=f"{progress.total / 1e6:.1f}",
            percent=100 * progress.done // max(progress.total, 1),
            rate=f"{progress.rate / 1e6:.1f}",
        )
        if self._terminal:
            print("\r" + _pad(shown, self._open_width), end="", file=self._stream, flush=True)
            self._open_width = _width(shown)
            return
        now = time.monotonic()
        if progress.done >= progress.total or now - self._logged >= _LOG_INTERVAL_S:
            self._logged = now
            print(shown, file=self._stream, flush=True)

    def note(self, note: str) -> None:
        """Show a line that stays."""
        self.end()
        print(note, file=self._stream, flush=True)

    def end(self) -> None:
        """Leave the line that is being rewritten."""
        if self._open_width:
            print(file=self._stream, flush=True)
            self._open_width = 0


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _languages(spec: ModelSpec) -> str:
    return ", ".join(
        text("models.multilingual") if code == "mul" else code for code in spec.languages
    )


def _width(cell: str) -> int:
    """Columns on a terminal: a Japanese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in cell)


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))

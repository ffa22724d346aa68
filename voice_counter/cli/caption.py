"""``voice-counter caption SOURCE``: captions in the terminal, or as JSON lines."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from voice_counter import paths
from voice_counter.texts import text

if TYPE_CHECKING:
    from voice_counter.captions.events import CaptionEvent, Final, Partial, Summary
    from voice_counter.errors import UserError


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Register the command."""
    parser = commands.add_parser("caption", help=text("cli.caption.help"))
    parser.add_argument("source", metavar="SOURCE", help=text("cli.caption.source"))
    parser.add_argument("--lang", default="ja", metavar="LANG", help=text("cli.caption.lang"))
    parser.add_argument("--realtime", action="store_true", help=text("cli.caption.realtime"))
    parser.add_argument("--jsonl", action="store_true", help=text("cli.caption.jsonl"))
    parser.add_argument("--no-glossary", action="store_true", help=text("cli.caption.no_glossary"))
    parser.add_argument(
        "--profile",
        metavar="ID",
        help=text("cli.caption.profile", available=", ".join(_profiles())),
    )
    parser.add_argument("--model", metavar="ID", help=text("cli.caption.model"))
    parser.add_argument(
        "--end-silence",
        type=_end_silence,
        default=0.5,
        metavar="SECONDS",
        help=text("cli.caption.end_silence"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Caption the source until it ends or Ctrl-C."""
    from voice_counter.audio.open import open_source
    from voice_counter.captions.engine import load_captioner
    from voice_counter.captions.options import CaptionOptions
    from voice_counter.speech import languages

    options = CaptionOptions(
        language=languages.check(arguments.lang),
        end_silence=arguments.end_silence,
        glossary=not arguments.no_glossary,
    )
    # The source first: its faults are found at once, the models take a second to load.
    source = open_source(arguments.source, realtime=arguments.realtime)
    captioner = load_captioner(
        arguments.model, glossary=options.glossary, profile=arguments.profile
    )
    output = _JsonLines() if arguments.jsonl else _Terminal()
    output.announces = arguments.source.partition(":")[0] == "mic"

    def tell(event: CaptionEvent) -> None:
        try:
            output(event)
        except BrokenPipeError as error:
            # Not a fault of the recogniser's, in whose thread this may be: nobody reads any more.
            output.broken = error
            captioner.stop()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        captioner.stop()

    previous = signal.signal(signal.SIGINT, stop)
    try:
        captioner.run(source, options, tell)
    finally:
        signal.signal(signal.SIGINT, previous)
    if output.broken is not None:
        raise output.broken
    if output.error is not None:
        raise output.error
    return 0


def _profiles() -> list[str]:
    """The ids of the profiles by their files alone: reading them is not ``--help``'s to do."""
    return sorted(path.stem for path in (paths.glossaries() / "profiles").glob("*.toml"))


def _end_silence(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0.3 <= seconds <= 1.0:
        raise argparse.ArgumentTypeError(text("cli.caption.end_silence_range", value=value))
    return seconds


class _Output:
    """A sink of caption events that remembers why the run ended."""

    error: UserError | None = None
    announces = False
    """Whether a person should be told when to begin to speak."""
    broken: BrokenPipeError | None = None

    def __call__(self, event: CaptionEvent) -> None:
        from voice_counter.captions import events

        match event:
            case events.Listening(source) if self.announces:
                # Loading takes a moment: say from when on speech is heard.
                self.notice(text("notice.listening", source=source))
            case events.Partial():
                self.partial(event)
            case events.Final():
                self.final(event)
            case events.Discarded():
                self.discarded()
            case events.Delay(seconds):
                self.notice(
                    text("notice.delay", seconds=round(seconds))
                    if seconds
                    else text("notice.caught_up")
                )
            case events.Overflow(count):
                self.notice(text("notice.overflow", count=count))
            case events.Stopped(summary, error):
                self.error = error
                self.summary(summary)

    def partial(self, event: Partial) -> None:
        """A caption grew."""

    def final(self, event: Final) -> None:
        """A caption settled."""

    def discarded(self) -> None:
        """The caption shown last was no speech."""

    def notice(self, message: str) -> None:
        """Something the reader should know."""

    def summary(self, summary: Summary) -> None:
        """The run is over."""


class _JsonLines(_Output):
    """One object a line on standard output, and nothing else there."""

    def partial(self, event: Partial) -> None:
        _print_json("partial", event)

    def final(self, event: Final) -> None:
        # A final is settled to its last character.
        _print_json("final", event, stable=len(event.text))

    def notice(self, message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    def summary(self, summary: Summary) -> None:
        _print_json("summary", summary)


_SHORT = {"language": "lang"}


def _print_json(kind: str, event: Partial | Final | Summary, **more: object) -> None:
    record: dict[str, object] = {"type": kind}
    for field, value in dataclasses.asdict(event).items():
        name = _SHORT.get(field, field)
        record[name] = round(value, 3) if isinstance(value, float) else value
    print(json.dumps(record | more, ensure_ascii=False), flush=True)


class _Terminal(_Output):
    """Finals line by line; on a terminal the growing caption is rewritten in place."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._grows = self._stream.isatty()

    def partial(self, event: Partial) -> None:
        if self._grows:
            settled, tail = event.text[: event.stable], event.text[event.stable :]
            self._rewrite(f"{settled}\x1b[2m{tail}\x1b[0m")

    def final(self, event: Final) -> None:
        self._rewrite(event.text)
        print(file=self._stream, flush=True)

    def discarded(self) -> None:
        self._rewrite("")

    def notice(self, message: str) -> None:
        self._rewrite("")
        print(message, file=sys.stderr, flush=True)

    def _rewrite(self, line: str) -> None:
        clear = "\r\x1b[K" if self._grows else ""
        print(f"{clear}{line}", end="", file=self._stream, flush=True)

"""``voice-counter caption SOURCE``: captions in the terminal, or as JSON lines."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from voice_counter import paths
from voice_counter.cli.translate import records, shown, tags
from voice_counter.texts import text

if TYPE_CHECKING:
    from voice_counter.captions.events import CaptionEvent, Final, Partial, Summary
    from voice_counter.errors import UserError
    from voice_counter.translation.results import Translation
    from voice_counter.translation.service import Translated, TranslatedBack, TranslationService


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
    parser.add_argument("--to", metavar="LANG[,LANG…]", help=text("cli.caption.to"))
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
    if arguments.to:
        output.translate_to(tags(arguments.to))
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
        output.close()
        signal.signal(signal.SIGINT, previous)
    if output.broken is not None:
        raise output.broken
    if output.error is not None:
        raise output.error
    return 0


def _profiles() -> list[str]:
    """The ids of the profiles by their files alone: reading them is not ``--help``'s to do."""
    files = (path for folder in paths.profile_folders() for path in folder.glob("*.toml"))
    return sorted({path.stem for path in files})


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
    _service: TranslationService | None = None
    _targets: tuple[str, ...] = ()

    def __init__(self) -> None:
        # Finals that are being translated, by utterance, with what has come of them so far.
        self._waiting: dict[int | str, tuple[Final, list[Translation]]] = {}

    def translate_to(self, targets: tuple[str, ...]) -> None:
        """Have every final translated before it is shown."""
        from voice_counter.translation.load import load_translator
        from voice_counter.translation.service import TranslationService

        self._targets = targets
        self._service = TranslationService(load_translator, self._translated)

    def close(self) -> None:
        """Show what is still being translated."""
        if self._service is not None:
            self._service.close()

    def _settled(self, event: Final) -> None:
        if self._service is None:
            self.final(event, ())
            return
        from voice_counter.speech.languages import tag_of

        self._waiting[event.utterance] = (event, [])
        spoken = dataclasses.replace(event, language=tag_of(event.language))
        self._service.final(spoken, self._targets)

    def _translated(self, result: Translated | TranslatedBack) -> None:
        from voice_counter.translation.service import Translated

        if not isinstance(result, Translated):
            return
        event, found = self._waiting[result.utterance]
        if result.translation is not None:
            found.append(result.translation)
        if result.target == self._targets[-1]:
            del self._waiting[result.utterance]
            try:
                self.final(event, found)
            except BrokenPipeError as error:
                self.broken = error

    def __call__(self, event: CaptionEvent) -> None:
        from voice_counter.captions import events

        match event:
            case events.Listening(source) if self.announces:
                # Loading takes a moment: say from when on speech is heard.
                self.notice(text("notice.listening", source=source))
            case events.Partial():
                self.partial(event)
            case events.Final():
                self._settled(event)
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
                self.close()
                self.summary(summary)

    def partial(self, event: Partial) -> None:
        """A caption grew."""

    def final(self, event: Final, translations: Sequence[Translation]) -> None:
        """A caption settled, and was translated where that was asked for."""

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

    def final(self, event: Final, translations: Sequence[Translation]) -> None:
        # A final is settled to its last character.
        more: dict[str, object] = {"stable": len(event.text)}
        if translations:
            more["translations"] = records(translations)
        _print_json("final", event, **more)

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
        super().__init__()
        self._stream = stream or sys.stdout
        self._grows = self._stream.isatty()

    def partial(self, event: Partial) -> None:
        if self._grows:
            settled, tail = event.text[: event.stable], event.text[event.stable :]
            self._rewrite(f"{settled}\x1b[2m{tail}\x1b[0m")

    def final(self, event: Final, translations: Sequence[Translation]) -> None:
        self._rewrite(event.text)
        print(file=self._stream, flush=True)
        for translation in translations:
            print("  " + shown(translation, with_tag=True), file=self._stream, flush=True)

    def discarded(self) -> None:
        self._rewrite("")

    def notice(self, message: str) -> None:
        self._rewrite("")
        print(message, file=sys.stderr, flush=True)

    def _rewrite(self, line: str) -> None:
        clear = "\r\x1b[K" if self._grows else ""
        print(f"{clear}{line}", end="", file=self._stream, flush=True)

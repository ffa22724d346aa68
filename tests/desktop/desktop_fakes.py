"""A pipeline that the tests play by hand, in real threads."""

from __future__ import annotations

import queue
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject

from scripts.screens.waiting import wait
from voice_counter.audio.source import AudioSource, Samples
from voice_counter.audio.supervised import SourceEvent
from voice_counter.captions.events import CaptionEvent, Final, Partial, Stopped, Summary
from voice_counter.captions.options import CaptionOptions
from voice_counter.conversation.ears import Plan
from voice_counter.conversation.line import Side
from voice_counter.desktop.core import Captioner, Ears, Terms
from voice_counter.errors import GlossaryError, UserError
from voice_counter.glossary import Glossary, Term, Vocabulary
from voice_counter.glossary.repair import Repair
from voice_counter.glossary.terms import Alias
from voice_counter.glossary.user_glossary import FILE_NAME, UserGlossary
from voice_counter.numerals.quantities import find_quantities
from voice_counter.translation.results import Translation

SUMMARY = Summary(1.0, 1.0, 1.0, 1.0, 1, 1, 1, 0, 0, 0, 0)
MICROPHONE = "USB マイク"
SHIPPED = (
    Term(
        "要介護認定",
        "ようかいごにんてい",
        "世話がどのくらい要るかを決めること",
        {"en": ("certification of long-term care need", "care certification"), "my": ("ကတ်",)},
        category="介護・高齢",
        departments=("福祉",),
        aliases=(Alias("介護認定", "かいごにんてい"),),
        note="申請から結果まで原則30日",
        review=("my",),
    ),
    Term(
        "住民票", "じゅうみんひょう", translations={"en": ("resident record",), "ko": ("주민표",)}
    ),
    Term("国民健康保険", "こくみんけんこうほけん", aliases=(Alias("国保", "こくほ"),)),
    Term("児童館", "じどうかん"),
)


def partial(utterance: int, text: str, stable: int = 0, language: str = "ja") -> Partial:
    return Partial(utterance, 0.0, 1.0, 1.2, language, text, stable)


def final(
    utterance: int, text: str, language: str = "ja", repairs: tuple[Repair, ...] = ()
) -> Final:
    quantities = find_quantities(text)
    return Final(utterance, 0.0, 1.0, 1.2, language, text, quantities=quantities, repairs=repairs)


def until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Let the event loop run until ``done``."""
    wait(done, seconds)


def state_is(session: QObject, *states: str) -> Callable[[], bool]:
    return lambda: session.property("state") in states


class FakeSource:
    live = True
    overflows = 0

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = threading.Event()

    def blocks(self) -> Iterator[Samples]:
        self.closed.wait()
        yield from ()

    def close(self) -> None:
        self.closed.set()


class FakeCaptioner:
    """Sends what the test puts in ``script``; ``None`` there ends the source by itself."""

    def __init__(self) -> None:
        self.forgotten = 0
        self.closed = False
        self.hurries = 0
        self.fallback: UserError | None = None
        self.model_id = "base"
        self.script: queue.SimpleQueue[CaptionEvent | BaseException | None] = queue.SimpleQueue()
        self.options: list[CaptionOptions] = []
        self.threads: list[threading.Thread] = []
        self.stops = 0
        self.used: list[Vocabulary] = []
        self.heard: str | BaseException | None = None
        self.may_hear = threading.Event()
        self.may_hear.set()
        self.may_end = threading.Event()
        self.may_end.set()

    def run(
        self, source: AudioSource, options: CaptionOptions, sink: Callable[[CaptionEvent], None]
    ) -> Summary:
        assert isinstance(source, FakeSource)
        self.options.append(options)
        self.threads.append(threading.current_thread())
        error: UserError | None = None
        while not source.closed.is_set():
            try:
                event = self.script.get(timeout=0.01)
            except queue.Empty:
                continue
            if event is None:
                break
            if isinstance(event, UserError):
                error = event
                break
            if isinstance(event, BaseException):
                raise event
            sink(event)
        self.may_end.wait()
        sink(Stopped(SUMMARY, error))
        return SUMMARY

    def stop(self) -> None:
        self.stops += 1

    def use(self, vocabulary: Vocabulary) -> None:
        self.used.append(vocabulary)

    def hurry(self) -> None:
        self.hurries += 1

    def close(self) -> None:
        self.closed = True

    def forget(self) -> None:
        self.forgotten += 1

    def hear_again(self) -> str | None:
        self.may_hear.wait()
        if isinstance(self.heard, BaseException):
            raise self.heard
        return self.heard

    def send(self, *events: CaptionEvent | BaseException | None) -> None:
        for event in events:
            self.script.put(event)


class FakeTranslator:
    """Wraps the text in the target's tag: whoever reads it knows what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.special: dict[str, Translation] = {}

    def translate(self, text: str, source: str, target: str) -> Translation:
        self.asked.append((text, source, target))
        if text in self.special:
            return self.special[text]
        return Translation(
            source, target, text, f"[{target}] {text}", "fake", (source, target), "engine"
        )


class FakeCore:
    def __init__(self) -> None:
        self.captioner = FakeCaptioner()
        self.other = FakeCaptioner()
        self.second_japanese: list[bool] = []
        self.plans: list[Plan] = []
        self.turns: list[Side | None] = []
        self.mutes: list[bool] = []
        self.device: Callable[[Side, SourceEvent], None] = lambda _side, _event: None
        self.translates = FakeTranslator()
        self.names = [MICROPHONE, "内蔵マイク"]
        self.load_error: Exception | None = None
        self.microphone_error: Exception | None = None
        self.open_error: Exception | None = None
        self.may_load = threading.Event()
        self.may_load.set()
        self.may_open = threading.Event()
        self.may_open.set()
        self.loads = 0
        self.specs: list[str] = []
        self.own = UserGlossary(Path(tempfile.mkdtemp()) / FILE_NAME)
        self.others = Glossary(SHIPPED)
        self.terms_fault: GlossaryError | None = None
        self.sources: list[FakeSource] = []

    def load(self) -> Captioner:
        self.loads += 1
        self.may_load.wait()
        if self.load_error is not None:
            raise self.load_error
        return self.captioner

    def microphones(self) -> list[str]:
        if self.microphone_error is not None:
            raise self.microphone_error
        return list(self.names)

    def second(self, captioner: Captioner, *, japanese: bool) -> Captioner:
        assert captioner is self.captioner
        self.second_japanese.append(japanese)
        return self.other

    def open(self, plan: Plan) -> Ears:
        self.plans.append(plan)
        self.specs.extend(plan.specs)
        self.may_open.wait()
        if self.open_error is not None:
            raise self.open_error
        names = [plan.specs[min(n, len(plan.specs) - 1)] for n in range(len(plan.ears))]
        sources = tuple(FakeSource(name) for name in names)
        self.sources.extend(sources)

        def listen(listener: Callable[[Side, SourceEvent], None]) -> None:
            self.device = listener

        return Ears(sources, self.turns.append, self.mutes.append, listen)

    def translator(self) -> FakeTranslator:
        return self.translates

    def terms(self) -> Terms:
        return Terms(self.own, self.others, self.terms_fault)

    def vocabulary(self, glossary: Glossary) -> Vocabulary:
        return Vocabulary(glossary)

    def release(self) -> None:
        """Let every thread that a test held go on."""
        for event in (
            self.may_load,
            self.may_open,
            self.captioner.may_end,
            self.captioner.may_hear,
            self.other.may_end,
        ):
            event.set()

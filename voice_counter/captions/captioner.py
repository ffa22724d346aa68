"""The spine: from an audio source to captions.

Two threads. The one that calls :meth:`Captioner.run` reads the source, finds utterances and
hands snapshots on; while the source is live it never waits for the recogniser. The other
recognises: finals in order, and in between the newest snapshot of what is being spoken.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from voice_counter.audio.level import LevelMeter
from voice_counter.audio.source import SAMPLE_RATE, AudioSource, Samples
from voice_counter.captions.events import (
    CaptionEvent,
    Delay,
    Level,
    Listening,
    Overflow,
    Stopped,
    Summary,
)
from voice_counter.captions.ladder import SPACING, Ladder, Rung, Strain
from voice_counter.captions.mailbox import Mailbox
from voice_counter.captions.options import CaptionOptions
from voice_counter.captions.transcriber import Transcriber
from voice_counter.captions.usage import ResourceMeter, peak_rss
from voice_counter.errors import UserError
from voice_counter.glossary.vocabulary import Vocabulary
from voice_counter.speech.endpoint import Endpointer, EndpointRules, Phase, Utterance
from voice_counter.speech.framing import Framer
from voice_counter.speech.recogniser import Recogniser
from voice_counter.speech.silero import SpeechProbability
from voice_counter.supervision.process import LostError
from voice_counter.supervision.recogniser import Standby, SupervisedRecogniser

Sink = Callable[[CaptionEvent], None]
"""Receives the events, one at a time, from either thread. It must not wait for the run to end."""

_SPARING = 1.3
"""Partials take at most 1/1.3 of the recogniser's time, so that an end of speech, which nobody
can foresee, seldom has to wait for one."""

_LATE_SECONDS = 2.5
_CAUGHT_UP_SECONDS = 1.5
"""A lag is announced above the one and called off below the other, so that it does not flicker."""

_log = logging.getLogger(__name__)


class Captioner:
    """Captions one source after another with the same loaded models.

    ``standby`` is a smaller model, for partials when the machine cannot keep up.
    ``model_id`` is which model it is.
    ``fallback`` is why a smaller model than the one asked for is in use; None where it is not.

    >>> captioner.run(open_source("mic"), CaptionOptions(), print)  # doctest: +SKIP
    """

    def __init__(
        self,
        recogniser: Recogniser,
        vad: SpeechProbability,
        vocabulary: Vocabulary,
        recognising: threading.Lock | None = None,
        fallback: UserError | None = None,
        standby: Standby | None = None,
        model_id: str = "",
    ) -> None:
        self._recogniser = recogniser
        self.model_id = model_id
        self._standby = standby or Standby(None)
        self.fallback = fallback
        self._vad = vad
        self._vocabulary = vocabulary
        # Reentrant: a signal handler may call stop() while its own thread is inside run().
        self._lock = threading.RLock()
        self._source: AudioSource | None = None
        self._transcriber: Transcriber | None = None
        self._recognising = recognising or threading.Lock()

    def beside(self, vad: SpeechProbability, vocabulary: Vocabulary) -> Captioner:
        """A captioner that runs at the same time, on the same recogniser: they take turns."""
        return Captioner(
            self._recogniser, vad, vocabulary, self._recognising, standby=self._standby
        )

    def run(self, source: AudioSource, options: CaptionOptions, sink: Sink) -> Summary:
        """Caption ``source`` until it ends or :meth:`stop`; what was heard is captioned to the end.

        Faults do not raise: the last event, always exactly one ``Stopped``, carries them.
        """
        with self._lock:
            self._source = source
        try:
            self._vad.reset()
            emit = _Emitter(sink)
            if isinstance(self._recogniser, SupervisedRecogniser):
                self._recogniser.listen(emit)
            transcriber = Transcriber(
                self._recogniser,
                self._vocabulary,
                options,
                emit,
                emit.clock,
                self._recognising,
                self._standby.get,
            )
            with self._lock:
                transcriber.use(self._vocabulary)
                self._transcriber = transcriber
            return _Run(self._vad, transcriber, options, emit).caption(source)
        finally:
            with self._lock:
                self._source = None

    def use(self, vocabulary: Vocabulary) -> None:
        """Hear with ``vocabulary`` from the next utterance on, from any thread."""
        with self._lock:
            self._vocabulary = vocabulary
            if self._transcriber is not None:
                self._transcriber.use(vocabulary)

    def hear_again(self) -> str | None:
        """What the last final would be with the vocabulary in use now; None where there is none.
        Blocks as long as a final takes, so not on a thread that draws."""
        with self._lock:
            transcriber = self._transcriber
        return transcriber.hear_again() if transcriber is not None else None

    def forget(self) -> None:
        """Drop what is remembered of the conversation: the last utterance's sound, its terms."""
        with self._lock:
            transcriber = self._transcriber
        if transcriber is not None:
            transcriber.forget()

    def hurry(self) -> None:
        """Decode what has queued up as quickly as it goes: in order and nothing left out, but less
        carefully. From any thread."""
        with self._lock:
            if self._transcriber is not None:
                self._transcriber.hurried = True

    def close(self) -> None:
        """Let go of the models. Whoever runs meanwhile ends with a fault."""
        if isinstance(self._recogniser, SupervisedRecogniser):
            self._recogniser.end()
        self._standby.close()

    def stop(self) -> None:
        """End the current run, from any thread. Harmless when there is none."""
        with self._lock:
            source = self._source
        # A device may take seconds to close; who draws shall not wait for the lock meanwhile.
        if source is not None:
            source.close()


class _Emitter:
    """Serialises the events of both threads, and keeps the clock they are stamped with."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._lock = threading.Lock()
        self._began = time.monotonic()

    def __call__(self, event: CaptionEvent) -> None:
        with self._lock:
            self._sink(event)

    def begin(self, lead: float) -> None:
        """The first audio sample was fed ``lead`` seconds ago."""
        self._began = time.monotonic() - lead

    def clock(self) -> float:
        """Seconds since the first audio sample was fed."""
        return time.monotonic() - self._began


class _Run:
    """One run: the reading thread, and the worker it starts."""

    def __init__(
        self,
        vad: SpeechProbability,
        transcriber: Transcriber,
        options: CaptionOptions,
        emit: _Emitter,
    ) -> None:
        self._vad = vad
        self._transcriber = transcriber
        self._options = options
        self._emit = emit
        self._mailbox: Mailbox[Utterance] = Mailbox()
        self._endpointer = Endpointer(EndpointRules(end_silence=options.end_silence))
        self._live = False
        self._speech = 0
        self._ladder = Ladder()
        self._caught_up = 0
        self._late = False
        self._overflows = 0
        self._failure: UserError | None = None

    def caption(self, source: AudioSource) -> Summary:
        usage = ResourceMeter()
        # A daemon: whoever ends the process while the recogniser hangs does not wait for it.
        worker = threading.Thread(
            target=self._recognise, args=(source,), name="recogniser", daemon=True
        )
        worker.start()
        fault: UserError | None = None
        try:
            self._read(source)
        except UserError as error:
            fault = error
        except Exception as error:
            _log.exception("the audio source failed")
            fault = UserError("error.captions.source_failed", reason=error)
        finally:
            # Whatever ended the reading: what was heard is still captioned.
            self._hand_over(self._endpointer.flush())
            self._mailbox.close()
            worker.join()
        if self._late:
            self._emit(Delay(0.0))
        done = self._transcriber
        summary = Summary(
            audio=self._endpointer.position / SAMPLE_RATE,
            speech=self._speech / SAMPLE_RATE,
            wall=usage.wall(),
            cpu=usage.cpu(),
            peak_rss=peak_rss(),
            partials=done.partials,
            finals=done.finals,
            discarded=done.discarded,
            loops=done.loops,
            dropped_partials=done.dropped_partials if self._live else 0,
            overflows=source.overflows,
        )
        self._emit(Stopped(summary, self._failure or fault))
        return summary

    def _read(self, source: AudioSource) -> None:
        self._live = source.live
        framer, meter = Framer(), LevelMeter()
        begun = False
        for block in source.blocks():
            if not begun:
                # A live block was recorded before it arrived.
                self._emit.begin(len(block) / SAMPLE_RATE if self._live else 0.0)
                self._emit(Listening(source.name))
                begun = True
            level = meter.feed(block)
            if level is not None:
                self._emit(Level(*level))
                self._warn(source)
            for frame in framer.feed(block):
                self._hear(frame)
                if not self._live:
                    # Nobody speaks meanwhile: take each step to its end, so that a file gives
                    # the same captions on any machine.
                    self._mailbox.wait_idle()
        for frame in framer.flush():
            self._hear(frame)

    def _hear(self, frame: Samples) -> None:
        endpointer = self._endpointer
        utterance = endpointer.feed(frame, self._vad.feed(frame))
        if utterance is None and self._options.partials and endpointer.voiced:
            known = max(self._transcriber.taken, endpointer.onset)
            first = known == endpointer.onset
            spacing = self._options.partial_seconds if first else self._partial_spacing()
            spacing *= SPACING[self._ladder.rung]
            if (endpointer.position - known) / SAMPLE_RATE >= spacing:
                utterance = endpointer.snapshot()
        self._hand_over(utterance)

    def _partial_spacing(self) -> float:
        """Seconds of new audio that make a partial worth its price on this machine."""
        if not self._live:
            return self._options.partial_seconds
        return max(self._options.partial_seconds, _SPARING * self._transcriber.partial_seconds)

    def _hand_over(self, utterance: Utterance | None) -> None:
        if utterance is None:
            return
        if utterance.phase in (Phase.SPEAKING, Phase.PAUSED):
            self._mailbox.put_latest(utterance)
        else:
            self._speech += utterance.end - utterance.start
            self._mailbox.put(utterance)

    def _warn(self, source: AudioSource) -> None:
        """Announce what a reader must know: captions that lag, audio that was lost."""
        if source.overflows > self._overflows:
            self._overflows = source.overflows
            self._emit(Overflow(self._overflows))
        behind = self._behind() if self._live else 0.0
        rung = self._ladder.feed(behind, time.monotonic())
        if rung is not None:
            self._transcriber.sparing = self._options.light_partials or rung is Rung.LIGHT
            self._emit(Strain(rung))
        if behind > (_CAUGHT_UP_SECONDS if self._late else _LATE_SECONDS):
            self._late = True
            self._emit(Delay(behind))
        elif self._late:
            self._late = False
            self._emit(Delay(0.0))

    def _behind(self) -> float:
        """Seconds of speech that no caption shows yet."""
        position = self._endpointer.position
        growing = self._options.partials and self._endpointer.speaking
        if self._mailbox.idle and not growing:
            self._caught_up = position
        return (position - max(self._caught_up, self._transcriber.done)) / SAMPLE_RATE

    def _recognise(self, source: AudioSource) -> None:
        """The worker. After a fault it only empties the mailbox, so that nobody waits for it."""
        while (utterance := self._mailbox.take()) is not None:
            if self._failure is not None:
                continue
            if self._mailbox.empty:
                self._transcriber.hurried = False
            try:
                self._transcriber.process(utterance)
            except LostError:
                # Its process was lost with this utterance three times: the next one may do.
                _log.exception("an utterance was given up")
                self._transcriber.give_up(utterance)
            except UserError as error:
                self._failure = error
                source.close()
            except Exception as error:
                _log.exception("the recogniser failed")
                self._failure = UserError("error.captions.recogniser_failed", reason=error)
                source.close()

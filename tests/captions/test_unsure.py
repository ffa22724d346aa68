"""What is marked as perhaps misheard."""

from __future__ import annotations

import numpy as np
from caption_fakes import FakeRecogniser

from voice_counter.captions.events import CaptionEvent, Final
from voice_counter.captions.options import CaptionOptions
from voice_counter.captions.transcriber import Transcriber
from voice_counter.captions.unsure import unsure_spans
from voice_counter.glossary import Glossary, Term, Vocabulary
from voice_counter.speech.endpoint import Phase, Utterance

TEXT = "今日は住民票を2通ですか。"


def test_neighbours_are_one_and_marks_of_punctuation_are_none() -> None:
    tokens = [(0, 2, 0.9), (2, 3, 0.1), (3, 4, 0.29), (4, 5, 0.31), (12, 13, 0.01)]
    assert unsure_spans(tokens, TEXT) == ((2, 4),)


def test_the_pieces_of_a_character_are_one() -> None:
    assert unsure_spans([(3, 4, 0.1), (3, 4, 0.2)], TEXT) == ((3, 4),)


def test_what_is_known_is_not_marked() -> None:
    assert unsure_spans([(2, 4, 0.1), (5, 6, 0.1)], TEXT, [(3, 6)]) == ()


def test_a_final_tells_and_leaves_out_terms_and_numbers() -> None:
    events: list[CaptionEvent] = []
    recogniser = FakeRecogniser(lambda _audio, _call: TEXT)
    recogniser.doubts = lambda text: [(n, n + 1, 0.1) for n in range(len(text))]
    vocabulary = Vocabulary(Glossary((Term("住民票", "じゅうみんひょう"),)))
    worker = Transcriber(recogniser, vocabulary, CaptionOptions(), events.append, lambda: 0.0)
    worker.process(Utterance(1, Phase.ENDED, 0, 16000, np.zeros(16000, np.float32)))
    (final,) = events
    assert isinstance(final, Final)
    assert [final.text[start:end] for start, end in final.unsure] == ["今日は", "を", "ですか"]

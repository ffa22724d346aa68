"""Administrative terms through the real model, live, with the whole glossary that ships."""

from __future__ import annotations

import pytest
from recordings import Run, recording

from voice_counter.captions.events import Final
from voice_counter.glossary import load_glossary
from voice_counter.paths import glossaries

GLOSSARY = load_glossary(glossaries())
WITH_TERMS = ("ja_03", "ja_06", "ja_07", "ja_10", "ja_11", "ja_17", "ja_18", "ja_21")


def _heard(caption: Run, prefix: str, *, glossary: bool) -> str:
    events = caption(recording(prefix).path, glossary=glossary)
    return "".join(event.text for event in events if isinstance(event, Final))


def test_terms_are_heard_that_the_model_alone_does_not_know(caption: Run) -> None:
    said = [term for prefix in WITH_TERMS for term in GLOSSARY.terms_in(recording(prefix).text)]
    with_, without = [], []
    for prefix in WITH_TERMS:
        with_ += GLOSSARY.terms_in(_heard(caption, prefix, glossary=True))
        without += GLOSSARY.terms_in(_heard(caption, prefix, glossary=False))
    # 12 and 3 of 13 when this was written.
    assert len(set(said) & set(with_)) >= 0.8 * len(said), with_
    assert len(set(said) & set(without)) < 0.5 * len(said), "the test shows nothing"
    assert len(set(with_) - set(said)) <= 1, "terms that nobody said"


@pytest.mark.parametrize("prefix", ["ja_02", "ja_16", "ja_25"])
def test_everyday_speech_gets_no_terms(caption: Run, prefix: str) -> None:
    assert GLOSSARY.terms_in(recording(prefix).text) == ()
    assert GLOSSARY.terms_in(_heard(caption, prefix, glossary=True)) == ()

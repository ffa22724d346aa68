"""What the starter models learn from: the parts of scripts/starter that need no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from scripts.starter.corpora import HELD_OUT, Pair, clean, read_corpora
from scripts.starter.counter import Counter
from scripts.starter.masks import PLACEHOLDERS, Aligner, masked
from scripts.starter.pieces import Vocabulary, train_pieces
from voice_counter.glossary import Term

CARD = Term("在留カード", "ざいりゅうかーど", translations={"en": ("Residence Card",)})


@pytest.mark.parametrize(
    ("ja", "en", "pair"),
    [
        (" 三百円です。 ", "It's  300 yen.", Pair("300円です。", "It's 300 yen.")),
        ("人（ひと）です。", "A person.", Pair("人です。", "A person.")),
        ("<b>太い</b>", "bold", None),
        ("{name}さん", "Mr. {name}", None),
        ("", "Nothing.", None),
        ("はい。", "x" * 300, None),
        ("あ" * 300, "a" * 300, None),
    ],
)
def test_only_pairs_worth_learning_are_kept(ja: str, en: str, pair: Pair | None) -> None:
    assert clean(ja, en) == pair


def test_what_is_held_out_is_never_trained_on(tmp_path: Path) -> None:
    folders = {
        "manythings-tatoeba-jpn-2021": "jpn.txt",
        "covid19-site-locales": "merged.tsv",
        "cocoa-app-strings": "cocoa.tsv",
        "AMI-Meeting-Parallel-Corpus": "dev.json",
        "graded-enja-corpus": "jec.tsv",
    }
    for folder in folders:
        (tmp_path / folder).mkdir()
    # Every sentence has a second rendering, which must not give the first away.
    lines = [
        f"This is number {number}.\t{number}番{ending}\tCC"
        for number in range(HELD_OUT + 50)
        for ending in ("です。", "だ。")
    ]
    (tmp_path / "manythings-tatoeba-jpn-2021" / "jpn.txt").write_text("\n".join(lines))
    (tmp_path / "covid19-site-locales" / "merged.tsv").write_text("ja\tja-basic\ten\n")
    (tmp_path / "cocoa-app-strings" / "cocoa.tsv").write_text("key\tja\ten\n")
    (tmp_path / "AMI-Meeting-Parallel-Corpus" / "dev.json").write_text(json.dumps([]))
    tanaka = tmp_path / "graded-enja-corpus"
    (tanaka / "jec.tsv").write_text("#1\t猫です\tIt is a cat.\t是猫\n")
    (tanaka / "dist" / "easy").mkdir(parents=True)
    (tanaka / "dist" / "easy" / "3.tsv").write_text("Help!\t助けて！\n")
    corpora = read_corpora(tmp_path)
    assert len(corpora.held_out) == HELD_OUT
    kept = {pair.en for pair in corpora.held_out}
    assert not kept & {pair.en for pair in corpora.train}
    assert Pair("猫です", "It is a cat.") in corpora.train
    assert Pair("助けて!", "Help!") in corpora.train
    assert read_corpora(tmp_path) == corpora


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"jpn\.txt"):
        read_corpora(tmp_path)


def test_what_corresponds_is_masked_alike() -> None:
    corpus = [Pair(f"東京{end}", "Tokyo.") for end in ("だ", "か", "ね", "よ", "は", "も")]
    aligner = Aligner(corpus, [("在留カード", ["Residence Card"])])
    pair = Pair(
        "東京で在留カードを3枚見た。", "I saw 3 Residence Cards... a Residence Card in Tokyo."
    )
    spans = aligner.spans(pair)
    found = {(pair.ja[a:b], pair.en[c:d]) for a, b, c, d in spans.places}
    assert found == {("東京", "Tokyo"), ("3", "3"), ("在留カード", "Residence Card")}
    hidden = masked(pair, spans, 1.0, random.Random(1))
    marks = [mark for mark in PLACEHOLDERS if mark in hidden.ja]
    assert len(marks) == 3
    assert all(hidden.en.count(mark) == 1 for mark in marks)
    assert masked(pair, spans, 0.0, random.Random(1)) == pair


def test_what_stands_twice_is_left_alone() -> None:
    aligner = Aligner([], [])
    assert aligner.spans(Pair("3枚と3通", "3 sheets and 3 copies")).places == ()
    assert aligner.spans(Pair("30枚", "3 sheets")).places == ()


def test_the_counter_domain_fills_its_slots() -> None:
    counter = Counter(
        [CARD], [("{number}通で{amount}です。", "{number} {number:copy/copies}: {amount}.")]
    )
    chance = random.Random(1)
    pairs = list(counter.draw(500, chance))
    assert not any("{" in pair.ja + pair.en for pair in pairs)
    assert any("Residence Card" in pair.en and "在留カード" in pair.ja for pair in pairs)
    copies = [pair for pair in pairs if "cop" in pair.en and "yen" in pair.en and "通で" in pair.ja]
    assert copies
    assert all(("copy" in pair.en) == pair.ja.startswith("1通") for pair in copies)
    for pair in pairs:
        for mark in PLACEHOLDERS:
            assert (mark in pair.ja) == (mark in pair.en)


def test_the_pieces_a_network_knows_stay_the_same(tmp_path: Path) -> None:
    texts = [f"これは{number}番です。 This is number {number}." for number in range(400)]
    train_pieces(texts, 296, tmp_path / "pieces")
    known = tmp_path / "known.json"
    first = Vocabulary(tmp_path / "pieces.model", known, ["This is number 1."])
    again = Vocabulary(tmp_path / "pieces.model", known, ["これは"])
    assert again.target == first.target
    assert len(first.target.tokens) < len(first.source.tokens)
    text = f"This is {PLACEHOLDERS[3]}."
    tokens = [first.target.tokens[number] for number in first.encode_target(text)]
    assert PLACEHOLDERS[3] in tokens
    assert first.processor.decode(tokens) == text

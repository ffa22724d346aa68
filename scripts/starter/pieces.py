"""The vocabulary: one SentencePiece model for both languages, and which pieces each side knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sentencepiece

from scripts.starter.masks import PLACEHOLDERS

SPECIAL = ("<unk>", "<s>", "</s>")
"""First in every vocabulary, as CTranslate2 expects them."""


def train_pieces(texts: Iterable[str], size: int, prefix: Path) -> None:
    """Writes ``prefix.model``; the placeholders are pieces of it."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(prefix),
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9995,
        byte_fallback=True,
        normalization_rule_name="nmt_nfkc",
        user_defined_symbols=list(PLACEHOLDERS),
        split_digits=True,
        num_threads=2,
        minloglevel=2,
    )


@dataclass(frozen=True, slots=True)
class Side:
    """The pieces one side of a model knows, in the order of its embedding."""

    tokens: tuple[str, ...]


class Vocabulary:
    """The SentencePiece model with the two sides.

    The source side knows every piece, so that foreign words can be carried over; the target side
    only those of its language, because every piece it knows costs time with every word.

    Args:
        path: the SentencePiece model.
        known: file with the target's pieces. It is made once, from ``target_texts``: a network
            knows its pieces by number, whatever texts come later.
    """

    def __init__(self, path: Path, known: Path, target_texts: Iterable[str]) -> None:
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        size = self.processor.get_piece_size()
        pieces = [self.processor.id_to_piece(number) for number in range(size)]
        ordinary = [piece for piece in pieces if piece not in SPECIAL]
        if not known.exists():
            used: set[str] = set()
            for text in target_texts:
                used.update(self.processor.encode(text, out_type=str))
            used.update(piece for piece in ordinary if self._always(piece))
            target = [*SPECIAL, *(piece for piece in ordinary if piece in used)]
            known.write_text(json.dumps(target, ensure_ascii=False), encoding="utf-8")
        self.source = Side((*SPECIAL, *ordinary))
        self.target = Side(tuple(json.loads(known.read_text(encoding="utf-8"))))
        self._source_ids = {token: number for number, token in enumerate(self.source.tokens)}
        self._target_ids = {token: number for number, token in enumerate(self.target.tokens)}

    def encode_source(self, text: str) -> list[int]:
        """Ids of a source text."""
        return [self._source_ids.get(p, 0) for p in self.processor.encode(text, out_type=str)]

    def encode_target(self, text: str) -> list[int]:
        """Ids of a target text, without start and end."""
        return [self._target_ids.get(p, 0) for p in self.processor.encode(text, out_type=str)]

    def _always(self, piece: str) -> bool:
        """Bytes, placeholders and single ASCII characters: with them anything can be written."""
        bare = piece.lstrip("▁")
        byte = piece.startswith("<0x")
        return byte or piece in PLACEHOLDERS or not bare or (len(bare) == 1 and bare.isascii())

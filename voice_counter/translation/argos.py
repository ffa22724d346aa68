"""Argos translation packages: a folder with a CTranslate2 model, its pieces and ``metadata.json``.

Of the format (https://github.com/argosopentech/argos-translate) only what a sentence needs is
read; the sentence splitters that packages bring along (``stanza``, ``minisbd``, ``spacy``) are not.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voice_counter.errors import TranslationError
from voice_counter.translation.constrained import including
from voice_counter.translation.engine import Engine, Hypothesis, Offer
from voice_counter.translation.forms import UNSPACED
from voice_counter.translation.sums import read_sums, verified

if TYPE_CHECKING:
    from voice_counter.translation.packages import PackageStore

KIND = "argos"
MOST_PIECES = 250
"""Of a source, which is cut there, and of a translation. Some models know but 256 positions, and
fail beyond them."""

_TAGS = {"zh": "zh-Hans", "zt": "zh-Hant", "tl": "fil"}
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")
_MOST_METADATA_BYTES = 1 << 20
_MOST_PLACEHOLDERS, _LONGEST_TOKEN = 64, 64

_BEAM = 4
# With 1, CTranslate2 divides the log probability by the number of pieces and the end mark.
_LENGTH_PENALTY = 1
_NO_REPEAT = 3


@dataclass(frozen=True, slots=True)
class Package:
    """A package in its folder.

    Attributes:
        source, target: BCP 47 tags (``ja``, ``zh-Hans``).
        shipped: whether it came with the application.
        placeholders: words its model carries over unread; only our own packages have them.
        target_prefix: a piece that every translation begins with inside the model, or "".
    """

    source: str
    target: str
    version: str
    folder: Path
    shipped: bool
    placeholders: tuple[str, ...] = ()
    target_prefix: str = ""

    @property
    def name(self) -> str:
        """What the user is told: ``Argos ja→en 1.1``."""
        return f"Argos {self.source}→{self.target} {self.version}"


def tag_of_code(code: str) -> str:
    """The BCP 47 tag of an Argos language code."""
    return _TAGS.get(code, code)


def is_plain(code: str) -> bool:
    """Whether a language code is of ordinary form, and so can name a folder."""
    return _CODE.fullmatch(code) is not None


def read_package(folder: Path, shipped: bool = False) -> Package:
    """The package in ``folder``, from its metadata; the model is not loaded.

    Raises:
        TranslationError: a file is missing, or the metadata is not well-formed.
    """
    described = _metadata(folder)
    codes = [_text(described, folder, "from_code"), _text(described, folder, "to_code")]
    for key, code in zip(("from_code", "to_code"), codes, strict=True):
        if not is_plain(code):
            raise _wrong(folder, key)
    version = _text(described, folder, "package_version")
    if not _VERSION.fullmatch(version):
        raise _wrong(folder, "package_version")
    if codes[0] == codes[1] or described.get("type", "translate") != "translate":
        raise _wrong(folder, "to_code" if codes[0] == codes[1] else "type")
    prefix = _text(described, folder, "target_prefix", "")
    if len(prefix) > _LONGEST_TOKEN:
        raise _wrong(folder, "target_prefix")
    if not (folder / "model" / "model.bin").is_file():
        raise TranslationError(
            "error.translation.package_missing", path=folder, file="model/model.bin"
        )
    _pieces_file(folder)
    return Package(
        tag_of_code(codes[0]),
        tag_of_code(codes[1]),
        version,
        folder,
        shipped,
        _placeholders(described, folder),
        prefix,
    )


class ArgosEngine:
    """Translates with one package. The model is loaded at the first sentence, or by ``load``.

    The libraries get the very bytes that were compared with the package's sums.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self._pieces: Any = None
        self._translator: Any = None

    @property
    def name(self) -> str:
        """See ``Engine``."""
        return self.package.name

    @property
    def placeholders(self) -> tuple[str, ...]:
        """See ``Engine``."""
        return self.package.placeholders

    def load(self) -> None:
        """Loads the model, if it is not loaded yet.

        Raises:
            TranslationError: a file cannot be read, was altered since it was unpacked, or is no
                model for this CTranslate2.
        """
        if self._translator is None:
            sums = read_sums(self.package.folder)
            self._pieces = _load_pieces(self.package.folder, sums)
            self._translator = _load_model(self.package.folder, sums)

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each text; an empty one where there is nothing to translate.

        ``score`` is the mean log probability of the pieces, the end mark among them.

        Raises:
            TranslationError: the model cannot be loaded, or failed.
        """
        return [self._one(text) for text in texts]

    def including(self, text: str, words: Sequence[str]) -> Hypothesis | None:
        """See ``Engine``. Only words that are a piece of the model can be asked for."""
        pieces = self.pieces(text)
        asked = [[str(p) for p in self._pieces.encode(word, out_type=str)] for word in words]
        if not pieces or not all(word and self.knows(word[-1]) for word in asked):
            return None
        spaced = self.package.target not in UNSPACED
        with self._told():
            _, said = self._search(pieces, longest_of(pieces), 0)
            found = including(
                self._translator,
                pieces,
                said[: 2 * len(pieces) + 16],
                asked if spaced else [word[-1:] for word in asked],
                ("▁",) if spaced else None,
            )
        return None if found is None else Hypothesis(self._text(found.pieces), found.score)

    def pieces(self, text: str) -> list[str]:
        """``text`` as the model reads it (normalised by the piece model itself: NFKC), cut off at
        ``MOST_PIECES``.
        """
        self.load()
        # Half a surrogate pair is no text, and SentencePiece refuses it.
        sound = text.encode("utf-8", "ignore").decode()
        return [str(p) for p in self._pieces.encode(sound, out_type=str)[:MOST_PIECES]]

    def knows(self, piece: str) -> bool:
        """Whether SentencePiece has that piece."""
        return bool(self._pieces.piece_to_id(piece) != self._pieces.unk_id())

    def _one(self, text: str) -> Hypothesis:
        text = text.strip()
        if not text:
            return Hypothesis("", math.nan)
        with self._told():
            pieces = self.pieces(text)
            if not pieces:
                return Hypothesis("", math.nan)
            longest = longest_of(pieces)
            found, said = self._search(pieces, longest, 0)
            endless = len(said) == longest < MOST_PIECES
            if endless or (_circles(said) and not _circles(pieces)):
                # Not from the outset: "10,000 yen and 10,000 yen" repeats itself rightly.
                found, _ = self._search(pieces, longest, _NO_REPEAT)
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A failure of the libraries in the user's language."""
        try:
            yield
        except (RuntimeError, ValueError, MemoryError) as error:
            raise TranslationError(
                "error.translation.engine_failed", name=self.name, reason=error
            ) from error

    def _search(
        self, pieces: list[str], longest: int, no_repeat: int
    ) -> tuple[Hypothesis, list[str]]:
        """What the model says, and its pieces."""
        prefix = [self.package.target_prefix] if self.package.target_prefix else []
        result = self._translator.translate_batch(
            [pieces],
            target_prefix=[prefix] if prefix else None,
            beam_size=_BEAM,
            length_penalty=_LENGTH_PENALTY,
            no_repeat_ngram_size=no_repeat,
            max_decoding_length=longest,
            replace_unknowns=True,
            return_scores=True,
        )[0]
        tokens = result.hypotheses[0]
        said = tokens[len(prefix) :] if tokens[: len(prefix)] == prefix else tokens
        return Hypothesis(self._text(said), float(result.scores[0])), tokens

    def _text(self, pieces: Sequence[str]) -> str:
        # A space mark stays where SentencePiece does not know the piece.
        return str(self._pieces.decode(list(pieces))).replace("▁", " ").strip()


def longest_of(pieces: Sequence[str]) -> int:
    """How many pieces the translation of ``pieces`` may have."""
    return min(MOST_PIECES, max(32, 3 * len(pieces) + 16))


def offers(store: PackageStore) -> list[Offer]:
    """The packages of ``store``; their translations are for reference only (JA→EN: BLEU 16)."""
    return [
        Offer(package.source, package.target, KIND, package.name, True, partial(_load, package))
        for package in store.packages()
    ]


def _load(package: Package) -> Engine:
    engine = ArgosEngine(package)
    engine.load()
    return engine


def _circles(pieces: Sequence[str]) -> bool:
    """Whether some pieces come four times in a row (a single one eight times)."""
    for unit in range(1, 17):
        run = 0
        for before, piece in zip(pieces, pieces[unit:], strict=False):
            run = run + 1 if piece == before else 0
            if run >= max(3 * unit, 7):
                return True
    return False


def _metadata(folder: Path) -> Mapping[str, object]:
    found = content(folder, "metadata.json", _MOST_METADATA_BYTES)
    try:
        described = json.loads(found)
    except (ValueError, RecursionError) as error:
        raise _wrong(folder, f"JSON: {error}") from error
    if not isinstance(described, dict):
        raise _wrong(folder, "JSON")
    return described


def _text(described: Mapping[str, object], folder: Path, key: str, default: object = None) -> str:
    value = described.get(key, default)
    if not isinstance(value, str):
        raise _wrong(folder, key)
    return value


def _placeholders(described: Mapping[str, object], folder: Path) -> tuple[str, ...]:
    listed = described.get("placeholders", [])
    if not isinstance(listed, list) or len(listed) > _MOST_PLACEHOLDERS:
        raise _wrong(folder, "placeholders")
    words = tuple(word for word in listed if isinstance(word, str))
    if len(words) < len(listed) or not all(0 < len(word) <= _LONGEST_TOKEN for word in words):
        raise _wrong(folder, "placeholders")
    return words


def _wrong(folder: Path, entry: str) -> TranslationError:
    return TranslationError("error.translation.package_metadata", path=folder, entry=entry)


def content(folder: Path, name: str, limit: int = -1) -> bytes:
    """A file of a package, at most ``limit`` bytes of it.

    Raises:
        TranslationError: it is missing or cannot be read.
    """
    try:
        with (folder / name).open("rb") as file:
            return file.read(limit)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TranslationError(
            "error.translation.package_missing", path=folder, file=name
        ) from error
    except OSError as error:
        raise TranslationError(
            "error.translation.package_unreadable", path=folder / name, reason=error.strerror
        ) from error


def _pieces_file(folder: Path) -> str:
    for name in ("sentencepiece.model", "bpe.model"):
        if (folder / name).is_file():
            return name
    raise TranslationError(
        "error.translation.package_missing", path=folder, file="sentencepiece.model"
    )


def _load_pieces(folder: Path, sums: Mapping[str, str]) -> Any:
    # Imported late, as below: the captions without translation need not load it.
    import sentencepiece

    name = _pieces_file(folder)
    model = verified(folder, name, content(folder, name), sums)
    try:
        # From memory: on Windows the library cannot open every path.
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    except (RuntimeError, ValueError, MemoryError) as error:
        # Some packages split words with subword-nmt, whose files are text.
        key = "package_bpe" if model.startswith(b"#version") else "package_pieces"
        raise TranslationError(f"error.translation.{key}", path=folder, file=name) from error
    if not model or not processor.get_piece_size():
        raise TranslationError("error.translation.package_pieces", path=folder, file=name)
    return processor


def _load_model(folder: Path, sums: Mapping[str, str]) -> Any:
    import ctranslate2

    try:
        names = [path.name for path in sorted((folder / "model").iterdir()) if path.is_file()]
    except OSError as error:
        raise TranslationError(
            "error.translation.package_unreadable", path=folder, reason=error.strerror
        ) from error
    files = {
        name: verified(folder, f"model/{name}", content(folder, f"model/{name}"), sums)
        for name in names
    }
    try:
        return ctranslate2.Translator(
            str(folder / "model"),
            device="cpu",
            compute_type="int8",
            inter_threads=1,
            intra_threads=1,
            files=files,
        )
    except (RuntimeError, ValueError, MemoryError) as error:
        made_for_another = str(error).startswith("Unsupported model")
        raise TranslationError(
            f"error.translation.{'package_version' if made_for_another else 'package_model'}",
            path=folder,
            reason=error,
        ) from error

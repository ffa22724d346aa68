"""Firefox Translations models, run by ``fxtranslate`` (a compiled engine, MPL-2.0).

Marian students with an SSRU decoder and intgemm weights, which CTranslate2 cannot load
(https://github.com/mozilla/firefox-translations-models).
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from voice_counter.errors import ModelError, TranslationError
from voice_counter.models.registry import ModelSpec
from voice_counter.models.store import ModelStore
from voice_counter.translation.engine import Engine, Hypothesis, Offer

KIND = "firefox"
_LONGEST = 600
"""Characters: the models were trained on sentences, and lose the end of what is much longer."""


class FirefoxEngine:
    """One model in its folder: ``model.*.bin``, ``vocab.*.spm`` (or one for each side), ``lex.*``;
    each as it is or compressed with gzip.

    It must be used by the thread that made it.

    Raises:
        TranslationError: a file is missing, or is no model.
    """

    placeholders: tuple[str, ...] = ()

    def __init__(self, folder: Path, name: str) -> None:
        # Imported late: the captions without translation need not load it.
        from fxtranslate import Translator

        self.name = name
        shared = _content(folder, "vocab.", None)
        source = shared or _content(folder, "srcvocab.", folder)
        target = shared or _content(folder, "trgvocab.", folder)
        model = _content(folder, "model.", folder)
        try:
            self._translator = Translator(
                model or b"", source or b"", target or b"", _content(folder, "lex.", None)
            )
        except (ValueError, RuntimeError) as error:
            raise TranslationError(
                "error.translation.firefox", path=folder, reason=error
            ) from error

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """One hypothesis for each text; the engine gives no scores."""
        return [Hypothesis(self._one(text.strip()), math.nan) for text in texts]

    def including(self, text: str, words: Sequence[str]) -> Hypothesis | None:  # noqa: ARG002
        """None: the engine's decoder takes no constraints."""
        return None

    def _one(self, text: str) -> str:
        if not text:
            return ""
        try:
            return self._translator.translate(text[:_LONGEST]).strip()
        except (ValueError, RuntimeError) as error:
            raise TranslationError(
                "error.translation.engine_failed", name=self.name, reason=error
            ) from error


def offers(store: ModelStore) -> list[Offer]:
    """The Firefox models that are installed; they are hashed when they are loaded."""
    return [
        _offer(store, spec)
        for spec in store.registry.models.values()
        if spec.kind == "translation" and (store.root / spec.id).is_dir()
    ]


def _offer(store: ModelStore, spec: ModelSpec) -> Offer:
    source, target = spec.languages
    return Offer(source, target, KIND, spec.name, False, partial(_load, store, spec))


def _load(store: ModelStore, spec: ModelSpec) -> Engine:
    return FirefoxEngine(store.path(spec.id), spec.name)


def _content(folder: Path, beginning: str, required: Path | None) -> bytes | None:
    """The one file of that beginning, unpacked; None if there is none and none is required."""
    found = sorted(
        path
        for path in folder.glob(f"{beginning}*")
        if path.name.removesuffix(".gz").endswith((".bin", ".spm"))
    )
    try:
        if found:
            content = found[0].read_bytes()
            return gzip.decompress(content) if found[0].suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise TranslationError("error.translation.firefox", path=found[0], reason=error) from error
    if required is not None:
        raise ModelError("error.model.file_missing", model=folder.name, path=folder / beginning)
    return None

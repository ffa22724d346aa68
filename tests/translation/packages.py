"""Tiny real Argos packages: a SentencePiece of a few hundred pieces, a Transformer of noise."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy
import pytest
import sentencepiece
from ctranslate2.specs import TransformerSpec

from voice_counter.errors import TranslationError
from voice_counter.texts import explain
from voice_counter.translation.packages import PackageStore
from voice_counter.translation.sums import write_sums

TOP = "translate-ja_en-1_1"
PLACEHOLDERS = ("⟦0⟧", "⟦1⟧")
_OF_STORE = {f"error.translation.{key}" for key in ("disk_full", "read_only", "write_failed")}
_SPECIAL = ("<unk>", "<s>", "</s>")
_WIDTH, _HEADS, _POSITIONS = 16, 2, 256
_COUNTERS = "市民課 国保年金課 税務課 福祉課 子育て支援課 戸籍係 総合案内 介護保険課".split()
_PAPERS = "住民票 戸籍謄本 納税証明書 印鑑証明書 在留カード 健康保険証 申請書 本人確認書類".split()
_ENGLISH = (
    "Please come to this counter with your residence card.",
    "You can apply for the certificate here, and it costs 300 yen.",
    "Please fill in this form and wait until your number is called.",
    "The procedure takes about 10 minutes, from 2025 on.",
)


def metadata(**changes: object) -> bytes:
    """``metadata.json`` of a sound package, with some entries replaced (None: left out)."""
    described: dict[str, object] = {
        "package_version": "1.1",
        "argos_version": "1.9",
        "from_code": "ja",
        "from_name": "Japanese",
        "to_code": "en",
        "to_name": "English",
        "placeholders": list(PLACEHOLDERS),
    }
    described.update(changes)
    return json.dumps({k: v for k, v in described.items() if v is not None}).encode()


@cache
def files() -> Mapping[str, bytes]:
    """The files of a sound package, by their name below the top folder."""
    with tempfile.TemporaryDirectory() as scratch:
        model = Path(scratch) / "model"
        model.mkdir()
        pieces = _pieces(Path(scratch) / "sentencepiece")
        _save_model(_tokens(pieces), model)
        found = {f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())}
    return {"metadata.json": metadata(), "sentencepiece.model": pieces, **found}


def write_zip(path: Path, members: Mapping[str, bytes], top: str = TOP) -> Path:
    """Packs ``members`` under the folder ``top`` (none if it is empty)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{top}/{name}" if top else name, content)
    return path


def package(path: Path, **changes: bytes | None) -> Path:
    """A package at ``path`` with some files replaced: ``model_bin`` stands for ``model/model.bin``,
    ``metadata`` and ``sentencepiece`` for those files; None leaves the file out.
    """
    names = {
        "model_bin": "model/model.bin",
        "metadata": "metadata.json",
        "sentencepiece": "sentencepiece.model",
    }
    members: dict[str, bytes | None] = {**files()}
    members.update({names[key]: content for key, content in changes.items()})
    return write_zip(path, {k: v for k, v in members.items() if v is not None})


def write_folder(folder: Path, members: Mapping[str, bytes] | None = None) -> Path:
    """The files of a package as they lie when it is installed."""
    for name, content in (members or files()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    kept = members or files()
    write_sums(folder, {n: hashlib.sha256(c).hexdigest() for n, c in kept.items()})
    return folder


def refusal(store: PackageStore, path: Path) -> str:
    """The key, without its prefix, with which ``path`` is refused. Checks that nothing changed."""
    before = _tree(store.root / "installed")
    with pytest.raises(TranslationError) as caught:
        store.install(path)
    assert _tree(store.root / "installed") == before
    assert leftovers(store) == []
    for language in ("ja", "en"):
        assert explain(caught.value, language)
    assert caught.value.exit_code == 6
    if "path" in caught.value.values and caught.value.key not in _OF_STORE:
        assert caught.value.values["path"] == path
    return caught.value.key.removeprefix("error.translation.")


def _tree(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def leftovers(store: PackageStore) -> list[Path]:
    """What is still on its way into ``store``."""
    return [path for path in store.root.glob(".incoming/*") if path.is_dir()]


def _lines() -> list[str]:
    japanese = [
        f"{counter}の窓口{number}番で{paper}の手続きができます。こちらへ{number}時にお越しください。"
        for number, counter in enumerate(_COUNTERS)
        for paper in _PAPERS
    ]
    return [*japanese, *(line for line in _ENGLISH for _ in range(30))]


def _pieces(prefix: Path) -> bytes:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_lines()),
        model_prefix=str(prefix),
        vocab_size=300,
        hard_vocab_limit=False,
        model_type="unigram",
        normalization_rule_name="nmt_nfkc",
        user_defined_symbols=list(PLACEHOLDERS),
        num_threads=1,
        minloglevel=2,
    )
    return prefix.with_suffix(".model").read_bytes()


def _tokens(pieces: bytes) -> list[str]:
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    known = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    return [*_SPECIAL, *(piece for piece in known if piece not in _SPECIAL)]


def _save_model(tokens: list[str], folder: Path) -> None:
    noise = numpy.random.default_rng(7)

    def array(*shape: int) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float32]]:
        return noise.normal(0, 0.3, shape).astype(numpy.float32)

    def linear(layer: object, rows: int, columns: int) -> None:
        layer.weight, layer.bias = array(rows, columns), array(rows)  # type: ignore[attr-defined]

    def norm(layer: object) -> None:
        layer.gamma = numpy.ones(_WIDTH, numpy.float32)  # type: ignore[attr-defined]
        layer.beta = numpy.zeros(_WIDTH, numpy.float32)  # type: ignore[attr-defined]

    spec = TransformerSpec.from_config((1, 1), _HEADS, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = array(_POSITIONS, _WIDTH)
        embeddings = side.embeddings
        (embeddings[0] if isinstance(embeddings, list) else embeddings).weight = array(
            len(tokens), _WIDTH
        )
        norm(side.layer_norm)
    linear(spec.decoder.projection, len(tokens), _WIDTH)
    # Noise alone hardly ever comes to an end.
    spec.decoder.projection.bias[tokens.index("</s>")] += 1.5
    (encoder,), (decoder,) = spec.encoder.layer, spec.decoder.layer
    for attention, inner in (
        (encoder.self_attention, [3]),
        (decoder.self_attention, [3]),
        (decoder.attention, [1, 2]),
    ):
        norm(attention.layer_norm)
        for part, width in zip(attention.linear, [*inner, 1], strict=True):
            linear(part, width * _WIDTH, _WIDTH)
    for layer in (encoder, decoder):
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, 2 * _WIDTH, _WIDTH)
        linear(layer.ffn.linear_1, _WIDTH, 2 * _WIDTH)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))

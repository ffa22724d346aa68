"""Writes a trained network as an Argos package: CTranslate2 weights in int8, pieces, metadata."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy
import torch
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.attention_spec import MultiHeadAttentionSpec
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from torch import Tensor, nn

from scripts.starter.masks import PLACEHOLDERS
from scripts.starter.network import Attention, FeedForward, Transformer
from scripts.starter.pieces import Vocabulary

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive, so that the same weights give the same bytes."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the package says of itself."""

    from_code: str
    from_name: str
    to_code: str
    to_name: str
    version: str


def convert(network: Transformer, vocabulary: Vocabulary, folder: Path) -> None:
    """Writes the CTranslate2 model (int8) to ``folder``."""
    shape = network.shape
    spec = TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    for side, embedding in ((spec.encoder, network.source), (spec.decoder, network.target)):
        side.scale_embeddings = True
        side.position_encodings.encodings = _array(network.get_buffer("positions"))
        target = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        target.weight = _array(embedding.weight)
    _norm(spec.encoder.layer_norm, network.encoder_norm)
    _norm(spec.decoder.layer_norm, network.decoder_norm)
    spec.decoder.projection.weight = _array(network.target.weight)
    spec.decoder.projection.bias = _array(network.bias)
    for layer, trained in zip(spec.encoder.layer, network.encoder, strict=True):
        _attention(layer.self_attention, trained.own)
        _feed(layer.ffn, trained.feed)
    for layer, trained in zip(spec.decoder.layer, network.decoder, strict=True):
        _attention(layer.self_attention, trained.own)
        _attention(layer.attention, trained.source)
        _feed(layer.ffn, trained.feed)
    spec.register_source_vocabulary(list(vocabulary.source.tokens))
    spec.register_target_vocabulary(list(vocabulary.target.tokens))
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def write_package(
    model: Path, pieces: Path, metadata: Metadata, readme: str, licence: str, out: Path
) -> None:
    """Packs model, pieces and metadata into ``out`` (``.argosmodel``)."""
    top = f"translate-{metadata.from_code}_{metadata.to_code}-{metadata.version}"
    described = {
        "package_version": metadata.version,
        "argos_version": "1.9",
        "from_code": metadata.from_code,
        "from_name": metadata.from_name,
        "to_code": metadata.to_code,
        "to_name": metadata.to_name,
        # Not of the format: other readers pass over it.
        "placeholders": list(PLACEHOLDERS),
    }
    files = {f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())}
    files["sentencepiece.model"] = pieces.read_bytes()
    files["metadata.json"] = json.dumps(described, ensure_ascii=False, indent=2).encode()
    files["README.md"] = readme.encode()
    files["LICENCE.txt"] = licence.encode()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{top}/{name}", _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def translate(model: Path, vocabulary: Vocabulary, texts: list[str], beam: int = 4) -> list[str]:
    """Translations by the converted model: what the application will say."""
    translator = ctranslate2.Translator(str(model), intra_threads=2, compute_type="int8")
    pieces = [vocabulary.processor.encode(text, out_type=str) for text in texts]
    found = translator.translate_batch(
        pieces, beam_size=beam, max_batch_size=2048, batch_type="tokens", max_decoding_length=200
    )
    return [str(vocabulary.processor.decode(result.hypotheses[0])) for result in found]


def _array(values: Tensor) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.float32]]:
    return values.detach().to(torch.float32).contiguous().numpy()


def _norm(spec: LayerNormSpec, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)


def _linear(spec: LinearSpec, layer: nn.Linear) -> None:
    spec.weight, spec.bias = _array(layer.weight), _array(layer.bias)


def _attention(spec: MultiHeadAttentionSpec, trained: Attention) -> None:
    _norm(spec.layer_norm, trained.norm)
    inner = [trained.query, trained.memory] if trained.over_memory else [trained.all]
    for part, layer in zip(spec.linear, [*inner, trained.out], strict=True):
        _linear(part, layer)


def _feed(spec: object, trained: FeedForward) -> None:
    _norm(spec.layer_norm, trained.norm)  # type: ignore[attr-defined]
    _linear(spec.linear_0, trained.widen)  # type: ignore[attr-defined]
    _linear(spec.linear_1, trained.narrow)  # type: ignore[attr-defined]

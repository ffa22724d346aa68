"""The network: a pre-norm Transformer (Vaswani 2017, Xiong 2020) small enough for two CPU cores."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network.

    Attributes:
        source, target: numbers of pieces in the vocabularies.
    """

    source: int
    target: int
    width: int = 256
    heads: int = 4
    inner: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2
    longest: int = 256


class Attention(nn.Module):
    """Multi-head attention with the projections in one matrix, as CTranslate2 keeps them."""

    def __init__(self, shape: Shape, *, over_memory: bool) -> None:
        super().__init__()
        self.heads = shape.heads
        self.over_memory = over_memory
        self.norm = nn.LayerNorm(shape.width)
        if over_memory:
            self.query = nn.Linear(shape.width, shape.width)
            self.memory = nn.Linear(shape.width, 2 * shape.width)
        else:
            self.all = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def forward(
        self, x: Tensor, memory: Tensor | None, mask: Tensor | None, causal: bool
    ) -> Tensor:
        """Returns ``x`` plus what it attends to; ``mask`` is True where there is something."""
        normed = self.norm(x)
        if memory is None:
            query, key, value = self.all(normed).chunk(3, dim=-1)
        else:
            query = self.query(normed)
            key, value = self.memory(memory).chunk(2, dim=-1)
        query, key, value = (self._split(part) for part in (query, key, value))
        found = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, is_causal=causal
        )
        return x + self.out(found.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class FeedForward(nn.Module):
    """The position-wise layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """Returns ``x`` plus its transformation."""
        return x + self.narrow(functional.relu(self.widen(self.norm(x))))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.own = Attention(shape, over_memory=False)
        self.feed = FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One layer over the source."""
        return self.feed(self.own(x, None, mask, False))


class DecoderLayer(nn.Module):
    """Self-attention, attention over the source, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.own = Attention(shape, over_memory=False)
        self.source = Attention(shape, over_memory=True)
        self.feed = FeedForward(shape)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """One layer over what was written so far."""
        return self.feed(self.source(self.own(x, None, None, True), memory, mask, False))


class Transformer(nn.Module):
    """Source pieces in, scores of target pieces out; input and output embeddings are tied."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.source = nn.Embedding(shape.source, shape.width)
        self.target = nn.Embedding(shape.target, shape.width)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.target))
        self.register_buffer("positions", _sinusoids(shape.longest, shape.width))
        for embedding in (self.source, self.target):
            nn.init.normal_(embedding.weight, std=shape.width**-0.5)
        for layer in self.modules():
            if isinstance(layer, nn.Linear):
                nn.init.xavier_uniform_(layer.weight)
                nn.init.zeros_(layer.bias)

    def forward(self, source: Tensor, lengths: Tensor, target: Tensor) -> Tensor:
        """Hidden states of the decoder, ``[batch, length, width]``.

        Args:
            source: ids ``[batch, length]``, padded behind.
            lengths: of the sources, ``[batch]``.
            target: ids, the start symbol first.
        """
        there = torch.arange(source.shape[1])[None, :] < lengths[:, None]
        mask = there[:, None, None, :]
        memory = self._embedded(self.source, source)
        for layer in self.encoder:
            memory = layer(memory, mask)
        memory = self.encoder_norm(memory)
        x = self._embedded(self.target, target)
        for layer in self.decoder:
            x = layer(x, memory, mask)
        hidden: Tensor = self.decoder_norm(x)
        return hidden

    def scores(self, hidden: Tensor) -> Tensor:
        """Logits over the target vocabulary."""
        return functional.linear(hidden, self.target.weight, self.bias)

    def _embedded(self, embedding: nn.Embedding, ids: Tensor) -> Tensor:
        positions = self.get_buffer("positions")[: ids.shape[1]]
        x = embedding(ids) * math.sqrt(self.shape.width) + positions
        return functional.dropout(x, self.dropout, self.training)


def _sinusoids(length: int, width: int) -> Tensor:
    steps = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    angles = torch.arange(length)[:, None] * steps[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)

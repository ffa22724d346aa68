"""The training loop: steady learning rate, checkpoints to resume from, a cool-down to finish.

The rate stays constant after a warm-up and falls to zero only in a cool-down (Hu et al. 2024,
"warmup-stable-decay"): training can be stopped and resumed for as long as one likes, and a model
can be finished from any checkpoint without spoiling it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from scripts.starter.network import Shape, Transformer

Example = tuple[list[int], list[int]]
"""Ids of source and target, the target without start and end."""

START, END = 1, 2
_IGNORED = -100


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        tokens: of source and target with padding, in a batch.
        warmup: steps until the rate is reached.
    """

    rate: float = 1.5e-3
    matrix_rate: float = 0.02
    tokens: int = 6000
    warmup: int = 200
    smoothing: float = 0.1
    dropout: float = 0.0


@dataclass(slots=True)
class State:
    """Everything a run needs to go on."""

    network: Transformer
    optimisers: list[torch.optim.Optimizer]
    step: int = 0
    seconds: float = 0.0
    pieces: int = 0
    losses: list[tuple[int, float]] = field(default_factory=list)

    def save(self, path: Path) -> None:
        """Writes the checkpoint in one go: a crash leaves the one before."""
        state: dict[str, Any] = {
            "shape": self.network.shape,
            "network": self.network.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "step": self.step,
            "seconds": self.seconds,
            "pieces": self.pieces,
            "losses": self.losses,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    @classmethod
    def load(cls, path: Path, settings: Settings) -> State:
        """Reads a checkpoint of this script."""
        saved = torch.load(path, weights_only=False)
        state = new_state(saved["shape"], settings)
        state.network.load_state_dict(saved["network"])
        for optimiser, values in zip(state.optimisers, saved["optimisers"], strict=True):
            optimiser.load_state_dict(values)
        state.step, state.seconds = saved["step"], saved["seconds"]
        state.pieces, state.losses = saved["pieces"], saved["losses"]
        return state


def new_state(shape: Shape, settings: Settings) -> State:
    """An untrained network: Muon for the matrices, AdamW for embeddings, norms and biases."""
    network = Transformer(shape, settings.dropout)
    layers = [*network.encoder.parameters(), *network.decoder.parameters()]
    matrices = [parameter for parameter in layers if parameter.ndim == 2]
    known = {id(parameter) for parameter in matrices}
    others = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return State(
        network,
        [
            torch.optim.Muon(matrices, lr=settings.matrix_rate, weight_decay=0.01, momentum=0.95),
            torch.optim.AdamW(
                others, lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True
            ),
        ],
    )


def batches(
    examples: Sequence[Example], tokens: int, chance: random.Random
) -> Iterator[list[Example]]:
    """All examples in batches of about equal length, in random order."""
    order = sorted(
        range(len(examples)),
        key=lambda at: (len(examples[at][1]) // 2, len(examples[at][0]), chance.random()),
    )
    found: list[list[Example]] = [[]]
    widest = (0, 0)
    for at in order:
        example = examples[at]
        wider = (max(widest[0], len(example[0])), max(widest[1], len(example[1]) + 1))
        if found[-1] and sum(wider) * (len(found[-1]) + 1) > tokens:
            found.append([])
            wider = (len(example[0]), len(example[1]) + 1)
        found[-1].append(example)
        widest = wider
    chance.shuffle(found)
    yield from found


def train_step(state: State, batch: list[Example], settings: Settings, factor: float) -> float:
    """One step; returns the loss per target piece. ``factor`` scales the learning rates."""
    warm = min(1.0, (state.step + 1) / settings.warmup)
    for optimiser, rate in zip(
        state.optimisers, (settings.matrix_rate, settings.rate), strict=True
    ):
        for group in optimiser.param_groups:
            group["lr"] = rate * warm * factor
    loss = batch_loss(state.network, batch, settings.smoothing)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(state.network.parameters(), 1.0)
    for optimiser in state.optimisers:
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
    state.step += 1
    state.pieces += sum(len(target) + 1 for _, target in batch)
    return float(loss.detach())


def batch_loss(network: Transformer, batch: list[Example], smoothing: float) -> Tensor:
    """Mean cross-entropy per target piece."""
    longest = network.shape.longest
    sources = [source[:longest] for source, _ in batch]
    inputs = [[START, *target][:longest] for _, target in batch]
    outputs = [[*target, END][:longest] for _, target in batch]
    lengths = torch.tensor([len(source) for source in sources])
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network(_padded(sources, 0), lengths, _padded(inputs, 0))
        wanted = _padded(outputs, _IGNORED)
        there = wanted != _IGNORED
        logits = network.scores(hidden[there])
    return functional.cross_entropy(logits.float(), wanted[there], label_smoothing=smoothing)


def measured_loss(network: Transformer, examples: Sequence[Example], tokens: int) -> float:
    """Loss per piece on held-out examples, without smoothing."""
    network.eval()
    total, pieces = 0.0, 0
    with torch.no_grad():
        for batch in batches(examples, tokens, random.Random(0)):
            count = sum(len(target) + 1 for _, target in batch)
            total += float(batch_loss(network, batch, 0.0)) * count
            pieces += count
    network.train()
    return total / pieces


class Clock:
    """Time spent training, for the log."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = time.monotonic()
        spent, self._last = now - self._last, now
        return spent


def _padded(rows: list[list[int]], filling: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [filling] * (width - len(row)) for row in rows])

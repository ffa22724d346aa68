"""Voice activity: the Silero VAD network, carried from frame to frame."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from faster_whisper.utils import get_assets_path

from voice_counter.audio.source import Samples
from voice_counter.errors import ModelError

FRAME = 512
"""Samples per frame (32 ms at 16 kHz): the only length the network was trained for."""

SILERO_SHA256 = "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2"
"""Of the network in faster-whisper 1.2."""

_CONTEXT = 64
_STATE = (1, 1, 128)


class SpeechProbability(Protocol):
    """Tells frame by frame how likely it is that somebody speaks."""

    def feed(self, frame: Samples) -> float:
        """Probability of speech in the next ``FRAME`` samples."""

    def reset(self) -> None:
        """Forget what was heard: the next frame starts a new stream."""


class SileroVad:
    """Silero VAD v6 as faster-whisper ships it (ONNX, MIT), with its LSTM state kept.

    faster-whisper's own wrapper starts from an empty state at every call, which suits a whole
    file; on a live stream it would be blind at the start of each block.

    Raises:
        ModelError: its file is absent or altered.
    """

    def __init__(self) -> None:
        # ``voice_counter`` has told it by the environment, before it was loaded; once more, for
        # builds that do not know of that.
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        # 0.2 ms a frame on one thread; a pool of threads only takes cores from the recogniser.
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            _network(),
            providers=["CPUExecutionProvider"],
            sess_options=options,
        )
        self.reset()

    def reset(self) -> None:
        self._h = np.zeros(_STATE, np.float32)
        self._c = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def feed(self, frame: Samples) -> float:
        window = np.concatenate([self._context, frame])
        probability, self._h, self._c = self._session.run(
            None, {"input": window[None], "h": self._h, "c": self._c}
        )
        self._context = frame[-_CONTEXT:]
        return float(np.asarray(probability).ravel()[0])


def _network() -> bytes:
    """The network, compared with what was tried: the native parser gets these very bytes."""
    path = Path(get_assets_path()) / "silero_vad_v6.onnx"
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != SILERO_SHA256:
        raise ModelError("error.model.detector_altered", path=path)
    return content

"""Offline live captions for the counters of a Japanese ward office.

Data flows one way, as frozen dataclasses:

    audio source → voice activity → recogniser → captions → views

``audio``, ``speech``, ``glossary`` and ``captions`` import no Qt; only ``desktop`` does.
"""

import os

# Both must be set before the libraries are loaded. numpy's threads have next to nothing to do here,
# and the recogniser's wait for each other hundreds of times a second: let them wait without
# spinning, which costs as much CPU as working.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

# Nothing reports home, whatever the user's environment says: ONNX Runtime from 1.29 on sends events
# to its maker (its Privacy.md) unless it is told not to before it is loaded. Children inherit this.
for _silent in ("ORT_DISABLE_TELEMETRY", "HF_HUB_DISABLE_TELEMETRY", "HF_HUB_OFFLINE"):
    os.environ[_silent] = "1"

__version__ = "0.1.0"

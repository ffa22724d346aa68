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

__version__ = "0.1.0"

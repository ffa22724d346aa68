"""Offline live captions for the counters of a Japanese ward office.

Data flows one way, as frozen dataclasses:

    audio source → voice activity → recogniser → captions → views

``audio``, ``speech``, ``glossary`` and ``captions`` import no Qt; only ``desktop`` does.
"""

__version__ = "0.1.0"

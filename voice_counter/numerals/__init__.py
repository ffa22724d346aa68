"""Numbers in Japanese text: one way of writing them, what they count, and how they are read."""

from voice_counter.numerals.normal import Normalised, normalise
from voice_counter.numerals.quantities import Kind, Quantity
from voice_counter.numerals.spoken import NumberReading, number_readings, spoken

__all__ = [
    "Kind",
    "Normalised",
    "NumberReading",
    "Quantity",
    "normalise",
    "number_readings",
    "spoken",
]

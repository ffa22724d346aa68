"""What residents read, in their language: ``ui/resident/<BCP 47 tag>.toml``, a line for each text.

All languages have all texts. Staff read the same in Japanese (``ja.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from voice_counter import paths
from voice_counter.languages import TAGS

BUTTONS = ("again", "slowly", "not_understood", "write_it", "stop")
"""What a resident can ask for with one press."""


@cache
def resident_texts(tag: str) -> Mapping[str, str]:
    """All texts in a language; in English where there is none of that tag.

    >>> resident_texts("es")["again"]
    'Repita, por favor'
    """
    file = paths.ui() / "resident" / f"{tag if tag in TAGS else 'en'}.toml"
    return dict(tomllib.loads(file.read_text(encoding="utf-8")))

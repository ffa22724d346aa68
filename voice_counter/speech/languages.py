"""The languages Whisper recognises, and how their text is compared."""

from __future__ import annotations

from voice_counter.errors import OptionError

AUTO = "auto"
"""Stands for "detect the language of each utterance"."""

NATIVE_NAMES = {
    "ja": "日本語",
    "en": "English",
    "zh": "中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "ne": "नेपाली",
    "tl": "Filipino",
    "pt": "Português",
    "es": "Español",
    "id": "Bahasa Indonesia",
    "th": "ไทย",
    "my": "မြန်မာ",
    "uk": "Українська",
    "fr": "Français",
    "ru": "Русский",
}
"""The languages offered first, each by its own name (issue #2, #3: the counters' languages)."""

WHISPER_CODES = frozenset(
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw "
    "he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my "
    "ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt "
    "uk ur uz vi yi yo yue zh".split()
)
"""Language codes of multilingual Whisper (``yue`` from large-v3 on)."""

_WRITTEN_WITHOUT_SPACES = frozenset({"ja", "zh", "yue", "th", "my", "km", "lo", "bo"})


def written_without_spaces(code: str) -> bool:
    """Whether words are not set apart, so that text is compared by the character."""
    return code in _WRITTEN_WITHOUT_SPACES


def check(code: str) -> str:
    """``code`` itself if it is ``auto`` or a Whisper language.

    Raises:
        OptionError: it is neither.
    """
    if code == AUTO or code in WHISPER_CODES:
        return code
    raise OptionError(
        "error.option.language_unknown", code=code, available=", ".join([AUTO, *NATIVE_NAMES])
    )


_WHISPER = {"fil": "tl", "zh-Hans": "zh", "zh-Hant": "zh"}
_OF_WHISPER = {"tl": "fil", "zh": "zh-Hans", "yue": "zh-Hant"}


def tag_of(whisper_code: str) -> str:
    """The tag of a language the recogniser names: ``zh`` is ``zh-Hans``, ``tl`` is ``fil``."""
    return _OF_WHISPER.get(whisper_code, whisper_code)


def whisper_code(tag: str) -> str:
    """What the recogniser calls a language."""
    return _WHISPER.get(tag, tag)


def native_name(tag: str) -> str:
    """A language's own name."""
    special = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
    return special.get(tag) or NATIVE_NAMES.get(whisper_code(tag), tag)

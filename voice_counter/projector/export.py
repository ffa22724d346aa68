"""What was said at an event as SRT, WebVTT or plain text, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from voice_counter.errors import UserError
from voice_counter.projector.breaking import lines, one_line, share, wide_length
from voice_counter.projector.transcript import Caption
from voice_counter.small_files import replacing

Format = Literal["srt", "vtt", "txt"]

CUE_WIDTH = 21.0
"""Full-width characters in a line of a subtitle: what fits at the size that players use."""

CUE_LINES = 2
"""Lines of a language in a subtitle; more become the next subtitle."""

SHORTEST_CUE = 0.5
"""Seconds that a subtitle lasts at least, also where the times of a caption are unusable."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    speaker: str
    texts: tuple[str, ...]  # each of one or more lines


def to_srt(captions: Iterable[Caption], languages: Sequence[str] = ()) -> str:
    """SubRip. A speaker stands before the text where it is another one than before.

    Args:
        languages: BCP 47 tags of the translations below the Japanese.
    """
    blocks: list[str] = []
    before = ""
    for number, cue in enumerate(_cues(captions, languages), start=1):
        named = f"（{cue.speaker}）\n" if cue.speaker and cue.speaker != before else ""
        before = cue.speaker or before
        # Players take the arrow for the times of a cue.
        body = (named + "\n".join(cue.texts)).replace("-->", "→")
        times = f"{_time(cue.start, ',')} --> {_time(cue.end, ',')}"
        blocks.append(f"{number}\n{times}\n{body}\n")
    return "\n".join(blocks).replace("\n", "\r\n")


def to_vtt(captions: Iterable[Caption], languages: Sequence[str] = ()) -> str:
    """WebVTT, the speaker as a voice."""
    blocks = ["WEBVTT\n"]
    for cue in _cues(captions, languages):
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        body = voice + "\n".join(_escaped(text) for text in cue.texts)
        blocks.append(f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{body}\n")
    return "\n".join(blocks)


def to_txt(captions: Iterable[Caption], languages: Sequence[str] = ()) -> str:
    """Text to read: the time, the speaker, what was said, and translations below."""
    rows: list[str] = []
    for caption in _usable(captions):
        speaker = f"{one_line(caption.speaker)}：" if caption.speaker else ""
        rows.append(f"[{_time(caption.start, '.')[:8]}] {speaker}{one_line(caption.text)}")
        texts = (one_line(caption.translations.get(each, "")) for each in languages)
        rows += [f"    {text}" for text in texts if text]
    return "".join(f"{row}\r\n" for row in rows)


FORMATS: dict[Format, Callable[[Iterable[Caption], Sequence[str]], str]] = {
    "srt": to_srt,
    "vtt": to_vtt,
    "txt": to_txt,
}


def write(
    file: Path,
    captions: Iterable[Caption],
    kind: Format,
    languages: Sequence[str] = (),
    *,
    bom: bool = False,
) -> None:
    """Write ``captions`` to ``file``; what was there before stays until all is written.

    Args:
        bom: begin plain text with a mark that tells old Windows programs that it is UTF-8.

    Raises:
        UserError: it cannot be written.
    """
    content = FORMATS[kind](captions, languages)
    encoding = "utf-8-sig" if bom and kind == "txt" else "utf-8"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as draft:
            draft.write_bytes(content.encode(encoding))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("error.event.unwritable", path=file, reason=reason) from error


def unused(folder: Path, stem: str, suffix: str) -> Path:
    """A name in ``folder`` that no file has yet: ``stem.suffix``, ``stem-2.suffix`` …"""
    file = folder / f"{stem}.{suffix}"
    number = 2
    while file.exists():
        file = folder / f"{stem}-{number}.{suffix}"
        number += 1
    return file


def _usable(captions: Iterable[Caption]) -> list[Caption]:
    said = [caption for caption in captions if one_line(caption.text)]
    return sorted(said, key=lambda caption: caption.start)


def _cues(captions: Iterable[Caption], languages: Sequence[str]) -> Iterator[_Cue]:
    """The captions in pieces that fit on a screen, each with its share of the time."""
    for caption in _usable(captions):
        wrapped = lines(one_line(caption.text), CUE_WIDTH, wide_length)
        groups = [wrapped[place : place + CUE_LINES] for place in range(0, len(wrapped), CUE_LINES)]
        weights = [sum(map(wide_length, group)) for group in groups]
        parts = [_parts(caption, each, weights) for each in languages]
        start = max(caption.start, 0.0)
        length = max(caption.end - start, SHORTEST_CUE * len(groups))
        spoken = 0.0
        for number, group in enumerate(groups):
            begin = start + length * spoken / sum(weights)
            spoken += weights[number]
            end = start + length * spoken / sum(weights)
            texts = ("\n".join(group), *(part[number] for part in parts if part[number]))
            yield _Cue(begin, end, one_line(caption.speaker), texts)


def _parts(caption: Caption, language: str, weights: Sequence[float]) -> list[str]:
    """The translation cut into as many pieces, each in lines."""
    text = one_line(caption.translations.get(language, ""))
    cuts = [0, *share(text, weights)]
    return ["\n".join(lines(text[a:b], CUE_WIDTH, wide_length)) for a, b in pairwise(cuts)]


def _time(seconds: float, point: str) -> str:
    """``01:02:03.456`` with ``point`` before the thousandths."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

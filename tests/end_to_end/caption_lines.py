"""What the JSON lines of ``voice-counter caption --jsonl`` promise."""

from __future__ import annotations

import json
from typing import Any

Line = dict[str, Any]

TYPES: dict[str, dict[str, type]] = {
    "partial": {
        "type": str,
        "utterance": int,
        "start": float,
        "end": float,
        "emitted": float,
        "lang": str,
        "text": str,
        "stable": int,
        "terms": list,
    },
    "summary": {
        "type": str,
        "audio": float,
        "speech": float,
        "wall": float,
        "cpu": float,
        "peak_rss": int,
        "partials": int,
        "finals": int,
        "discarded": int,
        "loops": int,
        "dropped_partials": int,
        "overflows": int,
    },
}
TYPES["final"] = TYPES["partial"] | {"quantities": list, "repairs": list, "unsure": list}


def checked(out: list[str]) -> tuple[list[Line], Line]:
    """The caption lines and the summary of a whole run, once every promise about them is kept."""
    *lines, summary = [json.loads(line) for line in out]
    for line in lines:
        assert line["type"] in ("partial", "final"), line
    assert summary["type"] == "summary"
    for line in (*lines, summary):
        kinds = {key: type(value) for key, value in line.items()}
        assert kinds == TYPES[line["type"]], line
    _check_captions(lines)
    counts = [line["type"] for line in lines]
    assert summary["partials"] == counts.count("partial")
    assert summary["finals"] == counts.count("final")
    assert summary["audio"] >= summary["speech"] >= 0
    assert summary["cpu"] > 0
    assert summary["wall"] > 0
    assert min(summary[key] for key in ("discarded", "loops", "dropped_partials", "overflows")) >= 0
    return lines, summary


def _check_captions(lines: list[Line]) -> None:
    settled, growing, ended, clock = "", 0, 0.0, 0.0
    finals: list[int] = []
    for line in lines:
        assert line["text"].strip(), line
        assert 0 <= line["stable"] <= len(line["text"]), line
        assert 0 <= line["start"] < line["end"], line
        assert all(isinstance(term, str) for term in line["terms"])
        assert line["emitted"] >= clock, "emitted goes backwards"
        clock = line["emitted"]
        if line["utterance"] != growing:
            assert line["utterance"] > growing, "utterances are out of order"
            growing, settled = line["utterance"], ""
        assert growing not in finals, "a line comes behind its final"
        assert line["text"].startswith(settled), f"{settled!r} changed: {line}"
        settled = line["text"][: line["stable"]]
        if line["type"] == "final":
            assert settled == line["text"]
            assert line["start"] >= ended, "utterances overlap"
            ended = line["end"]
            finals.append(growing)


def finals(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["type"] == "final"]


def text(lines: list[Line]) -> str:
    return " ".join(line["text"] for line in finals(lines))

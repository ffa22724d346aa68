"""The index of Argos packages: which there are, and where. Used on the user's command only."""

from __future__ import annotations

import http.client
import json
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from voice_counter.errors import TranslationError
from voice_counter.translation.argos import Package, tag_of_code
from voice_counter.translation.packages import PackageStore

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"

_TIMEOUT_S = 15.0
_MOST_INDEX_BYTES = 8 << 20
_MOST_PACKAGE_BYTES = 2 << 30
_BLOCK_BYTES = 1 << 20


def fetch_package(store: PackageStore, source: str, target: str, index: str = INDEX) -> Package:
    """Fetch the newest package of a pair and install it; it is validated like one from a stick.

    Args:
        source, target: BCP 47 tags.
        index: address of an index in the format of argospm-index.

    Raises:
        TranslationError: no such package, the network failed, or what came is no sound package.
    """
    address = _newest(_json(index), source, target, index)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.argosmodel"
        with path.open("wb") as file:
            done = 0
            with _open(address) as response:
                while block := _read(response, _BLOCK_BYTES, address):
                    done += len(block)
                    if done > _MOST_PACKAGE_BYTES:
                        raise _failed(address, "> 2 GB")
                    file.write(block)
        return store.install(path)


def _newest(entries: object, source: str, target: str, index: str) -> str:
    """The address of the newest package that leads from ``source`` to ``target``."""
    found: list[tuple[tuple[int, ...], str]] = []
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        pair = [tag_of_code(str(entry.get(key))) for key in ("from_code", "to_code")]
        listed = entry.get("links")
        links = (
            [link for link in listed if isinstance(link, str)] if isinstance(listed, list) else []
        )
        usable = [link for link in links if urlsplit(link).scheme in ("http", "https")]
        if pair == [source, target] and usable:
            found.append((_version(entry.get("package_version")), usable[0]))
    if not found:
        raise TranslationError(
            "error.translation.not_in_index", source=source, target=target, index=index
        )
    return max(found)[1]


def _version(value: object) -> tuple[int, ...]:
    return tuple(int(part) for part in str(value).split(".") if part.isdecimal())


def _json(address: str) -> object:
    with _open(address) as response:
        content = _read(response, _MOST_INDEX_BYTES, address)
    try:
        return json.loads(content)
    except ValueError as error:
        raise _failed(address, error) from error


def _open(address: str) -> http.client.HTTPResponse:
    if urlsplit(address).scheme not in ("http", "https"):
        raise _failed(address, "http(s)")
    request = urllib.request.Request(address, headers={"User-Agent": "voice-counter"})
    try:
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=_TIMEOUT_S)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise _failed(address, getattr(error, "reason", error)) from error
    return response


def _read(response: http.client.HTTPResponse, most: int, address: str) -> bytes:
    try:
        return response.read(most)
    except (OSError, http.client.HTTPException) as error:
        raise _failed(address, error) from error


def _failed(address: str, reason: object) -> TranslationError:
    return TranslationError("error.translation.fetch_failed", address=address, reason=reason)

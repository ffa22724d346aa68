"""Python reads this before anything else where ``PYTHONPATH`` names this folder, in children too.

Writes what a process asks of the network into ``NETWORK_LOG``, a line of JSON for each event.
"""

import atexit
import json
import os
import sys

_LOG = os.open(os.environ["NETWORK_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
_NETWORK = ("voice_counter.models.fetch", "voice_counter.models.wheels", "package_index")

_HEARD = (
    *("socket.", "urllib.", "http.client.", "ftplib.", "smtplib."),
    *("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"),
)


def _note(event, what):
    line = json.dumps({"pid": os.getpid(), "event": event, "what": str(what)[:300]})
    os.write(_LOG, f"{line}\n".encode())


def _hook(event, arguments):
    if event == "socket.__new__":
        _note(event, arguments[1])
    elif event.startswith(_HEARD):
        _note(event, arguments)


def _loaded():
    for name in sys.modules:
        if name.endswith(_NETWORK):
            _note("loaded", name)


_note("process", sys.argv[:1])
sys.addaudithook(_hook)
atexit.register(_loaded)

"""A private PulseAudio whose microphone hears what a test plays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from running import Program

from voice_counter import paths

SINK = "counter"
MICROPHONE = "counter_microphone"
"""The name under which PortAudio lists the microphone, beside ``default``."""

_ALSA = f"""
</usr/share/alsa/alsa.conf>
pcm.!default {{ type pulse }}
ctl.!default {{ type pulse }}
pcm.{MICROPHONE} {{
    type pulse
    device {SINK}.monitor
    hint {{ show on description "Counter microphone" }}
}}
"""


class PulseAudio:
    """The server, a null sink and its monitor as the only source. ``home`` is made."""

    def __init__(self, home: Path) -> None:
        # The path of a socket may not be longer than 107 bytes, those of pytest sometimes are.
        self._runtime = tempfile.TemporaryDirectory(prefix="pulse-")
        home.mkdir()
        alsa = home / "asound.conf"
        alsa.write_text(_ALSA, encoding="utf-8")
        self._socket = Path(self._runtime.name) / "native"
        self.environment = {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_RUNTIME_DIR": self._runtime.name,
            "PULSE_RUNTIME_PATH": self._runtime.name,
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(home / "cookie"),
            "ALSA_CONFIG_PATH": str(alsa),
            # The home is another one, the models are not.
            "VOICE_COUNTER_MODELS": str(paths.model_store()),
        }

    def start(self) -> None:
        """Start the server, once or again, and wait until it serves."""
        self._socket.unlink(missing_ok=True)
        self._server = Program(
            *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes"),
            *("--exit-idle-time=-1", "--log-target=stderr", "--log-level=info"),
            f"--load=module-null-sink sink_name={SINK}",
            f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            environment={**self.environment, "LC_ALL": "C"},
        )
        self._server.err.until("Daemon startup complete")
        self.control("set-default-source", f"{SINK}.monitor")

    def control(self, *words: str) -> None:
        """``pactl`` with these words."""
        self._run("pactl", *words)

    def play(self, path: Path) -> None:
        """Play a recording into the microphone, to its end."""
        self._run("paplay", f"--device={SINK}", str(path))

    @contextmanager
    def recording_starts(self) -> Iterator[Callable[[], None]]:
        """What waits until a program records. To be entered before the program is started."""
        with Program("pactl", "subscribe", environment=self.environment) as events:
            while not events.out.any:
                # Not subscribed yet: each of these calls is an event.
                self.control("info")

            def wait() -> None:
                # ALSA makes a stream when it opens the device, and another when that is started.
                for news in ("new", "remove", "new"):
                    events.out.until(f"'{news}' on source-output")

            yield wait

    def signal(self, number: int) -> None:
        """Send the server a signal."""
        self._server.process.send_signal(number)

    def kill(self) -> None:
        """End the server without a word."""
        self._server.kill()

    def close(self) -> None:
        """Leave nothing behind."""
        self.kill()
        self._runtime.cleanup()

    def _run(self, *command: str) -> None:
        with Program(*command, environment=self.environment) as program:
            code = program.finish()
        assert code == 0, program.err.all

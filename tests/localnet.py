"""The start script, run as the test suites of the Bittensor SDK and btcli run it."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess

import node

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "scripts" / "localnet.sh"
PORTS = (9944, 9945, 9946, 30334, 30335, 30336)


def is_free(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) != 0


class LocalNet:
    """A running start script; it works in `folder` and finds `environment` beside what this process has."""

    url = "ws://localhost:9944"

    def __init__(self, folder: pathlib.Path, *arguments: str, **environment: str):
        assert all(is_free(port) for port in PORTS), f"another program uses one of the ports {PORTS}"
        self.folder = folder
        self.output = folder / "output"
        self.data = folder / "data"
        self.data.mkdir()
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                [SCRIPT, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={**os.environ, **environment, "E2E_CHAIN_DIR": str(self.data)},
                start_new_session=True,
            )

    def wait(self, seconds: float) -> None:
        node.wait_until(self.is_ready, "the line `Imported #1`", seconds)

    def is_ready(self) -> bool:
        text = self.output.read_text()
        assert self.process.poll() is None, text
        return "Imported #1" in text

    def stop(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(1)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(5)

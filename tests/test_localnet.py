"""The start script keeps its contract with the test suites of the Bittensor SDK and btcli."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request

import pytest

import node

SCRIPT = pathlib.Path(__file__).parent.parent / "scripts" / "localnet.sh"
PORTS = (9944, 9945, 9946, 30334, 30335, 30336)


def is_free(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) != 0


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as attempt:
            attempt.bind(("::1", 0))
    except OSError:
        return False
    return True


def answers(host: str, port: int) -> bool:
    body = b'{"id":1,"jsonrpc":"2.0","method":"system_name","params":[]}'
    request = urllib.request.Request(f"http://{host}:{port}", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as response:
        return b'"result"' in response.read()


class LocalNet:
    """A running start script, as the suites start it."""

    def __init__(self, folder: pathlib.Path, *arguments: str):
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
                env={**os.environ, "E2E_CHAIN_DIR": str(self.data)},
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


@pytest.fixture
def localnet(tmp_path):
    started = []

    def start(*arguments: str) -> LocalNet:
        started.append(LocalNet(tmp_path, *arguments))
        return started[0]

    yield start
    for net in started:
        net.stop()


def slot_millis(port: int) -> int:
    body = b'{"id":1,"jsonrpc":"2.0","method":"state_call","params":["AuraApi_slot_duration",""]}'
    request = urllib.request.Request(f"http://127.0.0.1:{port}", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as response:
        answer = response.read().decode().split('"result":"0x')[1][:16]
    return int.from_bytes(bytes.fromhex(answer), "little")


def test_localnet_keeps_its_contract(localnet):
    net = localnet("True", "and", "more")
    net.wait(300)
    for host in ("127.0.0.1", "localhost", *(["[::1]"] if has_ipv6() else [])):
        for port in (9944, 9945):
            assert answers(host, port)
    assert slot_millis(9944) == 250
    said = net.output.stat().st_size
    time.sleep(5)
    assert net.output.stat().st_size - said < 1024, "it must be quiet now"
    net.stop()
    assert all(is_free(port) for port in PORTS)
    assert list(net.data.iterdir()) == [], "the data must be gone"


def test_localnet_runs_slow_blocks_when_told_false(localnet):
    net = localnet("False")
    net.wait(300)
    assert slot_millis(9945) == 12_000


def test_localnet_ends_with_an_error_when_a_node_dies(localnet):
    net = localnet()
    net.wait(300)
    script = net.process.pid
    children = pathlib.Path(f"/proc/{script}/task/{script}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)
    assert net.process.wait(10) != 0
    assert "has stopped" in net.output.read_text()
    node.wait_until(lambda: all(is_free(port) for port in PORTS), "free ports", 5)


def test_localnet_refuses_an_unknown_argument(tmp_path):
    result = subprocess.run([SCRIPT, "Fast"], capture_output=True, text=True, timeout=20, cwd=tmp_path)
    assert result.returncode != 0
    assert "`Fast`" in result.stderr

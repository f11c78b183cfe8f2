"""The start script keeps its contract with the test suites of the Bittensor SDK and btcli."""

import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request

import pytest

import node
from localnet import PORTS, SCRIPT, LocalNet, is_free


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

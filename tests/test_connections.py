"""Connections that come and go leave a node's memory where it was."""

import contextlib
import json
import os
import socket

import pytest
from websockets.sync.client import connect

import node

# How many at once. The environment may ask for more than what a test on every change takes.
CONNECTIONS = int(os.environ.get("TAONET_TEST_CONNECTIONS", "250"))
# twox128("System") and twox128("Number")
BLOCK_NUMBER = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac"
SUBSCRIPTIONS = {
    "chain_subscribeNewHeads": [],
    "chain_subscribeFinalizedHeads": [],
    "state_subscribeStorage": [[BLOCK_NUMBER]],
    "state_subscribeRuntimeVersion": [],
}


@pytest.fixture
def author(tmp_path):
    options = ("--rpc-max-connections", str(CONNECTIONS + 10))
    with node.running(node.Node(tmp_path, "dev", "--one", *options)) as (author,):
        author.wait_for_finalized(1)
        yield author


def resident_kilobytes(author) -> int:
    """Memory that the node has at hand right now."""
    with open(f"/proc/{author.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


def join(author):
    """A connection that leaves soon where the node has left already.

    It takes whatever it is told, without which it could not say goodbye.
    """
    return connect(author.url, compression=None, ping_interval=None, close_timeout=2, max_queue=None)


def wait_for_answers(connection) -> None:
    """Until each subscription is answered; what is notified in between is read too."""
    answered = 0
    while answered < len(SUBSCRIPTIONS):
        message = json.loads(connection.recv(timeout=60))
        assert "error" not in message, message
        answered += "result" in message


def come_and_go(author) -> None:
    """All connect, subscribe to everything there is, wait for the answers, and leave; half of them without a word."""
    with contextlib.ExitStack() as open_ones:
        connections = [open_ones.enter_context(join(author)) for _ in range(CONNECTIONS)]
        for connection in connections:
            for number, (method, parameters) in enumerate(SUBSCRIPTIONS.items()):
                connection.send(json.dumps({"id": number, "jsonrpc": "2.0", "method": method, "params": parameters}))
        for connection in connections:
            wait_for_answers(connection)
        author.wait_for_best(author.best() + 4)
        for connection in connections[::2]:
            connection.socket.shutdown(socket.SHUT_RDWR)


def settled(author) -> int:
    """Memory once nobody is connected any more: the least that is seen over some blocks."""
    seen = []
    for _ in range(8):
        author.wait_for_best(author.best() + 2)
        seen.append(resident_kilobytes(author))
    return min(seen)


def test_connections_that_come_and_go_leave_no_memory_behind(author):
    """Before it counts, they come and go: what the allocator and the threads keep for the next time is not counted."""
    for _ in range(2):
        come_and_go(author)
    before = settled(author)
    come_and_go(author)
    after = settled(author)
    print(f"{CONNECTIONS} connections: {before} kB before, {after} kB after")
    assert after < before * 1.05

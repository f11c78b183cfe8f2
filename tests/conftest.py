"""What the tests share: a binary to test, a network of three authors, a single node, clients."""

import os

import pytest

import clients
import node


def pytest_configure():
    if not os.access(node.BINARY, os.X_OK):
        raise pytest.UsageError("TAONET_NODE must name the node's binary: run ./scripts/test.sh e2e")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """Three authors of a fast chain, which has begun to finalize."""
    with node.running(*node.authorities(tmp_path_factory.mktemp("network"))) as nodes:
        for member in nodes:
            member.wait_for_finalized(2)
        yield nodes


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    """The single author of a fast chain."""
    with node.running(node.Node(tmp_path_factory.mktemp("single"), "dev", "--one")) as (author,):
        author.wait_for_finalized(1)
        yield author


@pytest.fixture
def keys():
    """Development accounts by name."""
    from bittensor_wallet import Keypair

    return lambda name: Keypair.create_from_uri(f"//{name}")


@pytest.fixture
def client(single):
    """A Python client of the single author, as the Bittensor SDK and btcli use it."""
    with clients.connect(single.url) as substrate:
        yield substrate

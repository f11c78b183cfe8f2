"""What tests with btcli share: a chain for each file, a home folder with settings and wallets, and a client."""

import os

import pytest
from chain import Chain
from command_line import Btcli

import node


def pytest_configure():
    if not os.access(node.BINARY, os.X_OK):
        raise pytest.UsageError("TAONET_NODE must name the node's binary: run ./scripts/test.sh e2e")


@pytest.fixture(scope="module")
def author(tmp_path_factory):
    """The single author of a fresh chain with blocks of 250 ms, for all tests of a file."""
    with node.running(node.Node(tmp_path_factory.mktemp("author"), "dev", "--one")) as (single,):
        single.wait_for_best(1)
        yield single


@pytest.fixture(scope="module")
def btcli(author, tmp_path_factory) -> Btcli:
    """The command line of a person whose settings name the chain."""
    home = Btcli(tmp_path_factory.mktemp("home"))
    home(f"config set --network {author.url}", typed="y\n")
    return home


@pytest.fixture(scope="module")
def chain(author, btcli):
    """A client that prepares what a scenario is not about."""
    with Chain(author.url, btcli) as client:
        yield client

"""What tests with the Bittensor SDK share: a home folder to spoil, a fresh chain, a client, wallets."""

import os
import signal
import tempfile

import pytest

import localnet
import node

# Both before the SDK is loaded, which makes folders in its home and may sit on a machine that has docker.
REAL_HOME = os.environ["HOME"]
HOME = tempfile.TemporaryDirectory(prefix="taonet-sdk-")
os.environ |= {"HOME": HOME.name, "BT_AXON_EXTERNAL_IP": "127.0.0.2", "USE_DOCKER": "0"}

import chains  # noqa: E402
import sdk_clients  # noqa: E402

# The most that a scenario may take, in seconds, the start of its chain not counted.
LIMIT = 120


def pytest_configure():
    if not os.access(node.BINARY, os.X_OK):
        raise pytest.UsageError("TAONET_NODE must name the node's binary: run ./scripts/test.sh e2e")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Says for `pytest -n` which tests belong to one process: those that share a chain, and those with fixed ports."""
    for item in items:
        group = group_of(item)
        if group:
            item.add_marker(pytest.mark.xdist_group(group))


def group_of(item) -> str | None:
    """What has to run in one process with the test; nothing if the test has a chain and ports of its own."""
    kind = getattr(item, "callspec", None) and item.callspec.params.get("client")
    if kind == "sync":
        return "fixed ports"
    if kind == "async" or "author" in item.fixturenames:
        return None
    return "shared chain" if "shared_client" in item.fixturenames else item.path.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    """Fails a test that hangs: the SDK waits for blocks and for finality without an end.

    Only while the test itself runs, since nothing may interrupt what reports it.
    """

    def give_up(*_):
        # No exception of the kind that the SDK turns into an answer.
        pytest.fail(f"not done after {LIMIT} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LIMIT)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def network(tmp_path):
    """The three authors of the start script on a fresh chain; its address."""
    net = localnet.LocalNet(tmp_path, HOME=REAL_HOME)
    try:
        net.wait(300)
        yield net.url
    finally:
        net.stop()


@pytest.fixture
def author(tmp_path):
    """A single author of a fresh chain, which is up sooner than three; its address."""
    with chains.single_author(tmp_path) as url:
        yield url


@pytest.fixture(scope="session", params=sdk_clients.CHOSEN, ids=lambda kind: kind.__name__.lower())
def shared_client(request, tmp_path_factory):
    """A client at a chain that the tests of several files share, in whatever order: starting one takes long."""
    with chains.single_author(tmp_path_factory.mktemp("author")) as url, request.param(url) as connected:
        yield connected


@pytest.fixture(params=["sync", "async"])
def client(request):
    """Either client of the SDK: the synchronous one at a network of three authors, the other at a single author."""
    kind, chain = (sdk_clients.Sync, "network") if request.param == "sync" else (sdk_clients.Async, "author")
    url = request.getfixturevalue(chain)
    with kind(url) as connected:
        yield connected


@pytest.fixture
def wallet(tmp_path):
    """Wallets by name: coldkey `//Alice` and hotkey `//Alice_hk` for "Alice"."""
    return lambda name: sdk_clients.wallet(tmp_path / "wallets", name)

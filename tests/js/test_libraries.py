"""The JavaScript libraries @polkadot/api and polkadot-api: each file of scenarios against a fresh chain of its own."""

import os
import pathlib
import shutil
import signal
import subprocess

import pytest

import node

HERE = pathlib.Path(__file__).parent
NODEJS = os.environ.get("TAONET_NODEJS") or shutil.which("node")
# The most that the scenarios of a file may take together, in seconds.
LIMIT = 300


@pytest.fixture
def url(tmp_path):
    """The single author of a fresh chain; its address."""
    with node.running(node.Node(tmp_path, "dev", "--one")) as (author,):
        author.wait_for_finalized(1)
        yield author.url


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.js")))
def test_scenarios_pass(file, url):
    assert NODEJS, "Node.js is not there: run ./scripts/test.sh e2e"
    # A group of processes, since the runner starts others.
    with subprocess.Popen(
        [NODEJS, "--test", "--test-force-exit", "--test-reporter=spec", HERE / file],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TAONET_URL": url, "NO_COLOR": "1"},
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"not done after {LIMIT} s:\n{process.communicate()[0]}")
    print(output)
    assert process.returncode == 0

"""Fresh chains for the tests."""

import contextlib

import node


@contextlib.contextmanager
def single_author(folder, **environment):
    """A single author of a fresh chain, with its data in `folder`; its address."""
    with node.running(node.Node(folder, "dev", "--one", **environment)) as (single,):
        single.wait_for_best(1)
        yield f"ws://localhost:{single.rpc_port}"

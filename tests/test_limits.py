"""What a node bears over JSON-RPC, and what it says when it is asked for more."""

import contextlib
import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

import node

# `:code`, where the runtime is stored: as hexadecimal digits it is more than a megabyte.
CODE = "0x3a636f6465"

LIMITS = {
    "--rpc-max-connections": "4",
    "--rpc-max-subscriptions-per-connection": "2",
    "--rpc-max-request-size": "1",
    "--rpc-max-response-size": "1",
    "--rpc-max-batch-request-len": "3",
}


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """A node with narrow limits."""
    options = [part for pair in LIMITS.items() for part in pair]
    with node.running(node.Node(tmp_path_factory.mktemp("narrow"), "dev", "--one", *options)) as (author,):
        author.wait_for_best(1)
        yield author


@contextlib.contextmanager
def socket(author):
    with connect(author.url, max_size=None) as connection:
        yield connection


def ask(connection, method: str, *parameters):
    """The answer to one request: its result, or the error."""
    connection.send(json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": parameters}))
    return answer(connection)


def answer(connection):
    while True:
        message = json.loads(connection.recv(timeout=20))
        if isinstance(message, list):
            return message
        if "method" not in message:
            return message.get("result", message.get("error"))


def batch(length: int) -> str:
    return json.dumps([{"id": i, "jsonrpc": "2.0", "method": "system_name", "params": []} for i in range(length)])


def test_connection_beyond_the_limit_is_told_so(narrow):
    with contextlib.ExitStack() as open_ones:
        for _ in range(4):
            open_ones.enter_context(socket(narrow))
        with pytest.raises(InvalidStatus) as refusal, socket(narrow):
            pass
        assert refusal.value.response.status_code == 429
        assert b"Too many connections" in refusal.value.response.body
    # Places become free again.
    node.wait_until(lambda: narrow.rpc("system_name") == "taonet", "a free connection", seconds=5)


def test_subscription_beyond_the_limit_is_told_so(narrow):
    with socket(narrow) as connection:
        subscriptions = [ask(connection, "chain_subscribeFinalizedHeads") for _ in range(2)]
        assert all(isinstance(subscription, str) for subscription in subscriptions)
        error = ask(connection, "chain_subscribeFinalizedHeads")
        assert (error["code"], error["message"]) == (-32006, "Too many subscriptions on the connection")
        # What is given back can be taken again.
        assert ask(connection, "chain_unsubscribeFinalizedHeads", subscriptions[0]) is True
        assert isinstance(ask(connection, "chain_subscribeFinalizedHeads"), str)


def test_request_beyond_the_limit_is_told_so(narrow):
    with socket(narrow) as connection:
        error = ask(connection, "state_call", "Core_version", "0x" + "00" * 1024 * 1024)
        assert (error["code"], error["message"]) == (-32007, "Request is too big")
        assert ask(connection, "system_name") == "taonet"


def test_response_beyond_the_limit_is_told_so(narrow):
    with pytest.raises(node.RpcError) as error:
        narrow.rpc("state_getStorage", CODE)
    assert (error.value.code, error.value.message) == (-32008, "Response is too big")


def test_batch_beyond_the_limit_is_told_so(narrow):
    with socket(narrow) as connection:
        connection.send(batch(3))
        assert [entry["result"] for entry in answer(connection)] == ["taonet"] * 3
        connection.send(batch(4))
        error = answer(connection)
        assert (error["code"], error["message"]) == (-32010, "The batch request was too large")


def test_batches_have_a_limit_without_being_told(single):
    with socket(single) as connection:
        connection.send(batch(100))
        assert len(answer(connection)) == 100
        connection.send(batch(101))
        error = answer(connection)
        assert (error["code"], error["data"]) == (-32010, "Exceeded max limit of 100")


def test_batches_can_be_forbidden(tmp_path):
    with (
        node.running(node.Node(tmp_path, "dev", "--one", "--rpc-disable-batch-requests")) as (author,),
        socket(author) as connection,
    ):
        connection.send(batch(1))
        assert answer(connection)["code"] == -32005


def test_rate_beyond_the_limit_is_told_so(tmp_path):
    with (
        node.running(node.Node(tmp_path, "dev", "--one", "--rpc-rate-limit", "20")) as (author,),
        socket(author) as connection,
    ):
        # One after the other: what is too much waits for a while, then is refused.
        for number in range(40):
            connection.send(json.dumps({"id": number, "jsonrpc": "2.0", "method": "system_name", "params": []}))
        answers = [answer(connection) for _ in range(40)]
        assert answers.count("taonet") >= 20
        refused = [error for error in answers if error != "taonet"]
        assert refused and all(error == {"code": -32999, "message": "RPC rate limit exceeded"} for error in refused)


def test_public_node_keeps_what_is_unsafe_to_itself(tmp_path):
    """What only its operator may do is refused to everybody where the node is told so."""
    with node.running(node.Node(tmp_path, "dev", "--one", "--rpc-methods", "safe")) as (author,):
        for method, parameters in {
            "author_rotateKeys": [],
            "author_insertKey": ["aura", "//Alice", "0x00"],
            "state_getPairs": ["0x"],
            "system_peers": [],
            "offchain_localStorageGet": ["PERSISTENT", "0x00"],
        }.items():
            with pytest.raises(node.RpcError) as error:
                author.rpc(method, *parameters)
            assert error.value.message == "RPC call is unsafe to be called externally"
        with socket(author) as connection:
            assert "unsafe" in ask(connection, "state_subscribeStorage", None)["message"]


def test_client_that_does_not_read_is_not_waited_for(single):
    """Its answers wait in a buffer that is bounded, and nobody else notices."""
    with socket(single) as connection:
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            for number in range(300):
                connection.send(
                    json.dumps({"id": number, "jsonrpc": "2.0", "method": "state_getMetadata", "params": []})
                )
        first = single.best()
        single.wait_for_best(first + 4, seconds=8)
        assert single.rpc("system_name") == "taonet"

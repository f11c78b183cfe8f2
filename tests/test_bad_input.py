"""Bad input over JSON-RPC: a clear answer within a second, and blocks go on being made on time."""

import contextlib
import http.client
import json
import re
import time

import pytest
from websockets.sync.client import connect

import conformance
import node

# Seconds within which everything is answered.
SOON = 1.0
# Slots that may pass between two blocks: a quarter of a second each.
SLOTS = 8
MEGABYTE = 1024 * 1024
# Bytes of a request that the node takes by default.
BODY = 15 * MEGABYTE

# What is left to say where the node closes the connection before the body is there.
CLOSED = b"closed"

NO_BLOCK = "0x" + "ff" * 32
ACCOUNTS = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
INTERFACE = json.loads((conformance.FOLDER / "interface.json").read_text())


class Answer:
    """What came back for a request, and after how many seconds."""

    def __init__(self, status: int, body: bytes, seconds: float):
        self.status = status
        self.body = body
        self.seconds = seconds

    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The error in words, or what else there is."""
        try:
            error = self.json()["error"]
        except (ValueError, KeyError, TypeError):
            return self.body[:200].decode(errors="replace")
        return f"{error['code']} {error['message']}: {error.get('data')}"

    @property
    def result(self):
        answer = self.json()
        assert "error" not in answer, self.text
        return answer["result"]


def post(author, body: bytes) -> Answer:
    """One request over HTTP. The node may answer, and close the connection, before it has read the whole body."""
    connection = http.client.HTTPConnection("127.0.0.1", author.rpc_port, timeout=60)
    began = time.monotonic()
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return Answer(response.status, response.read(), time.monotonic() - began)
    except ConnectionError:
        return Answer(0, CLOSED, time.monotonic() - began)
    finally:
        connection.close()


def ask(author, method: str, *parameters) -> Answer:
    return post(author, json.dumps(request(method, *parameters)).encode())


def request(method: str, *parameters) -> dict:
    return {"id": 1, "jsonrpc": "2.0", "method": method, "params": parameters}


def compact(number: int) -> bytes:
    """A length in SCALE."""
    if number < 1 << 6:
        return bytes([number << 2])
    if number < 1 << 14:
        return (number << 2 | 1).to_bytes(2, "little")
    return (number << 2 | 2).to_bytes(4, "little")


@pytest.fixture(autouse=True)
def blocks_go_on(single):
    """Blocks are made on time while a test runs, and after it."""
    first = single.best()
    yield
    single.wait_for_best(single.best() + 3, seconds=SLOTS)
    slots = [single.slot(number) for number in range(first, single.best() + 1)]
    gaps = [later - earlier for earlier, later in zip(slots, slots[1:], strict=False)]
    assert max(gaps) <= SLOTS, f"slots between blocks from {first} on: {gaps}"
    assert single.process.poll() is None
    # What is called as only an offchain worker may costs the request its thread; nothing else may panic.
    assert set(re.findall("Thread '([^']*)' panicked", single.log)) <= {"rpc"}


def assert_soon(answer: Answer):
    assert answer.seconds < SOON, f"{answer.seconds:.2f} s for: {answer.text}"


# Arguments that no runtime API can make anything of, or too much.
GARBAGE = {
    "nothing": b"",
    "a byte": b"\xff",
    "zeros": bytes(1000),
    "ones": b"\xff" * 1000,
    "a promise of four billion items": b"\x03\xff\xff\xff\xff",
    "a promise of a billion items": b"\xfe\xff\xff\xff" + bytes(1000),
    "a megabyte of zeros": bytes(MEGABYTE),
    "a megabyte of ones": b"\xff" * MEGABYTE,
}


@pytest.fixture(scope="module")
def runtime_apis(single) -> list[str]:
    """All functions of the runtime that can be called over JSON-RPC."""
    answer = single.rpc("state_call", "Metadata_metadata_at_version", "0f000000")
    apis = conformance.Metadata(bytes.fromhex(answer[2:])[5:]).all["apis"]
    return [f"{api['name']}_{method['name']}" for api in apis for method in api["methods"]]


@pytest.mark.parametrize("kind", GARBAGE)
def test_runtime_apis_answer_garbage_soon_and_clearly(single, runtime_apis, kind):
    arguments = "0x" + GARBAGE[kind].hex()
    answers = {name: ask(single, "state_call", name, arguments) for name in runtime_apis}
    slow = {name: answer.seconds for name, answer in answers.items() if answer.seconds > SOON}
    assert not slow
    for name, answer in answers.items():
        if "error" in answer.json():
            assert re.search("4003 .*(bad argument|panicked|unreachable|trap|decode)", answer.text), (
                f"{name}: {answer.text}"
            )


# A coldkey that has nothing.
COLDKEY = b"\7" * 32
LARGEST = BODY // 2 - 200
OVERSIZE = {
    "coldkeys beyond the limit": (
        "StakeInfoRuntimeApi_get_stake_info_for_coldkeys",
        compact(100_000) + COLDKEY * 100_000,
    ),
    "coldkeys and netuids beyond all limits": (
        "StakeInfoRuntimeApi_get_stake_availability_for_coldkeys",
        compact(100_000) + COLDKEY * 100_000 + b"\1" + compact(1_000_000) + b"\1\0" * 1_000_000,
    ),
    "fields of a metagraph that there are not": (
        "SubnetInfoRuntimeApi_get_selective_metagraph",
        b"\1\0" + compact(3_500_000) + b"\xff\xff" * 3_500_000,
    ),
    "one field of a metagraph again and again": (
        "SubnetInfoRuntimeApi_get_selective_mechagraph",
        b"\1\0" + b"\0" + compact(3_500_000) + b"\x0a\0" * 3_500_000,
    ),
    "a genesis that is no JSON": ("GenesisBuilder_build_state", compact(LARGEST - 10) + b"[" * (LARGEST - 10)),
    "a name that nobody has": ("GenesisBuilder_get_preset", b"\1" + compact(LARGEST - 10) + b"x" * (LARGEST - 10)),
    "session keys": ("SessionKeys_decode_session_keys", compact(LARGEST - 10) + bytes(LARGEST - 10)),
    "a block without end": ("Core_execute_block", bytes(LARGEST)),
}


@pytest.mark.parametrize("case", OVERSIZE)
def test_oversize_arguments_are_answered_soon(single, case):
    name, arguments = OVERSIZE[case]
    answer = ask(single, "state_call", name, "0x" + arguments.hex())
    assert_soon(answer)
    assert answer.status == 200
    if "error" in answer.json():
        assert answer.text.startswith("4003 Client error: "), answer.text


def test_only_so_many_coldkeys_are_answered(single):
    name, arguments = OVERSIZE["coldkeys beyond the limit"]
    result = ask(single, "state_call", name, "0x" + arguments.hex()).result
    # 1024 pairs of a coldkey and no stakes
    assert result == "0x" + (compact(1024) + (COLDKEY + b"\0") * 1024).hex()


NETUID_APIS = [
    name
    for name, method in INTERFACE["runtime_apis"].items()
    if [kind for kind, _ in method["parameters"]][:1] == ["netuid"] and not name.startswith("Swap")
]


@pytest.mark.parametrize("netuid", [2, 4095, 4096, 65535])
@pytest.mark.parametrize("name", NETUID_APIS)
def test_subnet_that_is_not_there_is_answered_with_nothing(single, name, netuid):
    further = bytes(64)
    answer = ask(single, "state_call", name.replace(".", "_"), (netuid.to_bytes(2, "little") + further).hex())
    assert_soon(answer)
    if name.endswith("get_subnet_account_id"):
        assert answer.result in ("0x00", "0x01" + answer.result[4:])
    else:
        assert answer.result == "0x00", answer.text


def nested_batches(depth: int) -> bytes:
    """Utility.batch of one Utility.batch of one ..., and System.remark of nothing in the end."""
    return b"\x0b\x00\x04" * depth + b"\x00\x00\x00"


def nested_proxies(depth: int) -> bytes:
    """Proxy.proxy of a Proxy.proxy of ..., each for nobody."""
    return (b"\x10\x00" + b"\x00" + bytes(32) + b"\x00") * depth + b"\x00\x00\x00"


def bare(call: bytes) -> bytes:
    """An extrinsic that nobody has signed."""
    return compact(len(call) + 1) + b"\x04" + call


def signed(call: bytes) -> bytes:
    """An extrinsic with a signature that is none: for its length and what it holds."""
    head = b"\x84" + b"\x00" + bytes(32) + b"\x01" + bytes(64) + b"\x00\x00\x00\x00"
    return compact(len(head + call)) + head + call


NESTED = {
    f"{depth} {name}": make(depth)
    for name, make in {"batches": nested_batches, "proxies": nested_proxies}.items()
    for depth in (10, 250, 300, 10_000, 150_000)
}


@pytest.mark.parametrize("case", NESTED)
def test_nested_calls_are_answered_soon(single, case):
    call = NESTED[case]
    for method, parameters in {
        "author_submitExtrinsic": ["0x" + bare(call).hex()],
        "payment_queryInfo": ["0x" + signed(call).hex()],
        "payment_queryFeeDetails": ["0x" + signed(call).hex()],
        "system_dryRun": ["0x" + signed(call).hex()],
        "state_call": ["TransactionPaymentCallApi_query_call_info", "0x" + (call + bytes(4)).hex()],
    }.items():
        answer = ask(single, method, *parameters)
        assert_soon(answer)
        if method == "author_submitExtrinsic":
            assert re.match("10[0-9][0-9] ", answer.text), answer.text


EXTRINSICS = {
    "nothing": ("", "1040 Client error: Could not decode"),
    "a byte": ("ff", "1040 Client error: Could not decode"),
    "zeros": ("00" * 1000, "10[0-9][0-9] "),
    "a length that is a lie": ("02093d00", "1040 Client error: Could not decode"),
    "five megabytes of ones": ((compact(5_000_000) + b"\xff" * 5_000_000).hex(), "10[0-9][0-9] "),
    "a signature that is none": (signed(b"\x00\x00\x00").hex(), "1010 Invalid Transaction"),
    "an inherent": (bare(b"\x02\x00\x00").hex(), "10[0-9][0-9] "),
    "no hexadecimal digits": ("zz", "-32602 Invalid params"),
}


@pytest.mark.parametrize("case", EXTRINSICS)
def test_extrinsic_that_is_none_is_refused(single, case):
    digits, says = EXTRINSICS[case]
    answer = ask(single, "author_submitExtrinsic", "0x" + digits)
    assert_soon(answer)
    assert re.match(says, answer.text), answer.text


ASKED_WRONG = {
    "an unknown method": (("metagraph_get", 1), "-32601 Method not found"),
    "an unknown runtime API": (
        ("state_call", "Metagraph_get", "0x"),
        "4003 .*Exported method Metagraph_get is not found",
    ),
    "a name without end": (("state_call", "x" * MEGABYTE, "0x"), "4003 .*not found"),
    "no arguments at all": (("state_call",), "-32602 Invalid params"),
    "a number for a name": (("state_call", 1, 2), "-32602 Invalid params"),
    "hexadecimal digits that are none": (("state_call", "Core_version", "0xgg"), "-32602 Invalid params: .*"),
    "a hash that is too short": (("chain_getBlock", "0x12"), "-32602 Invalid params"),
    "an unknown block, of a runtime API": (("state_call", "Core_version", "0x", NO_BLOCK), "4003 .*UnknownBlock"),
    "an unknown block, of a value": (("state_getStorage", ACCOUNTS, NO_BLOCK), "4003 .*UnknownBlock"),
    "an unknown block, of keys": (("state_getKeys", ACCOUNTS, NO_BLOCK), "4003 .*UnknownBlock"),
    "an unknown block, of its runtime": (("state_getRuntimeVersion", NO_BLOCK), "4003 .*unknown Block"),
    "an unknown block, of a fee": (
        ("payment_queryInfo", "0x00", NO_BLOCK),
        "1 Unable to query dispatch info.: Api called for an unknown Block",
    ),
    "an unknown block, of what it changed": (
        ("state_queryStorageAt", [ACCOUNTS], NO_BLOCK),
        "4001 Cannot resolve a block range",
    ),
    "a block that is still to come": (("chain_getBlockHash", 2**32), "3001 .*> u32::MAX"),
    "more keys than a page has": (("state_getKeysPaged", "0x", 2**32 - 1, None), "4002 count exceeds maximum value"),
    "more keys than a number holds": (("state_getKeysPaged", "0x", 2**32, None), "-32602 Invalid params"),
    "an address that is none": (("account_nextIndex", "5Nobody"), "-32602 Invalid params"),
    "a subscription over HTTP": (("chain_subscribeNewHeads",), "-32603 Internal error"),
}


@pytest.mark.parametrize("case", ASKED_WRONG)
def test_wrong_question_gets_a_clear_error(single, case):
    question, says = ASKED_WRONG[case]
    answer = ask(single, *question)
    assert_soon(answer)
    assert re.match(says, answer.text), answer.text


def test_unknown_block_is_no_block(single):
    for method in ("chain_getBlock", "chain_getHeader"):
        answer = ask(single, method, NO_BLOCK)
        assert_soon(answer)
        assert answer.result is None


ASKED_MUCH = {
    "all keys": ("state_getKeys", "0x"),
    "a full page of keys": ("state_getKeysPaged", "0x", 1000, None),
    "the size of everything": ("state_getStorageSize", "0x"),
    "all keys of a child that is not there": ("childstate_getKeys", "0x" + b":child_storage:default:x".hex(), "0x"),
    "twenty thousand values": ("state_queryStorageAt", [ACCOUNTS] * 20_000),
    "a proof of a hundred thousand values": ("state_getReadProof", [ACCOUNTS] * 100_000),
    "the hashes of a hundred thousand blocks": ("chain_getBlockHash", list(range(100_000))),
    "metadata": ("state_getMetadata",),
}


@pytest.mark.parametrize("case", ASKED_MUCH)
def test_question_for_much_is_answered_soon(single, case):
    answer = ask(single, *ASKED_MUCH[case])
    assert_soon(answer)
    assert "result" in answer.json() or answer.text.startswith("-32008 Response is too big"), answer.text


BODIES = {
    "nothing": (b"", "-32700 Parse error"),
    "half of an object": (b'{"jsonrpc": "2.0", "id": 1', "-32700 Parse error"),
    "no object": (b"7", "-32700 Parse error|-32600 Invalid request"),
    "no text": (b"\xff\xfe\xfd", "-32700 Parse error"),
    "nesting without end": (b"[" * MEGABYTE, "-32700 Parse error|-32600 Invalid request"),
    "nesting in parameters": (
        b'{"jsonrpc": "2.0", "id": 1, "method": "state_call", "params": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "-32602 Invalid params|-32700 Parse error",
    ),
    "another version": (b'{"jsonrpc": "1.0", "id": 1, "method": "system_name"}', "-32600 Invalid request|-32700"),
    "a name of fourteen megabytes": (
        json.dumps(request("x" * (14 * MEGABYTE))).encode(),
        "-32601 Method not found",
    ),
    "blanks": (b" " * (14 * MEGABYTE), "-32700 Parse error|closed"),
    "an empty batch": (b"[]", "-32600 Invalid request"),
}


@pytest.mark.parametrize("case", BODIES)
def test_body_that_is_no_request_gets_a_clear_error(single, case):
    body, says = BODIES[case]
    answer = post(single, body)
    assert_soon(answer)
    assert re.match(says, answer.text), answer.text


def test_arguments_up_to_the_limit_of_a_body_are_taken(single):
    """And beyond it they are refused before they are read."""
    body = json.dumps(request("state_call", "Core_version", "")).encode()
    fitting = body.replace(b'""', b'"' + b"0" * ((BODY - len(body)) // 2 * 2) + b'"')
    answer = post(single, fitting)
    assert_soon(answer)
    assert "specVersion" in single.rpc("state_getRuntimeVersion") and answer.status == 200
    for size in BODY + 1, 2 * BODY:
        answer = post(single, b"{" * size)
        assert_soon(answer)
        assert answer.status == 413 and answer.text.startswith("-32007 Request is too big") or answer.body == CLOSED


@contextlib.contextmanager
def socket(author):
    with connect(author.url, max_size=None) as connection:
        yield connection


def answer_over(connection, body: str) -> Answer:
    """The next answer that is no notification."""
    began = time.monotonic()
    connection.send(body)
    while True:
        text = connection.recv(timeout=20)
        if '"method"' not in text[:100]:
            return Answer(200, text.encode(), time.monotonic() - began)


def test_subscription_to_thousands_of_keys_is_served(single):
    keys = ["0x" + number.to_bytes(32, "big").hex() for number in range(10_000)]
    with socket(single) as connection:
        answer = answer_over(connection, json.dumps(request("state_subscribeStorage", keys)))
        assert_soon(answer)
        identifier = answer.result
        answer = answer_over(connection, json.dumps(request("state_unsubscribeStorage", identifier)))
        assert_soon(answer)
        assert answer.result is True


def test_wrong_messages_leave_a_connection_usable(single):
    with socket(single) as connection:
        for message in ("{", "[" * 100_000, "null", '{"jsonrpc": "2.0"}', "\x00"):
            answer = answer_over(connection, message)
            assert_soon(answer)
            assert re.match("-32700 Parse error|-32600 Invalid request", answer.text), answer.text
        assert answer_over(connection, json.dumps(request("system_name"))).result == "taonet"


def test_stale_follower_gets_a_clear_error(single):
    """What polkadot-api calls, with the name of a subscription that is not there."""
    with socket(single) as connection:
        question = request("chainHead_v1_call", "nobody", NO_BLOCK, "Core_version", "0x")
        answer = answer_over(connection, json.dumps(question))
        assert_soon(answer)
        assert answer.json().get("result") == {"result": "limitReached"} or "-32" in answer.text, answer.text


def test_refused_input_changes_nothing(single):
    assert single.rpc("author_pendingExtrinsics") == []
    with pytest.raises(node.RpcError):
        single.rpc("state_call", "BlockBuilder_apply_extrinsic", "0x00")

"""Bad input: one clear line and a failure; a refused extrinsic changes nothing."""

import socket

import pytest

import node


def assert_fails_with(result, *phrases: str):
    assert result.returncode != 0
    lines = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, result.stderr
    for phrase in phrases:
        assert phrase in lines[0]


def test_node_refuses_an_unknown_chain():
    assert_fails_with(node.run("--chain", "finney9"), "`finney9`", "--chain")


def test_node_refuses_to_guess_the_chain():
    assert_fails_with(node.run(), "no chain is named", "--chain")


def test_node_refuses_a_specification_that_does_not_parse(tmp_path):
    path = tmp_path / "spec.json"
    path.write_text('{"name": "half of a')
    assert_fails_with(node.run("--chain", str(path)), str(path), "cannot be read", "export-chain-spec")


def test_node_refuses_a_specification_without_authorities(tmp_path):
    result = node.run("--chain", "production", "--base-path", str(tmp_path), "--no-telemetry", "--no-prometheus")
    assert_fails_with(result, "lacks authorities", "chain-specs/README.md")


@pytest.mark.parametrize(
    ("option", "what"), [("--rpc-port", "JSON-RPC"), ("--port", "peer-to-peer"), ("--prometheus-port", "Prometheus")]
)
def test_node_refuses_a_taken_port(tmp_path, option, what):
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ports = {"--rpc-port": node.free_port(), "--port": node.free_port(), "--prometheus-port": node.free_port()}
        ports[option] = port
        arguments = [str(part) for pair in ports.items() for part in pair]
        result = node.run("--chain", "dev", "--base-path", str(tmp_path), "--no-telemetry", *arguments)
    assert_fails_with(result, f"port {port} for {what} is taken", option)


def quiet(folder) -> list[str]:
    """Options of a node in `folder` that disturbs nobody."""
    return [
        *("--base-path", str(folder), "--no-telemetry", "--no-prometheus", "--no-mdns"),
        *("--rpc-port", str(node.free_port()), "--port", str(node.free_port())),
    ]


def test_node_refuses_to_validate_without_a_peer_to_peer_key(tmp_path):
    assert_fails_with(node.run("--chain", "dev", "--one", *quiet(tmp_path)), "generate-node-key", "--base-path")


def test_node_refuses_the_database_of_another_chain(tmp_path):
    """The same id, another genesis: an extra wallet."""
    with node.running(node.Node(tmp_path, "dev", "--one")) as (author,):
        author.wait_for_best(2)
    stranger = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV"
    result = node.run("--chain", "dev", "--one", *quiet(tmp_path / "data"), BT_DEFAULT_TOKEN_WALLET=stranger)
    assert_fails_with(result, "belongs to another chain", "--base-path", "purge-chain")


def test_node_refuses_a_database_in_use(single, tmp_path):
    result = node.run("--chain", "dev", "--one", *quiet(single.folder / "data"))
    assert_fails_with(result, "cannot be opened", "--base-path")


def test_node_refuses_a_token_wallet_that_is_no_address(tmp_path):
    result = node.run("--chain", "dev", *quiet(tmp_path), BT_DEFAULT_TOKEN_WALLET="5Nonsense")
    assert_fails_with(result, "BT_DEFAULT_TOKEN_WALLET", "`5Nonsense`")


@pytest.mark.parametrize("key", ["12", "0" * 192])
def test_node_refuses_a_beacon_key_that_is_none(tmp_path, key):
    result = node.run("--chain", "dev", *quiet(tmp_path), DRAND_PUBLIC_KEY=key)
    assert_fails_with(result, "DRAND_PUBLIC_KEY", f"`{key}`", "192 hexadecimal digits")


def test_node_refuses_a_drand_relay_that_is_no_web_address(tmp_path):
    result = node.run("--chain", "dev", *quiet(tmp_path), DRAND_URL="127.0.0.1:8080")
    assert_fails_with(result, "DRAND_URL", "`127.0.0.1:8080`", "http://")


@pytest.fixture
def signed(client, keys):
    """Encoded transfers of 1 TAO to Bob, signed by an account of that name."""

    def sign(name: str, signature=None, **options) -> str:
        call = client.compose_call(
            "Balances", "transfer_keep_alive", {"dest": keys("Bob").ss58_address, "value": 10**9}
        )
        return str(client.create_signed_extrinsic(call, keys(name), signature=signature, **options).data)

    return sign


def state(single) -> list:
    """All balances and nonces."""
    prefix = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
    keys = single.rpc("state_getKeysPaged", prefix, 100, prefix)
    return [(key, single.rpc("state_getStorage", key)) for key in keys]


def assert_refused(single, extrinsic: str, code: int, reason: str):
    before = state(single)
    with pytest.raises(node.RpcError) as refusal:
        single.rpc("author_submitExtrinsic", extrinsic)
    assert refusal.value.code == code
    assert reason in f"{refusal.value.message} {refusal.value.data}"
    single.wait_for_best(single.best() + 2)
    assert state(single) == before


def test_extrinsic_is_refused_when_it_cannot_be_decoded(single):
    # Bytes that are shorter than their length says, then some that hold no extrinsic.
    assert_refused(single, "0x1234", 1040, "Could not decode")
    assert_refused(single, "0x0c010203", 1002, "Verification Error")


def test_extrinsic_is_refused_when_its_signature_is_wrong(single, signed):
    wrong = signed("Alice", signature=b"\x01" + b"\x07" * 64)
    assert_refused(single, wrong, 1010, "bad signature")


def test_extrinsic_is_refused_when_its_nonce_is_used_up(single, client, signed, keys):
    first = signed("Dave")
    single.rpc("author_submitExtrinsic", first)
    node.wait_until(lambda: client.get_account_nonce(keys("Dave").ss58_address) == 1, "Dave's transfer")
    assert_refused(single, signed("Dave", nonce=0), 1010, "outdated")


def test_extrinsic_is_refused_when_the_sender_cannot_pay(single, signed):
    assert_refused(single, signed("Stranger"), 1010, "Inability to pay some fees")

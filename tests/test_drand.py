"""Pulses of a drand beacon reach the chain, and open what was encrypted for them."""

import gzip
import json
import os
import pathlib
import socket
import time

import pytest

import beacon
import clients
import node
from localnet import LocalNet

GOLDEN = pathlib.Path(__file__).parent / "golden" / "timelock" / "vectors.json.gz"
# Blocks between two epochs: longer than from one round to the next.
TEMPO = 24


@pytest.fixture(scope="module", autouse=True)
def program():
    assert os.access(beacon.BINARY, os.X_OK), "TAONET_BEACON must name the beacon's program: run ./scripts/test.sh e2e"


@pytest.fixture(scope="module")
def liar(program):
    with beacon.lying_relay() as server:
        yield server


@pytest.fixture(scope="module")
def author(liar, tmp_path_factory):
    """The single author of a chain that listens to a beacon which can be reached, and to a relay that lies."""
    with beacon.relay() as url:
        relays = f"http://127.0.0.1:{liar.server_port},{url}"
        listening = {"DRAND_URL": relays, "DRAND_PUBLIC_KEY": beacon.public_key()}
        with node.running(node.Node(tmp_path_factory.mktemp("author"), "dev", "--one", **listening)) as (single,):
            single.wait_for_finalized(1)
            yield single


@pytest.fixture
def client(author):
    with clients.connect(author.url) as substrate:
        yield substrate


def stored(client, pallet: str, item: str, *keys):
    return getattr(answer := client.query(pallet, item, list(keys)), "value", answer)


def last_round(client) -> int:
    return stored(client, "Drand", "LastStoredRound")


def assert_genuine_without_a_gap(client):
    for number in range(stored(client, "Drand", "OldestStoredRound"), last_round(client) + 1):
        pulse = stored(client, "Drand", "Pulses", number)
        assert (pulse["round"], pulse["signature"]) == (number, "0x" + beacon.signature(number))


def test_pulses_follow_the_clock_whatever_a_lying_relay_says(client, liar):
    first = node.wait_until(lambda: last_round(client), "a pulse", 20)
    late, until = [], time.monotonic() + 3 * beacon.PERIOD
    while time.monotonic() < until:
        late.append(beacon.latest_round() - last_round(client))
        time.sleep(0.2)
    # A round is fetched within a third of the time to the next one, and in a block soon after.
    assert 0 in late and max(late) <= 2, late
    assert last_round(client) >= first + 2
    assert liar.asked.count("latest") > 2
    assert_genuine_without_a_gap(client)


def test_silence_of_relays_slows_no_block_down_and_is_made_up_for(tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        dead, mute = node.free_port(), silent.getsockname()[1]
        relays = f"http://127.0.0.1:{dead},http://127.0.0.1:{mute}"
        listening = {"DRAND_URL": relays, "DRAND_PUBLIC_KEY": beacon.public_key()}
        with node.running(node.Node(tmp_path, "dev", "--one", **listening)) as (author,):
            author.wait_for_finalized(2)
            start, blocks = author.best(), 32
            author.wait_for_best(start + blocks)
            slots = author.slot(start + blocks) - author.slot(start)
            assert slots < blocks * 1.2, "it left slots out"
            assert "No drand relay answers" in author.log
            with clients.connect(author.url) as client:
                assert last_round(client) == 0
                with beacon.relay(dead):
                    first = node.wait_until(lambda: last_round(client), "a pulse", 30)
                assert "A drand relay answers again" in author.log
                # What is published while no relay answers is made up for.
                node.wait_until(lambda: beacon.latest_round() > first + 3, "some rounds")
                assert last_round(client) < first + 3
                with beacon.relay(dead):
                    node.wait_until(lambda: last_round(client) > first + 3, "what was missed", 30)
                assert stored(client, "Drand", "OldestStoredRound") == first
                assert_genuine_without_a_gap(client)


def test_local_network_listens_to_the_beacon_of_its_environment(tmp_path):
    with beacon.relay() as url:
        net = LocalNet(tmp_path, DRAND_URL=url, DRAND_PUBLIC_KEY=beacon.public_key())
        try:
            net.wait(300)
            with clients.connect(net.url) as client:
                node.wait_until(lambda: last_round(client), "a pulse", 20)
        finally:
            net.stop()


def place(client, signer, pallet: str, function: str, /, **arguments) -> int:
    """Sends a call and waits until it is in a block; answers that block's number."""
    composed = client.compose_call(pallet, function, arguments)
    receipt = client.submit_extrinsic(client.create_signed_extrinsic(composed, signer), wait_for_inclusion=True)
    assert receipt.is_success, receipt.error_message
    return client.get_block_number(receipt.block_hash)


def subnet_of_two(client, keys) -> int:
    """A subnet of Alice's with a neuron of Bob's, on which weights can be committed to as often as one likes."""
    alice, bob = keys("Alice"), keys("Bob")
    place(client, alice, "SubtensorModule", "register_network", hotkey=keys("Alice_hk").ss58_address)
    netuid = stored(client, "SubtensorModule", "TotalNetworks") - 1
    parameters = {
        "sudo_set_admin_freeze_window": {"window": 0},
        "sudo_set_weights_set_rate_limit": {"netuid": netuid, "weights_set_rate_limit": 0},
    }
    calls = [client.compose_call("AdminUtils", call, arguments) for call, arguments in parameters.items()]
    place(client, alice, "Sudo", "sudo", call=client.compose_call("Utility", "batch_all", {"calls": calls}))
    place(client, bob, "SubtensorModule", "burned_register", netuid=netuid, hotkey=bob.ss58_address)
    return netuid


def begin_epoch(client, keys, netuid: int) -> None:
    """Sets the tempo, by which an epoch has just been."""
    call = client.compose_call("AdminUtils", "sudo_set_tempo", {"netuid": netuid, "tempo": TEMPO})
    place(client, keys("Alice"), "Sudo", "sudo", call=call)


def malformed(beginning: str) -> bytes:
    """The recorded ciphertext of which such a thing was done."""
    recorded = json.loads(gzip.decompress(GOLDEN.read_bytes()))["malformed"]
    return bytes.fromhex(next(case["ciphertext"] for case in recorded if case["what"].startswith(beginning)))


def altered(ciphertext: bytes) -> bytes:
    """Still for its round, but not as it was made: a bit of the sealed part is another one."""
    place = ciphertext.index(b"AES_GCM_") - 40
    return ciphertext[:place] + bytes([ciphertext[place] ^ 1]) + ciphertext[place + 1 :]


def happened(client, number: int) -> list[tuple]:
    """What a block did before its extrinsics: pallet, event and attributes."""
    records = [getattr(record, "value", record) for record in client.get_events(client.get_block_hash(number))]
    return [
        (record["event"]["module_id"], record["event"]["event_id"], record["event"]["attributes"])
        for record in records
        if "Initialization" in record["phase"]
    ]


def test_encrypted_weights_are_revealed_by_the_chain_alone(author, client, keys):
    hotkey, netuid = keys("Alice_hk"), subnet_of_two(client, keys)
    node.wait_until(lambda: last_round(client), "a pulse", 20)
    begin_epoch(client, keys, netuid)
    reveal_round = last_round(client) + 2
    good = beacon.encrypt(reveal_round, beacon.weights_payload(hotkey.public_key, [0, 1], [1, 3]))
    commits = [good, altered(good), malformed("bit flipped at byte 0"), malformed("valid start, then a huge")]
    for commit in commits:
        committed = place(
            client,
            hotkey,
            "SubtensorModule",
            "commit_timelocked_weights",
            netuid=netuid,
            commit="0x" + commit.hex(),
            reveal_round=reveal_round,
            commit_reveal_version=4,
        )
    assert last_round(client) < reveal_round
    assert stored(client, "SubtensorModule", "Weights", netuid, 0) in ([], None)

    # They are revealed when the next epoch begins, once the round is signed.
    author.wait_for_best(committed + TEMPO + 4)
    blocks = range(committed + 1, committed + TEMPO + 4)
    revealed = [
        (number, attributes)
        for number in blocks
        for pallet, event, attributes in happened(client, number)
        if (pallet, event) == ("SubtensorModule", "TimelockedWeightsRevealed")
    ]
    [(revealed_at, attributes)] = revealed
    assert attributes == (netuid, hotkey.ss58_address)
    reasons = [
        attributes["reason"]
        for _, event, attributes in happened(client, revealed_at)
        if event == "TimelockedWeightsDropped"
    ]
    # The newest is opened first.
    assert reasons == ["MalformedCiphertext", "MalformedCiphertext", "Altered"]
    assert stored(client, "SubtensorModule", "Weights", netuid, 0) == [(0, 21_845), (1, 65_535)]
    assert stored(client, "SubtensorModule", "LastUpdate", netuid)[0] == committed
    for number in blocks:
        block = client.get_block(client.get_block_hash(number))
        called = {extrinsic.value["call"]["call_module"] for extrinsic in block["extrinsics"]}
        assert called <= {"Timestamp", "MevShield", "Drand"}
    author.wait_for_finalized(revealed_at + 4)

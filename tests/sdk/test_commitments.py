"""Commitments with the Bittensor SDK: what neurons publish, and what is revealed when a round of drand is signed.

All tests share a subnet on a chain of their own, which listens to a beacon of ours.
"""

import itertools
from types import SimpleNamespace

import pytest
import sdk_clients
from bittensor.core.extrinsics.pallets import Commitments
from bittensor.core.extrinsics.serving import publish_metadata_extrinsic
from steps import (
    SOON,
    Balances,
    Utility,
    done,
    place_as_root,
    place_composed,
    refused,
    set_parameters,
    start_subnet,
    tao,
)

import beacon
import node

OWNER, MINER = range(2)
# Bytes that a neuron may publish between two epochs.
SPACE = 3_100


@pytest.fixture(scope="module")
def connected(tmp_path_factory):
    """A client at a single author, which hears of every round."""
    with beacon.relay() as url:
        listening = {"DRAND_URL": url, "DRAND_PUBLIC_KEY": beacon.public_key()}
        single = node.Node(tmp_path_factory.mktemp("author"), "dev", "--one", **listening)
        with node.running(single), sdk_clients.Sync(f"ws://localhost:{single.rpc_port}") as client:
            node.wait_until(lambda: last_round(client), "a pulse", 30)
            yield client


@pytest.fixture
def client(connected):
    return connected


@pytest.fixture(scope="module")
def subnet(connected, tmp_path_factory):
    """A subnet of Alice's with a miner, whose hotkey holds no TAO. Epochs are so rare that none comes."""
    client, folder = connected, tmp_path_factory.mktemp("wallets")
    people = {name.lower(): sdk_clients.wallet(folder, name) for name in ("Alice", "Miner", "Stranger")}
    alice, miner = people["alice"], people["miner"]
    gift = client.compose(Balances, "transfer_keep_alive", dest=miner.coldkeypub.ss58_address, value=tao(2_000).rao)
    done(place_composed(client, alice, gift))
    netuid = start_subnet(client, alice)
    done(client.subnets.burned_register(miner, netuid, **SOON))
    set_parameters(
        client,
        alice,
        sudo_set_admin_freeze_window={"window": 0},
        sudo_set_bonds_reset_enabled={"netuid": netuid, "enabled": True},
        sudo_set_tempo={"netuid": netuid, "tempo": 50_000},
    )
    return SimpleNamespace(netuid=netuid, client=client, **people)


@pytest.fixture
def space(subnet):
    """The miner has all its space: root has given it what it has used, and that much again."""
    used = subnet.client.queries.query_module(
        "Commitments", "UsedSpaceOf", params=[subnet.netuid, subnet.miner.hotkey.ss58_address]
    )
    used = getattr(used, "value", used)
    limit_space(subnet, (used["used_space"] if used else 0) + SPACE)


def limit_space(subnet, limit: int):
    composed = subnet.client.compose(Commitments, "set_max_space", new_limit=limit)
    done(place_as_root(subnet.client, subnet.alice, composed))


def last_round(client) -> int:
    answer = client.queries.query_module("Drand", "LastStoredRound")
    return getattr(answer, "value", answer)


def wait_for_round(client, number: int):
    """Waits until the round is signed, and what was encrypted for it is opened."""
    node.wait_until(lambda: last_round(client) >= number, "the round", 30)
    client.wait_for_block(client.block + 2)


def publish(client, subnet, text: str, wallet=None):
    return client.commitments.set_commitment(wallet or subnet.miner, subnet.netuid, text, **SOON)


def test_commitment_is_read_as_it_was_published_and_costs_nothing(client, subnet, space):
    miner, netuid = subnet.miner, subnet.netuid
    response = done(publish(client, subnet, "my model: v1"))
    assert response.extrinsic_fee == tao(0)
    assert client.commitments.get_commitment(netuid, MINER) == "my model: v1"
    assert client.commitments.get_all_commitments(netuid) == {miner.hotkey.ss58_address: "my model: v1"}
    stored = client.commitments.get_commitment_metadata(netuid, miner.hotkey.ss58_address)
    assert stored["deposit"] == 0 and stored["block"] <= client.block

    done(publish(client, subnet, "v2"))
    assert client.commitments.get_commitment(netuid, MINER) == "v2"
    # What the owner has not published is an empty text.
    assert client.commitments.get_commitment(netuid, OWNER) == ""


def test_metagraph_shows_commitments(client, subnet, space):
    done(publish(client, subnet, "seen in the metagraph"))
    info = client.metagraphs.get_metagraph_info(subnet.netuid, selected_indices=list(range(74)))
    assert info.commitments == ((subnet.miner.hotkey.ss58_address, "seen in the metagraph"),)


@pytest.mark.parametrize("length", [0, 1, 128])
def test_texts_of_all_lengths_are_published(client, subnet, space, length):
    text = "x" * length
    done(publish(client, subnet, text))
    assert client.commitments.get_commitment(subnet.netuid, MINER) == text


def test_request_to_reset_bonds_is_noted(client, subnet, space):
    netuid = subnet.netuid
    assert client.commitments.get_last_commitment_bonds_reset_block(netuid, OWNER) is None
    arguments = {"data_type": "Raw3", "data": b"new", "reset_bonds": True}
    done(publish_metadata_extrinsic(client.inner_subtensor, subnet.miner, netuid, **arguments, **SOON))
    assert client.commitments.get_commitment(netuid, MINER) == "new"
    stored = client.commitments.get_commitment_metadata(netuid, subnet.miner.hotkey.ss58_address)
    assert client.commitments.get_last_commitment_bonds_reset_block(netuid, MINER) == stored["block"]


def test_refused_commitments_tell_the_name_of_their_reason(client, subnet, space):
    refused(publish(client, subnet, "who?", subnet.stranger), "AccountNotAllowedCommit")
    limit_space(subnet, 99)
    refused(publish(client, subnet, "too much"), "SpaceLimitExceeded")
    # Inside of what is paid for, too.
    composed = client.compose(Commitments, "set_commitment", netuid=subnet.netuid, info={"fields": [[{"Raw2": b"no"}]]})
    batch = client.compose(Utility, "batch_all", calls=[composed])
    refused(place_composed(client, subnet.alice, batch), "AccountNotAllowedCommit")


def encrypted_for(rounds: int):
    """The SDK's encryption, but for our beacon, and for so many rounds from now."""

    def encrypt(data: str, *_) -> tuple[bytes, int]:
        reveal_round = beacon.latest_round() + rounds
        # As the SDK does it: the length before the text, which has less than 64 bytes.
        return beacon.encrypt(reveal_round, bytes([len(data) << 2]) + data.encode()), reveal_round

    return encrypt


def test_encrypted_commitments_are_revealed_when_their_round_is_signed(client, subnet, space, monkeypatch):
    miner, netuid = subnet.miner, subnet.netuid
    monkeypatch.setattr("bittensor.core.subtensor.get_encrypted_commitment", encrypted_for(3))
    for number, text in zip(itertools.count(1), ["a secret", "another one"]):
        response = done(client.commitments.set_reveal_commitment(miner, netuid, text, **SOON))
        reveal_round = response.data["reveal_round"]
        stored = client.commitments.get_commitment_metadata(netuid, miner.hotkey.ss58_address)
        (field,) = stored["info"]["fields"][0]
        assert field["TimelockEncrypted"]["reveal_round"] == reveal_round > last_round(client)
        assert len(client.commitments.get_revealed_commitment(netuid, MINER) or ()) == number - 1

        wait_for_round(client, reveal_round)
        *_, (block, revealed) = client.commitments.get_revealed_commitment(netuid, MINER)
        assert revealed == text and client.block - 20 < block <= client.block
        assert client.commitments.get_commitment(netuid, MINER) == "", "nothing is left of what was encrypted"
    both = client.commitments.get_all_revealed_commitments(netuid)[miner.hotkey.ss58_address]
    assert [text for _, text in both] == ["a secret", "another one"]


def test_what_was_encrypted_for_another_beacon_is_dropped(client, subnet, space):
    netuid = subnet.netuid
    before = client.commitments.get_revealed_commitment(netuid, MINER)
    # The SDK encrypts for quicknet, to which this chain does not listen.
    response = client.commitments.set_reveal_commitment(
        subnet.miner, netuid, "never read", blocks_until_reveal=1, block_time=1, **SOON
    )
    reveal_round = done(response).data["reveal_round"]
    wait_for_round(client, reveal_round)
    assert client.commitments.get_commitment_metadata(netuid, subnet.miner.hotkey.ss58_address) == ""
    assert client.commitments.get_revealed_commitment(netuid, MINER) == before

"""The shield with the Bittensor SDK: extrinsics that only the author of their block can read before they are in it."""

import gzip
import json
import pathlib

import pytest
import sdk_clients
from bittensor.core.extrinsics.pallets import MevShield
from bittensor_drand import encrypt_mlkem768
from steps import (
    Balances,
    balance,
    claim_hotkey,
    done,
    place_composed,
    rao,
    refused,
    stake,
    start_subnet,
    tao,
)

GOLDEN = pathlib.Path(__file__).parent.parent / "golden"
# Blocks that an encrypted extrinsic may live.
PERIOD = 8


def foreign_key() -> bytes:
    """A public key that no author of the chain has."""
    with gzip.open(GOLDEN / "shield" / "vectors.json.gz") as vectors:
        return bytes.fromhex(json.load(vectors)["cases"][0]["public_key"])


def transfer(client, receiver, amount):
    """A transfer, to be signed."""
    return client.compose(Balances, "transfer_keep_alive", dest=receiver.coldkeypub.ss58_address, value=amount.rao)


def settled(client, value):
    """What the client answers, where one has to wait for the asynchronous one."""
    return client.settle(value) if isinstance(client, sdk_clients.Async) else value


def signed(client, signer, call, nonce_ahead: int = 1) -> bytes:
    """An extrinsic of the signer's, so many after the next one."""
    nonce = settled(client, client.substrate.get_account_next_index(signer.coldkeypub.ss58_address))
    made = client.substrate.create_signed_extrinsic(
        call=call, keypair=signer.coldkey, nonce=nonce + nonce_ahead, era={"period": PERIOD}
    )
    extrinsic = settled(client, made)
    return bytes(extrinsic.data.data)


def submit(client, signer, ciphertext: bytes, period: int | None = PERIOD):
    """Sends a ciphertext, and waits until it is in a block."""
    call = client.compose(MevShield, "submit_encrypted", ciphertext=ciphertext)
    return client.sign_and_send_extrinsic(call, signer, period=period)


def names(client, block_hash: str) -> list[str]:
    """The calls in a block."""
    extrinsics = settled(client, client.substrate.get_extrinsics(block_hash=block_hash))
    calls = [extrinsic.value["call"] for extrinsic in extrinsics]
    return [f"{call['call_module']}.{call['call_function']}" for call in calls]


def events(client, response) -> list[str]:
    """What happened in the extrinsic."""
    triggered = settled(client, response.extrinsic_receipt.triggered_events)
    return [f"{event['event']['module_id']}.{event['event']['event_id']}" for event in triggered]


def wait(client, blocks: int):
    client.wait_for_block(client.block + blocks)


def test_protected_stake_is_read_by_the_author_alone_and_succeeds(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)
    response = done(
        client.staking.add_stake(alice, netuid, hotkey, tao(10), mev_protection=True, wait_for_finalization=False)
    )
    assert stake(client, alice, hotkey, netuid) > tao(0).set_unit(netuid)
    wrapper, inside = response.extrinsic_receipt, response.mev_extrinsic
    assert settled(client, inside.is_success)
    place = settled(client, wrapper.extrinsic_idx)
    assert (inside.block_hash, settled(client, inside.extrinsic_idx)) == (wrapper.block_hash, place + 1)
    assert names(client, wrapper.block_hash)[place : place + 2] == [
        "MevShield.submit_encrypted",
        "SubtensorModule.add_stake",
    ]


def test_protected_stake_is_refused_with_the_reason_of_what_is_inside(client, wallet):
    alice, nowhere = wallet("Alice"), 99
    hotkey = claim_hotkey(client, wallet("Bob"))
    response = client.staking.add_stake(
        alice, nowhere, hotkey, tao(10), mev_protection=True, wait_for_finalization=False
    )
    assert not response.success
    before = balance(client, alice)
    wait(client, 2)
    assert balance(client, alice) == before


@pytest.fixture
def single(shared_client):
    """A client at a single author."""
    return shared_client


def test_keys_roll_with_every_block(single):
    wait(single, 4)
    start = single.block
    keys = [
        [
            bytes(key)
            for key in (
                single.mev_shield.get_mev_shield_next_key(block=block),
                single.mev_shield.get_mev_shield_current_key(block=block),
            )
        ]
        for block in range(start - 3, start + 1)
    ]
    assert all(len(key) == 1184 for pair in keys for key in pair)
    assert len({next_key for next_key, _ in keys}) == len(keys)
    # The next key of a block is the current one two blocks later.
    assert [next_key for next_key, _ in keys[:2]] == [current for _, current in keys[2:]]


def test_extrinsic_encrypted_to_another_key_stays_closed(single, wallet):
    alice, dave = wallet("Alice"), wallet("Dave")
    before = balance(single, dave)
    inside = signed(single, alice, transfer(single, dave, tao(1)))
    response = done(submit(single, alice, encrypt_mlkem768(foreign_key(), inside, include_key_hash=True)))
    assert "MevShield.EncryptedSubmitted" in events(single, response)
    assert names(single, response.extrinsic_receipt.block_hash)[-1] == "MevShield.submit_encrypted"
    wait(single, 3)
    assert balance(single, dave) == before


def test_garbage_is_refused_with_its_number(single, wallet):
    for garbage in [b"garbage", bytes(8192)]:
        refused(submit(single, wallet("Alice"), garbage), "Custom error: 23")


def test_extrinsic_that_lives_too_long_is_refused(single, wallet):
    alice = wallet("Alice")
    ciphertext = encrypt_mlkem768(
        bytes(single.mev_shield.get_mev_shield_next_key()), b"anything", include_key_hash=True
    )
    for period in [None, 16]:
        refused(submit(single, alice, ciphertext, period), "Transaction is outdated")


def test_what_is_inside_and_no_good_stops_nobody(single, wallet):
    alice, dave = wallet("Alice"), wallet("Dave")
    before = balance(single, dave)
    payment = transfer(single, dave, tao(1))
    too_early, whole = signed(single, alice, payment, nonce_ahead=5), signed(single, alice, payment)
    forged = whole[:-1] + bytes([whole[-1] ^ 1])
    for inside in [b"", b"\xff" * 300, whole[:-1], forged, too_early]:
        key = bytes(single.mev_shield.get_mev_shield_next_key())
        response = done(submit(single, alice, encrypt_mlkem768(key, inside, include_key_hash=True)))
        assert names(single, response.extrinsic_receipt.block_hash)[-1] == "MevShield.submit_encrypted"
    done(place_composed(single, alice, transfer(single, dave, rao(7_000))))
    assert balance(single, dave) == before + rao(7_000)

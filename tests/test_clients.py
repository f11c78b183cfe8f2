"""What wallets do, through the library under the Bittensor SDK and btcli."""

import pytest
from async_substrate_interface.errors import SubstrateRequestException

import clients

pytestmark = pytest.mark.client

TAO = 10**9


def free(client, keypair) -> int:
    return int(client.query("System", "Account", [keypair.ss58_address])["data"]["free"])


def send(client, keypair, module: str, function: str, parameters: dict):
    """Signs and sends a call, and waits until it is final; returns the receipt."""
    call = client.compose_call(module, function, parameters)
    return client.submit_extrinsic(client.create_signed_extrinsic(call, keypair), wait_for_finalization=True)


def test_transfer_arrives_and_costs_what_was_announced(single, client, keys):
    alice, bob = keys("Alice"), keys("Bob")
    before = free(client, alice), free(client, bob)
    call = client.compose_call("Balances", "transfer_keep_alive", {"dest": bob.ss58_address, "value": 2 * TAO})
    extrinsic = client.create_signed_extrinsic(call, alice)
    announced = int(single.rpc("payment_queryInfo", str(extrinsic.data))["partialFee"])
    receipt = client.submit_extrinsic(extrinsic, wait_for_finalization=True)
    assert receipt.is_success, receipt.error_message
    fees = [
        event["attributes"]
        for event in clients.events(receipt)
        if (event["module_id"], event["event_id"]) == ("TransactionPayment", "TransactionFeePaid")
    ]
    assert [int(fee["actual_fee"]) for fee in fees] == [announced]
    assert announced > 0
    assert free(client, alice) == before[0] - 2 * TAO - announced
    assert free(client, bob) == before[1] + 2 * TAO


def test_receipt_holds_the_events_of_its_extrinsic(client, keys):
    receipt = send(
        client, keys("Alice"), "Balances", "transfer_keep_alive", {"dest": keys("Dave").ss58_address, "value": 1}
    )
    names = [(event["module_id"], event["event_id"]) for event in clients.events(receipt)]
    assert ("Balances", "Transfer") in names
    assert names[-1] == ("System", "ExtrinsicSuccess")


def test_failed_call_is_reported_by_the_name_of_its_error(client, keys):
    eve = keys("Eve")
    receipt = send(
        client,
        eve,
        "Balances",
        "force_transfer",
        {"source": keys("Bob").ss58_address, "dest": eve.ss58_address, "value": 1},
    )
    assert not receipt.is_success
    assert receipt.error_message["name"] == "BadOrigin"
    receipt = send(
        client,
        eve,
        "Multisig",
        "cancel_as_multi",
        {
            "threshold": 2,
            "other_signatories": [keys("Bob").ss58_address],
            "timepoint": {"height": 1, "index": 1},
            "call_hash": "0x" + "00" * 32,
        },
    )
    assert not receipt.is_success
    assert receipt.error_message["name"] == "NotFound"
    assert receipt.error_message["docs"], "clients print the doc line"


def test_proxy_is_filtered_by_its_type(client, keys):
    real, delegate, other = keys("Charlie"), keys("Bob"), keys("Ferdie")
    add = {"delegate": delegate.ss58_address, "proxy_type": "NonTransfer", "delay": 0}
    receipt = send(client, real, "Proxy", "add_proxy", add)
    assert receipt.is_success, receipt.error_message
    before = free(client, other)

    def through_proxy(module, function, parameters):
        call = client.compose_call(module, function, parameters)
        receipt = send(
            client, delegate, "Proxy", "proxy", {"real": real.ss58_address, "force_proxy_type": None, "call": call}
        )
        assert receipt.is_success, receipt.error_message
        return [
            event["attributes"]["result"] for event in clients.events(receipt) if event["event_id"] == "ProxyExecuted"
        ]

    forbidden = through_proxy("Balances", "transfer_keep_alive", {"dest": other.ss58_address, "value": TAO})
    assert "Err" in str(forbidden) and "Ok" not in str(forbidden)
    assert free(client, other) == before
    allowed = through_proxy("System", "remark_with_event", {"remark": "0x01"})
    assert "Ok" in str(allowed) and "Err" not in str(allowed)


def test_slot_is_recognised_as_fast(client):
    constant = client.get_constant("Aura", "SlotDuration")
    assert getattr(constant, "value", constant) == 250


def test_blocks_decode_whole(client):
    head = client.get_chain_finalised_head()
    block = client.get_block(block_hash=head)
    assert len(block["extrinsics"]) >= 1


def test_runtime_api_is_callable_by_name(client, keys):
    alice = keys("Alice").ss58_address
    nonce = client.runtime_call("AccountNonceApi", "account_nonce", [alice])
    assert int(getattr(nonce, "value", nonce)) == client.get_account_next_index(alice)


def test_sudo_call_of_a_stranger_is_refused_by_the_pool(client, keys):
    eve = keys("Eve")
    before = free(client, eve)
    remark = client.compose_call("System", "remark_with_event", {"remark": "0x01"})
    with pytest.raises(SubstrateRequestException, match="bad signer|BadSigner|Invalid signing"):
        send(client, eve, "Sudo", "sudo", {"call": remark})
    assert free(client, eve) == before

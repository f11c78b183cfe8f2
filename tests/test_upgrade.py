"""A runtime upgrade by the sudo key."""

import os
import pathlib

import pytest

import clients
import node

NEXT_RUNTIME = os.environ.get("TAONET_NEXT_RUNTIME", "")


@pytest.fixture
def next_runtime() -> str:
    """The runtime of this source with the next spec version, as hex."""
    path = pathlib.Path(NEXT_RUNTIME)
    assert path.is_file(), "TAONET_NEXT_RUNTIME must name a runtime: run ./scripts/test.sh e2e"
    return "0x" + path.read_bytes().hex()


def sudo_set_code(client, sudo_key, code: str):
    """What sudo(set_code) came to: "Ok", or "Err" with the pallet and the error."""
    set_code = client.compose_call("System", "set_code", {"code": code})
    sudo = client.compose_call("Sudo", "sudo", {"call": set_code})
    receipt = client.submit_extrinsic(client.create_signed_extrinsic(sudo, sudo_key), wait_for_inclusion=True)
    assert receipt.is_success, receipt.error_message
    sudid = next(event for event in clients.events(receipt) if event["event_id"] == "Sudid")
    result = sudid["attributes"]["sudo_result"]
    if "Ok" in result:
        return "Ok"
    module = result["Err"]["Module"]
    return "Err", module["index"], str(module["error"])


def test_runtime_upgrade_takes_effect_without_a_restart(single, client, keys, next_runtime):
    old = single.rpc("state_getRuntimeVersion")["specVersion"]
    assert sudo_set_code(client, keys("Alice"), next_runtime) == "Ok"

    def version():
        return single.rpc("state_getRuntimeVersion")["specVersion"]

    node.wait_until(lambda: version() == old + 1, "the next runtime")
    # The chain goes on, and so does finality.
    single.wait_for_finalized(single.best() + 4)
    assert single.process.poll() is None

    # An extrinsic signed for the new version is accepted.
    with clients.connect(single.url) as renewed:
        transfer = renewed.compose_call(
            "Balances", "transfer_keep_alive", {"dest": keys("Bob").ss58_address, "value": 10**9}
        )
        extrinsic = renewed.create_signed_extrinsic(transfer, keys("Alice"))
        assert renewed.submit_extrinsic(extrinsic, wait_for_inclusion=True).is_success


def test_runtime_upgrade_is_refused_when_the_version_does_not_rise(single, client, keys):
    current = single.rpc("state_getStorage", "0x3a636f6465")
    version = single.rpc("state_getRuntimeVersion")["specVersion"]
    # System (0), SpecVersionNeedsToIncrease (1)
    assert sudo_set_code(client, keys("Alice"), current) == ("Err", 0, "0x01000000")
    assert single.rpc("state_getRuntimeVersion")["specVersion"] == version

"""The JSON-RPC interface: every method that Bittensor clients, polkadot.js and polkadot-api call."""

import json

from websockets.sync.client import connect

METHODS = """
rpc_methods system_chain system_name system_version system_properties system_chainType system_health system_peers
system_syncState system_nodeRoles system_localPeerId system_localListenAddresses
system_accountNextIndex account_nextIndex system_dryRun
chain_getBlock chain_getBlockHash chain_getHead chain_getHeader chain_getFinalizedHead chain_getFinalisedHead
chain_subscribeNewHeads chain_unsubscribeNewHeads chain_subscribeFinalizedHeads chain_unsubscribeFinalizedHeads
chain_subscribeAllHeads chain_unsubscribeAllHeads chain_getRuntimeVersion
state_call state_callAt state_getMetadata state_getRuntimeVersion state_getStorage state_getStorageAt
state_getStorageHash state_getStorageSize state_getKeysPaged state_getKeys state_getPairs state_queryStorageAt
state_queryStorage
state_subscribeStorage state_unsubscribeStorage state_subscribeRuntimeVersion state_unsubscribeRuntimeVersion
state_getReadProof state_traceBlock
author_submitExtrinsic author_submitAndWatchExtrinsic author_unwatchExtrinsic author_pendingExtrinsics author_hasKey
author_hasSessionKeys author_insertKey author_removeExtrinsic author_rotateKeys
payment_queryInfo payment_queryFeeDetails
chainHead_v1_follow chainHead_v1_unfollow chainHead_v1_header chainHead_v1_body chainHead_v1_storage chainHead_v1_call
chainHead_v1_continue chainHead_v1_unpin chainHead_v1_stopOperation
chainSpec_v1_chainName chainSpec_v1_genesisHash chainSpec_v1_properties
transaction_v1_broadcast transaction_v1_stop transactionWatch_v1_submitAndWatch transactionWatch_v1_unwatch
archive_v1_body archive_v1_call archive_v1_finalizedHeight archive_v1_genesisHash archive_v1_hashByHeight
archive_v1_header archive_v1_storage
childstate_getKeys childstate_getKeysPaged childstate_getStorage childstate_getStorageEntries childstate_getStorageHash
childstate_getStorageSize
offchain_localStorageGet offchain_localStorageSet
""".split()

# twox128("System") and twox128("Number")
BLOCK_NUMBER_KEY = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac"


def test_every_method_that_clients_call_is_served(single):
    assert set(METHODS) - set(single.rpc("rpc_methods")["methods"]) == set()


def test_chain_presents_itself_as_local_bittensor_chains_do(network):
    one = network[0]
    assert one.rpc("system_chainType") == "Local"
    assert one.rpc("system_properties") == {"ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO"}
    version = one.rpc("state_getRuntimeVersion")
    assert (version["specName"], version["transactionVersion"]) == ("node-subtensor", 1)


def test_runtime_api_takes_arguments_without_prefix(single):
    assert single.rpc("state_call", "Core_version", "") == single.rpc("state_call", "Core_version", "0x")


def test_metadata_is_served_in_three_versions(single):
    for version in (14, 15, 16):
        answer = single.rpc("state_call", "Metadata_metadata_at_version", version.to_bytes(4, "little").hex())
        # Some, compact length of four bytes, magic "meta", version
        assert answer[2:4] == "01" and answer[12:22] == b"meta".hex() + f"{version:02x}"
    assert single.rpc("state_getMetadata")[2:12] == b"meta".hex() + "0e"


def test_old_states_can_be_read(single):
    single.wait_for_best(6)
    for number in (1, 3, 5):
        stored = single.rpc("state_getStorageAt", BLOCK_NUMBER_KEY, single.block_hash(number))
        assert int.from_bytes(bytes.fromhex(stored[2:]), "little") == number


def test_archive_methods_answer(single):
    genesis = single.rpc("archive_v1_genesisHash")
    assert genesis == single.block_hash(0) == single.rpc("chainSpec_v1_genesisHash")
    assert single.rpc("archive_v1_hashByHeight", 1) == [single.block_hash(1)]


def test_chain_head_is_followed_over_websocket(single):
    with connect(single.url) as socket:
        socket.send(json.dumps({"id": 1, "jsonrpc": "2.0", "method": "chainHead_v1_follow", "params": [False]}))
        events = []
        while "newBlock" not in events:
            message = json.loads(socket.recv(timeout=20))
            if message.get("method") == "chainHead_v1_followEvent":
                events.append(message["params"]["result"]["event"])
        assert events[0] == "initialized"

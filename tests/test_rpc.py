"""The JSON-RPC interface: every method that Bittensor clients, polkadot.js and polkadot-api call."""

import json

import pytest
from websockets.sync.client import connect

from node import RpcError

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
delegateInfo_getDelegates delegateInfo_getDelegate delegateInfo_getDelegated
neuronInfo_getNeuronsLite neuronInfo_getNeuronLite neuronInfo_getNeurons neuronInfo_getNeuron
subnetInfo_getSubnetInfo subnetInfo_getSubnetsInfo subnetInfo_getSubnetInfo_v2 subnetInfo_getSubnetsInfo_v2
subnetInfo_getSubnetHyperparams subnetInfo_getSubnetHyperparamsV2 subnetInfo_getAllDynamicInfo
subnetInfo_getDynamicInfo subnetInfo_getAllMetagraphs subnetInfo_getMetagraph subnetInfo_getAllMechagraphs
subnetInfo_getMechagraph subnetInfo_getSubnetState subnetInfo_getLockCost subnetInfo_getSelectiveMetagraph
subnetInfo_getSelectiveMechagraph subnetInfo_getColdkeyAutoStakeHotkey subnetInfo_getSubnetToPrune
subnetInfo_getSubnetAccountId stakeInfo_getColdkeyLock
swap_currentAlphaPrice swap_currentAlphaPriceAll swap_simSwapTaoForAlpha swap_simSwapAlphaForTao
""".split()

# Each of the protocol's own methods that hands on bytes: its parameters and the same ones SCALE-encoded. ACCOUNT stands
# for an account as its address and as its bytes, BYTES for its bytes in both.
ACCOUNT, BYTES = object(), object()
U16_ONE, U64_MILLION = "0100", (10**6).to_bytes(8, "little").hex()
FIELDS, ENCODED_FIELDS = [1, 52, 70], "0c010034004600"
HANDED_ON = {
    "delegateInfo_getDelegates": ("DelegateInfoRuntimeApi_get_delegates", [], []),
    "delegateInfo_getDelegate": ("DelegateInfoRuntimeApi_get_delegate", [BYTES], [BYTES]),
    "delegateInfo_getDelegated": ("DelegateInfoRuntimeApi_get_delegated", [BYTES], [BYTES]),
    "neuronInfo_getNeuronsLite": ("NeuronInfoRuntimeApi_get_neurons_lite", [1], [U16_ONE]),
    "neuronInfo_getNeuronLite": ("NeuronInfoRuntimeApi_get_neuron_lite", [1, 0], [U16_ONE, "0000"]),
    "neuronInfo_getNeurons": ("NeuronInfoRuntimeApi_get_neurons", [1], [U16_ONE]),
    "neuronInfo_getNeuron": ("NeuronInfoRuntimeApi_get_neuron", [1, 0], [U16_ONE, "0000"]),
    "subnetInfo_getSubnetInfo": ("SubnetInfoRuntimeApi_get_subnet_info", [1], [U16_ONE]),
    "subnetInfo_getSubnetsInfo": ("SubnetInfoRuntimeApi_get_subnets_info", [], []),
    "subnetInfo_getSubnetInfo_v2": ("SubnetInfoRuntimeApi_get_subnet_info_v2", [1], [U16_ONE]),
    "subnetInfo_getSubnetsInfo_v2": ("SubnetInfoRuntimeApi_get_subnets_info_v2", [], []),
    "subnetInfo_getSubnetHyperparams": ("SubnetInfoRuntimeApi_get_subnet_hyperparams", [1], [U16_ONE]),
    "subnetInfo_getSubnetHyperparamsV2": ("SubnetInfoRuntimeApi_get_subnet_hyperparams_v2", [1], [U16_ONE]),
    "subnetInfo_getAllDynamicInfo": ("SubnetInfoRuntimeApi_get_all_dynamic_info", [], []),
    "subnetInfo_getDynamicInfo": ("SubnetInfoRuntimeApi_get_dynamic_info", [1], [U16_ONE]),
    "subnetInfo_getAllMetagraphs": ("SubnetInfoRuntimeApi_get_all_metagraphs", [], []),
    "subnetInfo_getMetagraph": ("SubnetInfoRuntimeApi_get_metagraph", [1], [U16_ONE]),
    "subnetInfo_getAllMechagraphs": ("SubnetInfoRuntimeApi_get_all_mechagraphs", [], []),
    "subnetInfo_getMechagraph": ("SubnetInfoRuntimeApi_get_mechagraph", [1, 0], [U16_ONE, "00"]),
    "subnetInfo_getSubnetState": ("SubnetInfoRuntimeApi_get_subnet_state", [1], [U16_ONE]),
    "subnetInfo_getSelectiveMetagraph": (
        "SubnetInfoRuntimeApi_get_selective_metagraph",
        [1, FIELDS],
        [U16_ONE, ENCODED_FIELDS],
    ),
    "subnetInfo_getSelectiveMechagraph": (
        "SubnetInfoRuntimeApi_get_selective_mechagraph",
        [1, 0, FIELDS],
        [U16_ONE, "00", ENCODED_FIELDS],
    ),
    "subnetInfo_getColdkeyAutoStakeHotkey": (
        "SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey",
        [ACCOUNT, 1],
        [ACCOUNT, U16_ONE],
    ),
    "subnetInfo_getSubnetAccountId": ("SubnetInfoRuntimeApi_get_subnet_account_id", [1], [U16_ONE]),
    "stakeInfo_getColdkeyLock": ("StakeInfoRuntimeApi_get_coldkey_lock", [ACCOUNT, 1], [ACCOUNT, U16_ONE]),
    "swap_simSwapTaoForAlpha": (
        "SwapRuntimeApi_sim_swap_tao_for_alpha",
        [1, 10**6],
        [U16_ONE, U64_MILLION],
    ),
    "swap_simSwapAlphaForTao": (
        "SwapRuntimeApi_sim_swap_alpha_for_tao",
        [1, 10**6],
        [U16_ONE, U64_MILLION],
    ),
}

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


@pytest.mark.parametrize("method", HANDED_ON)
def test_method_of_the_protocol_hands_on_the_bytes_of_the_runtime(single, keys, method):
    asked, parameters, encoded = HANDED_ON[method]
    key = keys("Alice")
    account = bytes(key.public_key)
    spelled = {id(ACCOUNT): key.ss58_address, id(BYTES): list(account)}
    parameters = [spelled.get(id(part), part) for part in parameters]
    encoded = [account.hex() if id(part) in spelled else part for part in encoded]
    # Of one block, since every block changes much of it.
    block = single.rpc("chain_getBlockHash", 1)
    answer = single.rpc(method, *parameters, block)
    assert bytes(answer) == bytes.fromhex(single.rpc("state_call", asked, "".join(encoded), block)[2:])
    # What is asked about the newest block has an answer too, with null for the block and without it.
    assert bytes(single.rpc(method, *parameters, None)) and bytes(single.rpc(method, *parameters))


def test_method_of_the_protocol_tells_numbers_as_numbers(single):
    block = single.rpc("chain_getBlockHash", 1)

    def number(asked: str, encoded: str = "") -> int:
        return int.from_bytes(bytes.fromhex(single.rpc("state_call", asked, encoded, block)[2:]), "little")

    cost = number("SubnetRegistrationRuntimeApi_get_network_registration_cost")
    assert single.rpc("subnetInfo_getLockCost", block) == cost > 0
    price = number("SwapRuntimeApi_current_alpha_price", "0100")
    assert single.rpc("swap_currentAlphaPrice", 1, block) == price > 0
    prices = single.rpc("swap_currentAlphaPriceAll", block)
    assert prices == [{"netuid": 0, "price": 10**9}, {"netuid": 1, "price": price}]
    assert single.rpc("subnetInfo_getSubnetToPrune", block) is None


def test_method_of_the_protocol_tells_what_is_wrong_with_a_question(single):
    with pytest.raises(RpcError, match="Unknown block: This node has no block 0x0707") as unknown:
        single.rpc("subnetInfo_getMetagraph", 1, "0x" + "07" * 32)
    assert unknown.value.code == 4003
    with pytest.raises(RpcError, match="`delegate_account_vec` must be the 32 bytes of an account, but has 3"):
        single.rpc("delegateInfo_getDelegate", [1, 2, 3])
    with pytest.raises(RpcError, match="Invalid params"):
        single.rpc("subnetInfo_getMetagraph", 70_000)
    # The subnet does not exist: none, which is not an error.
    assert single.rpc("subnetInfo_getMetagraph", 77) == [0]


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

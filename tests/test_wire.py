"""The wire interface of the chain that a node runs is the one that unmodified clients know."""

import collections
import copy
import json

import pytest

import clients
import conformance
import node
from conformance import Comparison, Exceptions, Interface, Metadata

ABSENT, DIFFERENT = (json.loads((conformance.FOLDER / f"{name}.json").read_text()) for name in ("absent", "different"))


@pytest.fixture(scope="module")
def interface() -> Interface:
    return Interface((conformance.FOLDER / "interface.json").read_text())


@pytest.fixture(scope="module")
def exceptions() -> Exceptions:
    return Exceptions(ABSENT, DIFFERENT)


def metadata(author, version: int) -> Metadata:
    answer = author.rpc("state_call", "Metadata_metadata_at_version", version.to_bytes(4, "little").hex())
    # Some, compact length of four bytes
    return Metadata(bytes.fromhex(answer[2:])[5:])


@pytest.fixture(scope="module")
def fifteen(single) -> Metadata:
    return metadata(single, 15)


@pytest.fixture(scope="module")
def comparison(single, interface, fifteen) -> Comparison:
    return Comparison(interface, fifteen, single.rpc("rpc_methods")["methods"])


@pytest.fixture(scope="module")
def found(comparison) -> list:
    return comparison.differences()


@pytest.mark.parametrize("tier", [1, 2])
@pytest.mark.parametrize("section", conformance.SECTIONS)
def test_everything_that_clients_know_is_as_they_know_it(interface, exceptions, found, section, tier):
    """What the metadata show of it, but for what is knowingly absent or different."""
    items = [item for item in interface.all[section] if interface.tier(section, item) == tier]
    compared = [item for item in items if not exceptions.covers(section, item)]
    wrong = [
        str(difference)
        for difference in exceptions.unexpected(found)
        if difference.section == section and difference.item in compared
    ]
    print(f"{section} of tier {tier}: {len(compared)} of {len(items)} items compared, {len(wrong)} differences")
    assert not wrong, "\n".join(["", *wrong])


def test_what_is_said_to_be_absent_or_different_is_so(interface, exceptions, found):
    assert exceptions.untrue(interface, found) == []
    assert all(group["why"] for group in ABSENT + DIFFERENT)


def test_type_number_zero_is_the_account(single):
    """The older client library has this number built in."""
    for version in (14, 15):
        assert metadata(single, version).types[0]["path"] == ["sp_core", "crypto", "AccountId32"]


def test_types_have_one_number_in_all_versions(single, fifteen):
    """The client libraries look up numbers of the one version in the types of the other."""
    fourteen = metadata(single, 14)
    assert fourteen.version == "V14" and fifteen.version == "V15"
    assert len(fourteen.types) > 100
    assert fifteen.types[: len(fourteen.types)] == fourteen.types


def test_extrinsics_are_signed_as_clients_sign_them(interface, fifteen):
    extrinsic = fifteen.all["extrinsic"]
    wanted = interface.all["extrinsic"]
    assert extrinsic["version"] == wanted["version"]
    for part in ("address", "signature"):
        tree = fifteen.tree(extrinsic[f"{part}_ty"])
        assert list(conformance.differences(interface.tree(wanted[part]), tree, part)) == []
    # An extension that clients do not know must add nothing to what they sign.
    for extension in extrinsic["signed_extensions"]:
        if extension["identifier"] not in interface.all["extensions"]:
            added = [fifteen.tree(extension[key]) for key in ("ty", "additional_signed")]
            assert [conformance.without_layers(tree) for tree in added] == [conformance.UNIT] * 2, extension


def test_calls_and_events_of_the_runtime_are_named_as_polkadot_js_expects(fifteen):
    for name in ("RuntimeCall", "RuntimeEvent"):
        (path,) = [path for path in fifteen.paths() if path[-1] == name]
        assert len(path) == 2 and path[0].endswith("_runtime")


def test_chain_shows_the_properties_that_clients_know(single, interface):
    assert single.rpc("system_properties") == interface.all["properties"]
    version = single.rpc("state_getRuntimeVersion")
    assert version["specName"] == interface.all["spec_name"]
    assert version["specVersion"] > 0 and version["transactionVersion"] > 0


# Arguments without the prefix 0x, explicit nulls and old names are what the Python clients send.
PROBES = {
    "chain_getBlockHash": [0],
    "chain_getHead": [],
    "chain_getHeader": [None],
    "state_getRuntimeVersion": [None],
    "account_nextIndex": ["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"],
    # All accounts, and the number of the block
    "state_getKeys": ["0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9", None],
    "state_queryStorageAt": [["0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac"], None],
}


@pytest.mark.parametrize("method", PROBES)
def test_node_takes_arguments_as_the_python_clients_send_them(single, method):
    assert single.rpc(method, *PROBES[method]) is not None


@pytest.mark.parametrize("arguments", ["00" * 32, "0x" + "00" * 32])
def test_runtime_apis_take_arguments_with_and_without_prefix(single, arguments):
    assert single.rpc("state_call", "AccountNonceApi_account_nonce", arguments, None) == "0x00000000"
    assert single.rpc("state_call", "Core_version", "", None) == single.rpc("state_call", "Core_version", "0x")


def test_view_functions_of_proxies_have_the_ids_that_clients_know(single, interface):
    """A superset of proxy types: `Any` of itself. What is asked is the id, and the arguments as a byte string."""
    for name, identifier in interface.all["view_functions"].items():
        if name == "Proxy.is_superset":
            arguments = identifier[2:] + "080000"
            # Ok, a byte string of one byte, true
            assert single.rpc("state_call", "RuntimeViewFunction_execute_view_function", arguments) == "0x000401"
        else:
            # Ok: the call is System.remark of nothing, the proxy of type Any.
            arguments = identifier[2:] + "1000000000"
            assert single.rpc("state_call", "RuntimeViewFunction_execute_view_function", arguments) == "0x000401"


def refusal(single, client, keypair, module: str, function: str, **parameters) -> str:
    """What is said of an extrinsic that does not get into a block."""
    extrinsic = client.create_signed_extrinsic(client.compose_call(module, function, parameters), keypair)
    with pytest.raises(node.RpcError) as error:
        single.rpc("author_submitExtrinsic", str(extrinsic.data))
    assert (error.value.code, error.value.message) == (1010, "Invalid Transaction")
    return error.value.data


@pytest.fixture(scope="module")
def neuron(single):
    """Dave's hotkey Ferdie, known to the chain and registered on root."""
    from bittensor_wallet import Keypair

    dave, ferdie = Keypair.create_from_uri("//Dave"), Keypair.create_from_uri("//Ferdie")
    with clients.connect(single.url) as client:
        for call, parameters in {
            "try_associate_hotkey": {},
            "burned_register": {"netuid": 1},
        }.items():
            composed = client.compose_call("SubtensorModule", call, {"hotkey": ferdie.ss58_address} | parameters)
            receipt = client.submit_extrinsic(client.create_signed_extrinsic(composed, dave), wait_for_inclusion=True)
            assert receipt.is_success, receipt.error_message
    return ferdie


# The numbers of reasons by which clients know why an extrinsic was refused, and calls that are refused for them.
AXON = dict(netuid=1, version=1, ip=2**24, port=1, ip_type=4, protocol=4, placeholder1=0, placeholder2=0)
WEIGHTS = dict(netuid=1, dests=[0], weights=[1], version_key=0)
REVEAL = dict(netuid=1, uids=[0], values=[1], salt=[1], version_key=0)
REFUSED = [
    (4, "Dave", "increase_take", dict(hotkey="Nobody", take=10000)),
    (10, "Eve", "serve_axon", AXON),
    (11, "Ferdie", "serve_axon", AXON | {"ip": 2**32}),
    (13, "Ferdie", "serve_axon", AXON | {"port": 0}),
    (16, "Eve", "reveal_weights", REVEAL),
    (18, "Eve", "batch_set_weights", dict(netuids=[1, 2], weights=[], version_keys=[])),
    (19, "Eve", "set_weights", WEIGHTS),
    (25, "Eve", "decrease_take", dict(hotkey="Ferdie", take=0)),
    (27, "Dave", "increase_take", dict(hotkey="Ferdie", take=65535)),
    (255, "Ferdie", "serve_axon", AXON | {"ip_type": 5}),
]


@pytest.mark.parametrize(("number", "signer", "call", "parameters"), REFUSED)
def test_refused_extrinsics_tell_the_reason_by_its_number(
    single, client, keys, neuron, number, signer, call, parameters
):
    if "hotkey" in parameters:
        parameters = parameters | {"hotkey": keys(parameters["hotkey"]).ss58_address}
    said = refusal(single, client, keys(signer), "SubtensorModule", call, **parameters)
    assert said == f"Custom error: {number}"


class TestComparison:
    """The comparison sees what it is there to see: what clients know is altered, item by item."""

    @pytest.fixture
    def altered(self, comparison, found):
        """What is found beyond what is found anyway once `change` has altered the interface."""

        def find(change) -> list[str]:
            interface = Interface(json.dumps(comparison.interface.all))
            change(interface.all)
            others = Comparison(interface, comparison.metadata, comparison.rpc_methods).differences()
            more = collections.Counter(others) - collections.Counter(found)
            return [str(difference) for difference in more]

        return find

    def test_nothing_altered_gives_nothing_new(self, altered):
        assert altered(lambda interface: None) == []

    @pytest.mark.parametrize(
        ("section", "item", "key", "value", "says"),
        [
            ("pallets", "SubtensorModule", "index", 8, "index is 7, expected 8"),
            ("pallets", "SubtensorModule", "prefix", "Subtensor", "prefix of its storage"),
            ("calls", "SubtensorModule.add_stake", "index", 3, "index is 2, expected 3"),
            ("storage", "SubtensorModule.Tempo", "hashers", ["Twox64Concat"], "hashers are ['Identity']"),
            ("storage", "SubtensorModule.Tempo", "modifier", "optional", "modifier is Default"),
            ("storage", "SubtensorModule.Tempo", "value", "u32", "value: expected u32, found u16"),
            ("storage", "SubtensorModule.Tempo", "value", "(u16)", "value: expected (u16,), found u16"),
            ("storage", "SubtensorModule.Tempo", "keys", ["u8"], "key: expected u8, found u16"),
            ("storage", "System.Account", "value", "AccountData", "value: expected (free, "),
            ("constants", "Balances.ExistentialDeposit", "type", "u128", "type: expected u128, found u64"),
            ("errors", "SubtensorModule.SubnetNotExists", "index", 1, "expected 1"),
            ("events", "Balances.Transfer", "fields", [["to", "AccountId32"]], "fields: expected (to,)"),
            ("events", "Balances.Transfer", "index", 0, "index is 2, expected 0"),
            ("runtime_apis", "SubnetInfoRuntimeApi.get_metagraph", "parameters", [["uid", "u16"]], "expected (uid,)"),
            ("runtime_apis", "SubnetInfoRuntimeApi.get_metagraph", "result", "Metagraph", "result: expected (netuid, "),
            ("extensions", "CheckNonce", "extra", "Compact<u64>", "extra[]: expected u64, found u32"),
        ],
    )
    def test_altered_item_is_told(self, altered, section, item, key, value, says):
        def change(interface):
            assert interface[section][item][key] != value
            interface[section][item][key] = value

        (difference,) = altered(change)
        assert difference.startswith(f"{section} {item}: ") and says in difference

    @pytest.mark.parametrize("section", conformance.SECTIONS)
    def test_missing_item_is_told(self, altered, section):
        def change(interface):
            first, *_ = interface[section].values()
            name = "System.nothing" if section not in ("pallets", "extensions", "rpc", "paths") else "Nothing"
            interface[section][name] = copy.deepcopy(first)

        (difference,) = altered(change)
        assert difference.endswith(("is missing", "has no path of two segments"))

    def test_order_of_arguments_is_told(self, altered):
        (difference,) = altered(lambda all: all["calls"]["SubtensorModule.add_stake"]["arguments"].reverse())
        assert "expected (amount_staked, netuid, hotkey), found (hotkey, netuid, amount_staked)" in difference

    def test_type_name_that_btcli_converts_by_is_told(self, altered):
        def change(interface):
            interface["calls"]["AdminUtils.sudo_set_tempo"]["arguments"][0][2] = "MechId"

        (difference,) = altered(change)
        assert difference.endswith("argument netuid has the type name `NetUid`, expected `MechId`")

    def test_order_of_extensions_is_told(self, altered):
        def change(interface):
            interface["extensions"] = dict(reversed(interface["extensions"].items()))

        assert any(
            "CheckNonce: comes in another order: CheckNonZeroSender, CheckSpecVersion" in x for x in altered(change)
        )

    def test_altered_variant_is_told_wherever_it_stands(self, altered):
        def change(interface):
            variants = interface["types"]["ProxyType"]["enum"]
            variants[0][1], variants[1][0] = "All", 99

        told = altered(change)
        assert any("calls Proxy.add_proxy: arguments.proxy_type: variant All is missing" in line for line in told)
        assert any("storage Proxy.Proxies" in line and "has index 1, expected 99" in line for line in told)

    def test_field_deep_in_a_result_is_told(self, altered):
        def change(interface):
            interface["types"]["AxonInfo"]["struct"][2] = ["ip", "u64"]

        told = altered(change)
        assert any(".axons[]" in line or "axon" in line and "expected u64, found u128" in line for line in told), told

    def test_errors_without_documentation_are_told(self, comparison):
        undocumented = copy.copy(comparison)
        undocumented.variant = lambda *_: ({"index": 0, "docs": [" "]}, [])
        (said,) = undocumented.errors("SubtensorModule.SubnetNotExists", {"index": 0})
        assert "no documentation" in said

    def test_exception_that_is_none_is_told(self, interface, found):
        absent = [{"why": "never", "calls": ["System.remark"], "rpc": ["nothing_*"]}]
        exceptions = Exceptions(absent, [{"why": "never", "differences": ["calls System.remark: index is 1"]}])
        assert exceptions.untrue(interface, found) == [
            "calls System.remark: is there, no longer absent",
            "rpc nothing_*: fits nothing",
            "calls System.remark: index is 1: is no difference",
        ]

    def test_only_what_is_missing_is_excused_as_absent(self):
        exceptions = Exceptions([{"why": "for now", "calls": ["System.*"]}], [])
        gone = conformance.Difference("calls", "System.remark", conformance.MISSING)
        moved = conformance.Difference("calls", "System.remark", "index is 1, expected 0")
        assert exceptions.unexpected([gone, moved]) == [moved]

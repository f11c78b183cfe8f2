"""Every question that the Bittensor SDK can ask the chain: both clients hear the same, and it is true.

One chain is made once, with something of each kind on it, and then asked as it was at one block.
"""

import ast
import dataclasses
import functools
import inspect
import pathlib
import re
import textwrap
from types import SimpleNamespace

import bittensor
import chains
import numpy
import pytest
import sdk_clients
from bittensor.core.async_subtensor import AsyncSubtensor
from bittensor.core.chain_data import SubnetIdentity
from bittensor.core.extrinsics import pallets, sudo
from bittensor.core.subtensor import Subtensor
from bittensor.utils.balance import Balance
from steps import (
    SOON,
    Balances,
    alpha,
    done,
    give,
    place,
    rao,
    refused,
    set_parameters,
    start_subnet,
    tao,
    wait_for_epoch,
)

ROOT, APEX, NOWHERE = 0, 1, 99
OWNER, VALIDATOR, MINER = range(3)
WHOLE = 65_535
# As the SDK rounds it.
HALF = 32_768
PEOPLE = ("Owner", "Validator", "Miner", "Nominator", "Parent", "Leaver", "Victim", "Nobody")
# Whether the SDK is the one that knows locks, proxy filters and the schedule of epochs.
NEWER = hasattr(Subtensor, "get_epoch_schedule_state")
newer = pytest.mark.skipif(not NEWER, reason="this SDK does not ask for it")

# What the SDK has for itself, asking no chain; where the others are called, the tests of this folder say.
OF_THE_SDK = {"add_args", "close", "config", "help", "initialize", "setup_config", "compose_call"}
# Calls that the SDK can build and the chain does not know: dropped from the public network, or about the EVM.
UNKNOWN_CALLS = {
    "remove_coldkey_swap_announcement",
    "sudo_set_coldkey_swap_schedule_duration",
    "sudo_set_evm_chain_id",
    "sudo_toggle_evm_precompile",
}
# What other files than those of this folder are about, or what is nowhere to be called: see docs/sdk.md.
ELSEWHERE = {
    "get_all_commitments",
    "get_all_revealed_commitments",
    "get_commitment",
    "get_commitment_metadata",
    "get_last_bonds_reset",
    "get_last_commitment_bonds_reset_block",
    "get_mev_shield_current_key",
    "get_mev_shield_next_key",
    "get_revealed_commitment",
    "get_revealed_commitment_by_hotkey",
    "mev_submit_encrypted",
    "set_commitment",
    "set_reveal_commitment",
}


def plain(answer):
    """What an answer says, in a form that can be compared whichever client gave it."""
    if isinstance(answer, sdk_clients.Awaited):
        answer = answer.inner
    if isinstance(answer, Balance):
        return answer.rao, answer.netuid
    if dataclasses.is_dataclass(answer):
        return {field.name: plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
    if isinstance(answer, dict):
        return {plain(key): plain(value) for key, value in answer.items()}
    if isinstance(answer, (list, tuple)):
        return [plain(entry) for entry in answer]
    if isinstance(answer, numpy.ndarray):
        return answer.tolist()
    if type(answer).__name__.endswith("QueryMapResult"):
        return [plain(record) for record in answer.records]
    if isinstance(answer, bittensor.Metagraph) or type(answer).__name__ == "AsyncMetagraph":
        shown = (
            "netuid",
            "block",
            "n",
            "uids",
            "hotkeys",
            "coldkeys",
            "axons",
            "neurons",
            "W",
            "B",
            "S",
            "I",
            "D",
            "E",
        )
        return {name: plain(getattr(answer, name)) for name in shown}
    return plain(answer.value) if hasattr(answer, "value") else answer


class Both:
    """Both clients at once, asked as the chain was at a block: what they say must be the same."""

    def __init__(self, synchronous, asynchronous, block: int | None = None):
        self.clients = (synchronous, asynchronous)
        self.block = block

    def at(self, block: int) -> "Both":
        return Both(*self.clients, block)

    def __getattr__(self, name: str):
        def ask(*arguments, **named):
            if self.block is not None:
                named["block"] = self.block
            first, second = (getattr(client.inner_subtensor, name)(*arguments, **named) for client in self.clients)
            assert plain(first) == plain(second)
            return first

        return ask


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A chain that has something of each kind, and two clients at it."""
    with (
        chains.single_author(tmp_path_factory.mktemp("author")) as url,
        sdk_clients.Sync(url) as client,
        sdk_clients.Async(url) as other,
    ):
        folder = tmp_path_factory.mktemp("wallets")
        made = SimpleNamespace(client=client, other=other)
        for name in ("Alice", *PEOPLE):
            setattr(made, name.lower(), sdk_clients.wallet(folder, name))
        furnish(client, made)
        made.block = client.block
        made.ask = Both(client, other, made.block)
        made.now = Both(client, other)
        yield made


@pytest.fixture
def ask(world):
    """Both clients, asked as it was when the world was ready."""
    return world.ask


def cold(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def hot(wallet) -> str:
    return wallet.hotkey.ss58_address


IDENTITY = SubnetIdentity("Weather", "code", "we@example.org", "example.org", "logo", "chat", "It rains", "Or not")


def furnish(client, world):
    """Puts something of each kind on the chain."""
    give(client, world.alice, tao(5_000), *(getattr(world, name.lower()) for name in PEOPLE[:-1]))
    set_parameters(
        client,
        world.alice,
        sudo_set_admin_freeze_window={"window": 0},
        sudo_set_lock_reduction_interval={"interval": 1},
    )
    world.netuid = netuid = start_subnet(client, world.owner, world.validator, world.miner)
    # No epoch comes in between what a test asks for first and next.
    set_parameters(
        client,
        world.alice,
        sudo_set_commit_reveal_weights_enabled={"netuid": netuid, "enabled": False},
        sudo_set_weights_set_rate_limit={"netuid": netuid, "weights_set_rate_limit": 0},
        # Fewer neurons leave room for a second mechanism.
        sudo_set_max_allowed_uids={"netuid": netuid, "max_allowed_uids": 128},
        sudo_set_mechanism_count={"netuid": netuid, "mechanism_count": 2},
        sudo_set_mechanism_emission_split={"netuid": netuid, "maybe_split": [WHOLE - WHOLE // 4, WHOLE // 4]},
    )
    stake_and_weigh(client, world, netuid)
    announce_and_raise(client, world, netuid)


def stake_and_weigh(client, world, netuid: int):
    validator = hot(world.validator)
    for staker in (world.validator, world.nominator):
        done(client.staking.add_stake(staker, netuid, validator, tao(50), safe_staking=True, rate_tolerance=1, **SOON))
    done(client.staking.add_stake(world.nominator, ROOT, validator, tao(20), **SOON))
    done(client.staking.set_auto_stake(world.miner, netuid, validator, **SOON))
    done(client.staking.set_root_claim_type(world.nominator, "Keep", **SOON))
    wait_for_epoch(client, netuid)
    client.wait_for_block()
    done(client.extrinsics.set_weights(world.validator, netuid, [OWNER, MINER], [0.5, 1.0], max_attempts=1, **SOON))
    for _ in range(2):
        wait_for_epoch(client, netuid)
    # The rest of the time nothing is divided.
    set_parameters(client, world.alice, sudo_set_tempo={"netuid": netuid, "tempo": 3_000})
    done(client.subnets.set_subnet_identity(world.owner, netuid, IDENTITY, **SOON))
    axon = bittensor.Axon(wallet=world.miner, port=8091)
    done(client.extrinsics.serve_axon(netuid, axon, "\x01" + "k" * 32, **SOON))
    texts = dict.fromkeys(("url", "github_repo", "image", "discord", "description", "additional"), "")
    done(place(client, world.validator, "set_identity", name="A validator", **texts))


def announce_and_raise(client, world, netuid: int):
    # On a subnet that has not started children are taken over at once.
    world.idle = client.subnets.get_total_subnets()
    done(client.subnets.register_subnet(world.alice, **SOON))
    set_parameters(client, world.alice, sudo_set_max_allowed_uids={"netuid": world.idle, "max_allowed_uids": 128})
    done(place(client, world.parent, "try_associate_hotkey", hotkey=hot(world.parent)))
    for where in (world.idle, netuid):
        chosen = {"netuid": where, "hotkey_ss58": hot(world.parent), "children": [(0.5, hot(world.validator))]}
        done(client.extrinsics.set_children(wallet=world.parent, **chosen, **SOON))
    done(client.proxies.add_proxy(world.parent, cold(world.owner), "Staking", 5, **SOON))
    done(client.proxies.announce_proxy(world.owner, cold(world.parent), "0x" + "ab" * 32, **SOON))
    done(
        client.crowdloans.create_crowdloan(
            wallet=world.owner,
            deposit=tao(10),
            min_contribution=tao(1),
            cap=tao(30),
            end=client.block + 5_000,
            target_address=cold(world.miner),
            **SOON,
        )
    )
    for person in (world.leaver, world.victim):
        done(client.extrinsics.announce_coldkey_swap(person, cold(world.nobody), **SOON))
    done(client.extrinsics.dispute_coldkey_swap(world.victim, **SOON))
    locked = {"hotkey": hot(world.validator), "netuid": netuid, "amount": alpha(2, netuid).rao}
    done(place(client, world.nominator, "lock_stake", **locked))


def test_every_public_method_is_called_somewhere():
    tests = "\n".join(path.read_text() for path in pathlib.Path(__file__).parent.glob("*.py"))
    called = set(re.findall(r"\.(\w+)\(", tests)) | set(re.findall(r"client\.(\w+)", tests))
    public = {name for kind in (Subtensor, AsyncSubtensor) for name in dir(kind) if not name.startswith("_")}
    assert public - OF_THE_SDK - ELSEWHERE - called == set()


# Blocks and the chain


def test_blocks_are_what_they_were(world, ask):
    before, after = world.block - 1, world.block
    assert world.client.chain.get_current_block() >= world.other.chain.get_current_block() - 2 >= world.block - 2
    block_hash = ask.get_block_hash()
    assert ask.determine_block_hash() == block_hash
    assert world.now.determine_block_hash(None) is None
    header = world.client.substrate.rpc_request("chain_getHeader", [block_hash])["result"]
    assert int(header["number"], 16) == after
    assert header["parentHash"] == ask.at(before).get_block_hash()
    assert world.now.get_block_info(block=after).header["hash"] == block_hash
    passed = (ask.get_timestamp() - ask.at(before).get_timestamp()).total_seconds()
    assert 0 < passed < 5


def test_chain_says_what_holds_everywhere(world, ask):
    assert world.now.is_fast_blocks() is True
    assert world.client.chain.last_drand_round() == 0
    assert ask.get_existential_deposit() == rao(500)
    assert world.now.get_minimum_required_stake() == rao(0)
    assert ask.get_start_call_delay() == 0
    assert ask.tx_rate_limit() == 1_000
    assert ask.get_admin_freeze_window() == 0
    assert ask.at(1).get_admin_freeze_window() == 10
    assert ask.is_in_admin_freeze_window(world.netuid) is False
    assert ask.query_constant("SubtensorModule", "InitialTempo").value == 10
    assert ask.query_module("System", "Number").value == world.block
    assert ask.query_subtensor("TotalNetworks").value == 4
    assert ask.query_runtime_api("SubnetRegistrationRuntimeApi", "get_network_registration_cost", []) > 0
    listed = dict(ask.query_map_subtensor("NetworksAdded").records)
    assert plain(listed) == {ROOT: True, APEX: True, world.netuid: True, world.idle: True}
    assert sorted(plain([key for key, _ in ask.query_map("SubtensorModule", "NetworksAdded").records])) == sorted(
        listed
    )
    for client in (world.client, world.other):
        cost = "SubnetRegistrationRuntimeApi_get_network_registration_cost"
        answer = client.chain.state_call(cost, "0x", block=world.block)["result"]
        assert int.from_bytes(bytes.fromhex(answer[2:]), "little") == ask.get_subnet_burn_cost().rao


# Subnets


def test_subnets_are_listed(world, ask):
    netuids = [ROOT, APEX, world.netuid, world.idle]
    assert ask.get_total_subnets() == 4
    assert sorted(ask.get_all_subnets_netuid()) == netuids
    assert [subnet.netuid for subnet in ask.all_subnets()] == netuids
    infos = ask.get_all_subnets_info()
    assert [info.netuid for info in infos] == netuids
    assert ask.get_subnet_info(world.netuid) in infos
    info = ask.get_subnet_info(world.netuid)
    assert (info.owner_ss58, info.subnetwork_n, info.tempo) == (cold(world.owner), 3, 3_000)
    prices = ask.get_subnet_prices()
    assert prices[ROOT] == ask.get_subnet_price(ROOT) == tao(1)
    assert prices[world.netuid].rao == pytest.approx(ask.get_subnet_price(world.netuid).rao, rel=1e-6)
    assert ask.get_subnet_price(APEX) == tao(1)
    assert [graph.netuid for graph in ask.get_all_metagraphs_info()] == netuids
    mechanisms = [(graph.netuid, graph.mechid) for graph in ask.get_all_metagraphs_info(all_mechanisms=True)]
    assert mechanisms == [(ROOT, 0), (APEX, 0), (world.netuid, 0), (world.netuid, 1), (world.idle, 0)]


def test_subnet_is_as_its_owner_has_made_it(world, ask):
    netuid = world.netuid
    subnet = ask.subnet(netuid)
    assert subnet in ask.all_subnets()
    assert (subnet.subnet_name, subnet.subnet_identity) == ("Weather", IDENTITY)
    assert (subnet.owner_coldkey, subnet.owner_hotkey) == (cold(world.owner), hot(world.owner))
    assert ask.get_subnet_owner_hotkey(netuid) == hot(world.owner)
    assert ask.subnet_exists(netuid) is True and ask.is_subnet_active(netuid) is True
    assert ask.is_subnet_active(world.idle) is False
    settings = ask.get_subnet_hyperparameters(netuid)
    single = {
        "commit_reveal_weights_enabled": ask.commit_reveal_enabled(netuid),
        "commit_reveal_period": ask.get_subnet_reveal_period_epochs(netuid),
        "immunity_period": ask.immunity_period(netuid),
        "min_allowed_weights": ask.min_allowed_weights(netuid),
        "tempo": ask.tempo(netuid),
        "weights_rate_limit": ask.weights_rate_limit(netuid),
        "max_validators": ask.get_hyperparameter("MaxAllowedValidators", netuid),
    }
    assert {name: getattr(settings, name) for name in single} == single
    assert (single["tempo"], single["immunity_period"], ask.difficulty(netuid)) == (3_000, 5_000, 10_000_000)
    assert ask.max_weight_limit(netuid) == 1
    assert tao(0.0005) <= ask.recycle(netuid) <= tao(100)
    assert ask.get_mechanism_count(netuid) == 2 and ask.get_mechanism_count(APEX) == 1
    assert ask.get_mechanism_emission_split(netuid) == [75, 25]
    assert ask.get_mechanism_emission_split(APEX) is None


def test_epochs_are_told_by_the_block(world, ask):
    netuid, later = world.netuid, ask.at(world.block - 3)
    assert ask.blocks_since_last_step(netuid) == later.blocks_since_last_step(netuid) + 3
    remaining, start = ask.blocks_until_next_epoch(netuid), ask.get_next_epoch_start_block(netuid)
    assert later.blocks_until_next_epoch(netuid) == remaining + 3
    assert start == later.get_next_epoch_start_block(netuid) > world.block
    assert ask.blocks_since_last_update(netuid, VALIDATOR) == later.blocks_since_last_update(netuid, VALIDATOR) + 3
    changed, flow = ask.get_ema_tao_inflow(netuid)
    assert 0 < changed <= world.block
    assert ask.get_all_ema_tao_inflow()[netuid] == (changed, flow)


# Neurons


def test_neurons_are_told_alike_by_all_questions(world, ask):
    netuid, hotkeys = world.netuid, [hot(world.owner), hot(world.validator), hot(world.miner)]
    neurons = ask.neurons(netuid)
    assert [neuron.hotkey for neuron in neurons] == hotkeys
    assert ask.subnetwork_n(netuid) == len(neurons) == 3
    lite = ask.neurons_lite(netuid)
    assert [
        {name: getattr(neuron, name) for name in vars(short)} for neuron, short in zip(neurons, lite, strict=True)
    ] == [vars(short) for short in lite]
    for uid, hotkey in enumerate(hotkeys):
        assert ask.neuron_for_uid(uid, netuid) == neurons[uid]
        assert ask.get_neuron_for_pubkey_and_subnet(hotkey, netuid) == neurons[uid]
        assert ask.get_uid_for_hotkey_on_subnet(hotkey, netuid) == uid
        assert ask.get_netuids_for_hotkey(hotkey) == [netuid]
        assert ask.is_hotkey_registered(hotkey) and ask.is_hotkey_registered_any(hotkey)
        assert ask.is_hotkey_registered_on_subnet(hotkey, netuid)
        assert not ask.is_hotkey_registered_on_subnet(hotkey, APEX)
    everywhere = {"all_netuids": [ROOT, APEX, netuid], "filter_for_netuids": [], "all_hotkeys": [world.miner]}
    assert ask.filter_netuids_by_registered_hotkeys(**everywhere) == [netuid]
    assert ask.get_subnet_validator_permits(netuid) == [neuron.validator_permit for neuron in neurons]


def test_metagraph_shows_what_neurons_do(world, ask):
    netuid = world.netuid
    metagraph, info = ask.metagraph(netuid, lite=False), ask.get_metagraph_info(netuid)
    assert metagraph.hotkeys == info.hotkeys and metagraph.n.item() == info.num_uids == 3
    assert (info.name, info.identity["subnet_name"], info.owner_coldkey) == ("Weather", "Weather", cold(world.owner))
    assert ask.weights(netuid) == [(VALIDATOR, [(OWNER, HALF), (MINER, WHOLE)])]
    assert ask.weights(netuid, mechid=1) == []
    assert metagraph.W[VALIDATOR].tolist() == pytest.approx([1 / 3, 0, 2 / 3], rel=1e-3)
    assert plain(dict(ask.bonds(netuid))[VALIDATOR]) == plain(ask.neurons(netuid)[VALIDATOR].bonds)
    assert len(ask.get_stake_weight(netuid)) == 3
    assert metagraph.I[MINER] > metagraph.I[OWNER] >= 0
    chosen = ask.get_metagraph_info(netuid, selected_indices=[2, 60])
    assert (chosen.netuid, chosen.hotkeys) == (netuid, None if chosen.hotkeys is None else info.hotkeys)
    second = ask.get_metagraph_info(netuid, mechid=1)
    assert (second.mechid, second.num_uids) == (1, 3)
    assert metagraph.axons[MINER].port == 8091
    certificate = ask.get_neuron_certificate(hot(world.miner), netuid)
    assert certificate == "\x01" + "k" * 32
    assert ask.get_all_neuron_certificates(netuid) == {hot(world.miner): certificate}


# Stake


def test_stake_is_told_alike_by_all_questions(world, ask):
    netuid, validator, nominator = world.netuid, hot(world.validator), cold(world.nominator)
    nominated = ask.get_stake(nominator, validator, netuid)
    owned = ask.get_stake(cold(world.validator), validator, netuid)
    assert nominated > alpha(10, netuid) and owned > nominated
    # What the miner earns goes there too.
    earned = ask.get_stake(cold(world.miner), validator, netuid)
    total = ask.get_stake_for_hotkey(validator, netuid)
    assert earned > alpha(0, netuid)
    assert total.rao == pytest.approx((nominated + owned + earned).rao, abs=3)
    assert ask.get_hotkey_stake(validator, netuid) == total
    listed = {info.netuid: info for info in ask.get_stake_info_for_coldkey(nominator)}
    assert {place: info.stake.rao for place, info in listed.items()} == {ROOT: tao(20).rao, netuid: nominated.rao}
    assert ask.get_stake_info_for_coldkeys([nominator, cold(world.nobody)]) == {
        nominator: ask.get_stake_info_for_coldkey(nominator),
        cold(world.nobody): [],
    }
    everywhere = ask.get_stake_for_coldkey_and_hotkey(nominator, validator)
    assert {place: info.stake.rao for place, info in everywhere.items()} == {
        ROOT: tao(20).rao,
        APEX: 0,
        netuid: nominated.rao,
        world.idle: 0,
    }
    assert ask.get_auto_stakes(cold(world.miner)) == {netuid: validator}


@pytest.mark.parametrize("kind", ["client", "other"])
def test_swaps_are_foretold(world, kind):
    """As of now: the asynchronous client can ask for no other block."""
    staking, netuid = getattr(world, kind).staking, world.netuid
    # A block changes no more.
    near = functools.partial(pytest.approx, rel=1e-4)
    bought = staking.sim_swap(ROOT, netuid, tao(1))
    assert bought.tao_fee.rao == near(staking.get_stake_add_fee(tao(1), netuid).rao) and bought.tao_fee > rao(0)
    amount = alpha(1, netuid)
    sold = staking.sim_swap(netuid, ROOT, amount)
    assert sold.alpha_fee.rao == near(staking.get_unstake_fee(netuid, amount).rao)
    price = world.client.subnets.get_subnet_price(netuid).tao
    assert sold.tao_amount.tao == pytest.approx(price, rel=0.02)
    assert bought.alpha_amount.tao == pytest.approx(1 / price, rel=0.02)
    assert rao(0) < staking.get_stake_movement_fee(netuid, APEX, amount) < tao(0.01)


def test_delegates_and_root_claims_are_listed(world, ask):
    netuid, validator, nominator = world.netuid, hot(world.validator), cold(world.nominator)
    delegate = ask.get_delegate_by_hotkey(validator)
    assert ask.get_delegates() == [delegate]
    assert (delegate.owner_ss58, delegate.registrations) == (cold(world.validator), [netuid])
    assert delegate.nominators[nominator][ROOT] == tao(20)
    assert {info.netuid for info in ask.get_delegated(nominator)} == {ROOT, netuid}
    assert ask.is_hotkey_delegate(validator) and not ask.is_hotkey_delegate(hot(world.miner))
    assert ask.get_delegate_take(validator) == pytest.approx(0.18, abs=1e-4)
    identities = ask.get_delegate_identities()
    assert list(identities) == [cold(world.validator)]
    assert ask.query_identity(cold(world.validator)) == identities[cold(world.validator)]
    assert identities[cold(world.validator)].name == "A validator"
    assert ask.get_root_claim_type(nominator) == "Keep"
    # Prices are low on a young chain, so root has earned nothing.
    assert sum(ask.get_root_claimable_all_rates(validator).values()) == 0
    assert ask.get_root_claimable_rate(validator, netuid) == 0
    assert ask.get_root_claimable_stake(nominator, validator, netuid) == alpha(0, netuid)
    assert ask.get_root_claimed(nominator, validator, netuid) == alpha(0, netuid)
    assert ask.get_root_alpha_dividends_per_subnet(validator, netuid) == alpha(0, netuid)


# Keys and money


def test_keys_are_related_as_they_were_made(world, ask):
    parent, child = hot(world.parent), hot(world.validator)
    assert ask.get_children(parent, world.idle) == (True, [(pytest.approx(0.5), child)], "")
    assert ask.get_parents(child, world.idle) == [(pytest.approx(0.5), parent)]
    pending, cooldown_ends = ask.get_children_pending(parent, world.netuid)
    assert pending == [(pytest.approx(0.5), child)] and cooldown_ends > 15
    assert ask.does_hotkey_exist(parent) is True and ask.get_hotkey_owner(parent) == cold(world.parent)
    assert ask.get_owned_hotkeys(cold(world.parent)) == [parent]
    leaver, victim = (ask.get_coldkey_swap_announcement(cold(person)) for person in (world.leaver, world.victim))
    if not NEWER:
        # SDK 10.5.0 takes what it has decoded for something to be decoded, and fails.
        announced = ask.get_coldkey_swap_announcements()
        assert sorted(entry.coldkey for entry in announced) == sorted([cold(world.leaver), cold(world.victim)])
        assert leaver in announced and victim in announced
    assert leaver.new_coldkey_hash == victim.new_coldkey_hash and leaver.execution_block > 50
    dispute = ask.get_coldkey_swap_dispute(cold(world.victim))
    assert ask.get_coldkey_swap_disputes() == [dispute] and dispute.disputed_block <= world.block
    assert ask.get_coldkey_swap_announcement_delay() == 50
    assert ask.get_coldkey_swap_reannouncement_delay() == 10
    assert ask.get_coldkey_swap_constants(as_dict=True) == {"KeySwapCost": tao(0.1).rao}


def test_money_is_where_it_was_sent(world, ask):
    addresses = [cold(world.alice), cold(world.nominator), cold(world.nobody)]
    balances = ask.get_balances(*addresses)
    assert balances == {address: ask.get_balance(address) for address in addresses}
    assert balances[cold(world.nobody)] == rao(0) and balances[cold(world.nominator)] > tao(4_900)
    assert ask.at(1).get_balance(cold(world.alice)) == tao(1_000_000)
    assert ask.at(1).get_balance(cold(world.nominator)) == rao(0)
    fee = world.now.get_transfer_fee(world.alice, cold(world.miner), tao(1))
    pay = world.client.compose(Balances, "transfer_keep_alive", dest=cold(world.miner), value=tao(1).rao)
    assert world.client.extrinsics.get_extrinsic_fee(pay, world.alice.coldkeypub) == fee > rao(0)
    filtered = world.now.validate_extrinsic_params(
        "Balances", "transfer_all", {"dest": 1, "keep_alive": True, "more": 0}
    )
    assert filtered == {"dest": 1, "keep_alive": True}
    with pytest.raises(KeyError, match="keep_alive"):
        world.now.validate_extrinsic_params("Balances", "transfer_all", {"dest": 1})


def test_proxies_and_crowdloans_are_listed(world, ask):
    [proxy], deposit = ask.get_proxies_for_real_account(cold(world.parent))
    assert (proxy.delegate, proxy.proxy_type, proxy.delay) == (cold(world.owner), "Staking", 5)
    assert ask.get_proxies() == {cold(world.parent): [proxy]}
    constants = ask.get_proxy_constants(as_dict=True)
    assert deposit.rao == constants["ProxyDepositBase"] + constants["ProxyDepositFactor"]
    assert (constants["MaxProxies"], constants["MaxPending"]) == (20, 75)
    [announced] = ask.get_proxy_announcement(cold(world.owner))
    assert (announced.real, announced.call_hash) == (cold(world.parent), "0x" + "ab" * 32)
    assert ask.get_proxy_announcements() == {cold(world.owner): [announced]}
    [loan] = ask.get_crowdloans()
    assert (loan.id, loan.creator, loan.target_address) == (0, cold(world.owner), cold(world.miner))
    assert ask.get_crowdloan_contributions(0) == {cold(world.owner): tao(10)}
    assert ask.get_crowdloan_next_id() == 1
    assert ask.get_crowdloan_constants().MinimumDeposit == tao(10).rao


# What is not there


OF_A_SUBNET = {
    "subnet_exists": False,
    "is_subnet_active": False,
    "subnet": None,
    "get_subnet_info": None,
    "get_subnet_hyperparameters": None,
    "get_metagraph_info": None,
    "get_subnet_owner_hotkey": "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM",
    "get_ema_tao_inflow": None,
    "get_mechanism_count": 1,
    "get_mechanism_emission_split": None,
    "commit_reveal_enabled": False,
    "difficulty": None,
    "immunity_period": None,
    "max_weight_limit": None,
    "min_allowed_weights": None,
    "recycle": None,
    "tempo": None,
    "weights_rate_limit": None,
    "subnetwork_n": None,
    "get_subnet_reveal_period_epochs": None,
    "neurons": [],
    "neurons_lite": [],
    "weights": [],
    "bonds": [],
    "get_subnet_validator_permits": [],
    "get_stake_weight": [],
    "get_all_neuron_certificates": {},
    "get_timelocked_weight_commits": [],
    "blocks_until_next_epoch": None,
    "get_next_epoch_start_block": None,
    "is_in_admin_freeze_window": False,
}


# What SDK 10.5.0 takes for granted that there is.
FAILS_FOR_NO_SUBNET = {"get_ema_tao_inflow", "commit_reveal_enabled", "difficulty"}


@pytest.mark.parametrize("method", OF_A_SUBNET)
def test_subnet_that_is_not_there_is_nothing(world, ask, method):
    """Neither now nor, if it is one of today, before it was registered."""
    places = [(ask, NOWHERE), (ask.at(1), world.netuid)]
    if method == "blocks_until_next_epoch" and not NEWER:
        # Whatever block it is asked for, the synchronous client takes the tempo of now.
        places.pop()
    for asked, netuid in places:
        if NEWER and method in FAILS_FOR_NO_SUBNET:
            with pytest.raises((AssertionError, TypeError)):
                getattr(asked, method)(netuid)
        else:
            assert getattr(asked, method)(netuid) == OF_A_SUBNET[method]


def test_neuron_that_is_not_there_is_nobody(world, ask):
    nobody, netuid = hot(world.nobody), world.netuid
    for neuron in (
        ask.neuron_for_uid(3, netuid),
        ask.neuron_for_uid(0, NOWHERE),
        ask.at(1).neuron_for_uid(0, netuid),
        ask.get_neuron_for_pubkey_and_subnet(nobody, netuid),
        ask.get_neuron_for_pubkey_and_subnet(hot(world.owner), NOWHERE),
    ):
        assert neuron.is_null
    assert ask.get_uid_for_hotkey_on_subnet(nobody, netuid) is None
    assert ask.get_neuron_certificate(nobody, netuid) is None
    assert ask.get_netuids_for_hotkey(nobody) == []
    assert not ask.is_hotkey_registered(nobody) and not ask.is_hotkey_registered_any(nobody)
    assert not ask.is_hotkey_registered_on_subnet(hot(world.owner), NOWHERE)


def test_key_that_is_not_there_has_nothing(world, ask):
    hotkey, coldkey, netuid = hot(world.nobody), cold(world.nobody), world.netuid
    assert ask.does_hotkey_exist(hotkey) is False and ask.get_hotkey_owner(hotkey) is None
    assert ask.is_hotkey_delegate(hotkey) is False and ask.get_delegate_by_hotkey(hotkey) is None
    # That of a hotkey which has set none.
    assert ask.get_delegate_take(hotkey) == pytest.approx(0.18, abs=1e-4)
    assert ask.get_children(hotkey, netuid) == (True, [], "") and ask.get_parents(hotkey, netuid) == []
    assert ask.get_children_pending(hotkey, netuid) == ([], 0)
    assert ask.get_stake(coldkey, hotkey, netuid) == ask.get_hotkey_stake(hotkey, netuid) == alpha(0, netuid)
    assert ask.get_stake_for_hotkey(hotkey, netuid) == alpha(0, netuid)
    assert ask.get_stake(cold(world.nominator), hot(world.validator), NOWHERE) == alpha(0, NOWHERE)
    assert ask.get_stake_info_for_coldkey(coldkey) == ask.get_delegated(coldkey) == []
    assert ask.get_root_claim_type(coldkey) == "Swap"
    assert ask.get_root_claimable_rate(hotkey, netuid) == 0
    assert ask.get_auto_stakes(coldkey) == {}
    assert ask.get_owned_hotkeys(coldkey) == []
    assert ask.query_identity(coldkey) is None
    assert ask.get_coldkey_swap_announcement(coldkey) is ask.get_coldkey_swap_dispute(coldkey) is None
    assert ask.get_proxies_for_real_account(coldkey) == ([], rao(0))
    assert ask.get_proxy_announcement(coldkey) == []
    assert ask.get_crowdloan_by_id(NOWHERE) is None and ask.get_crowdloan_contributions(NOWHERE) == {}


def test_what_was_asked_of_an_old_block_is_what_was_true_then(world, ask):
    genesis = ask.at(1)
    assert [subnet.netuid for subnet in genesis.all_subnets()] == [ROOT, APEX]
    assert genesis.get_total_subnets() == 2 and sorted(genesis.get_all_subnets_netuid()) == [ROOT, APEX]
    assert [graph.netuid for graph in genesis.get_all_metagraphs_info()] == [ROOT, APEX]
    assert genesis.get_subnet_prices() == {ROOT: tao(1)} | ({APEX: tao(1)} if NEWER else {})
    assert genesis.get_delegates() == genesis.get_crowdloans() == []
    assert genesis.get_proxies() == genesis.get_proxy_announcements() == genesis.get_delegate_identities() == {}
    assert genesis.get_coldkey_swap_announcements() == genesis.get_coldkey_swap_disputes() == []
    assert genesis.get_crowdloan_next_id() == 0
    assert genesis.get_stake_info_for_coldkey(cold(world.nominator)) == []
    assert genesis.get_subnet_burn_cost() == tao(1_000)


# What the chain has no more


def test_what_the_chain_has_no_more_is_refused_and_not_pretended(world):
    """User liquidity, registration by work and the votes of a triumvirate are gone from the public network too."""
    client, netuid, range_of_prices = world.client, world.netuid, (tao(0.1), tao(1))
    for attempt in (
        client.extrinsics.add_liquidity(world.nominator, netuid, tao(1), *range_of_prices, **SOON),
        client.extrinsics.modify_liquidity(world.nominator, netuid, 1, tao(1), **SOON),
        client.extrinsics.remove_liquidity(world.nominator, netuid, 1, **SOON),
        client.extrinsics.toggle_user_liquidity(world.owner, netuid, True, **SOON),
    ):
        assert not attempt.success
    with pytest.raises(Exception, match="Triumvirate"):
        client.chain.get_vote_data("0x" + "00" * 32)
    if not NEWER:
        with pytest.raises(Exception, match="Positions"):
            client.inner_subtensor.get_liquidity_list(world.nominator, netuid)
        refused(client.extrinsics.register(world.nobody, netuid, **SOON), "Torch is not installed")


# What the SDK has beside the methods of its client


@pytest.mark.parametrize("pallet", sorted({*pallets.__all__} - {"Call", "Commitments", "MevShield"}))
def test_calls_that_the_sdk_can_build_are_in_the_metadata(world, pallet):
    """With exactly the arguments that it gives them."""
    missing = {
        call: named
        for call, named in arguments_of_builders(getattr(pallets, pallet)).items()
        if call not in UNKNOWN_CALLS and named != arguments_of_call(world.client, pallet, call)
    }
    assert missing == {}


def arguments_of_builders(builder: type) -> dict[str, set[str]]:
    """The calls that a class of the SDK builds, each with the names of its arguments."""
    methods = {name: method for name, method in vars(builder).items() if inspect.isfunction(method) and name[0] != "_"}
    composed = {}
    for name, method in methods.items():
        tree = ast.parse(textwrap.dedent(inspect.getsource(method)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "create_composed_call":
                composed[name] = {keyword.arg for keyword in node.keywords} - {"call_module", "call_function"}
                # Where it hands on what it was given, that is what it takes itself.
                if None in composed[name]:
                    composed[name] = set(inspect.signature(method).parameters) - {"self"}
    return composed


def arguments_of_call(client, pallet: str, call: str) -> set[str] | None:
    found = client.substrate.get_metadata_call_function(pallet, call)
    return None if found is None else set(found.get_param_info())


def test_functions_for_root_do_what_they_are_called(world):
    client, alice, subtensor = world.client, world.alice, world.client.inner_subtensor
    done(sudo.sudo_set_admin_freeze_window_extrinsic(subtensor, alice, 3, **SOON))
    assert subtensor.get_admin_freeze_window() == 3
    done(sudo.sudo_set_admin_freeze_window_extrinsic(subtensor, alice, 0, **SOON))
    done(sudo.sudo_set_mechanism_count_extrinsic(subtensor, alice, world.idle, 2, **SOON))
    assert subtensor.get_mechanism_count(world.idle) == 2
    done(sudo.sudo_set_mechanism_emission_split_extrinsic(subtensor, alice, world.idle, [0.5, 0.5], **SOON))
    assert subtensor.get_mechanism_emission_split(world.idle) == [50, 50]
    done(sudo.sudo_set_coldkey_swap_announcement_delay_extrinsic(subtensor, alice, 60, **SOON))
    assert subtensor.get_coldkey_swap_announcement_delay() == 60
    done(sudo.sudo_set_coldkey_swap_reannouncement_delay_extrinsic(subtensor, alice, 20, **SOON))
    assert subtensor.get_coldkey_swap_reannouncement_delay() == 20
    done(sudo.reset_coldkey_swap_extrinsic(subtensor, alice, cold(world.victim), **SOON))
    assert subtensor.get_coldkey_swap_dispute(cold(world.victim)) is None
    given = {"old_coldkey_ss58": cold(world.victim), "new_coldkey_ss58": cold(world.nobody), "swap_cost": 0}
    done(sudo.swap_coldkey_extrinsic(subtensor, alice, **given, **SOON))
    assert client.wallets.get_balance(cold(world.victim)) == rao(0)
    assert client.wallets.get_balance(cold(world.nobody)) > tao(4_000)


# What only the newer SDK asks


@newer
def test_schedule_of_epochs_is_told(world, ask):
    netuid = world.netuid
    state = ask.get_epoch_schedule_state(netuid)
    assert (state.tempo, state.current_block, state.pending_epoch_at) == (3_000, world.block, 0)
    assert state.last_epoch_block == ask.get_last_epoch_block(netuid) <= world.block
    assert state.subnet_epoch_index == ask.get_subnet_epoch_index(netuid) > 0
    assert ask.get_pending_epoch_at(netuid) == 0
    assert ask.get_next_epoch_start_block(netuid) == state.last_epoch_block + 3_000
    assert ask.get_min_tempo() < ask.get_max_tempo()
    # The constant that it asks for is a value in storage now.
    with pytest.raises(Exception, match="MaxEpochsPerBlock"):
        ask.get_max_epochs_per_block()
    assert ask.query_subtensor("MaxEpochsPerBlock").value >= 1
    factors = ask.get_min_activity_cutoff_factor_milli(), ask.get_max_activity_cutoff_factor_milli()
    assert factors[0] <= ask.get_activity_cutoff_factor_milli(netuid) <= factors[1]
    assert ask.get_owner_hyperparam_rate_limit() >= 0


@newer
def test_locks_are_told(world, ask):
    netuid, nominator, validator = world.netuid, cold(world.nominator), hot(world.validator)
    lock = ask.get_coldkey_lock(nominator, netuid)
    assert lock["locked_mass"] == alpha(2, netuid) and lock["conviction"] >= 0
    stored = ask.get_stake_lock(nominator, netuid, validator)
    assert stored["locked_mass"] == alpha(2, netuid) and stored["last_update"] <= world.block
    assert ask.get_stake_locks(nominator, netuid) == [(validator, stored)]
    assert ask.get_hotkey_conviction(validator, netuid) >= 0
    assert ask.get_most_convicted_hotkey_on_subnet(netuid) in (validator, None)
    assert ask.get_stake_lock(cold(world.nobody), netuid, validator) is None
    assert ask.get_coldkey_lock(cold(world.nobody), netuid) is None
    assert ask.is_perpetual_lock(nominator, netuid) in (True, False)
    assert ask.get_staking_hotkeys(nominator) == [validator]
    available = ask.get_stake_availability_for_coldkeys([nominator], [netuid])
    assert available


@newer
def test_types_of_proxies_are_told_with_what_they_may_do(world, ask):
    types = {kind.name: kind.index for kind in ask.get_proxy_types()}
    assert types["Any"] == 0 and len(types) == 18
    filters = {entry.name: entry for entry in ask.get_proxy_filter()}
    assert set(filters) == set(types)
    assert filters["Any"].filter_mode == "AllowAll"
    transfers = {entry["call_name"] for entry in filters["Transfer"].calls}
    assert "transfer_keep_alive" in str(transfers)


@newer
def test_newer_sdk_sends_what_the_older_one_had_no_function_for(world):
    client, netuid = world.client, world.netuid
    subtensor, nominator, validator = client.inner_subtensor, world.nominator, hot(world.validator)
    done(subtensor.lock_stake(nominator, validator, netuid, alpha(1, netuid), **SOON))
    done(subtensor.set_perpetual_lock(nominator, netuid, True, **SOON))
    assert subtensor.is_perpetual_lock(cold(nominator), netuid) is True
    done(subtensor.move_lock(nominator, hot(world.miner), netuid, **SOON))
    assert [hotkey for hotkey, _ in subtensor.get_stake_locks(cold(nominator), netuid)] == [hot(world.miner)]
    done(subtensor.register_limit(world.parent, netuid, tao(200), **SOON))
    assert subtensor.is_hotkey_registered_on_subnet(hot(world.parent), netuid)
    done(subtensor.set_activity_cutoff_factor(world.owner, netuid, 5_000, **SOON))
    assert subtensor.get_activity_cutoff_factor_milli(netuid) == 5_000
    done(subtensor.root_set_activity_cutoff_factor(world.alice, netuid, 6_000, **SOON))
    assert subtensor.get_activity_cutoff_factor_milli(netuid) == 6_000
    done(subtensor.set_tempo(world.owner, netuid, 400, **SOON))
    assert subtensor.tempo(netuid) == 400
    before = subtensor.get_subnet_epoch_index(netuid)
    done(subtensor.trigger_epoch(world.owner, netuid, **SOON))
    client.wait_for_block(max(subtensor.get_pending_epoch_at(netuid), client.block) + 1)
    assert subtensor.get_subnet_epoch_index(netuid) == before + 1
    client.wait_for_block(subtensor.get_coldkey_swap_announcement(cold(world.leaver)).execution_block + 15)
    done(subtensor.clear_coldkey_swap_announcement(world.leaver, **SOON))
    assert subtensor.get_coldkey_swap_announcement(cold(world.leaver)) is None

"""Relations between keys with the Bittensor SDK: childkeys, claims of root stakers, keys put in the place of others.

All tests share a chain with those of crowdloans; see `test_stake.py` for which client does them.
"""

import pytest
import sdk_clients
from async_substrate_interface.utils.hasher import blake2_128_concat
from bittensor.core import errors
from bittensor.core.chain_data import RootClaimType
from bittensor.extras.dev_framework import (
    REGISTER_SUBNET,
    SUDO_SET_STAKE_THRESHOLD,
    SUDO_SET_TX_RATE_LIMIT,
)
from bittensor_wallet import Keypair
from steps import (
    SOON,
    Balances,
    SubtensorModule,
    System,
    Utility,
    alpha,
    balance,
    claim_hotkey,
    done,
    place,
    place_as_root,
    place_composed,
    rao,
    refused,
    stake,
    start_subnet,
    storage_key,
    tao,
    transfer,
)

ROOT = 0
APEX = 1
NOWHERE = 99
# Blocks that children wait, and between two choices of them.
COOLDOWN = 15
# Blocks from the announcement of a coldkey swap to the swap.
ANNOUNCED_AHEAD = 50


@pytest.fixture
def client(shared_client):
    return shared_client


@pytest.fixture(scope="module")
def netuid(shared_client, tmp_path_factory) -> int:
    """A subnet of Alice's that has started."""
    return start_subnet(shared_client, sdk_clients.wallet(tmp_path_factory.mktemp("wallets"), "Alice"))


def address(named) -> str:
    """Of the hotkey of a wallet."""
    return named.hotkey.ss58_address


def choose_children(client, signer, netuid: int, hotkey: str, children, **options):
    # By name, since the two clients do not agree on the order.
    return client.extrinsics.set_children(
        wallet=signer, netuid=netuid, hotkey_ss58=hotkey, children=list(children), **SOON, **options
    )


def is_listed(relations, expected: dict[str, float]) -> bool:
    """Whether children or parents are those expected, in the order of their keys, each with about its proportion."""
    listed = [key for _, key in relations]
    by_key = sorted(expected, key=lambda key: Keypair(ss58_address=key).public_key)
    return listed == by_key and {key: part for part, key in relations} == pytest.approx(expected)


def test_children_are_lent_to_at_once_before_their_subnet_starts(client, wallet):
    alice, bob, charlie = wallet("Alice"), wallet("Bob"), wallet("Charlie")
    netuid = client.execute(REGISTER_SUBNET(alice)).netuid
    parent, child, other = (
        claim_hotkey(client, bob, place),
        claim_hotkey(client, charlie, place),
        address(wallet("Nobody")),
    )

    def set_children(*children, netuid=netuid, hotkey=parent, signer=bob, **options):
        return choose_children(client, signer, netuid, hotkey, children, **options)

    refused(set_children((0.5, child), netuid=ROOT), "RegistrationNotPermittedOnRootSubnet")
    refused(set_children((0.5, child), netuid=NOWHERE), "SubnetNotExists")
    refused(set_children((0.5, child), signer=alice), "NonAssociatedColdKey")
    refused(set_children((0.5, child), (0.25, child)), "DuplicateChild")
    refused(set_children((0.5, parent)), "InvalidChild")
    many = [(0.1, address(wallet(f"Child{number}"))) for number in range(6)]
    refused(set_children(*many), "TooManyChildren")
    with pytest.raises(errors.ProportionOverflow):
        set_children((0.5, child), (0.75, other), raise_error=True)
    assert client.wallets.get_children(parent, netuid) == (True, [], "")

    done(set_children((0.25, child), (0.75, other)))
    chosen = client.block
    succeeded, children, _ = client.wallets.get_children(parent, netuid)
    assert succeeded and is_listed(children, {child: 0.25, other: 0.75})
    assert is_listed(client.wallets.get_parents(child, netuid), {parent: 0.25})
    assert client.wallets.get_children_pending(parent, netuid) == ([], 0)
    refused(set_children((1.0, child)), "TxRateLimitExceeded")
    refused(set_children((1.0, parent), hotkey=child, signer=charlie), "ChildParentInconsistency")

    client.wait_for_block(chosen + COOLDOWN)
    done(set_children())
    assert client.wallets.get_children(parent, netuid) == (True, [], "")
    assert client.wallets.get_parents(child, netuid) == []


def test_children_wait_for_their_cooldown_once_their_subnet_has_started(client, wallet, netuid):
    alice, bob = wallet("Alice"), wallet("Bob")
    parent, child = claim_hotkey(client, bob, place), address(wallet("Child"))

    def set_children(*children):
        return choose_children(client, bob, netuid, parent, children)

    client.execute(SUDO_SET_STAKE_THRESHOLD(alice, "AdminUtils", True, tao(1_000).rao))
    refused(set_children((1.0, child)), "NotEnoughStakeToSetChildkeys")
    client.execute(SUDO_SET_STAKE_THRESHOLD(alice, "AdminUtils", True, 0))

    before = client.block
    done(set_children((1.0, child)))
    children, cooldown_ends = client.wallets.get_children_pending(parent, netuid)
    assert is_listed(children, {child: 1.0})
    assert before < cooldown_ends - COOLDOWN <= client.block
    assert client.wallets.get_children(parent, netuid) == (True, [], "")
    assert client.wallets.get_parents(child, netuid) == []

    # That nobody is lent to any more has to wait too.
    client.wait_for_block(cooldown_ends)
    done(client.extrinsics.root_set_pending_childkey_cooldown(alice, COOLDOWN * 2, **SOON))
    before = client.block
    done(set_children())
    children, cooldown_ends = client.wallets.get_children_pending(parent, netuid)
    assert children == []
    assert before < cooldown_ends - COOLDOWN * 2 <= client.block
    done(client.extrinsics.root_set_pending_childkey_cooldown(alice, COOLDOWN, **SOON))


def test_root_validator_lends_to_the_owner_of_a_new_subnet_unless_it_objects(client, wallet):
    alice, one, two = wallet("Alice"), wallet("One"), wallet("Two")
    for validator in (one, two):
        done(client.extrinsics.root_register(validator, **SOON))

    def object_to_lending(signer, enabled: bool):
        call = "set_auto_parent_delegation_enabled"
        return place(client, signer, call, hotkey=address(two), enabled=enabled)

    refused(object_to_lending(one, False), "NonAssociatedColdKey")
    done(object_to_lending(two, False))
    netuid = client.execute(REGISTER_SUBNET(alice)).netuid
    _, children, _ = client.wallets.get_children(address(one), netuid)
    assert is_listed(children, {address(alice): 1.0})
    assert client.wallets.get_children(address(two), netuid) == (True, [], "")
    assert is_listed(client.wallets.get_parents(address(alice), netuid), {address(one): 1.0})


def test_childkey_take_keeps_to_its_limits(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    hotkey = claim_hotkey(client, bob, place)

    def set_take(take: int, signer=bob, netuid=APEX):
        return place(client, signer, "set_childkey_take", hotkey=hotkey, netuid=netuid, take=take)

    def take() -> int:
        return client.queries.query_subtensor("ChildkeyTake", params=[hotkey, APEX]).value

    assert take() == 0
    refused(set_take(100, signer=alice), "NonAssociatedColdKey")
    refused(set_take(100, netuid=NOWHERE), "SubnetNotExists")
    refused(set_take(11_797), "InvalidChildkeyTake")
    done(set_take(11_000))
    raised = client.block
    refused(set_take(11_796), "TxChildkeyTakeRateLimitExceeded")
    client.wait_for_block(raised + 5)
    done(set_take(11_796))
    done(set_take(0))
    assert take() == 0


def earn_on_root(client, sudo, hotkey: str, netuid: int, parts: float, dividend) -> None:
    """Writes what an epoch would: what each RAO on root has earned so far, and how much alpha nobody has claimed."""
    key, subnet = blake2_128_concat(Keypair(ss58_address=hotkey).public_key), netuid.to_bytes(2, "little")
    rates = b"\x04" + subnet + int(parts * 2**32).to_bytes(16, "little")
    items = [
        (storage_key("SubtensorModule", "RootClaimable", key), "0x" + rates.hex()),
        (storage_key("Staking", "UnclaimedOfSubnet", subnet, key), "0x" + dividend.rao.to_bytes(8, "little").hex()),
    ]
    written = client.compose(System, "set_storage", items=items)
    done(place_as_root(client, sudo, written))


def test_root_stakers_claim_as_they_choose(client, wallet, netuid):
    alice, bob, charlie = wallet("Alice"), wallet("Bob"), wallet("Charlie")
    hotkey, coldkey = claim_hotkey(client, bob, place), charlie.coldkeypub.ss58_address
    done(place_as_root(client, alice, client.compose(SubtensorModule, "sudo_set_num_root_claims", new_value=0)))
    done(client.staking.add_stake(bob, netuid, hotkey, tao(100), **SOON))
    done(client.staking.add_stake(charlie, ROOT, hotkey, tao(100), **SOON))

    def claim(*netuids):
        return client.staking.claim_root(charlie, list(netuids), **SOON)

    def claimable():
        return client.staking.get_root_claimable_stake(coldkey, hotkey, netuid)

    def set_type(claim_type):
        done(client.staking.set_root_claim_type(charlie, claim_type, **SOON))
        return client.staking.get_root_claim_type(coldkey)

    assert client.staking.get_root_claim_type(coldkey) == "Swap"
    assert set_type("Keep") == "Keep"
    chosen = {"KeepSubnets": {"subnets": [APEX, netuid]}}
    assert set_type(RootClaimType.KeepSubnets([netuid, APEX])) == chosen
    of_none = {"KeepSubnets": {"subnets": []}}
    refused(client.staking.set_root_claim_type(charlie, of_none), "subnet")
    refused(place(client, charlie, "set_root_claim_type", new_root_claim_type=of_none), "InvalidSubnetNumber")
    refused(claim(), "InvalidSubnetNumber")
    refused(claim(*range(6)), "InvalidSubnetNumber")

    # Nothing is earned before an epoch has divided something.
    assert client.staking.get_root_claimable_all_rates(hotkey) == {}
    assert claimable() == alpha(0, netuid)
    done(claim(netuid))
    assert stake(client, charlie, hotkey, netuid) == alpha(0, netuid)

    earn_on_root(client, alice, hotkey, netuid, 0.05, alpha(5, netuid))
    assert client.staking.get_root_claimable_all_rates(hotkey) == pytest.approx({netuid: 0.05})
    assert client.staking.get_root_claimable_rate(hotkey, netuid) == pytest.approx(0.05)
    assert claimable().rao == pytest.approx(alpha(5, netuid).rao)
    done(claim(APEX))
    assert stake(client, charlie, hotkey, netuid) == alpha(0, netuid)
    done(claim(netuid))
    kept = stake(client, charlie, hotkey, netuid)
    assert kept.rao == pytest.approx(alpha(5, netuid).rao)
    assert client.staking.get_root_claimed(coldkey, hotkey, netuid) == kept
    assert claimable() < alpha(1e-6, netuid)
    done(claim(netuid))
    assert stake(client, charlie, hotkey, netuid) == kept
    assert stake(client, charlie, hotkey, ROOT) == tao(100)

    assert set_type(RootClaimType.Swap) == "Swap"
    earn_on_root(client, alice, hotkey, netuid, 0.08, alpha(3, netuid))
    foretold = client.staking.sim_swap(netuid, ROOT, claimable()).tao_amount
    done(claim(netuid))
    assert stake(client, charlie, hotkey, netuid) == kept
    gained = stake(client, charlie, hotkey, ROOT) - tao(100)
    assert gained.rao == pytest.approx(foretold.rao, rel=0.01)
    assert claimable() < alpha(1e-6, netuid)


def test_swapped_hotkey_has_everything_of_the_old_one(client, wallet, netuid):
    alice, bob, dave = wallet("Alice"), wallet("Bob"), wallet("Dave")
    old, new, third = address(dave), address(wallet("Dave2")), address(wallet("Dave3"))
    done(client.subnets.burned_register(dave, netuid, **SOON))
    claimed = claim_hotkey(client, bob, place)
    done(client.staking.add_stake(alice, netuid, old, tao(10), **SOON))
    staked, coldkey = stake(client, alice, old, netuid), dave.coldkeypub.ss58_address
    uid = client.subnets.get_uid_for_hotkey_on_subnet(old, netuid)

    def swap(hotkey, new_hotkey, netuid=None, signer=dave):
        keys = {"hotkey": hotkey, "new_hotkey": new_hotkey}
        return place(client, signer, "swap_hotkey", **keys, netuid=netuid)

    refused(swap(old, new, signer=bob), "NonAssociatedColdKey")
    refused(swap(old, claimed), "NonAssociatedColdKey")
    refused(swap(old, old), "NewHotKeyIsSameWithOld")
    before = balance(client, dave)
    response = done(swap(old, new))
    assert balance(client, dave) == before - tao(0.1) - response.extrinsic_fee
    assert client.wallets.get_hotkey_owner(new) == coldkey
    assert client.wallets.get_hotkey_owner(old) is None
    assert client.wallets.get_owned_hotkeys(coldkey) == [new]
    assert client.neurons.neuron_for_uid(uid, netuid).hotkey == new
    assert not client.wallets.is_hotkey_registered_any(old)
    assert stake(client, alice, old, netuid) == alpha(0, netuid)
    assert stake(client, alice, new, netuid) >= staked
    refused(swap(old, third), "NonAssociatedColdKey")
    refused(swap(new, third), "HotKeySetTxRateLimitExceeded")

    # On one subnet it is cheaper, and the old hotkey remains.
    client.execute(SUDO_SET_TX_RATE_LIMIT(alice, "AdminUtils", True, 0))
    before = balance(client, dave)
    response = done(swap(new, third, netuid))
    assert balance(client, dave) == before - tao(0.001) - response.extrinsic_fee
    assert sorted(client.wallets.get_owned_hotkeys(coldkey)) == sorted([new, third])
    assert client.neurons.neuron_for_uid(uid, netuid).hotkey == third
    assert stake(client, alice, third, netuid) >= staked


def test_swapped_coldkey_was_announced_and_gives_everything_to_the_new_one(client, wallet):
    bob, eve, heir, other = wallet("Bob"), wallet("Eve"), wallet("Heir"), wallet("Other")
    hotkey, own = claim_hotkey(client, bob, place), claim_hotkey(client, eve, place)
    coldkey, new, wrong = [person.coldkeypub.ss58_address for person in (eve, heir, other)]
    done(client.staking.add_stake(eve, ROOT, hotkey, tao(5), **SOON))
    assert client.wallets.get_coldkey_swap_announcement_delay() == ANNOUNCED_AHEAD
    assert client.wallets.get_coldkey_swap_reannouncement_delay() == 10
    assert client.wallets.get_coldkey_swap_constants().KeySwapCost == tao(0.1).rao
    refused(client.extrinsics.swap_coldkey_announced(eve, new, **SOON), "No coldkey swap announcement found")
    assert client.wallets.get_coldkey_swap_announcement(coldkey) is None

    before, held = client.block, balance(client, eve)
    response = done(client.extrinsics.announce_coldkey_swap(eve, new, **SOON))
    held -= tao(0.1) + response.extrinsic_fee
    assert balance(client, eve) == held
    announcement = client.wallets.get_coldkey_swap_announcement(coldkey)
    assert client.wallets.get_coldkey_swap_announcements() == [announcement]
    assert before < announcement.execution_block - ANNOUNCED_AHEAD <= client.block
    assert announcement.coldkey == coldkey

    # Nothing else is let into a block now, be it inside of another call.
    move = client.compose(Balances, "transfer_keep_alive", dest=wrong, value=1_000_000)
    for refusal in (
        client.extrinsics.transfer(eve, wrong, tao(1), **SOON),
        client.staking.move_stake(eve, ROOT, hotkey, ROOT, own, tao(1), **SOON),
        place_composed(client, eve, client.compose(Utility, "batch", calls=[move])),
    ):
        refused(refusal, "Custom error: 0")
    refused(client.extrinsics.announce_coldkey_swap(eve, wrong, **SOON), "ColdkeySwapReannouncedTooEarly")
    refused(place(client, eve, "clear_coldkey_swap_announcement"), "ColdkeySwapClearTooEarly")
    refused(client.extrinsics.swap_coldkey_announced(eve, wrong, **SOON), "hash does not match")
    refused(client.extrinsics.swap_coldkey_announced(eve, new, **SOON), "Swap too early")
    for destination, reason in ((wrong, "AnnouncedColdkeyHashDoesNotMatch"), (new, "ColdkeySwapTooEarly")):
        refused(place(client, eve, "swap_coldkey_announced", new_coldkey=destination), reason)

    client.wait_for_block(announcement.execution_block)
    held = balance(client, eve)
    response = done(client.extrinsics.swap_coldkey_announced(eve, new, **SOON))
    assert balance(client, eve) == rao(0)
    assert balance(client, heir) == held - response.extrinsic_fee
    assert stake(client, heir, hotkey, ROOT) == tao(5)
    assert stake(client, eve, hotkey, ROOT) == rao(0)
    assert client.wallets.get_hotkey_owner(own) == new
    assert client.wallets.get_owned_hotkeys(new) == [own]
    assert client.wallets.get_coldkey_swap_announcement(coldkey) is None
    done(client.staking.unstake(heir, ROOT, hotkey, tao(5), **SOON))


def test_disputed_coldkey_can_do_nothing_until_root_resets_it(client, wallet):
    alice, ferdie, thief = wallet("Alice"), wallet("Ferdie"), wallet("Thief")
    coldkey, stolen = ferdie.coldkeypub.ss58_address, thief.coldkeypub.ss58_address
    refused(client.extrinsics.dispute_coldkey_swap(ferdie, **SOON), "ColdkeySwapAnnouncementNotFound")
    assert client.wallets.get_coldkey_swap_dispute(coldkey) is None

    done(client.extrinsics.announce_coldkey_swap(ferdie, stolen, **SOON))
    before = client.block
    done(client.extrinsics.dispute_coldkey_swap(ferdie, **SOON))
    dispute = client.wallets.get_coldkey_swap_dispute(coldkey)
    assert client.wallets.get_coldkey_swap_disputes() == [dispute]
    assert before < dispute.disputed_block <= client.block
    assert dispute.coldkey == coldkey
    for refusal in (
        client.extrinsics.dispute_coldkey_swap(ferdie, **SOON),
        client.extrinsics.announce_coldkey_swap(ferdie, coldkey, **SOON),
        client.extrinsics.transfer(ferdie, stolen, tao(1), **SOON),
        place(client, ferdie, "swap_coldkey_announced", new_coldkey=stolen),
    ):
        refused(refusal, "Custom error: 21")

    reset = client.compose(SubtensorModule, "reset_coldkey_swap", coldkey=coldkey)
    refused(place_composed(client, wallet("Dave"), reset), "BadOrigin")
    done(place_as_root(client, alice, reset))
    assert client.wallets.get_coldkey_swap_dispute(coldkey) is None
    assert client.wallets.get_coldkey_swap_announcement(coldkey) is None
    transfer(client, ferdie, alice, tao(1))

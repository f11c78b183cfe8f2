"""Staking with the Bittensor SDK: what succeeds, at what price, and what a person reads when it does not.

The synchronous client does all of it. With TAONET_BOTH_CLIENTS set the asynchronous one does it too, as both always do
in `test_scenarios.py`: starting a fresh chain for each takes most of the time.
"""

import pytest
import sdk_clients
from bittensor.core import errors
from bittensor.extras.dev_framework import (
    SUDO_SET_ADMIN_FREEZE_WINDOW,
    SUDO_SET_DEFAULT_TAKE,
    SUDO_SET_MIN_DELEGATE_TAKE,
    SUDO_SET_NOMINATOR_MIN_REQUIRED_STAKE,
    SUDO_SET_TOGGLE_TRANSFER,
    SUDO_SET_TX_DELEGATE_TAKE_RATE_LIMIT,
)
from steps import (
    alpha,
    balance,
    claim_hotkey,
    done,
    rao,
    refused,
    send,
    send_as_root,
    set_parameters,
    stake,
    start_subnet,
    tao,
)

ROOT = 0
# Netuid of a subnet that is there from the beginning and that nobody has started.
APEX = 1
NOWHERE = 99


@pytest.fixture(params=sdk_clients.CHOSEN, ids=lambda kind: kind.__name__.lower())
def client(request, author):
    """A client of the SDK at a single author of a fresh chain."""
    with request.param(author) as connected:
        yield connected


def near(amount, part: float = 1e-3):
    """About this amount: pools grow a little with every block."""
    return pytest.approx(amount.rao, rel=part)


def price(client, netuid: int) -> float:
    """What one alpha costs, in TAO."""
    return client.subnets.subnet(netuid).price.tao


def test_stake_costs_and_brings_what_was_foretold(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)

    fee = client.staking.get_stake_add_fee(tao(10), netuid)
    assert fee == rao(5_035_477)
    foretold = client.staking.sim_swap(ROOT, netuid, tao(10))
    before = balance(client, alice)
    response = done(client.staking.add_stake(alice, netuid, hotkey, tao(10)))
    assert response.transaction_tao_fee == fee
    assert balance(client, alice) == before - tao(10) - response.extrinsic_fee
    staked = stake(client, alice, hotkey, netuid)
    assert staked.rao == near(foretold.alpha_amount)
    assert client.staking.get_hotkey_stake(hotkey, netuid) == staked

    half = staked / 2
    fee = client.staking.get_unstake_fee(netuid, half)
    assert fee.rao == near(staked * 33 / 65_535 / 2)
    foretold = client.staking.sim_swap(netuid, ROOT, half)
    before = balance(client, alice)
    response = done(client.staking.unstake(alice, netuid, hotkey, half))
    assert response.transaction_alpha_fee == fee
    received = balance(client, alice) - before + response.extrinsic_fee
    assert received.rao == near(foretold.tao_amount)
    assert stake(client, alice, hotkey, netuid).rao == pytest.approx((staked - half).rao, abs=1)


def test_stake_on_root_is_tao_and_free_of_swap_fees(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    assert client.staking.get_stake_add_fee(tao(10), ROOT) == rao(0)
    before = balance(client, alice)
    staking = done(client.staking.add_stake(alice, ROOT, hotkey, tao(10), safe_staking=True))
    assert staking.transaction_tao_fee == rao(0)
    assert stake(client, alice, hotkey, ROOT) == tao(10)
    unstaking = done(client.staking.unstake(alice, ROOT, hotkey, tao(10), safe_unstaking=True))
    assert stake(client, alice, hotkey, ROOT) == rao(0)
    assert balance(client, alice) == before - staking.extrinsic_fee - unstaking.extrinsic_fee


def test_refused_stake_names_its_reason(client, wallet):
    alice, dave = wallet("Alice"), wallet("Dave")
    hotkey, stranger = claim_hotkey(client, wallet("Bob")), wallet("Nobody").hotkey.ss58_address
    netuid = start_subnet(client, alice)

    def add(amount, hotkey=hotkey, netuid=netuid, sender=alice, **options):
        return client.staking.add_stake(sender, netuid, hotkey, amount, **options)

    refused(add(tao(1), netuid=NOWHERE), "SubnetNotExists")
    refused(add(tao(1), netuid=APEX), "SubtokenDisabled")
    refused(add(tao(1), hotkey=stranger), "HotKeyAccountNotExists")
    with pytest.raises(errors.HotKeyAccountNotExists):
        add(tao(1), hotkey=stranger, raise_error=True)

    # The least that can be staked, and the fee for it.
    refused(add(rao(500_250)), "AmountTooLow")
    done(add(rao(500_251)))
    assert stake(client, alice, hotkey, netuid) > alpha(0, netuid)

    # The client takes only the existential deposit off, so nothing would be left for the transaction's fee.
    refused(add(tao(5_000), sender=dave), "NotEnoughBalanceToStake")
    assert stake(client, dave, hotkey, netuid) == alpha(0, netuid)
    assert tao(1_999) < balance(client, dave) < tao(2_000)


def test_refused_unstake_names_its_reason_and_the_rest_can_always_go(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)
    done(client.staking.add_stake(alice, netuid, hotkey, tao(1)))
    staked = stake(client, alice, hotkey, netuid)

    refused(client.staking.unstake(alice, netuid, hotkey, staked + 1), "Not enough stake")
    refused(client.staking.unstake(alice, netuid, hotkey, alpha(0.0001, netuid)), "AmountTooLow")
    done(client.staking.unstake(alice, netuid, hotkey, staked - 1_000))
    rest = stake(client, alice, hotkey, netuid)
    assert rest.rao == pytest.approx(1_000, abs=1)
    refused(client.staking.unstake(alice, netuid, hotkey, rest - 1), "AmountTooLow")
    done(client.staking.unstake(alice, netuid, hotkey, rest))
    assert stake(client, alice, hotkey, netuid) == alpha(0, netuid)


def test_safe_stake_stays_within_its_tolerance(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)
    first = price(client, netuid)

    def add(tolerance: float, partial: bool = False):
        return client.staking.add_stake(
            alice, netuid, hotkey, tao(100), safe_staking=True, rate_tolerance=tolerance, allow_partial_stake=partial
        )

    refused(add(0.1), "SlippageTooHigh")
    assert price(client, netuid) == pytest.approx(first)
    # The part that lifts the price by a tenth.
    before = balance(client, alice)
    response = done(add(0.1, partial=True))
    spent = before - balance(client, alice) - response.extrinsic_fee
    assert tao(40) < spent < tao(60)
    assert first * 1.099 < price(client, netuid) <= first * 1.1001
    refused(add(0), "PriceLimitExceeded")
    before = balance(client, alice)
    response = done(add(0.5))
    assert balance(client, alice) == before - tao(100) - response.extrinsic_fee


def test_safe_unstake_stays_within_its_tolerance(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)
    done(client.staking.add_stake(alice, netuid, hotkey, tao(100)))
    staked, first = stake(client, alice, hotkey, netuid), price(client, netuid)

    def remove(amount, tolerance: float, partial: bool = False):
        return client.staking.unstake(
            alice, netuid, hotkey, amount, partial, rate_tolerance=tolerance, safe_unstaking=True
        )

    refused(remove(staked, 0.05), "SlippageTooHigh")
    assert stake(client, alice, hotkey, netuid) == staked
    done(remove(staked, 0.05, partial=True))
    rest = stake(client, alice, hotkey, netuid)
    assert alpha(0, netuid) < rest < staked
    assert first * 0.9499 < price(client, netuid) <= first * 0.951
    refused(client.staking.unstake_all(alice, netuid, hotkey), "SlippageTooHigh")
    assert stake(client, alice, hotkey, netuid) == rest
    done(client.staking.unstake_all(alice, netuid, hotkey, rate_tolerance=0.5))
    assert stake(client, alice, hotkey, netuid) == alpha(0, netuid)


def test_batch_stakes_and_unstakes_what_it_can(client, wallet):
    alice = wallet("Alice")
    hotkey, second = claim_hotkey(client, wallet("Bob")), claim_hotkey(client, wallet("Dave"))
    netuid = start_subnet(client, alice)
    places = [(hotkey, netuid), (second, netuid), (second, ROOT), (hotkey, APEX)]
    hotkeys, netuids = [list(column) for column in zip(*places, strict=True)]

    response = client.staking.add_stake_multiple(alice, netuids, hotkeys, [tao(5) for _ in places])
    refused(response, "Some stake were successful.")
    assert [response.data[(index, *place)].success for index, place in enumerate(places)] == [True, True, True, False]
    refused(response.data[(3, hotkey, APEX)], "SubtokenDisabled")
    assert all(stake(client, alice, *place) > 0 for place in places[:3])

    quarter = stake(client, alice, hotkey, netuid) / 4
    done(client.staking.unstake_multiple(alice, netuids[:1] * 2, hotkeys[:1] * 2, [quarter, quarter]))
    assert stake(client, alice, hotkey, netuid).rao == pytest.approx(2 * quarter.rao, abs=4)
    done(client.staking.unstake_multiple(alice, netuids[:3], hotkeys[:3], unstake_all=True))
    assert all(stake(client, alice, *place) == 0 for place in places)


def test_everything_on_a_hotkey_leaves_in_one_call(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    places = [start_subnet(client, alice), start_subnet(client, alice), ROOT]

    def stakes():
        return [stake(client, alice, hotkey, netuid).rao for netuid in places]

    done(client.staking.add_stake_multiple(alice, places, [hotkey] * 3, [tao(5) for _ in places]))
    done(send(client, alice, "unstake_all_alpha", hotkey=hotkey))
    *on_subnets, on_root = stakes()
    assert on_subnets == [0, 0]
    assert tao(14.9).rao < on_root < tao(15).rao
    refused(send(client, alice, "unstake_all_alpha", hotkey=hotkey), "AmountTooLow")

    done(client.staking.add_stake(alice, places[0], hotkey, tao(5)))
    before = balance(client, alice)
    done(send(client, alice, "unstake_all", hotkey=hotkey))
    assert stakes() == [0, 0, 0]
    assert balance(client, alice) > before + tao(19.9)
    nobodys = wallet("Nobody").hotkey.ss58_address
    refused(send(client, alice, "unstake_all", hotkey=nobodys), "HotKeyAccountNotExists")


def test_stake_moves_between_hotkeys_and_subnets(client, wallet):
    alice, stranger = wallet("Alice"), wallet("Nobody").hotkey.ss58_address
    hotkey, other = claim_hotkey(client, wallet("Bob")), claim_hotkey(client, wallet("Dave"))
    first, second = start_subnet(client, alice), start_subnet(client, alice)
    done(client.staking.add_stake(alice, first, hotkey, tao(20)))
    staked = stake(client, alice, hotkey, first)

    def move(origin, destination, amount=None, **options):
        return client.staking.move_stake(alice, origin[1], origin[0], destination[1], destination[0], amount, **options)

    refused(move((hotkey, first), (hotkey, first), alpha(1, first)), "SameNetuid")
    refused(move((hotkey, first), (stranger, first), alpha(1, first)), "HotKeyAccountNotExists")
    refused(move((hotkey, first), (hotkey, APEX), alpha(1, first)), "SubtokenDisabled")
    refused(move((hotkey, first), (hotkey, second), alpha(0.0001, first)), "AmountTooLow")
    refused(move((hotkey, first), (hotkey, second), staked + 1), "Insufficient stake")
    refused(move((hotkey, first), (hotkey, second)), "Please specify")

    # On one subnet nothing is traded, hence nothing lost.
    done(move((hotkey, first), (other, first), alpha(5, first)))
    assert stake(client, alice, other, first) == alpha(5, first)
    assert stake(client, alice, hotkey, first).rao == pytest.approx((staked - alpha(5, first)).rao, abs=1)
    # From one to another it is sold and bought, for one fee.
    fee = client.staking.get_stake_movement_fee(first, second, alpha(5, first))
    assert rao(0) < fee < tao(0.01)
    done(move((other, first), (hotkey, second), alpha(5, first)))
    assert stake(client, alice, other, first).rao == pytest.approx(0, abs=1)
    assert alpha(4.5, second) < stake(client, alice, hotkey, second) < alpha(5.5, second)
    done(move((hotkey, second), (other, ROOT), move_all_stake=True))
    assert stake(client, alice, hotkey, second) == alpha(0, second)
    assert tao(4.5) < stake(client, alice, other, ROOT) < tao(5.5)
    done(move((other, ROOT), (other, first), move_all_stake=True))
    assert stake(client, alice, other, ROOT) == rao(0)
    assert stake(client, alice, other, first) > alpha(4.5, first)


def test_stake_given_away_belongs_to_the_other_even_without_tao(client, wallet):
    alice, heir = wallet("Alice"), wallet("Heir")
    hotkey, coldkey = claim_hotkey(client, wallet("Bob")), heir.coldkeypub.ss58_address
    netuid = start_subnet(client, alice)
    client.execute(SUDO_SET_ADMIN_FREEZE_WINDOW(alice, "AdminUtils", True, 0))
    done(client.staking.add_stake(alice, netuid, hotkey, tao(20)))

    def give(amount, destination=coldkey):
        return client.staking.transfer_stake(alice, destination, hotkey, netuid, netuid, amount)

    refused(give(alpha(100, netuid)), "Insufficient stake")
    refused(give(alpha(5, netuid), alice.coldkeypub.ss58_address), "SameNetuid")
    client.execute(SUDO_SET_TOGGLE_TRANSFER(alice, "AdminUtils", True, netuid, False))
    refused(give(alpha(5, netuid)), "TransferDisallowed")
    client.execute(SUDO_SET_TOGGLE_TRANSFER(alice, "AdminUtils", True, netuid, True))

    done(give(alpha(5, netuid)))
    assert stake(client, heir, hotkey, netuid) == alpha(5, netuid)
    assert client.staking.get_stake_info_for_coldkeys([coldkey])[coldkey][0].hotkey_ss58 == hotkey
    # The heir has nothing to pay a fee with but the stake itself.
    assert balance(client, heir) == rao(0)
    refused(client.staking.add_stake(heir, netuid, hotkey, tao(1)), "not enough to cover existential deposit")
    done(client.staking.unstake(heir, netuid, hotkey, alpha(2, netuid)))
    assert alpha(2.9, netuid) < stake(client, heir, hotkey, netuid) < alpha(3, netuid)
    assert balance(client, heir) > tao(1.9)
    done(client.staking.unstake_all(heir, netuid, hotkey, rate_tolerance=None))
    assert stake(client, heir, hotkey, netuid) == alpha(0, netuid)


def test_swap_stays_within_its_limit(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    first, second = start_subnet(client, alice), start_subnet(client, alice)
    done(client.staking.add_stake(alice, first, hotkey, tao(100)))
    staked = stake(client, alice, hotkey, first)

    def swap(amount, **options):
        return client.staking.swap_stake(alice, hotkey, first, second, amount, **options)

    def swap_within(tolerance: float, partial: bool = False):
        # Composed, since the SDK tells the chain a limit without its nine decimals.
        least = price(client, first) / price(client, second) * (1 - tolerance)
        return send(
            client,
            alice,
            "swap_stake_limit",
            hotkey=hotkey,
            origin_netuid=first,
            destination_netuid=second,
            alpha_amount=staked.rao,
            limit_price=int(least * 1e9),
            allow_partial=partial,
        )

    refused(swap_within(0.1), "SlippageTooHigh")
    assert stake(client, alice, hotkey, first) == staked
    done(swap_within(0.1, partial=True))
    rest = stake(client, alice, hotkey, first)
    assert alpha(0, first) < rest < staked
    assert stake(client, alice, hotkey, second) > alpha(0, second)

    refused(client.staking.swap_stake(alice, hotkey, first, first, alpha(1, first)), "SameNetuid")
    refused(swap(staked), "Insufficient stake")
    done(swap(rest / 2, safe_swapping=True, allow_partial_stake=True))
    done(swap(stake(client, alice, hotkey, first)))
    assert stake(client, alice, hotkey, first) == alpha(0, first)


def test_take_of_a_delegate_keeps_to_its_limits(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    hotkey = bob.hotkey.ss58_address
    start_subnet(client, alice, bob)

    def set_take(take: float, signer=bob, hotkey=hotkey, **options):
        return client.delegates.set_delegate_take(wallet=signer, hotkey_ss58=hotkey, take=take, **options)

    def take() -> float:
        return client.delegates.get_delegate_take(hotkey)

    assert take() == pytest.approx(0.18, abs=1e-4)
    assert "already set" in done(set_take(0.18)).message
    # These never reach a block.
    refused(set_take(0.1, hotkey=wallet("Nobody").hotkey.ss58_address), "Custom error: 4")
    refused(set_take(0.1, signer=alice), "Custom error: 25")
    refused(set_take(0.5), "Custom error: 27")
    assert not client.delegates.is_hotkey_delegate(hotkey)

    before = balance(client, bob)
    assert done(set_take(0.1)).extrinsic_fee == rao(0)
    assert balance(client, bob) == before
    assert take() == pytest.approx(0.1, abs=1e-4)
    assert client.delegates.is_hotkey_delegate(hotkey)
    refused(set_take(0.15), "DelegateTxRateLimitExceeded")
    with pytest.raises(errors.DelegateTxRateLimitExceeded):
        set_take(0.15, raise_error=True)
    assert take() == pytest.approx(0.1, abs=1e-4)

    client.execute(
        SUDO_SET_TX_DELEGATE_TAKE_RATE_LIMIT(alice, "AdminUtils", True, 0),
        SUDO_SET_MIN_DELEGATE_TAKE(alice, "AdminUtils", True, 65_535 // 20),
        SUDO_SET_DEFAULT_TAKE(alice, "AdminUtils", True, 65_535 // 5),
    )
    refused(set_take(0.04), "Custom error: 26")
    done(set_take(0.199))
    assert take() == pytest.approx(0.199, abs=1e-4)
    refused(set_take(0.21), "Custom error: 27")

    # A raise that is none is refused where the call is executed. The client would not send it.
    again = send(client, bob, "increase_take", hotkey=hotkey, take=int(take() * 65_535))
    refused(again, "DelegateTakeTooLow")


def test_delegate_is_listed_with_its_nominators(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    hotkey, coldkey, owner = bob.hotkey.ss58_address, alice.coldkeypub.ss58_address, bob.coldkeypub.ss58_address
    # Staked on a subnet where the hotkey is not, so that nothing is earned meanwhile.
    home, netuid = start_subnet(client, alice, bob), start_subnet(client, alice)
    assert client.delegates.get_delegates() == []
    assert client.delegates.get_delegate_by_hotkey(hotkey) is None
    assert client.delegates.get_delegated(coldkey) == []

    # Of the ways to stake, only the one with a limit makes the hotkey of another a delegate.
    done(client.staking.add_stake(bob, netuid, hotkey, tao(1), safe_staking=True))
    done(client.staking.add_stake(alice, ROOT, hotkey, tao(2)))
    assert not client.delegates.is_hotkey_delegate(hotkey)
    done(client.staking.add_stake(alice, netuid, hotkey, tao(2), safe_staking=True))
    assert client.delegates.is_hotkey_delegate(hotkey)

    delegate = client.delegates.get_delegate_by_hotkey(hotkey)
    assert client.delegates.get_delegates() == [delegate]
    assert (delegate.owner_ss58, delegate.registrations) == (owner, [home])
    assert delegate.take == pytest.approx(0.18, abs=1e-4)
    nominated, owned = stake(client, alice, hotkey, netuid), stake(client, bob, hotkey, netuid)
    assert delegate.nominators == {coldkey: {ROOT: tao(2), netuid: nominated}, owner: {netuid: owned}}
    assert delegate.total_stake == {ROOT: tao(2), netuid: nominated + owned}
    delegated = client.delegates.get_delegated(coldkey)
    assert {(info.hotkey_ss58, info.netuid): info.stake.rao for info in delegated} == {
        (hotkey, ROOT): tao(2).rao,
        (hotkey, netuid): nominated.rao,
    }


def test_auto_stake_goes_to_a_neuron_of_the_subnet(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    coldkey, hotkey = alice.coldkeypub.ss58_address, bob.hotkey.ss58_address
    netuid = start_subnet(client, alice, bob)
    assert client.staking.get_auto_stakes(coldkey) == {}

    done(client.staking.set_auto_stake(alice, netuid, hotkey))
    assert client.staking.get_auto_stakes(coldkey) == {netuid: hotkey}
    refused(client.staking.set_auto_stake(alice, netuid, hotkey), "SameAutoStakeHotkeyAlreadySet")
    refused(client.staking.set_auto_stake(alice, ROOT, hotkey), "HotKeyNotRegisteredInSubNet")
    refused(client.staking.set_auto_stake(alice, NOWHERE, hotkey), "SubnetNotExists")
    done(client.staking.set_auto_stake(alice, netuid, alice.hotkey.ss58_address))
    assert client.staking.get_auto_stakes(coldkey) == {netuid: alice.hotkey.ss58_address}


def test_small_nominations_are_refused_and_do_not_remain(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    hotkey, netuid = claim_hotkey(client, bob), start_subnet(client, alice)
    assert client.staking.get_minimum_required_stake() == rao(0)
    # In millionths of 500 000 rao: a tenth of a TAO.
    client.execute(SUDO_SET_NOMINATOR_MIN_REQUIRED_STAKE(alice, "AdminUtils", True, 200_000_000))
    assert client.staking.get_minimum_required_stake() == rao(200_000_000)

    refused(client.staking.add_stake(alice, netuid, hotkey, tao(0.05)), "AmountTooLow")
    done(client.staking.add_stake(bob, netuid, hotkey, tao(0.05)))
    done(client.staking.add_stake(alice, netuid, hotkey, tao(1)))
    before = balance(client, alice)
    response = done(client.staking.unstake(alice, netuid, hotkey, alpha(0.95, netuid)))
    assert stake(client, alice, hotkey, netuid) == alpha(0, netuid)
    received = balance(client, alice) - before + response.extrinsic_fee
    assert tao(0.99) < received < tao(1)
    assert stake(client, bob, hotkey, netuid) > alpha(0, netuid)


def test_alpha_can_be_given_up(client, wallet):
    alice, hotkey = wallet("Alice"), claim_hotkey(client, wallet("Bob"))
    netuid = start_subnet(client, alice)
    first = price(client, netuid)
    refused(
        client.staking.add_stake_burn(alice, netuid, hotkey, tao(100), limit_price=tao(first * 1.1)), "SlippageTooHigh"
    )
    before = balance(client, alice)
    response = done(client.staking.add_stake_burn(alice, netuid, hotkey, tao(100)))
    assert balance(client, alice) == before - tao(100) - response.extrinsic_fee
    assert stake(client, alice, hotkey, netuid).rao == pytest.approx(0, abs=1)
    assert price(client, netuid) > first
    refused(client.staking.add_stake_burn(alice, ROOT, hotkey, tao(1)), "CannotBurnOrRecycleOnRootSubnet")

    done(client.staking.add_stake(alice, netuid, hotkey, tao(10)))
    for call in ("burn_alpha", "recycle_alpha"):
        staked = stake(client, alice, hotkey, netuid)
        done(send(client, alice, call, hotkey=hotkey, amount=alpha(1, netuid).rao, netuid=netuid))
        left = staked - alpha(1, netuid)
        assert stake(client, alice, hotkey, netuid).rao == pytest.approx(left.rao, abs=1)


def test_holders_are_paid_when_their_subnet_is_removed(client, wallet):
    alice, bob, dave = wallet("Alice"), wallet("Bob"), wallet("Dave")
    hotkey, netuid = claim_hotkey(client, wallet("Charlie")), start_subnet(client, alice)
    done(client.staking.add_stake(bob, netuid, hotkey, tao(10)))
    done(client.staking.add_stake(dave, netuid, hotkey, tao(30)))
    # So that no epoch divides anything meanwhile.
    set_parameters(
        client,
        alice,
        sudo_set_admin_freeze_window={"window": 0},
        sudo_set_tempo={"netuid": netuid, "tempo": 360},
    )
    stakes = [stake(client, holder, hotkey, netuid) for holder in (bob, dave)]
    before = [balance(client, holder) for holder in (bob, dave)]
    pool, owners = client.subnets.subnet(netuid), stake(client, alice, alice.hotkey.ss58_address, netuid)
    # What is made but not divided yet is nobody's: only stakes and the pool's own part count.
    whole = sum(staked.rao for staked in [*stakes, owners, pool.alpha_in])
    assert whole < (pool.alpha_in + pool.alpha_out).rao

    done(send_as_root(client, alice, "root_dissolve_network", netuid=netuid))
    client.wait_for_block(client.block + 5)
    assert not client.subnets.subnet_exists(netuid)
    for holder, staked, had in zip((bob, dave), stakes, before, strict=True):
        assert (balance(client, holder) - had).rao == near(pool.tao_in * (staked.rao / whole))
        assert client.staking.get_stake_info_for_coldkey(holder.coldkeypub.ss58_address) == []

"""Crowdloans with the Bittensor SDK, and the subnet that one of them leases, on the chain of `test_relations.py`."""

import functools

import pytest
from steps import (
    SOON,
    Crowdloan,
    SubtensorModule,
    address_of,
    alpha,
    balance,
    claim_hotkey,
    done,
    place,
    place_composed,
    rao,
    refused,
    stake,
    tao,
)

# The fewest and the most blocks that a crowdloan lasts.
SHORTEST, LONGEST = 50, 20_000
NOWHERE = 99


@pytest.fixture
def client(shared_client):
    return shared_client


def key(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def create(client, creator, call=None, target=None, deposit=10, minimum=1.0, cap=30, duration=1_000):
    """Opens a crowdloan; amounts are in TAO. The end is given from now on."""
    return client.crowdloans.create_crowdloan(
        wallet=creator,
        deposit=tao(deposit),
        min_contribution=tao(minimum),
        cap=tao(cap),
        end=client.block + duration,
        call=call,
        target_address=target,
        **SOON,
    )


def opened(client, creator, **terms) -> int:
    """The number of a crowdloan that is opened on these terms."""
    number = client.crowdloans.get_crowdloan_next_id()
    done(create(client, creator, **terms))
    assert client.crowdloans.get_crowdloan_next_id() == number + 1
    return number


def listed(client, number: int):
    """A crowdloan as the list shows it, since the SDK fails to decode one that it has asked for alone."""
    return next((loan for loan in client.crowdloans.get_crowdloans() if loan.id == number), None)


def contribute(client, contributor, number: int, amount):
    return client.crowdloans.contribute_crowdloan(contributor, number, amount, **SOON)


def test_terms_of_a_crowdloan_keep_to_its_limits(client, wallet):
    bob = wallet("Bob")
    limits = client.crowdloans.get_crowdloan_constants()
    assert (limits.MinimumDeposit, limits.AbsoluteMinimumContribution) == (tao(10).rao, tao(0.1).rao)
    assert (limits.MinimumBlockDuration, limits.MaximumBlockDuration) == (SHORTEST, LONGEST)
    assert (limits.MaxContributors, limits.RefundContributorsLimit) == (500, 50)
    for_alice = functools.partial(create, client, bob, target=key(wallet("Alice")))
    refused(for_alice(deposit=9.9), "DepositTooLow")
    refused(for_alice(cap=10), "CapTooLow")
    refused(for_alice(minimum=0.05), "MinimumContributionTooLow")
    refused(for_alice(duration=-1), "CannotEndInPast")
    refused(for_alice(duration=SHORTEST - 5), "BlockDurationTooShort")
    refused(for_alice(duration=LONGEST + 100), "BlockDurationTooLong")
    refused(create(client, bob), "InvalidFinalizationConfig")
    call = client.compose(SubtensorModule, "register_network", hotkey=bob.hotkey.ss58_address)
    refused(for_alice(call=call), "InvalidFinalizationConfig")
    refused(create(client, wallet("Ferdie"), target=key(bob), deposit=2_001, cap=2_002), "InsufficientBalance")


def test_target_gets_what_was_raised(client, wallet):
    bob, charlie, dave, target = wallet("Bob"), wallet("Charlie"), wallet("Dave"), wallet("Target")
    before = balance(client, bob)
    number = client.crowdloans.get_crowdloan_next_id()
    response = done(create(client, bob, target=key(target)))
    assert balance(client, bob) == before - tao(10) - response.extrinsic_fee
    loan = listed(client, number)
    assert (loan.id, loan.creator, loan.target_address, loan.call) == (number, key(bob), key(target), None)
    assert (loan.deposit, loan.min_contribution, loan.cap, loan.raised) == (tao(10), tao(1), tao(30), tao(10))
    assert (loan.finalized, loan.contributors_count) == (False, 1)
    assert client.crowdloans.get_crowdloan_contributions(number) == {key(bob): tao(10)}

    refused(contribute(client, charlie, NOWHERE, tao(5)), "InvalidCrowdloanId")
    refused(contribute(client, charlie, number, tao(0.5)), "ContributionTooLow")
    done(contribute(client, charlie, number, tao(5)))
    refused(client.crowdloans.finalize_crowdloan(bob, number, **SOON), "CapNotRaised")
    # No more is taken than there is room for.
    before = balance(client, dave)
    response = done(contribute(client, dave, number, tao(100)))
    assert balance(client, dave) == before - tao(15) - response.extrinsic_fee
    assert client.crowdloans.get_crowdloan_contributions(number) == {
        key(bob): tao(10),
        key(charlie): tao(5),
        key(dave): tao(15),
    }
    refused(contribute(client, charlie, number, tao(5)), "CapRaised")

    refused(client.crowdloans.finalize_crowdloan(charlie, number, **SOON), "InvalidOrigin")
    done(client.crowdloans.finalize_crowdloan(bob, number))
    assert balance(client, target) == tao(30)
    loan = listed(client, number)
    assert (loan.finalized, loan.raised) == (True, tao(30))
    for end in (client.crowdloans.finalize_crowdloan, client.crowdloans.withdraw_crowdloan):
        refused(end(bob, number, **SOON), "AlreadyFinalized")


def test_contributors_get_everything_back(client, wallet):
    bob, charlie, dave, one = wallet("Bob"), wallet("Charlie"), wallet("Dave"), wallet("One")
    number = opened(client, bob, target=key(one))
    loans = client.crowdloans
    for contributor in (charlie, dave, one, bob):
        done(contribute(client, contributor, number, tao(4)))

    before = balance(client, charlie)
    response = done(loans.withdraw_crowdloan(charlie, number, **SOON))
    assert balance(client, charlie) == before + tao(4) - response.extrinsic_fee
    refused(loans.withdraw_crowdloan(charlie, number, **SOON), "NoContribution")
    # The creator's deposit stays.
    done(loans.withdraw_crowdloan(bob, number, **SOON))
    refused(loans.withdraw_crowdloan(bob, number, **SOON), "DepositCannotBeWithdrawn")
    refused(loans.dissolve_crowdloan(bob, number, **SOON), "NotReadyToDissolve")

    refused(loans.refund_crowdloan(dave, number, **SOON), "InvalidOrigin")
    before = [balance(client, contributor) for contributor in (dave, one)]
    done(loans.refund_crowdloan(bob, number, **SOON))
    assert [balance(client, contributor) for contributor in (dave, one)] == [had + tao(4) for had in before]
    assert loans.get_crowdloan_contributions(number) == {key(bob): tao(10)}
    assert listed(client, number).contributors_count == 1

    before = balance(client, bob)
    response = done(loans.dissolve_crowdloan(bob, number, **SOON))
    assert balance(client, bob) == before + tao(10) - response.extrinsic_fee
    assert loans.get_crowdloan_by_id(number) is listed(client, number) is None
    refused(loans.dissolve_crowdloan(bob, number, **SOON), "InvalidCrowdloanId")


def test_creator_changes_the_terms(client, wallet):
    bob, charlie = wallet("Bob"), wallet("Charlie")
    number = opened(client, bob, target=key(charlie))
    loans = client.crowdloans
    end = client.block + 2_000
    refused(loans.update_cap_crowdloan(charlie, number, tao(50), **SOON), "InvalidOrigin")
    refused(loans.update_cap_crowdloan(bob, number, tao(9), **SOON), "CapTooLow")
    refused(loans.update_end_crowdloan(bob, number, client.block + SHORTEST - 5, **SOON), "BlockDurationTooShort")
    refused(loans.update_min_contribution_crowdloan(bob, number, tao(0.01), **SOON), "MinimumContributionTooLow")
    done(loans.update_cap_crowdloan(bob, number, tao(50), **SOON))
    done(loans.update_end_crowdloan(bob, number, end, **SOON))
    done(loans.update_min_contribution_crowdloan(bob, number, tao(2), **SOON))
    loan = listed(client, number)
    assert (loan.cap, loan.end, loan.min_contribution) == (tao(50), end, tao(2))

    # The SDK has no function of its own for the most that one may contribute.
    limit_contributions = functools.partial(client.compose, Crowdloan, "set_max_contribution", crowdloan_id=number)
    for most, reason in ((tao(9), "MaximumContributionTooLow"), (tao(1), "MaximumContributionTooLow")):
        refused(place_composed(client, bob, limit_contributions(new_max_contribution=most.rao)), reason)
    done(place_composed(client, bob, limit_contributions(new_max_contribution=tao(12).rao)))
    done(contribute(client, charlie, number, tao(20)))
    assert loans.get_crowdloan_contributions(number)[key(charlie)] == tao(12)
    refused(contribute(client, charlie, number, tao(2)), "MaxContributionReached")


def test_crowd_leases_a_subnet_that_its_creator_runs(client, wallet):
    bob, charlie = wallet("Bob"), wallet("Charlie")
    hotkey, others = claim_hotkey(client, bob, place), claim_hotkey(client, charlie, place)
    ending = client.block + 30
    share = {"emissions_share": 30, "end_block": ending}
    lease = client.compose(SubtensorModule, "register_leased_network", **share)
    refused(place_composed(client, bob, lease), "InvalidCrowdloanId")
    # Each subnet that was registered lately has made the next one dearer.
    cap = client.subnets.get_subnet_burn_cost() + tao(500)
    number = opened(client, bob, call=lease, deposit=500, cap=cap.tao)
    call = listed(client, number).call
    assert (call["call_module"], call["call_function"]) == ("SubtensorModule", "register_leased_network")
    assert {argument["name"]: argument["value"] for argument in call["call_args"]} == share
    done(contribute(client, charlie, number, cap))

    netuid = client.subnets.get_total_subnets()
    before = [balance(client, person) for person in (bob, charlie)]
    response = done(client.crowdloans.finalize_crowdloan(bob, number, **SOON))
    assert client.subnets.subnet_exists(netuid)
    leased = client.queries.query_subtensor("SubnetLeases", params=[0])
    assert (leased["netuid"], leased["end_block"]) == (netuid, ending)
    owner = client.subnets.subnet(netuid).owner_coldkey
    assert [address_of(leased[name]) for name in ("beneficiary", "coldkey")] == [key(bob), owner]
    # What the subnet did not cost goes back, by shares.
    left = cap - rao(leased["cost"])
    received = [balance(client, person) - had for person, had in zip((bob, charlie), before, strict=True)]
    creators = left.rao * tao(500).rao / cap.rao
    assert received[0].rao + response.extrinsic_fee.rao == pytest.approx(creators, abs=2)
    assert received[1].rao == pytest.approx(left.rao - creators, abs=2)
    assert client.delegates.get_delegate_take(client.subnets.subnet(netuid).owner_hotkey) == 0

    # The creator acts for the lease, which nobody has the key of, as far as it concerns the subnet.
    def act(call: str, signer=bob, **arguments):
        inner = client.compose(SubtensorModule, call, **arguments)
        return client.proxies.proxy(signer, owner, "SubnetLeaseBeneficiary", inner, **SOON)

    proxies, _ = client.proxies.get_proxies_for_real_account(owner)
    assert [(proxy.delegate, proxy.proxy_type) for proxy in proxies] == [(key(bob), "SubnetLeaseBeneficiary")]
    refused(act("start_call", signer=charlie, netuid=netuid), "NotProxy")
    done(act("start_call", netuid=netuid))
    assert client.subnets.is_subnet_active(netuid)

    def terminate(signer=bob, lease_id=0, hotkey=hotkey):
        return place(client, signer, "terminate_lease", lease_id=lease_id, hotkey=hotkey)

    refused(terminate(lease_id=NOWHERE), "LeaseDoesNotExist")
    refused(terminate(signer=charlie), "ExpectedBeneficiaryOrigin")
    refused(terminate(), "LeaseHasNotEnded")
    client.wait_for_block(ending)
    refused(terminate(hotkey=others), "BeneficiaryDoesNotOwnHotkey")
    done(terminate())
    subnet = client.subnets.subnet(netuid)
    assert (subnet.owner_coldkey, subnet.owner_hotkey) == (key(bob), hotkey)
    assert client.queries.query_subtensor("SubnetLeases", params=[0]) is None
    assert client.proxies.get_proxies_for_real_account(owner)[0] == []
    assert stake(client, bob, hotkey, netuid) >= alpha(0, netuid)

"""Crowdloans with btcli: a crowd gives TAO for an account or a subnet, or gets it back."""

import re

import pytest

TAO = 10**9


def coldkey(wallet) -> str:
    return wallet.coldkeypub.ss58_address


@pytest.fixture(scope="module")
def people(chain):
    """Wanda, who begins, and Xavier, who gives."""
    chain.fund(wanda=1_500, xavier=1_500)
    return chain.wallet("wanda"), chain.wallet("xavier")


def created(btcli, chain, cap: int, purpose: str) -> int:
    """The number of a crowdloan of Wanda's, with a deposit of 10 TAO."""
    terms = f"--deposit 10 --min-contribution 1 --cap {cap} --duration 5000"
    answer = btcli.json(f"crowd create --wallet-name wanda {terms} {purpose} --no-prompt")
    assert answer["success"], answer
    following = chain.substrate.query("Crowdloan", "NextCrowdloanId")
    return int(getattr(following, "value", following)) - 1


@pytest.mark.essential
def test_crowd_fills_a_crowdloan_and_its_target_gets_it(btcli, chain, people):
    target = coldkey(chain.wallet("target"))
    number = created(btcli, chain, 30, f"--fundraising --target {target}")
    wanda, xavier = (f"--id {number} --wallet-name {name} --no-prompt" for name in ("wanda", "xavier"))
    shown = btcli(f"crowd contribute {xavier} --amount 0.5")
    assert "Contribution amount (0.5000 τ) is below minimum (1.0000 τ)" in shown
    # Versions differ in the arrow.
    shown = btcli(f"crowd contribute {xavier} --amount 5").replace("➡", "→")
    assert f"Successfully contributed to crowdloan #{number}!" in shown
    assert "Balance: 1,500.0000 τ → 1,494.99" in shown
    assert "Crowdloan Progress: 10.0000 τ → 15.0000 τ / 30.0000 τ" in shown

    listed = btcli.json("crowd list")["data"]["crowdloans"]
    [loan] = [loan for loan in listed if loan["id"] == number]
    assert (loan["raised"], loan["cap"], loan["contributors_count"]) == (15, 30, 2)
    assert (loan["status"], loan["target_address"]) == ("Active", target)
    shown = btcli(f"crowd info --id {number} --show-contributors --verbose")
    assert target in shown and coldkey(people[1]) in shown and "τ 15.0000 / τ 30.0000" in shown
    shown = btcli(f"crowd withdraw {xavier}")
    assert f"Successfully withdrew from crowdloan #{number}!" in shown and "Amount Withdrawn: 5.0000 τ" in shown
    assert "Still needed: 20.0" in btcli(f"crowd finalize {wanda}")

    # More than is wanted is not taken.
    shown = btcli(f"crowd contribute {xavier} --amount 25").replace("➡", "→")
    assert "Crowdloan Progress: 10.0000 τ → 30.0000 τ / 30.0000 τ" in shown
    assert "Only the creator can finalize" in btcli(f"crowd finalize {xavier}")
    shown = btcli(f"crowd finalize {wanda}")
    assert f"Successfully finalized crowdloan #{number}!" in shown and f"Funds transferred to: {target}" in shown
    assert chain.balance(target) == 30 * TAO


def test_abandoned_crowdloan_gives_everything_back(btcli, chain, people):
    number = created(btcli, chain, 30, f"--fundraising --target {coldkey(chain.wallet('target'))}")
    wanda, xavier = (f"--id {number} --wallet-name {name} --no-prompt" for name in ("wanda", "xavier"))
    changed = btcli.json(f"crowd update {wanda} --cap 20")
    assert changed["success"], changed
    given = btcli.json(f"crowd contribute {xavier} --amount 5")
    assert given["success"], given
    before = chain.balance(coldkey(people[1]))
    assert "still holds funds from other contributors" in btcli(f"crowd dissolve {wanda}")
    assert "Only the creator can refund this crowdloan" in btcli(f"crowd refund {xavier}")
    assert f"Contributors have been refunded for Crowdloan #{number}" in btcli(f"crowd refund {wanda}")
    assert chain.balance(coldkey(people[1])) == before + 5 * TAO
    assert "Crowdloan dissolved successfully!" in btcli(f"crowd dissolve {wanda}")
    shown = btcli(f"crowd info --id {number}")
    assert f"#{number}" in shown and "not" in shown


def test_crowd_leases_a_subnet(btcli, chain, people):
    number = created(btcli, chain, 1_100, "--subnet-lease --emissions 30 --lease-end 100000")
    wanda, xavier = (f"--id {number} --wallet-name {name} --no-prompt" for name in ("wanda", "xavier"))
    assert btcli.json(f"crowd contribute {xavier} --amount 1090")["success"]
    shown = btcli(f"crowd info --id {number}")
    assert re.search(r"Subnet Leas\w+", shown) and "Funded" in shown, shown
    subnets = chain.query("TotalNetworks")
    assert "Associated call has been executed" in btcli(f"crowd finalize {wanda}")
    assert chain.query("TotalNetworks") == subnets + 1

"""Stake with btcli: adding, taking away, moving it; limits on prices; what root has earned; child keys."""

import re
from types import SimpleNamespace

import pytest

import node

ROOT = 0
TAO = 10**9
# btcli encrypts what it sends about stake, unless it is told not to.
OPEN = "--no-mev-protection --no-prompt"


def coldkey(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def hotkey(wallet) -> str:
    return wallet.hotkeypub.ss58_address


@pytest.fixture(scope="module")
def subnets(chain):
    """Two started subnets of Alice's, and a validator, Victor, who is on both."""
    chain.fund(victor=1_000, walter=100, yvonne=1_500, zoe=100, rita=100)
    chain.set_parameters(sudo_set_admin_freeze_window={"window": 0})
    first, second = chain.subnet("alice"), chain.subnet("alice")
    chain.register(first, "victor")
    chain.register(second, "victor")
    return SimpleNamespace(first=first, second=second, victor=chain.wallet("victor"))


def alpha(chain, owner: str, held_on: str, netuid: int) -> float:
    """The stake of a wallet on a hotkey."""
    stakes = chain.substrate.runtime_call(
        "StakeInfoRuntimeApi",
        "get_stake_info_for_hotkey_coldkey_netuid",
        [held_on, coldkey(chain.wallet(owner)), netuid],
    )
    stake = getattr(stakes, "value", stakes)
    return stake["stake"] / TAO if stake else 0.0


@pytest.mark.essential
def test_stake_is_added_listed_and_taken_away(btcli, chain, subnets):
    walter, netuid, validator = chain.wallet("walter"), subnets.first, hotkey(subnets.victor)
    command = f"--netuid {netuid} --wallet-name walter --tolerance 0.5 --no-mev-protection"
    shown = btcli(f"stake add {command} --include-hotkeys {validator} --amount 10", typed="y\n")
    assert f"Wallet: walter, Coldkey ss58: {coldkey(walter)}" in shown
    assert re.search(rf"{netuid} {validator} 10\.0000 τ [\d.]+ \S+/Τ 9\.\d{{4}}", shown), shown
    assert "Your extrinsic has been included as" in shown
    assert f"Finalized. Stake added to netuid: {netuid}" in shown
    assert "Balance: 100.0000 τ ➡ 89.99" in shown
    staked = alpha(chain, "walter", validator, netuid)
    assert staked > 9

    listed = btcli.json("stake list --wallet-name walter")
    [entry] = listed["stake_info"][validator]
    assert (entry["netuid"], entry["registered"]) == (netuid, True)
    assert entry["stake_value"] >= staked
    assert 89.99 < listed["free_balance"] < 90
    shown = btcli(f"stake list --ss58 {coldkey(walter)}")
    assert f"Hotkey: {validator}" in shown
    assert f"Coldkey SS58: {coldkey(walter)} Free Balance: 89.99" in shown

    shown = btcli(f"stake remove {command} --hotkey-ss58-address {validator} --amount 2 --no-prompt")
    assert "Unstaking operations completed." in shown
    assert 91.5 * TAO < chain.balance(coldkey(walter)) < 92.5 * TAO
    shown = btcli(f"stake remove --wallet-name walter --hotkey-ss58-address {validator} --all {OPEN}")
    assert f"Successfully unstaked all stakes from {validator}" in shown
    assert alpha(chain, "walter", validator, netuid) < 1


@pytest.mark.essential
def test_stake_is_refused_with_a_reason(btcli, chain, subnets):
    netuid, validator = subnets.second, hotkey(subnets.victor)
    yvonne = coldkey(chain.wallet("yvonne"))
    add = f"stake add --netuid {netuid} --wallet-name yvonne --include-hotkeys {validator} {OPEN}"
    too_dear = "This means: `The whole amount cannot be traded within the limit price"
    shown = btcli(f"{add} --amount 1000 --tolerance 0.01")
    assert f"Failed to stake 1,000.0000 τ on Netuid {netuid}" in shown and too_dear in shown
    assert alpha(chain, "yvonne", validator, netuid) == 0
    # As much as can be had for the price.
    shown = btcli(f"{add} --amount 1000 --tolerance 0.01 --partial")
    assert "Partial stake transaction. Staked:" in shown and "instead of 1,000.0000 τ" in shown
    assert 1_480 * TAO < chain.balance(yvonne) < 1_499 * TAO
    assert "Not enough stake: wallet balance:1,49" in btcli(f"{add} --amount 6000 --unsafe")

    remove = f"stake remove --netuid {netuid} --wallet-name yvonne --hotkey-ss58-address {validator} {OPEN}"
    shown = btcli(f"{remove} --amount 1 --tolerance 0.000001")
    assert "Failed to unstake 1.0000" in shown and too_dear in shown
    assert "Not enough stake" in btcli(f"{remove} --amount 100000 --unsafe")
    nobody = hotkey(chain.wallet("nobody"))
    refused = btcli.json(f"{add} --amount 1 --unsafe".replace(validator, nobody))
    assert refused["staking_success"] is False
    assert refused["error_messages"] == ["No keys existing on chain that can be staked to."]


@pytest.mark.essential
def test_stake_moves_between_hotkeys_subnets_and_people(btcli, chain, subnets):
    first, second, validator = subnets.first, subnets.second, hotkey(subnets.victor)
    other, across = hotkey(chain.wallet("alice")), f"--origin-netuid {first} --dest-netuid {second}"
    own = hotkey(subnets.victor)
    added = btcli.json(f"stake add --netuid {first} --wallet-name victor --hotkey default --amount 50 --unsafe {OPEN}")
    assert added["staking_success"] == {str(first): {own: True}}
    before = alpha(chain, "victor", own, second)

    shown = btcli(f"stake move --wallet-name victor --hotkey {validator} --to {other} {across} --amount 10 {OPEN}")
    assert "Your extrinsic has been included as" in shown
    # Prices drift with what the block step puts into the pools meanwhile.
    assert 5 < alpha(chain, "victor", other, second) < 20
    shown = btcli(f"stake swap --wallet-name victor --hotkey default {across} --amount 10 --tolerance 0.5 {OPEN}")
    assert "Your extrinsic has been included as" in shown
    assert alpha(chain, "victor", own, second) - before > 5
    # On every chain: of a swap that is refused it asks for the block.
    held = alpha(chain, "victor", own, second)
    shown = btcli(f"stake swap --wallet-name victor --hotkey default {across} --amount 10 --tolerance 0 {OPEN}")
    assert "An unknown error has occurred" in shown
    assert alpha(chain, "victor", own, second) - held < 5
    within = f"--origin-netuid {first} --dest-netuid {first}"
    shown = btcli(f"stake transfer --wallet-name victor --hotkey {own} --dest zoe {within} --amount 5 {OPEN}")
    assert "Your extrinsic has been included as" in shown
    assert alpha(chain, "zoe", own, first) >= 4.999_999
    shown = btcli(f"stake move --wallet-name victor --hotkey {own} --to {other} {across} --amount 100000 {OPEN}")
    assert "Not enough stake" in shown


def test_root_staker_says_what_becomes_of_what_is_earned(btcli, chain, subnets):
    validator, rita = hotkey(subnets.victor), coldkey(chain.wallet("rita"))
    shown = btcli(f"stake add --netuid {ROOT} --wallet-name rita --include-hotkeys {validator} --amount 50 {OPEN}")
    assert "Stake added to netuid: 0" in shown
    assert alpha(chain, "rita", validator, ROOT) == 50
    shown = btcli("stake set-claim Keep --wallet-name rita --no-prompt")
    assert f"{rita} Swap All" in shown and "Successfully changed claim type" in shown
    assert chain.query("RootClaimType", rita) == "Keep"
    changed = btcli.json(f"stake set-claim --wallet-name rita --netuids 1-{subnets.first} --no-prompt")
    assert changed["success"], changed
    assert chain.query("RootClaimType", rita) == {"KeepSubnets": {"subnets": list(range(1, subnets.first + 1))}}
    # Nothing has been earned so far.
    shown = btcli(f"stake process-claim --wallet-name rita --netuids {subnets.first} --no-prompt")
    assert "No claimable emissions found" in shown


def test_what_is_mined_is_staked_where_the_miner_says(btcli, chain, subnets):
    command = f"stake set-auto --wallet-name zoe --netuid {subnets.first} --no-prompt"
    shown = btcli(command, typed=f"{hotkey(subnets.victor)}\n")
    assert "Auto-stake destination set" in shown, shown
    assert chain.query("AutoStakeDestination", coldkey(chain.wallet("zoe")), subnets.first) == hotkey(subnets.victor)
    assert "Custom destinations: 1" in btcli("stake auto --wallet-name zoe")


def test_stake_is_lent_to_children(btcli, chain, subnets):
    child, netuid = hotkey(chain.wallet("alice")), subnets.first
    command = f"--wallet-name victor --hotkey default --netuid {netuid} --no-prompt"
    shown = btcli(f"stake child set {command} --children {child} --prop 0.5")
    assert "Your childkey request has been submitted" in shown and "Set children hotkeys." in shown
    shown = btcli(f"stake child set {command} --children {child} --prop 1.5")
    assert "Your proportion total must not exceed 1.0" in shown
    # Much sooner than btcli says, which reckons with the public network.
    node.wait_until(lambda: chain.query("ChildKeys", hotkey(subnets.victor), netuid), "the child")
    shown = btcli(f"stake child get {command.replace('--no-prompt', '')}")
    assert child in shown and "50" in shown, shown
    shown = btcli(f"stake child take {command} --take 0.1")
    assert "is now set to 10.00%" in shown
    revoked = btcli.json(f"stake child revoke {command}")
    assert revoked[str(netuid)]["success"], revoked


@pytest.mark.essential
def test_encrypted_stake_is_found_in_the_next_blocks(btcli, chain, subnets):
    if not chain.has("MevShield", "NextKey"):
        pytest.skip("the chain does not decrypt extrinsics")
    netuid, validator = subnets.first, hotkey(subnets.victor)
    before = alpha(chain, "zoe", validator, netuid)
    # With what btcli does unless it is told otherwise.
    shown = btcli(
        f"stake add --netuid {netuid} --wallet-name zoe --include-hotkeys {validator} --amount 10 --tolerance 0.5",
        typed="y\n",
    )
    assert f"Finalized. Stake added to netuid: {netuid}" in shown
    assert alpha(chain, "zoe", validator, netuid) - before > 9

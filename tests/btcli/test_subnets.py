"""Subnets with btcli: looking at them, making one, neurons, hyperparameters, weights."""

import re
from types import SimpleNamespace

import pytest

import node

NOWHERE = 99


def coldkey(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def hotkey(wallet) -> str:
    return wallet.hotkeypub.ss58_address


@pytest.fixture(scope="module")
def mine(chain):
    """A started subnet of Olivia's, on which nothing is frozen, with a validator and a miner."""
    names = {"olivia": 30_000, "valerie": 500, "mike": 10}
    chain.fund(**names)
    chain.set_parameters(sudo_set_admin_freeze_window={"window": 0})
    netuid = chain.subnet("olivia")
    chain.register(netuid, "valerie", "mike")
    return SimpleNamespace(netuid=netuid, **{name: chain.wallet(name) for name in names})


@pytest.mark.essential
def test_subnets_of_a_fresh_chain_are_shown(btcli):
    listed = btcli.json("subnets list")["subnets"]
    assert set(listed) == {"0", "1"}
    assert (listed["0"]["subnet_name"], listed["0"]["price"]) == ("root", 1)
    assert (listed["1"]["subnet_name"], listed["1"]["liquidity"]["tao_in"]) == ("apex", 10)
    subnets, show, cost, price = btcli.together(
        "subnets list",
        "subnets show --netuid 1 --no-prompt",
        "subnets burn-cost",
        "subnets price --netuids 1 --current",
    )
    assert "0 τ root 1.0000" in subnets and "1 α apex" in subnets
    assert "Subnet 1: apex" in show and "Registration cost (recycled): τ" in show
    assert re.search(r"Subnet burn cost: (999\.9\d|1,000\.00)\d\d τ", cost), cost
    assert "Subnet 1 - α apex Current: " in price
    assert f"Subnet {NOWHERE} does not exist" in btcli(f"subnets show --netuid {NOWHERE} --no-prompt")


@pytest.mark.essential
def test_owner_creates_a_subnet_names_it_and_starts_it(btcli, chain):
    peggy = chain.person("peggy", 2_500)
    # btcli asks for what is left out, and for an address of a logo it would ask the internet.
    named = "--subnet-name Peggys --github-repo https://github.com/peggy/net --description 'what it does'"
    others = "--subnet-contact p@example.org --subnet-url https://example.org --discord p --additional-info x"
    named += f" {others} --logo-url https://example.org/logo.png"
    owner = "--wallet-name peggy --hotkey default --no-prompt"
    shown = btcli(f"subnets create {owner} {named} --no-mev-protection")
    netuid = chain.query("TotalNetworks") - 1
    assert "Subnet burn cost: " in shown and f"Registered subnetwork with netuid: {netuid}" in shown
    assert chain.query("SubnetOwner", netuid) == coldkey(peggy)
    identity = btcli.json(f"subnets get-identity --netuid {netuid}")
    assert (identity["subnet_name"], identity["description"]) == ("Peggys", "what it does")
    again = btcli(f"subnets create {owner} {named} --no-mev-protection")
    assert re.search(r"Your balance of: 1,\d{3}\.\d+ τ is not enough to burn [12],\d{3}\.\d+ τ to register", again), (
        again
    )

    owner = f"--netuid {netuid} {owner}"
    assert "Emission schedule can be started" in btcli(f"subnets check-start --netuid {netuid}")
    assert "doesn't own the specified subnet" in btcli(f"subnets start {owner.replace('peggy', 'alice')}")
    assert f"Successfully started subnet {netuid}'s emission schedule" in btcli(f"subnets start {owner}")
    assert "already has an emission schedule" in btcli(f"subnets start {owner}")
    shown = btcli(f"subnets set-identity {owner} {named.replace('Peggys', 'Renamed')}")
    assert "Successfully set subnet identity" in shown and "subnet_name Renamed" in shown
    shown = btcli(f"subnets set-symbol {owner} ᚦ")
    assert f"Successfully updated SN{netuid}'s symbol to ᚦ" in shown
    assert f"{netuid} ᚦ Renamed" in btcli("subnets list")


@pytest.mark.essential
def test_registered_neurons_are_shown_with_what_they_hold(btcli, chain, mine):
    netuid, trent = mine.netuid, chain.person("trent", 10)
    command = f"subnets register --netuid {netuid} --wallet-name {{}} --hotkey default"
    shown = btcli(command.format("trent"), typed="y\n")
    uid = chain.query("Uids", netuid, hotkey(trent))
    assert f"{hotkey(trent)} {coldkey(trent)} Your balance is: 10.0000 τ The cost to register by recycle is" in shown
    assert f"Registered on netuid {netuid} with UID {uid}" in shown
    again = btcli.json(f"{command.format('trent')} --no-prompt")
    assert "Already registered" in again["msg"], again
    chain.person("penniless")
    assert "Insufficient balance 0.0000 τ to register neuron" in btcli(f"{command.format('penniless')} --no-prompt")

    shown = btcli.json(f"subnets show --netuid {netuid} --no-prompt")
    assert [neuron["uid"] for neuron in shown["uids"]] == list(range(uid + 1))
    assert shown["uids"][uid]["hotkey"] == hotkey(trent)
    assert shown["owner"] == coldkey(mine.olivia)
    [subnet] = btcli.json("wallet overview --wallet-name trent")["subnets"]
    [neuron] = subnet["neurons"]
    assert (subnet["netuid"], neuron["uid"], neuron["axon"]) == (netuid, uid, None)
    shown = btcli("wallet overview --wallet-name trent")
    assert f"trent : {coldkey(trent)}" in shown and f"trent default {uid} " in shown
    assert hotkey(trent)[:10] in shown


def test_axon_is_told_and_withdrawn(btcli, chain, mine):
    chain.set_parameters(sudo_set_serving_rate_limit={"netuid": mine.netuid, "serving_rate_limit": 0})
    neuron = f"--netuid {mine.netuid} --wallet-name {{}} --hotkey default --no-prompt"
    chain.person("stranger")
    # Of these commands there is no answer for scripts: any is taken for one that asks.
    assert "Your extrinsic has been included as" in btcli(f"axon set {neuron.format('mike')} --ip 8.8.4.4 --port 8091")
    [subnet] = btcli.json("wallet overview --wallet-name mike")["subnets"]
    assert subnet["neurons"][0]["axon"] == "8.8.4.4:8091"
    assert "Your extrinsic has been included as" in btcli(f"axon reset {neuron.format('mike')}")
    refused = btcli(f"axon set {neuron.format('stranger')} --ip 8.8.4.4 --port 8091")
    assert "Custom error: 10" in refused, refused


@pytest.mark.essential
def test_hyperparameters_are_set_by_whoever_may(btcli, chain, mine):
    def set_parameter(name: str, value: int, signer: str) -> str:
        return btcli(
            f"sudo set --netuid {mine.netuid} --param {name} --value {value} --wallet-name {signer} --no-prompt"
        )

    assert "Hyperparameter immunity_period changed to 123" in set_parameter("immunity_period", 123, "olivia")
    assert "This wallet doesn't own the specified subnet" in set_parameter("immunity_period", 124, "mike")
    # What only root sets, by the sudo key and without it.
    assert "Hyperparameter serving_rate_limit" in set_parameter("serving_rate_limit", 7, "olivia")
    assert "Hyperparameter kappa changed to 30000" in set_parameter("kappa", 30_000, "alice")
    assert "Invalid signing address" in set_parameter("kappa", 20_000, "olivia")
    values = {entry["hyperparameter"]: entry["value"] for entry in btcli.json(f"sudo get --netuid {mine.netuid}")}
    assert (values["immunity_period"], values["kappa"]) == (123, 30_000)
    shown = btcli(f"subnets hyperparameters --netuid {mine.netuid}")
    assert "immunity_period 123 123 Yes" in shown and "kappa 30000" in shown
    assert f"Subnet with netuid {NOWHERE} does not exist" in btcli(f"sudo get --netuid {NOWHERE}")


def test_revealed_weights_are_those_committed_to(btcli, chain, mine):
    netuid, owner = mine.netuid, "--wallet-name olivia --hotkey default --no-prompt"
    command = f"weights {{}} --netuid {netuid} {owner} --uids 1,2 --weights 0.5,1.0 --salt {{}}"
    # On every chain: it reads a stored value of a name that none has ever had.
    assert "get_commit_reveal_weights_enabled" in btcli(command.format("commit", "1,2,3"))

    chain.wait_for_epoch(netuid)
    chain.commit_weights("olivia", netuid, {1: 32_768, 2: 65_535}, salt=[1, 2, 3])
    chain.wait_for_epoch(netuid)
    # The epoch in which they may be revealed would be over before btcli has begun.
    chain.set_parameters(sudo_set_tempo={"netuid": netuid, "tempo": 1_000})
    revealed = btcli.json(command.format("reveal", "1,2,3"))
    assert revealed["success"], revealed
    # It does not wait for a block.
    node.wait_until(lambda: weights(chain, netuid, 0) == {1: 32_768, 2: 65_535}, "the weights")
    chain.set_parameters(sudo_set_tempo={"netuid": netuid, "tempo": 10})


def weights(chain, netuid: int, uid: int) -> dict[int, int]:
    return dict(chain.query("Weights", netuid, uid) or [])


def test_mechanisms_divide_what_miners_earn(btcli, chain, mine):
    netuid = mine.netuid
    owner = f"--netuid {netuid} --wallet-name olivia --no-prompt"
    # Told not to ask, it asks.
    shown = btcli(f"subnets mechanisms set {owner} --count 2", typed="y\n")
    assert "This means: `MaxAllowedUids times the number of mechanisms would exceed 256" in shown
    chain.set_parameters(sudo_set_max_allowed_uids={"netuid": netuid, "max_allowed_uids": 128})
    shown = btcli(f"subnets mechanisms set {owner} --count 2", typed="y\n")
    assert "Your extrinsic has been included as" in shown
    assert btcli.json(f"subnets mechanisms count --netuid {netuid}")["count"] == 2
    shown = btcli(f"subnets mechanisms split-emissions {owner} --split 70,30", typed="y\n")
    assert "Your extrinsic has been included as" in shown
    split = btcli.json(f"subnets mechanisms emissions --netuid {netuid}")
    assert split["percentages"] == pytest.approx([70, 30], abs=0.01), split

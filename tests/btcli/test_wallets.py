"""Wallets with btcli: keys, balances, transfers, identities, keys put in the place of others."""

import re

import pytest

# Blocks from the announcement of a coldkey swap to the swap, more than a local network has, as btcli is slow; and
# from there until it can be withdrawn.
ANNOUNCED_AHEAD, WITHDRAWN_AFTER = 150, 10
TAO = 10**9
# What creates or changes a wallet asks for the folder, if it is not told.
FOLDER = "--wallet-path ~/.bittensor/wallets"


def coldkey(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def hotkey(wallet) -> str:
    return wallet.hotkeypub.ss58_address


@pytest.mark.essential
def test_created_wallet_is_listed_and_comes_back_from_its_words(btcli):
    shown = btcli(f"wallet create --wallet-name grace --hotkey miner --n-words 12 --no-use-password {FOLDER}")
    assert "Coldkey created" in shown and "Hotkey created" in shown
    words = re.search("new coldkey is: ((?:[a-z]+ ){11}[a-z]+)", shown)[1]
    second = btcli.json(f"wallet new-hotkey --wallet-name grace --hotkey validator --n-words 12 {FOLDER}")
    assert second["success"] and second["data"]["hotkey"] == "validator"

    [grace] = btcli.json("wallet list --wallet-name grace")["wallets"]
    assert sorted(key["name"] for key in grace["hotkeys"]) == ["miner", "validator"]
    assert second["data"]["coldkey_ss58"] == grace["ss58_address"]
    again = f"wallet regen-coldkey --wallet-name again --hotkey default --no-use-password --mnemonic '{words}' {FOLDER}"
    shown = btcli(again)
    assert f"coldkey ss58: ({grace['ss58_address']})" in shown
    shown = btcli("wallet list")
    assert f"Coldkey grace ss58_address {grace['ss58_address']}" in shown
    assert f"Hotkey validator ss58_address {second['data']['hotkey_ss58']}" in shown
    assert f"Coldkey again ss58_address {grace['ss58_address']}" in shown


def test_signature_is_verified_for_its_own_message_and_key(btcli):
    ferdie = btcli.wallet("ferdie")
    signed = btcli.json("wallet sign --wallet-name ferdie --no-use-hotkey --message 'the cat'")
    assert signed["signer_address"] == coldkey(ferdie)
    verify = f"wallet verify --address {coldkey(ferdie)} --signature {signed['signed_message']} --message"
    assert "Signature is valid!" in btcli(f"{verify} 'the cat'")
    assert "Signature verification failed!" in btcli(f"{verify} 'the dog'")


@pytest.mark.essential
def test_transfer_is_paid_and_shown_in_balances(btcli, chain):
    bob, heidi = chain.person("bob"), chain.person("heidi")
    before = chain.balance(coldkey(bob))
    shown = btcli(f"wallet transfer --wallet-name bob --dest {coldkey(heidi)} --amount 12.5", typed="y\n")
    assert "amount: 12.5000 τ from: bob" in shown and f"to: {coldkey(heidi)}" in shown
    assert "Your extrinsic has been included as" in shown
    assert chain.balance(coldkey(heidi)) == 12.5 * TAO
    paid = before - chain.balance(coldkey(bob)) - 12.5 * TAO
    assert 0 < paid < 0.01 * TAO

    shown = btcli("wallet balance --wallet-name heidi")
    assert f"heidi {coldkey(heidi)} 12.5000 τ 0.0000 τ 12.5000 τ" in shown
    balances = btcli.json(f"wallet balance --ss58 {coldkey(heidi)} --ss58 {coldkey(bob)}")
    assert {entry["coldkey"]: entry["free"] for entry in balances["balances"].values()}[coldkey(heidi)] == 12.5
    assert balances["totals"]["total"] == pytest.approx((chain.balance(coldkey(bob)) / TAO) + 12.5)

    before = chain.balance(coldkey(bob))
    sent = btcli.json(f"wallet transfer --wallet-name heidi --dest {coldkey(bob)} --all --allow-death --no-prompt")
    assert sent["success"]
    assert chain.balance(coldkey(heidi)) == 0
    assert 12.49 * TAO < chain.balance(coldkey(bob)) - before < 12.5 * TAO


def test_transfer_that_cannot_be_says_why(btcli, chain):
    poor, bob = chain.person("poor", 1), chain.person("bob")
    shown = btcli(f"wallet transfer --wallet-name poor --dest {coldkey(bob)} --amount 2 --no-prompt")
    assert "Not enough balance: balance: 1.0000 τ amount: 2.0000 τ" in shown
    shown = btcli("wallet transfer --wallet-name poor --dest 5Hello --amount 1 --no-prompt")
    assert "incorrect ss58 address" in shown
    shown = btcli(f"wallet transfer --wallet-name nobody --dest {coldkey(bob)} --amount 1 --no-prompt")
    assert "Wallet does not exist" in shown
    shown = btcli(f"wallet transfer --wallet-name poor --dest {coldkey(bob)} --amount 0.5", typed="n\n")
    assert "included" not in shown
    assert chain.balance(coldkey(poor)) == TAO
    shown = btcli("wallet balance --wallet-name poor --network ws://127.0.0.1:1")
    assert "Unable to connect to the chain: Network: custom, Chain: ws://127.0.0.1:1" in shown


def test_hotkey_belongs_to_whoever_claims_it_first(btcli, chain):
    ivan, judy = chain.person("ivan", 10), chain.person("judy", 10)
    shown = btcli("wallet associate-hotkey --wallet-name ivan --hotkey default --no-prompt")
    assert "Successfully associated" in shown and coldkey(ivan) in shown
    assert chain.query("Owner", hotkey(ivan)) == coldkey(ivan)
    shown = btcli("wallet associate-hotkey --wallet-name ivan --hotkey default --no-prompt")
    assert "is already associated with" in shown
    shown = btcli(f"wallet associate-hotkey --wallet-name judy --hotkey {hotkey(ivan)} --no-prompt")
    assert "Warning" in shown and "wallet: ivan" in shown
    assert coldkey(judy) != chain.query("Owner", hotkey(ivan))


def test_identity_is_shown_to_everybody(btcli, chain):
    kate = chain.person("kate", 10)
    shown = btcli(f"wallet get-identity --key {coldkey(kate)}")
    assert "Existing identity not found" in shown
    # For what is left out it asks, even if it is told not to.
    others = (
        "--image-url https://kate.example/k.png --discord kate#1 --additional none --github https://github.com/kate"
    )
    names = "--id-name Kate --web-url https://kate.example --description Miner"
    command = f"wallet set-identity --wallet-name kate {names} {others}"
    # Nobody has an identity who has no neuron.
    shown = btcli(f"{command} --no-prompt")
    assert "`HotKeyNotRegisteredInNetwork(Module)` error. This means: `The hotkey is not registered" in shown
    chain.register(1, "kate")
    shown = btcli(f"{command} --no-prompt")
    assert "Success!" in shown and "name Kate" in shown
    identity = btcli.json(f"wallet get-identity --key {coldkey(kate)}")
    assert (identity["name"], identity["url"], identity["description"]) == ("Kate", "https://kate.example", "Miner")


@pytest.mark.essential
def test_swapped_hotkey_takes_the_place_of_the_old_one(btcli, chain):
    leo = chain.person("leo", 20)
    chain.register(1, "leo")
    old = hotkey(leo)
    made = btcli.json(f"wallet new-hotkey --wallet-name leo --hotkey fresh --n-words 12 {FOLDER}")
    new, uid = made["data"]["hotkey_ss58"], chain.query("Uids", 1, old)
    command = f"wallet swap-hotkey fresh --wallet-name leo --hotkey default {FOLDER} --all-netuids --no-prompt"
    shown = btcli(command)
    assert "Your extrinsic has been included as" in shown
    assert chain.query("Uids", 1, new) == uid
    assert chain.query("Owner", new) == coldkey(leo)
    assert f"Original hotkey {old} is not registered on any subnet" in btcli(command)


@pytest.mark.essential
def test_coldkey_is_swapped_after_its_announcement(btcli, chain):
    mallory, heir = chain.person("mallory", 20), chain.person("heir")
    chain.set_parameters(sudo_set_coldkey_swap_announcement_delay={"duration": ANNOUNCED_AHEAD})
    swap = "wallet swap-coldkey {} --wallet-name mallory --no-mev-protection --no-prompt"
    execute = swap.format("execute") + f" --new-coldkey {coldkey(heir)}"
    assert "No pending coldkey swap announcement found" in btcli(execute)
    shown = btcli(swap.format("announce") + " --new-coldkey heir")
    assert "Successfully announced coldkey swap" in shown and "Swap Cost 0.1000 τ" in shown
    [announced] = btcli.json("wallet swap-check --all")["announcements"]
    assert (announced["coldkey"], announced["status"]) == (coldkey(mallory), "pending")
    assert announced["clear_block"] == announced["execution_block"] + WITHDRAWN_AFTER

    # Until then the old coldkey can do nothing else.
    early, cleared, transferred = btcli.together(
        execute,
        swap.format("clear"),
        f"wallet transfer --wallet-name mallory --dest {coldkey(heir)} --amount 1 --no-prompt",
    )
    assert "Coldkey swap cannot be executed yet" in early
    assert "Cannot clear yet" in cleared
    assert "Custom error: 0" in transferred
    chain.wait_for_block(announced["execution_block"])
    assert "Ready" in btcli("wallet swap-check --wallet-name mallory")
    shown = btcli(execute)
    assert "Successfully executed coldkey swap!" in shown
    assert chain.balance(coldkey(mallory)) == 0
    assert 19.5 * TAO < chain.balance(coldkey(heir)) < 19.9 * TAO


def test_disputed_coldkey_swap_waits_for_root(btcli, chain):
    niaj, thief = chain.person("niaj", 20), coldkey(chain.wallet("thief"))
    swap = "wallet swap-coldkey {} --wallet-name niaj --no-mev-protection --no-prompt"
    assert "Successfully announced coldkey swap" in btcli(swap.format("announce") + f" --new-coldkey {thief}")
    shown = btcli(swap.format("dispute"))
    assert "Coldkey swap disputed" in shown
    assert "Disputed" in btcli("wallet swap-check --wallet-name niaj")
    assert "Cannot clear a disputed announcement" in btcli(swap.format("clear"))
    assert chain.balance(coldkey(niaj)) > 19 * TAO


def test_settings_are_kept_and_used(btcli, author):
    shown = btcli("config set --wallet-name grace --tolerance 0.02")
    assert "wallet_name grace" in shown and "rate_tolerance 0.02" in shown
    shown = btcli("wallet overview")
    assert "Using the wallet name from config: grace" in shown
    assert f"Using the specified network {author.url} from config" in shown
    shown = btcli("config clear --wallet-name --tolerance", typed="y\ny\n")
    assert "Cleared wallet_name config" in shown
    assert "wallet_name None" in btcli("config get")

"""Proxies with btcli: who may act for somebody else, at once or after an announcement."""

import re

import pytest

TAO = 10**9
# Blocks from an announcement to the call.
DELAY = 30


def coldkey(wallet) -> str:
    return wallet.coldkeypub.ss58_address


@pytest.mark.essential
def test_proxy_acts_for_whoever_named_it(btcli, chain):
    chain.fund(rupert=50, sybil=1)
    rupert, sybil, target = (coldkey(chain.wallet(name)) for name in ("rupert", "sybil", "target"))
    choice = f"--wallet-name rupert --delegate {sybil} --proxy-type Transfer --no-prompt"
    shown = btcli(f"proxy add {choice} --delay 0")
    assert f"Added proxy delegatee '{sybil}' from delegator '{rupert}' with proxy type 'Transfer' with delay 0" in shown
    pay = f"wallet transfer --wallet-name sybil --dest {target} --amount 7 --proxy {rupert} --no-prompt"
    shown = btcli(pay)
    assert re.search(r"Balance: 49\.9\d+ τ ➡ 42\.9", shown), shown
    assert chain.balance(target) == 7 * TAO
    # What is beyond a proxy's type is not done. That the call in the proxy's call failed, btcli does not look at.
    btcli(f"wallet associate-hotkey --wallet-name sybil --hotkey default --proxy {rupert} --no-prompt")
    assert chain.query("OwnedHotkeys", rupert) == []
    assert "Success!" in btcli(f"proxy remove {choice}")
    shown = btcli(pay)
    assert "`NotProxy(Module)` error. This means: `The signer is no proxy of the account, or none of that type" in shown
    assert chain.balance(target) == 7 * TAO


def test_announced_call_waits_for_its_delay(btcli, chain):
    chain.fund(ted=50, uma=1)
    ted, uma, target = (coldkey(chain.wallet(name)) for name in ("ted", "uma", "other"))
    added = btcli.json(f"proxy add --wallet-name ted --delegate {uma} --proxy-type Any --delay {DELAY} --no-prompt")
    assert added["success"], added
    book = f"config add-proxy --name from-ted --address {ted} --proxy-type Any --delay {DELAY} --delegator {uma}"
    assert f"from-ted {ted} {uma} Any {DELAY}" in btcli(book)
    # Without an announcement it is none of the proxy's business.
    pay = f"wallet transfer --wallet-name uma --dest {target} --amount 7 --proxy from-ted --no-prompt"
    assert "Unannounced" in btcli(pay)
    shown = btcli(f"{pay} --announce-only")
    announced, call_hash = chain.block, re.search("proxy execute --call-hash ([0-9a-f]+)", shown)[1]
    execute = f"proxy execute --wallet-name uma --proxy from-ted --call-hash {call_hash} --no-prompt"
    chain.wait_for_block(announced + DELAY)
    shown = btcli(execute)
    assert "Success!" in shown and "Your extrinsic has been included as" in shown
    assert chain.balance(target) == 7 * TAO
    btcli("config remove-proxy --name from-ted")
    assert "from-ted" not in btcli("config proxies")


def test_pure_proxy_holds_what_its_maker_spends(btcli, chain):
    vera, target = chain.person("vera", 50), coldkey(chain.wallet("third"))
    made = btcli.json("proxy create --wallet-name vera --proxy-type Any --delay 0 --no-prompt")
    assert made["success"] and made["data"]["spawner"] == coldkey(vera)
    pure = made["data"]["pure"]
    assert btcli.json(f"wallet transfer --wallet-name vera --dest {pure} --amount 7 --no-prompt")["success"]
    pay = f"wallet transfer --wallet-name vera --dest {target} --amount 5 --proxy {pure} --no-prompt"
    assert "Balance: 7.0000 τ ➡ 2.0000 τ" in btcli(pay)
    height, index = (int(part) for part in made["extrinsic_identifier"].split("-"))
    kill = f"proxy kill --wallet-name vera --proxy {pure} --height {height} --ext-index {index} --proxy-type Any"
    assert "Success!" in btcli(kill, typed="KILL\n")
    assert "NotProxy" in btcli(pay.replace("--amount 5", "--amount 1"))

"""What is left of btcli: a take, conversions, and commands that this chain, like the public one, has nothing for."""

import command_line
import pytest


def test_delegate_changes_its_take(btcli, chain):
    chain.fund(dora=20)
    chain.register(1, "dora")
    delegate = "--wallet-name dora --hotkey default"
    assert "Current take is 18.00%" in btcli(f"sudo get-take {delegate}")
    assert "Setting take" in btcli(f"sudo set-take {delegate} --take 0.1")
    assert btcli.json(f"sudo get-take {delegate}")["current_take"] == pytest.approx(0.1, abs=1e-4)


def test_amounts_are_converted(btcli):
    assert "1500000000ρ = τ1.500000" in btcli("utils convert --rao 1500000000")
    assert "1500000000ρ" in btcli("utils convert --tao 1.5")


def test_what_the_chain_does_not_have_is_told(btcli, chain):
    chain.person("alice")
    assert 'Pallet "SenateMembers" not found' in btcli("sudo senate")
    if command_line.VERSION < (9, 23):
        terms = "--netuid 1 --liquidity 1 --price-low 0.1 --price-high 2"
        shown = btcli(f"liquidity add {terms} --wallet-name alice --hotkey default --no-prompt")
        assert "`Deprecated(Module)` error. This means: `Users cannot provide liquidity any more" in shown

"""What a person does with the Bittensor SDK in a first week, in the order of a life on the chain.

All flows share a chain that listens to a drand beacon of our own; see `test_stake.py` for which client does them.
Limits and refusals have files of their own: here everybody does what the documentation tells them to.
"""

import pathlib
import re
from types import SimpleNamespace

import bittensor
import chains
import pytest
import sdk_clients
from bittensor.core.chain_data import SubnetIdentity
from bittensor.core.extrinsics import weights as sync_weights
from bittensor.core.extrinsics.asyncex import weights as async_weights
from bittensor.extras.dev_framework import (
    ACTIVATE_SUBNET,
    NETUID,
    REGISTER_NEURON,
    REGISTER_SUBNET,
    SUDO_SET_ADMIN_FREEZE_WINDOW,
    SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED,
    SUDO_SET_MAX_ALLOWED_UIDS,
    SUDO_SET_MECHANISM_COUNT,
    SUDO_SET_WEIGHTS_SET_RATE_LIMIT,
)
from bittensor_wallet import Keypair, Wallet
from steps import (
    SOON,
    AdminUtils,
    Balances,
    Multisig,
    SubtensorModule,
    Utility,
    alpha,
    balance,
    claim_hotkey,
    done,
    events,
    give,
    place,
    place_as_root,
    place_composed,
    rao,
    refused,
    set_parameters,
    stake,
    start_subnet,
    tao,
    wait_for_epoch,
    write_moving_price,
)

import beacon
import node

ROOT, APEX = 0, 1
# Uids on the subnet that the flows share, in the order of registration.
OWNER, VALIDATOR, MINER = range(3)
WHOLE = 65_535
# As the SDK rounds it.
HALF = 32_768
# Blocks between two epochs where weights wait for a round of drand: longer than from one round to the next.
TEMPO = 24
# Blocks from the announcement of a coldkey swap to the swap, and between two choices of children.
ANNOUNCED_AHEAD, COOLDOWN = 50, 15

NAMES = ("Owner", "Validator", "Miner", "Nominator", "Friend", "Holder", "Swapper", "Mover")


@pytest.fixture(scope="module")
def drand():
    """The address of a running relay of our own beacon."""
    with beacon.relay() as url:
        yield url


@pytest.fixture(scope="module", params=sdk_clients.CHOSEN, ids=lambda kind: kind.__name__.lower())
def chain(request, drand, tmp_path_factory):
    """A client at a fresh chain that listens to the beacon."""
    listening = {"DRAND_URL": drand, "DRAND_PUBLIC_KEY": beacon.public_key()}
    with chains.single_author(tmp_path_factory.mktemp("author"), **listening) as url, request.param(url) as connected:
        yield connected


@pytest.fixture
def client(chain):
    return chain


@pytest.fixture(scope="module")
def people(chain, tmp_path_factory):
    """Wallets with 3000 TAO each; Alice, who has more and the sudo key."""
    folder = tmp_path_factory.mktemp("people")
    made = {name.lower(): sdk_clients.wallet(folder, name) for name in ("Alice", *NAMES)}
    alice, *others = made.values()
    give(chain, alice, tao(3_000), *others)
    set_parameters(chain, alice, sudo_set_admin_freeze_window={"window": 0})
    return SimpleNamespace(**made)


@pytest.fixture(scope="module")
def netuid(chain, people) -> int:
    """A subnet with a validator that has some stake, and a miner; weights are set openly and at any time."""
    netuid = start_subnet(chain, people.owner, people.validator, people.miner)
    done(chain.staking.add_stake(people.validator, netuid, hotkey_of(people.validator), tao(100), **SOON))
    set_parameters(
        chain,
        people.alice,
        sudo_set_commit_reveal_weights_enabled={"netuid": netuid, "enabled": False},
        sudo_set_weights_set_rate_limit={"netuid": netuid, "weights_set_rate_limit": 0},
    )
    wait_for_epoch(chain, netuid)
    return netuid


def hotkey_of(wallet) -> str:
    return wallet.hotkey.ss58_address


def coldkey_of(wallet) -> str:
    return wallet.coldkeypub.ss58_address


def near(amount, part: float = 1e-3):
    """About this amount: pools grow a little with every block."""
    return pytest.approx(amount.rao, rel=part)


def test_first_steps_of_the_documentation_can_be_taken(author, tmp_path, monkeypatch):
    page = pathlib.Path(__file__).parents[2] / "docs" / "sdk.md"
    code = "\n".join(re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    names = {}
    exec(code.replace("ws://127.0.0.1:9944", author), names)
    client, netuid, hotkey = names["chain"], names["netuid"], names["hotkey"]
    assert all(names[response].success for response in ("sent", "staked", "weighed"))
    assert client.subnets.weights(netuid) == [(0, [(0, HALF), (1, WHOLE)])]
    assert client.queries.query_subtensor("ChildkeyTake", params=[hotkey, netuid]).value == 6_553
    client.close()


# Wallets and money


def test_wallet_is_made_gets_money_and_is_restored_from_its_words(client, people, tmp_path):
    words = Keypair.generate_mnemonic(12)
    made = Wallet(name="first", path=str(tmp_path))
    made.regenerate_coldkey(mnemonic=words, use_password=False, overwrite=True, suppress=True)
    made.create_new_hotkey(n_words=12, use_password=False, overwrite=True, suppress=True)
    restored = Wallet(name="second", path=str(tmp_path))
    restored.regenerate_coldkey(mnemonic=words, use_password=False, overwrite=True, suppress=True)
    assert coldkey_of(made) == coldkey_of(restored) != hotkey_of(made)

    assert balance(client, made) == rao(0)
    sent = done(client.extrinsics.transfer(people.alice, coldkey_of(made), tao(10), **SOON))
    assert balance(client, made) == tao(10)
    [transferred] = [event["attributes"] for event in events(client, sent) if event["event_id"] == "Transfer"]
    assert transferred == {"from": coldkey_of(people.alice), "to": coldkey_of(made), "amount": tao(10).rao}

    foretold = client.wallets.get_transfer_fee(made, coldkey_of(people.friend), tao(1))
    before = client.wallets.get_balances(coldkey_of(made), coldkey_of(people.friend))
    sent = done(client.extrinsics.transfer(made, coldkey_of(people.friend), tao(1), **SOON))
    after = client.wallets.get_balances(coldkey_of(made), coldkey_of(people.friend))
    # What is foretold is for an extrinsic that never expires, which is a byte shorter.
    assert sent.extrinsic_fee.rao == near(foretold)
    assert after == {
        coldkey_of(made): before[coldkey_of(made)] - tao(1) - sent.extrinsic_fee,
        coldkey_of(people.friend): before[coldkey_of(people.friend)] + tao(1),
    }
    too_much = client.extrinsics.transfer(made, coldkey_of(people.friend), tao(100), **SOON)
    refused(too_much, "Not enough balance for transfer τ100.000000000 to")
    assert f"Account balance is {balance(client, made)}" in too_much.message


# Subnets and neurons


def test_list_of_subnets_says_what_they_are_called_and_what_they_cost(client, netuid):
    root, apex, *_, newest = client.subnets.all_subnets()
    assert (root.netuid, root.subnet_name, root.symbol, root.price) == (ROOT, "root", "Τ", tao(1))
    assert (apex.netuid, apex.subnet_name, apex.symbol) == (APEX, "apex", "α")
    assert apex.tempo == 100 and newest.tempo == 10
    assert (apex.tao_in, apex.alpha_in, apex.alpha_out.rao) == (tao(10), alpha(10, APEX), tao(1).rao)
    assert client.subnets.get_subnet_price(APEX) == tao(1)
    prices = client.subnets.get_subnet_prices()
    assert prices[ROOT] == tao(1)
    one = client.subnets.subnet(netuid)
    assert one.price.tao == pytest.approx(one.tao_in.rao / one.alpha_in.rao, rel=1e-4)
    # What an amount of TAO would bring, the SDK works out of the reserves alone: that is before the fee.
    foretold, slippage = one.tao_to_alpha_with_slippage(tao(1))
    exactly = client.staking.sim_swap(ROOT, netuid, tao(1))
    assert foretold.rao == near(exactly.alpha_amount + exactly.alpha_fee, 0.005)
    assert slippage.rao > 0


def test_owner_registers_names_and_starts_a_subnet(client, people):
    owner, cost = people.owner, client.subnets.get_subnet_burn_cost()
    netuid, before = client.subnets.get_total_subnets(), balance(client, owner)
    response = done(client.subnets.register_subnet(owner, **SOON))
    paid = before - balance(client, owner) - response.extrinsic_fee
    # The cost falls with every block, until the next registration doubles it.
    assert cost * 0.99 < paid <= cost
    assert client.subnets.get_subnet_burn_cost() > paid * 1.9
    assert client.subnets.subnet_exists(netuid) and not client.subnets.is_subnet_active(netuid)
    assert client.subnets.get_subnet_owner_hotkey(netuid) == hotkey_of(owner)

    identity = SubnetIdentity(
        subnet_name="Weather",
        github_repo="https://example.org/weather",
        subnet_contact="weather@example.org",
        subnet_url="https://weather.example.org",
        logo_url="https://weather.example.org/logo.png",
        discord="weather",
        description="Tells whether it will rain",
        additional="",
    )
    done(client.subnets.set_subnet_identity(owner, netuid, identity, **SOON))
    assert client.subnets.subnet(netuid).subnet_identity == identity
    assert client.subnets.subnet(netuid).subnet_name == "Weather"
    assert client.metagraphs.get_metagraph_info(netuid).identity["subnet_name"] == "Weather"
    refused(client.subnets.set_subnet_identity(people.friend, netuid, identity, **SOON), "NotSubnetOwner")

    refused(client.staking.add_stake(owner, netuid, hotkey_of(owner), tao(1), **SOON), "SubtokenDisabled")
    done(client.subnets.start_call(owner, netuid))
    assert client.subnets.is_subnet_active(netuid)
    refused(client.subnets.start_call(owner, netuid), "FirstEmissionBlockNumberAlreadySet")


def test_neuron_pays_for_its_registration_and_says_where_it_serves(client, people, netuid):
    newcomer, place_of = people.holder, (netuid, hotkey_of(people.holder))
    cost, before = client.subnets.recycle(netuid), balance(client, newcomer)
    response = done(client.subnets.burned_register(newcomer, netuid, **SOON))
    paid = before - balance(client, newcomer) - response.extrinsic_fee
    assert paid.rao == near(cost, 0.05)
    uid = client.subnets.get_uid_for_hotkey_on_subnet(hotkey_of(newcomer), netuid)
    assert uid == client.subnets.subnetwork_n(netuid) - 1
    again = done(client.subnets.burned_register(newcomer, netuid, **SOON))
    assert "Already registered" in again.message

    # The address comes from the environment, so that nobody asks the internet.
    # The algorithm, and the key.
    certificate = "\x01" + "k" * 32
    axon = bittensor.Axon(wallet=newcomer, port=8091)
    done(client.extrinsics.serve_axon(netuid, axon, certificate, **SOON))
    served = client.metagraphs.metagraph(netuid).axons[uid]
    assert (served.ip, served.port, served.hotkey, served.is_serving) == ("127.0.0.2", 8091, place_of[1], True)
    assert client.neurons.neuron_for_uid(uid, netuid).axon_info.port == 8091
    assert client.neurons.get_neuron_certificate(place_of[1], netuid) == certificate
    assert client.neurons.get_all_neuron_certificates(netuid) == {place_of[1]: certificate}
    too_soon = client.extrinsics.serve_axon(netuid, bittensor.Axon(wallet=newcomer, port=8092), **SOON)
    refused(too_soon, "Custom error: 12")


def test_owner_sets_hyperparameters_that_root_and_nobody_else_may_override(client, people, netuid):
    def set_by(signer, call: str, **arguments):
        return place_composed(client, signer, client.compose(AdminUtils, call, netuid=netuid, **arguments))

    done(set_by(people.owner, "sudo_set_immunity_period", immunity_period=123))
    assert client.subnets.immunity_period(netuid) == 123
    done(set_by(people.owner, "sudo_set_serving_rate_limit", serving_rate_limit=7))
    settings = client.subnets.get_subnet_hyperparameters(netuid)
    assert (settings.immunity_period, settings.serving_rate_limit, settings.tempo) == (123, 7, 10)
    assert client.subnets.get_hyperparameter("ImmunityPeriod", netuid) == 123
    refused(set_by(people.friend, "sudo_set_immunity_period", immunity_period=5), "BadOrigin")
    refused(set_by(people.owner, "sudo_set_tempo", tempo=5), "BadOrigin")
    set_parameters(client, people.alice, sudo_set_immunity_period={"netuid": netuid, "immunity_period": 50})
    assert client.subnets.immunity_period(netuid) == 50


def test_subnet_for_development_is_ready_after_a_few_steps(client, people):
    alice, miner = people.alice, people.miner
    subnet = client.execute(
        REGISTER_SUBNET(alice),
        SUDO_SET_ADMIN_FREEZE_WINDOW(alice, "AdminUtils", True, 0),
        SUDO_SET_MAX_ALLOWED_UIDS(alice, "AdminUtils", True, NETUID, 128),
        SUDO_SET_MECHANISM_COUNT(alice, "AdminUtils", True, NETUID, 2),
        ACTIVATE_SUBNET(alice),
        REGISTER_NEURON(miner),
        SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED(alice, "AdminUtils", True, NETUID, False),
        SUDO_SET_WEIGHTS_SET_RATE_LIMIT(alice, "AdminUtils", True, NETUID, 0),
    )
    netuid = subnet.netuid
    assert all(record.response.success for record in subnet.calls)
    assert client.subnets.get_mechanism_count(netuid) == 2
    info = client.subnets.get_subnet_info(netuid)
    assert (info.netuid, info.max_n, info.subnetwork_n, info.owner_ss58) == (netuid, 128, 2, coldkey_of(alice))
    assert client.subnets.commit_reveal_enabled(netuid) is False
    done(set_weights(client, alice, netuid, {1: 1}))
    done(set_weights(client, alice, netuid, {0: 1}, mechid=1))
    assert client.subnets.weights(netuid) == [(0, [(1, WHOLE)])]
    assert client.subnets.weights(netuid, mechid=1) == [(0, [(0, WHOLE)])]


# Weights


def set_weights(client, signer, netuid: int, weights: dict, **options):
    # Not in the block of the last ones: the SDK would not send them.
    client.wait_for_block()
    return client.extrinsics.set_weights(
        signer, netuid, list(weights), list(weights.values()), max_attempts=1, **SOON, **options
    )


def weights_of(client, netuid: int, uid: int) -> dict[int, int]:
    return dict(dict(client.subnets.weights(netuid)).get(uid, []))


def test_validator_weighs_a_miner_and_the_metagraph_shows_who_earns(client, people, netuid):
    done(set_weights(client, people.validator, netuid, {MINER: 1}))
    assert weights_of(client, netuid, VALIDATOR) == {MINER: WHOLE}
    for _ in range(2):
        wait_for_epoch(client, netuid)
    metagraph = client.metagraphs.metagraph(netuid, lite=False)
    assert metagraph.hotkeys[:3] == [hotkey_of(person) for person in (people.owner, people.validator, people.miner)]
    assert metagraph.I[MINER] == 1 and metagraph.D[VALIDATOR] > 0
    assert metagraph.validator_permit[VALIDATOR] and metagraph.E[MINER] > 0
    assert metagraph.W[VALIDATOR][MINER] == 1 and metagraph.B[VALIDATOR][MINER] > 0
    assert stake(client, people.miner, hotkey_of(people.miner), netuid) > alpha(0, netuid)
    assert dict(client.subnets.bonds(netuid))[VALIDATOR]


def test_weights_are_committed_to_and_revealed_by_hand(client, people, netuid):
    validator = people.validator
    weights = {"uids": [OWNER, MINER], "weights": [20_000, WHOLE], "salt": [7, 11]}
    hide(client, people, netuid, True)
    wait_for_epoch(client, netuid)
    done(
        client.extrinsics.commit_weights(validator, netuid, max_attempts=1, wait_for_inclusion=True, **weights, **SOON)
    )
    assert weights_of(client, netuid, VALIDATOR) != dict(zip(weights["uids"], weights["weights"], strict=True))
    wait_for_epoch(client, netuid)
    done(client.extrinsics.reveal_weights(validator, netuid, max_attempts=1, **weights, **SOON))
    assert weights_of(client, netuid, VALIDATOR) == {OWNER: 20_000, MINER: WHOLE}
    hide(client, people, netuid, False)


def hide(client, people, netuid: int, enabled: bool):
    """Whether weights are committed to before they are shown."""
    set_parameters(client, people.alice, sudo_set_commit_reveal_weights_enabled={"netuid": netuid, "enabled": enabled})


@pytest.fixture
def our_beacon(monkeypatch):
    """Lets the SDK encrypt for our beacon. Its library has the key of quicknet within, which needs the internet."""

    def encrypted(*, uids, weights, version_key, hotkey, **_) -> tuple[bytes, int]:
        reveal_round = beacon.latest_round() + 2
        payload = beacon.weights_payload(
            hotkey, [int(uid) for uid in uids], [int(part) for part in weights], version_key
        )
        return beacon.encrypt(reveal_round, payload), reveal_round

    for module in (sync_weights, async_weights):
        # The name of it in either version of the SDK.
        for name in {"get_encrypted_commit", "get_encrypted_commit_v2"} & set(vars(module)):
            monkeypatch.setattr(module, name, encrypted)


def test_encrypted_weights_reveal_themselves(client, people, netuid, our_beacon):
    validator = people.validator
    node.wait_until(client.chain.last_drand_round, "a pulse of the beacon", 30)
    hide(client, people, netuid, True)
    # An epoch has just been.
    set_parameters(client, people.alice, sudo_set_tempo={"netuid": netuid, "tempo": TEMPO})
    before = weights_of(client, netuid, VALIDATOR)
    response = done(set_weights(client, validator, netuid, {OWNER: 0.5, MINER: 1}, block_time=0.25))
    [(hotkey, block, ciphertext, reveal_round)] = client.commitments.get_timelocked_weight_commits(netuid)
    assert (hotkey, reveal_round) == (hotkey_of(validator), response.data["reveal_round"])
    assert ciphertext == "0x" + response.data["commit_for_reveal"].hex()
    assert client.block - 10 < block <= client.block
    assert weights_of(client, netuid, VALIDATOR) == before

    client.wait_for_block(block + TEMPO + 4)
    assert client.commitments.get_timelocked_weight_commits(netuid) == []
    assert weights_of(client, netuid, VALIDATOR) == {OWNER: HALF, MINER: WHOLE}
    set_parameters(client, people.alice, sudo_set_tempo={"netuid": netuid, "tempo": 10})
    hide(client, people, netuid, False)


# Stake


@pytest.fixture(scope="module")
def quiet(chain, people) -> SimpleNamespace:
    """Two subnets, and hotkeys that are on neither: what is staked on them earns nothing and stays what it is."""
    hotkeys = {name: claim_hotkey(chain, getattr(people, name), place) for name in ("nominator", "friend")}
    return SimpleNamespace(first=start_subnet(chain, people.alice), second=start_subnet(chain, people.alice), **hotkeys)


def test_stake_is_bought_within_a_limit_or_not_at_all(client, people, quiet):
    holder, where = people.holder, (quiet.first, quiet.friend)
    options = {"safe_staking": True, "rate_tolerance": 0.02, **SOON}
    refused(client.staking.add_stake(holder, *where, tao(500), **options), "SlippageTooHigh")
    assert stake(client, holder, quiet.friend, quiet.first) == alpha(0, quiet.first)
    before = balance(client, holder)
    response = done(client.staking.add_stake(holder, *where, tao(5), **options))
    assert stake(client, holder, quiet.friend, quiet.first) > alpha(4, quiet.first)
    assert before - balance(client, holder) == tao(5) + response.extrinsic_fee
    partly = done(client.staking.add_stake(holder, *where, tao(500), allow_partial_stake=True, **options))
    assert partly.data["balance_before"] - partly.data["balance_after"] < tao(100)


def test_stake_is_moved_swapped_given_away_and_sold(client, people, quiet):
    mover, friend = people.mover, people.friend
    first, second, hotkey, other = quiet.first, quiet.second, quiet.nominator, quiet.friend
    staking = client.staking
    done(staking.add_stake(mover, first, hotkey, tao(40), **SOON))
    bought = stake(client, mover, hotkey, first)

    done(staking.move_stake(mover, first, hotkey, first, other, bought / 4, **SOON))
    assert stake(client, mover, other, first).rao == pytest.approx((bought / 4).rao, abs=1)
    done(staking.swap_stake(mover, hotkey, first, second, bought / 4, **SOON))
    assert stake(client, mover, hotkey, second) > alpha(5, second)
    assert stake(client, mover, hotkey, first).rao == pytest.approx((bought / 2).rao, abs=2)
    done(staking.transfer_stake(mover, coldkey_of(friend), hotkey, first, first, bought / 4, **SOON))
    assert stake(client, friend, hotkey, first).rao == pytest.approx((bought / 4).rao, abs=2)

    before = balance(client, mover)
    response = done(staking.unstake(mover, first, other, bought / 8, **SOON))
    assert balance(client, mover) - before + response.extrinsic_fee > tao(4.5)
    assert stake(client, mover, other, first).rao == pytest.approx((bought / 8).rao, abs=2)
    done(staking.unstake_all(mover, first, other, rate_tolerance=None, **SOON))
    assert stake(client, mover, other, first) == alpha(0, first)
    listed = {(info.netuid, info.hotkey_ss58) for info in staking.get_stake_info_for_coldkey(coldkey_of(mover))}
    assert listed == {(first, hotkey), (second, hotkey)}
    done(staking.unstake_multiple(mover, [first, second], [hotkey] * 2, unstake_all=True, **SOON))
    assert staking.get_stake_info_for_coldkey(coldkey_of(mover)) == []


def test_root_staker_keeps_or_sells_its_dividends(client, people, netuid):
    nominator, validator = people.nominator, hotkey_of(people.validator)
    coldkey, where = coldkey_of(nominator), (hotkey_of(people.validator), netuid)
    sets_no_limit = client.compose(SubtensorModule, "sudo_set_num_root_claims", new_value=0)
    done(place_as_root(client, people.alice, sets_no_limit))
    done(set_weights(client, people.validator, netuid, {MINER: 1}))
    done(client.staking.add_stake(nominator, ROOT, validator, tao(1_000), **SOON))
    assert client.staking.get_root_claim_type(coldkey) == "Swap"
    done(client.staking.set_root_claim_type(nominator, "Keep", **SOON))
    assert client.staking.get_root_claim_type(coldkey) == "Keep"

    # Root is paid while the alpha of all subnets together is worth more than a TAO.
    price = write_moving_price(client, people.alice, netuid, 2 << 32)
    for _ in range(2):
        wait_for_epoch(client, netuid)
    write_moving_price(client, people.alice, netuid, price)
    claimable = client.staking.get_root_claimable_stake(coldkey, *where)
    assert claimable > alpha(0.0005, netuid)
    assert client.staking.get_root_claimable_rate(*where) > 0
    done(client.staking.claim_root(nominator, [netuid], **SOON))
    assert stake(client, nominator, *where).rao >= claimable.rao - 1
    assert client.staking.get_root_claimed(coldkey, *where).rao >= claimable.rao - 1
    assert stake(client, nominator, validator, ROOT) == tao(1_000)


# Keys


def test_validator_lends_stake_to_a_child_and_sets_its_takes(client, people, quiet):
    parent, child = people.nominator, people.friend
    hotkey, childs, netuid = quiet.nominator, quiet.friend, quiet.first
    before = client.block
    done(
        client.extrinsics.set_children(
            wallet=parent, netuid=netuid, hotkey_ss58=hotkey, children=[(0.5, childs)], **SOON
        )
    )
    [(part, key)], cooldown_ends = client.wallets.get_children_pending(hotkey, netuid)
    assert (key, part) == (childs, pytest.approx(0.5))
    assert before < cooldown_ends - COOLDOWN <= client.block
    # They are taken over when an epoch of the subnet is due.
    client.wait_for_block(cooldown_ends)
    wait_for_epoch(client, netuid)
    succeeded, [(part, key)], _ = client.wallets.get_children(hotkey, netuid)
    assert succeeded and (key, part) == (childs, pytest.approx(0.5))
    assert [key for _, key in client.wallets.get_parents(childs, netuid)] == [hotkey]

    done(place(client, child, "set_childkey_take", hotkey=childs, netuid=netuid, take=WHOLE // 10))
    taken = client.queries.query_subtensor("ChildkeyTake", params=[childs, netuid])
    assert taken.value == WHOLE // 10
    assert client.delegates.get_delegate_take(hotkey) == pytest.approx(0.18, abs=1e-4)
    done(client.delegates.set_delegate_take(parent, hotkey, 0.1, **SOON))
    assert client.delegates.get_delegate_take(hotkey) == pytest.approx(0.1, abs=1e-4)
    assert client.delegates.is_hotkey_delegate(hotkey)


def test_person_tells_who_they_are(client, people):
    texts = {
        "name": "A validator",
        "url": "https://example.org",
        "github_repo": "https://example.org/code",
        "image": "",
        "discord": "validator",
        "description": "Checks the weather",
        "additional": "",
    }
    assert client.neurons.query_identity(coldkey_of(people.validator)) is None
    done(place(client, people.validator, "set_identity", **texts))
    identity = client.neurons.query_identity(coldkey_of(people.validator))
    assert (identity.name, identity.url, identity.github) == (texts["name"], texts["url"], texts["github_repo"])
    assert client.delegates.get_delegate_identities() == {coldkey_of(people.validator): identity}
    # Only who has a hotkey that is registered somewhere may say so.
    refused(place(client, people.mover, "set_identity", **texts), "HotKeyNotRegisteredInNetwork")


def test_lost_hotkey_is_replaced(client, people, netuid):
    swapper, old, new = (
        people.swapper,
        hotkey_of(people.swapper),
        Keypair.create_from_uri("//Swapper_new_hk").ss58_address,
    )
    done(client.subnets.burned_register(swapper, netuid, **SOON))
    uid = client.subnets.get_uid_for_hotkey_on_subnet(old, netuid)
    before = balance(client, swapper)
    response = done(place(client, swapper, "swap_hotkey", hotkey=old, new_hotkey=new, netuid=None))
    assert before - balance(client, swapper) == tao(0.1) + response.extrinsic_fee
    assert client.subnets.get_uid_for_hotkey_on_subnet(new, netuid) == uid
    assert not client.wallets.is_hotkey_registered_any(old)
    assert client.wallets.get_netuids_for_hotkey(new) == [netuid]


def test_leaked_coldkey_is_announced_and_replaced(client, people, quiet, wallet):
    swapper, heir = people.swapper, wallet("Heir of Swapper")
    done(client.staking.add_stake(swapper, quiet.first, quiet.friend, tao(5), **SOON))
    staked = stake(client, swapper, quiet.friend, quiet.first)
    done(client.extrinsics.announce_coldkey_swap(swapper, coldkey_of(heir), **SOON))
    announcement = client.wallets.get_coldkey_swap_announcement(coldkey_of(swapper))
    assert announcement.coldkey == coldkey_of(swapper)
    refused(client.extrinsics.transfer(swapper, coldkey_of(heir), tao(1), **SOON), "Custom error: 0")
    client.wait_for_block(announcement.execution_block)
    done(client.extrinsics.swap_coldkey_announced(swapper, coldkey_of(heir), **SOON))
    assert balance(client, swapper) == rao(0) and balance(client, heir) > tao(2_900)
    assert stake(client, heir, quiet.friend, quiet.first).rao == pytest.approx(staked.rao, abs=1)


def test_thief_of_a_coldkey_is_stopped_by_a_dispute(client, people, wallet):
    victim, thief = wallet("Victim"), wallet("Thief of it")
    give(client, people.alice, tao(10), victim)
    done(client.extrinsics.announce_coldkey_swap(victim, coldkey_of(thief), **SOON))
    done(client.extrinsics.dispute_coldkey_swap(victim, **SOON))
    assert client.wallets.get_coldkey_swap_dispute(coldkey_of(victim)).coldkey == coldkey_of(victim)
    refused(client.extrinsics.transfer(victim, coldkey_of(thief), tao(1), **SOON), "Custom error: 21")
    done(
        place_as_root(
            client, people.alice, client.compose(SubtensorModule, "reset_coldkey_swap", coldkey=coldkey_of(victim))
        )
    )
    done(client.extrinsics.transfer(victim, coldkey_of(people.friend), tao(1), **SOON))


# Acting for others, and together


def test_proxy_does_what_its_type_allows_and_nothing_else(client, people, quiet):
    real, proxy, proxies = people.mover, people.friend, client.proxies
    before = balance(client, real)
    added = done(proxies.add_proxy(real, coldkey_of(proxy), "Staking", 0, **SOON))
    [listed], deposit = proxies.get_proxies_for_real_account(coldkey_of(real))
    assert (listed.delegate, listed.proxy_type, listed.delay) == (coldkey_of(proxy), "Staking", 0)
    constants = proxies.get_proxy_constants()
    assert deposit.rao == constants.ProxyDepositBase + constants.ProxyDepositFactor
    assert before - balance(client, real) == deposit + added.extrinsic_fee
    assert proxies.get_proxies()[coldkey_of(real)] == [listed]

    buy = client.compose(
        SubtensorModule, "add_stake", hotkey=quiet.friend, netuid=quiet.first, amount_staked=tao(2).rao
    )
    done(proxies.proxy(proxy, coldkey_of(real), "Staking", buy, **SOON))
    assert stake(client, real, quiet.friend, quiet.first) > alpha(1, quiet.first)
    assert stake(client, proxy, quiet.friend, quiet.first) == alpha(0, quiet.first)
    pay = client.compose(Balances, "transfer_keep_alive", dest=coldkey_of(proxy), value=tao(2).rao)
    held = balance(client, real)
    # The call of the proxy succeeds: that within it is filtered.
    done(proxies.proxy(proxy, coldkey_of(real), "Staking", pay, **SOON))
    assert balance(client, real) == held
    refused(proxies.proxy(proxy, coldkey_of(real), "Transfer", pay, **SOON), "NotProxy")

    done(proxies.remove_proxy(real, coldkey_of(proxy), "Staking", 0, **SOON))
    assert proxies.get_proxies_for_real_account(coldkey_of(real)) == ([], rao(0))
    refused(proxies.proxy(proxy, coldkey_of(real), "Staking", buy, **SOON), "NotProxy")


def test_delayed_proxy_announces_what_it_does(client, people):
    real, proxy, proxies = people.mover, people.friend, client.proxies
    done(proxies.add_proxy(real, coldkey_of(proxy), "Transfer", 8, **SOON))
    pay = client.compose(Balances, "transfer_keep_alive", dest=coldkey_of(people.holder), value=tao(2).rao)
    call_hash = "0x" + pay.call_hash.hex()
    refused(proxies.proxy(proxy, coldkey_of(real), "Transfer", pay, **SOON), "Unannounced")

    done(proxies.announce_proxy(proxy, coldkey_of(real), call_hash, **SOON))
    [announced] = proxies.get_proxy_announcement(coldkey_of(proxy))
    assert (announced.real, announced.call_hash) == (coldkey_of(real), call_hash)
    assert proxies.get_proxy_announcements() == {coldkey_of(proxy): [announced]}

    def carry_out():
        return proxies.proxy_announced(people.nominator, coldkey_of(proxy), coldkey_of(real), "Transfer", pay, **SOON)

    refused(carry_out(), "Unannounced")
    client.wait_for_block(announced.height + 8)
    before = balance(client, people.holder)
    done(carry_out())
    assert balance(client, people.holder) == before + tao(2)
    assert proxies.get_proxy_announcements() == {}

    # The proxy changes its mind, and then its principal does.
    done(proxies.announce_proxy(proxy, coldkey_of(real), call_hash, **SOON))
    done(proxies.remove_proxy_announcement(proxy, coldkey_of(real), call_hash, **SOON))
    done(proxies.announce_proxy(proxy, coldkey_of(real), call_hash, **SOON))
    done(proxies.reject_proxy_announcement(real, coldkey_of(proxy), call_hash, **SOON))
    assert proxies.get_proxy_announcements() == {}
    # Nothing has changed about what a proxy costs.
    assert "0" not in done(proxies.poke_deposit(real, **SOON)).message
    done(proxies.remove_proxies(real, **SOON))
    assert coldkey_of(real) not in proxies.get_proxies()


def test_pure_proxy_is_an_account_without_a_key(client, people):
    spawner, proxies = people.mover, client.proxies
    made = done(proxies.create_pure_proxy(spawner, "Any", 0, 0, **SOON)).data
    pure = made["pure_account"]
    assert (made["spawner"], made["index"]) == (coldkey_of(spawner), 0)
    [listed], _ = proxies.get_proxies_for_real_account(pure)
    assert (listed.delegate, listed.proxy_type) == (coldkey_of(spawner), "Any")
    done(client.extrinsics.transfer(spawner, pure, tao(3), **SOON))
    pay = client.compose(Balances, "transfer_keep_alive", dest=coldkey_of(people.friend), value=tao(1).rao)
    before = balance(client, people.friend)
    done(proxies.proxy(spawner, pure, "Any", pay, **SOON))
    assert balance(client, people.friend) == before + tao(1)
    assert client.wallets.get_balance(pure) == tao(2)
    done(
        proxies.kill_pure_proxy(
            spawner, pure, made["spawner"], "Any", made["index"], made["height"], made["ext_index"], **SOON
        )
    )
    assert pure not in proxies.get_proxies()


def test_crowd_raises_money_for_somebody(client, people, wallet):
    creator, contributor, target = people.holder, people.friend, wallet("Target of it")
    loans = client.crowdloans
    number = loans.get_crowdloan_next_id()
    done(
        loans.create_crowdloan(
            wallet=creator,
            deposit=tao(10),
            min_contribution=tao(1),
            cap=tao(30),
            end=client.block + 1_000,
            target_address=coldkey_of(target),
            **SOON,
        )
    )
    done(loans.contribute_crowdloan(contributor, number, tao(20), **SOON))
    assert loans.get_crowdloan_contributions(number) == {coldkey_of(creator): tao(10), coldkey_of(contributor): tao(20)}
    done(loans.finalize_crowdloan(creator, number))
    assert balance(client, target) == tao(30)


def test_two_of_three_pay_from_a_common_account(client, people):
    """Composed: `create_multisig_extrinsic` of the SDK's library fails while nobody has approved anything."""
    signatories = sorted([people.friend, people.holder, people.nominator], key=lambda person: person.coldkey.public_key)
    together = client.substrate.generate_multisig_account([coldkey_of(person) for person in signatories], 2)
    done(client.extrinsics.transfer(people.alice, together.ss58_address, tao(5), **SOON))
    pay = client.compose(Balances, "transfer_keep_alive", dest=coldkey_of(people.mover), value=tao(3).rao)
    before = balance(client, people.mover)

    def opened_at():
        """When the payment was first approved of, if it was and has not been made yet."""
        stored = client.queries.query_module("Multisig", "Multisigs", [together.value, pay.call_hash])
        operation = getattr(stored, "value", stored)
        return operation and operation["when"]

    def approve(person):
        others = [coldkey_of(other) for other in signatories if other is not person]
        weight = {"ref_time": 1_000_000_000, "proof_size": 100_000}
        arguments = {"threshold": 2, "other_signatories": others, "maybe_timepoint": opened_at(), "max_weight": weight}
        return place_composed(client, person, client.compose(Multisig, "as_multi", call=pay, **arguments))

    done(approve(people.friend))
    assert balance(client, people.mover) == before and opened_at()
    refused(approve(people.friend), "AlreadyApproved")
    done(approve(people.holder))
    assert balance(client, people.mover) == before + tao(3) and not opened_at()
    assert client.wallets.get_balance(together.ss58_address) == tao(2)


def test_batch_does_all_or_nothing_or_as_much_as_it_can(client, people, wallet):
    sender, receiver = people.friend, wallet("Receiver")

    def pay(amount):
        return client.compose(Balances, "transfer_keep_alive", dest=coldkey_of(receiver), value=amount.rao)

    def send(call: str):
        return place_composed(
            client, sender, client.compose(Utility, call, calls=[pay(tao(1)), pay(tao(100_000)), pay(tao(2))])
        )

    refused(send("batch_all"), "FundsUnavailable")
    assert balance(client, receiver) == rao(0)
    done(send("batch"))
    assert balance(client, receiver) == tao(1)
    done(send("force_batch"))
    assert balance(client, receiver) == tao(4)

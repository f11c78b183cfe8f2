"""What people do with the Bittensor SDK, as they do it: each test on a fresh chain, with either client."""

import pytest
from bittensor.extras.dev_framework import (
    ACTIVATE_SUBNET,
    NETUID,
    REGISTER_SUBNET,
    SUDO_SET_ADMIN_FREEZE_WINDOW,
    SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED,
    SUDO_SET_LOCK_REDUCTION_INTERVAL,
    SUDO_SET_MAX_ALLOWED_UIDS,
    SUDO_SET_MECHANISM_COUNT,
    SUDO_SET_NETWORK_RATE_LIMIT,
    SUDO_SET_START_CALL_DELAY,
    SUDO_SET_TEMPO,
    SUDO_SET_WEIGHTS_SET_RATE_LIMIT,
)
from steps import (
    SOON,
    SubtensorModule,
    alpha,
    balance,
    done,
    rao,
    send,
    stake,
    start_subnet,
    tao,
    transfer,
    wait_for_epoch,
)


def sees_the_tenth_block(client) -> bool:
    """Whether it is the tenth block from now that a client sees who has waited for it."""
    tenth = client.block + 10
    client.wait_for_block(tenth)
    return client.block == tenth


def test_blocks_come_one_by_one_and_decode(client):
    first, current = client.block, client.block
    assert current - first in (0, 1)
    block_hash = client.chain.get_block_hash(current)
    assert block_hash.startswith("0x") and len(bytes.fromhex(block_hash[2:])) == 32
    # Where other tests run beside, a client may look a quarter of a second too late, though not always.
    assert any(sees_the_tenth_block(client) for _ in range(4))

    latest = client.chain.get_block_info()
    first = client.chain.get_block_info(block=1)
    by_hash = client.chain.get_block_info(block_hash=block_hash)
    for info in (latest, first, by_hash):
        assert info.extrinsics and None not in info.extrinsics
        assert info.timestamp > 0
    assert latest.number >= current + 10
    assert (first.number, first.hash) == (1, first.header["hash"])
    assert (by_hash.number, by_hash.hash) == (current, block_hash)
    with pytest.raises(ValueError, match="Either block_hash or block_number"):
        client.chain.get_block_info(block=1, block_hash=block_hash)


def test_transfer_costs_amount_and_reported_fee(client, wallet):
    alice, nobody = wallet("Alice"), wallet("Nobody")
    before = balance(client, alice)
    response = transfer(client, alice, nobody, tao(2))
    assert response.extrinsic_fee > rao(0)
    assert balance(client, alice) == before - tao(2) - response.extrinsic_fee
    assert balance(client, nobody) == tao(2)


def test_transfer_of_all_leaves_the_existential_deposit_or_nothing(client, wallet):
    alice, first, second = wallet("Alice"), wallet("First"), wallet("Second")
    transfer(client, alice, first, tao(2))
    transfer(client, first, second, None)
    assert balance(client, first) == client.chain.get_existential_deposit() == rao(500)
    transfer(client, second, alice, None, keep_alive=False)
    assert balance(client, second) == rao(0)


def test_registered_subnet_is_listed_and_its_owner_is_member(client, wallet):
    alice = wallet("Alice")
    assert [subnet.netuid for subnet in client.subnets.all_subnets()] == [0, 1]
    done(client.subnets.register_subnet(alice))
    assert [subnet.netuid for subnet in client.subnets.all_subnets()] == [0, 1, 2]
    for wanted in ([2], []):
        member_of = client.wallets.filter_netuids_by_registered_hotkeys(
            all_netuids=[0, 1, 2] if wanted else [], filter_for_netuids=wanted, all_hotkeys=[alice], block=client.block
        )
        assert member_of == [2]
    assert client.chain.tx_rate_limit() == 1000


def test_calls_are_composed_from_metadata_alone(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    subnets = client.subnets.get_total_subnets()

    done(send(client, alice, "register_network", hotkey=alice.hotkey.ss58_address))
    assert client.subnets.get_total_subnets() == subnets + 1
    netuid = subnets
    assert client.subnets.subnetwork_n(netuid) == 1
    assert [neuron.hotkey for neuron in client.neurons.neurons(netuid)] == [alice.hotkey.ss58_address]

    with pytest.raises(ValueError, match="not found in chain metadata"):
        client.compose(SubtensorModule, "register_galaxy", hotkey=alice.hotkey.ss58_address)

    done(send(client, bob, "burned_register", netuid=netuid, hotkey=bob.hotkey.ss58_address))
    assert client.subnets.subnetwork_n(netuid) == 2
    second = client.neurons.neuron_for_uid(uid=1, netuid=netuid)
    assert (second.hotkey, second.coldkey) == (bob.hotkey.ss58_address, bob.coldkeypub.ss58_address)


def is_registered(client, hotkey: str, netuid: int) -> list[bool]:
    """Whether a hotkey is registered anywhere and on a subnet, in each way that the SDK can ask."""
    return [
        client.wallets.is_hotkey_registered(hotkey),
        client.wallets.is_hotkey_registered(hotkey, netuid),
        client.wallets.is_hotkey_registered_any(hotkey),
        client.wallets.is_hotkey_registered_on_subnet(hotkey, netuid),
    ]


def test_hotkey_exists_with_an_owner_once_it_is_registered(client, wallet):
    alice, dave = wallet("Alice"), wallet("Dave")
    netuid = client.execute(REGISTER_SUBNET(dave), ACTIVATE_SUBNET(dave)).netuid
    hotkey = alice.hotkey.ss58_address
    assert client.wallets.does_hotkey_exist(hotkey) is False
    assert client.wallets.get_hotkey_owner(hotkey) is None
    assert not any(is_registered(client, hotkey, netuid))
    malformed = hotkey[:-1] + ("a" if hotkey[-1] != "a" else "b")
    with pytest.raises(ValueError, match="Invalid checksum"):
        client.wallets.does_hotkey_exist(malformed)

    done(client.subnets.burned_register(alice, netuid))
    assert client.wallets.does_hotkey_exist(hotkey) is True
    assert client.wallets.get_hotkey_owner(hotkey) == alice.coldkeypub.ss58_address
    assert all(is_registered(client, hotkey, netuid))


def test_subnet_starts_once_the_delay_has_passed(client, wallet):
    alice, eve = wallet("Alice"), wallet("Eve")
    delay = client.queries.query_subtensor("StartCallDelay")
    assert delay.value == client.chain.get_start_call_delay() == 0
    client.execute(SUDO_SET_START_CALL_DELAY(alice, "AdminUtils", True, 20))
    assert client.chain.get_start_call_delay() == 20

    netuid = client.execute(REGISTER_SUBNET(eve)).netuid
    early = client.subnets.start_call(eve, netuid)
    assert not early.success and "NeedWaitingMoreBlocksToStarCall" in early.message
    assert not client.subnets.is_subnet_active(netuid)

    client.wait_for_block(client.subnets.subnet(netuid).network_registered_at + 20)
    done(client.subnets.start_call(eve, netuid, wait_for_finalization=True))
    assert client.subnets.is_subnet_active(netuid)


def test_stake_is_listed_and_can_be_taken_back_to_the_last_rao(client, wallet):
    alice, bob = wallet("Alice"), wallet("Bob")
    coldkey, own, hotkey = alice.coldkeypub.ss58_address, alice.hotkey.ss58_address, bob.hotkey.ss58_address
    netuid = start_subnet(client, alice, bob)
    assert stake(client, alice, hotkey, netuid) == alpha(0, netuid)

    done(client.staking.add_stake(alice, netuid, hotkey, tao(1), period=16))
    assert stake(client, alice, hotkey, netuid) > alpha(0, netuid)
    # An epoch gives the owner a share, and others something for their stake. Until the next one nothing changes.
    wait_for_epoch(client, netuid)
    staked = stake(client, alice, hotkey, netuid)
    shares = {hotkey: staked, own: stake(client, alice, own, netuid)}
    assert all(share > alpha(0, netuid) for share in shares.values())
    listed = client.staking.get_stake_info_for_coldkey(coldkey)
    assert {info.hotkey_ss58: (info.coldkey_ss58, info.netuid, info.stake) for info in listed} == {
        staked_on: (coldkey, netuid, share) for staked_on, share in shares.items()
    }
    assert [(info.locked, info.drain, info.is_registered) for info in listed] == [(alpha(0, netuid), 0, True)] * 2

    everywhere = client.staking.get_stake_for_coldkey_and_hotkey(coldkey, hotkey)
    assert {info.netuid: (info.stake.rao, info.is_registered) for info in everywhere.values()} == {
        0: (0, False),
        1: (0, False),
        netuid: (staked.rao, True),
    }
    assert list(everywhere) == [info.netuid for info in everywhere.values()]

    wait_for_epoch(client, netuid)
    staked = stake(client, alice, hotkey, netuid)
    done(client.staking.unstake(alice, netuid, hotkey, staked, period=16))
    assert stake(client, alice, hotkey, netuid) == alpha(0, netuid)


def test_metagraph_shows_neurons_and_their_stake(client, wallet, tmp_path):
    alice, bob, dave = wallet("Alice"), wallet("Bob"), wallet("Dave")
    netuid = start_subnet(client, alice)
    first = client.metagraphs.metagraph(netuid)
    assert first.uids.tolist() == [0]

    done(client.subnets.burned_register(bob, netuid))
    metagraph = client.metagraphs.metagraph(netuid)
    people = [alice, bob]
    assert metagraph.hotkeys == [person.hotkey.ss58_address for person in people]
    assert metagraph.coldkeys == [person.coldkeypub.ss58_address for person in people]
    assert metagraph.uids.tolist() == [0, 1]
    info = client.metagraphs.get_metagraph_info(netuid)
    assert metagraph.n.item() == client.subnets.subnetwork_n(netuid) == info.num_uids == len(metagraph.addresses) == 2
    alone, among = client.neurons.neuron_for_uid(1, netuid), metagraph.neurons[1]
    assert {name: getattr(alone, name) for name in vars(among)} == vars(among)

    done(client.subnets.burned_register(dave, netuid))
    metagraph.sync()
    assert metagraph.uids.tolist() == [0, 1, 2]

    foretold, _ = client.subnets.subnet(netuid).tao_to_alpha_with_slippage(tao(10_000))
    done(client.staking.add_stake(bob, netuid, bob.hotkey.ss58_address, tao(10_000)))
    metagraph.sync()
    assert metagraph.stake[1] == metagraph.neurons[1].stake.tao == pytest.approx(foretold.tao, rel=0.05)

    metagraph.save([str(tmp_path)])
    first.load([str(tmp_path)])
    assert (first.axons, first.neurons) == (metagraph.axons, metagraph.neurons)


def subnet_with_mechanisms(client, owner, tempo: int) -> int:
    """Registers and starts a subnet that has two mechanisms; its netuid."""
    return client.execute(
        REGISTER_SUBNET(owner),
        SUDO_SET_MAX_ALLOWED_UIDS(owner, "AdminUtils", True, NETUID, 128),
        SUDO_SET_TEMPO(owner, "AdminUtils", True, NETUID, tempo),
        SUDO_SET_MECHANISM_COUNT(owner, "AdminUtils", True, NETUID, 2),
        ACTIVATE_SUBNET(owner),
    ).netuid


def lift_limits_of_weights(client, sudo, netuid: int):
    """Lets weights be set at once and as often as one likes."""
    assert client.subnets.weights_rate_limit(netuid) > 0
    client.execute(
        SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED(sudo, "AdminUtils", True, netuid, False),
        SUDO_SET_WEIGHTS_SET_RATE_LIMIT(sudo, "AdminUtils", True, netuid, 0),
    )
    assert client.subnets.commit_reveal_enabled(netuid) is False
    assert client.subnets.get_subnet_hyperparameters(netuid).weights_rate_limit == 0
    assert client.subnets.get_hyperparameter("WeightsSetRateLimit", netuid) == 0
    assert client.subnets.weights_rate_limit(netuid) == 0


def test_weights_of_two_mechanisms_are_set_one_right_after_the_other(client, wallet):
    alice, tempo = wallet("Alice"), 50
    hotkey = alice.hotkey.ss58_address
    client.execute(
        SUDO_SET_ADMIN_FREEZE_WINDOW(alice, "AdminUtils", True, 0),
        SUDO_SET_NETWORK_RATE_LIMIT(alice, "AdminUtils", True, 0),
        SUDO_SET_LOCK_REDUCTION_INTERVAL(alice, "AdminUtils", True, 1),
    )
    netuids = [subnet_with_mechanisms(client, alice, tempo) for _ in range(2)]
    client.wait_for_block(client.block + 2 * tempo)
    for netuid in netuids:
        done(client.staking.add_stake(alice, netuid, hotkey, tao(10_000)))
    for netuid in netuids:
        lift_limits_of_weights(client, alice, netuid)

    def nonce() -> int:
        return client.queries.query_runtime_api("AccountNonceApi", "account_nonce", params=[hotkey])

    for mechid in range(2):
        for netuid in netuids:
            before = nonce()
            done(client.extrinsics.set_weights(alice, netuid, [0], [0.5], mechid, **SOON))
            assert nonce() == before + 1
        for netuid in netuids:
            # The greatest weight is the whole.
            assert client.subnets.weights(netuid, mechid) == [(0, [(0, 65_535)])]

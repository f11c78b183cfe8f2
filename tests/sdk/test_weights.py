"""Weights with the Bittensor SDK, and what neurons and their stakers earn by them.

All tests share a subnet, on the chain of `test_relations.py`; see `test_stake.py` for which client does them.
"""

from types import SimpleNamespace

import pytest
import sdk_clients
from bittensor.core.chain_data import RootClaimType
from steps import (
    SOON,
    SubtensorModule,
    alpha,
    done,
    give,
    place,
    place_as_root,
    place_by_hotkey,
    refused,
    set_parameters,
    stake,
    start_subnet,
    tao,
    wait_for_epoch,
    write_moving_price,
)

ROOT = 0
# Uids, in the order of registration.
OWNER, VALIDATOR, MINER = range(3)
WHOLE = 65_535
# What miners get of the alpha that a block makes, once the owner has a part: half. So much is made within an epoch.
MINED_IN_AN_EPOCH = 10 * (1 - 11_796 / WHOLE) / 2


@pytest.fixture
def client(shared_client):
    return shared_client


@pytest.fixture(scope="module")
def subnet(shared_client, tmp_path_factory):
    """A started subnet of Alice's, where a validator with a nominator may say something of a miner."""
    client, folder = shared_client, tmp_path_factory.mktemp("wallets")
    names = ("Alice", "Validator", "Miner", "Nominator", "Rooter", "Stranger")
    people = {name.lower(): sdk_clients.wallet(folder, name) for name in names}
    alice, validator, miner, nominator, *_ = people.values()
    give(client, alice, tao(2_000), *list(people.values())[1:])
    netuid = start_subnet(client, alice)
    for neuron in (validator, miner):
        done(client.subnets.burned_register(neuron, netuid, **SOON))
    for staker in (validator, nominator):
        done(client.staking.add_stake(staker, netuid, validator.hotkey.ss58_address, tao(100), **SOON))
    set_parameters(client, alice, sudo_set_admin_freeze_window={"window": 0})
    limit_weights(client, alice, netuid, commit_reveal=False, blocks=0)
    wait_for_epoch(client, netuid)
    return SimpleNamespace(netuid=netuid, **people)


def limit_weights(client, sudo, netuid: int, commit_reveal: bool, blocks: int):
    """Whether weights are committed to first, and how many blocks lie between those of one neuron."""
    set_parameters(
        client,
        sudo,
        sudo_set_commit_reveal_weights_enabled={"netuid": netuid, "enabled": commit_reveal},
        sudo_set_weights_set_rate_limit={"netuid": netuid, "weights_set_rate_limit": blocks},
    )


def set_weights(client, signer, netuid: int, weights: dict, **options):
    # Not in the block of the last ones: the SDK would not send them.
    client.wait_for_block()
    return client.extrinsics.set_weights(
        signer, netuid, list(weights), list(weights.values()), max_attempts=1, **SOON, **options
    )


def weights_of(client, netuid: int, uid: int) -> dict[int, int]:
    return dict(dict(client.subnets.weights(netuid)).get(uid, []))


def test_weights_are_shown_as_they_were_set_last(client, subnet):
    netuid = subnet.netuid
    done(set_weights(client, subnet.alice, netuid, {VALIDATOR: 0.25, MINER: 0.75}))
    # Scaled so that the greatest is the whole.
    assert weights_of(client, netuid, OWNER) == {VALIDATOR: WHOLE // 3, MINER: WHOLE}
    assert client.subnets.blocks_since_last_update(netuid, OWNER) < 10
    assert client.neurons.neuron_for_uid(OWNER, netuid).weights == [(VALIDATOR, WHOLE // 3), (MINER, WHOLE)]
    done(set_weights(client, subnet.alice, netuid, {MINER: 1}))
    assert weights_of(client, netuid, OWNER) == {MINER: WHOLE}
    assert client.metagraphs.metagraph(netuid, lite=False).W[OWNER].tolist() == [0, 0, 1]


def test_refused_weights_name_their_reason(client, subnet):
    alice, netuid = subnet.alice, subnet.netuid

    def say(signer, uids, values=None, version_key=0, mecid=0):
        """Composed, since the SDK asks the chain itself before it sends some of them."""
        return place_by_hotkey(
            client,
            signer,
            "set_mechanism_weights",
            netuid=netuid,
            mecid=mecid,
            dests=uids,
            weights=[WHOLE] * len(uids) if values is None else values,
            version_key=version_key,
        )

    before = client.subnets.weights(netuid)
    refused(set_weights(client, subnet.stranger, netuid, {MINER: 1}), "not registered in subnet")
    refused(say(subnet.miner, [OWNER]), "NeuronNoValidatorPermit")
    refused(say(alice, [MINER, MINER]), "DuplicateUids")
    refused(say(alice, [MINER + 1]), "UidVecContainInvalidOne")
    refused(say(alice, list(range(4))), "UidsLengthExceedUidsInSubNet")
    refused(say(alice, [MINER], []), "WeightVecNotEqualSize")
    set_parameters(client, alice, sudo_set_weights_version_key={"netuid": netuid, "weights_version_key": 5})
    refused(say(alice, [MINER], version_key=4), "IncorrectWeightVersionKey")
    # These never reach a block, for they are free.
    refused(say(subnet.stranger, [MINER]), "Custom error: 19")
    refused(say(alice, [MINER], mecid=1), "Custom error: 255")
    set_parameters(client, alice, sudo_set_stake_threshold={"min_stake": tao(1_000_000).rao})
    refused(say(subnet.validator, [MINER]), "Custom error: 1")
    set_parameters(client, alice, sudo_set_stake_threshold={"min_stake": 0})
    committed = client.extrinsics.commit_weights(
        alice, netuid, [1], [MINER], [WHOLE], max_attempts=1, raise_error=False, wait_for_inclusion=True
    )
    refused(committed, "Custom error: 255")
    assert client.subnets.weights(netuid) == before

    limit_weights(client, alice, netuid, commit_reveal=False, blocks=1_000)
    refused(say(alice, [MINER], version_key=5), "Custom error: 6")
    assert not set_weights(client, alice, netuid, {MINER: 1}).success
    limit_weights(client, alice, netuid, commit_reveal=False, blocks=0)
    done(say(alice, [MINER], version_key=5))


def test_committed_weights_are_set_when_they_are_revealed(client, subnet):
    alice, netuid = subnet.alice, subnet.netuid
    weights = {"uids": [VALIDATOR, MINER], "weights": [20_000, WHOLE]}

    def reveal(*salt: int):
        return client.extrinsics.reveal_weights(
            wallet=alice, netuid=netuid, salt=list(salt), max_attempts=1, **weights, **SOON
        )

    limit_weights(client, alice, netuid, commit_reveal=True, blocks=0)
    before = weights_of(client, netuid, OWNER)
    wait_for_epoch(client, netuid)
    done(
        client.extrinsics.commit_weights(
            wallet=alice, netuid=netuid, salt=[1, 2], **weights, wait_for_inclusion=True, **SOON
        )
    )
    refused(reveal(1, 2), "Custom error: 17")
    wait_for_epoch(client, netuid)
    refused(reveal(2, 1), "Custom error: 16")
    assert weights_of(client, netuid, OWNER) == before
    done(reveal(1, 2))
    assert weights_of(client, netuid, OWNER) == {VALIDATOR: 20_000, MINER: WHOLE}


def test_encrypted_weights_are_secret_until_their_round_and_do_not_wait_for_ever(client, subnet):
    alice, netuid = subnet.alice, subnet.netuid
    limit_weights(client, alice, netuid, commit_reveal=True, blocks=0)
    before = weights_of(client, netuid, OWNER)
    wait_for_epoch(client, netuid)
    response = done(set_weights(client, alice, netuid, {VALIDATOR: 1}, block_time=0.25))
    [(hotkey, block, ciphertext, reveal_round)] = client.commitments.get_timelocked_weight_commits(netuid)
    assert hotkey == alice.hotkey.ss58_address
    assert client.block - 10 < block <= client.block
    assert (ciphertext, reveal_round) == (
        "0x" + response.data["commit_for_reveal"].hex(),
        response.data["reveal_round"],
    )
    assert weights_of(client, netuid, OWNER) == before
    # In the next epoch they are set if drand can be reached; in the one after it is too late.
    for _ in range(2):
        wait_for_epoch(client, netuid)
    assert client.commitments.get_timelocked_weight_commits(netuid) == []


def test_miner_validator_and_nominator_earn_by_weights(client, subnet):
    netuid, validator, miner = subnet.netuid, subnet.validator, subnet.miner
    hotkey = validator.hotkey.ss58_address

    def stakes() -> list[int]:
        places = [(miner, miner.hotkey.ss58_address), (validator, hotkey), (subnet.nominator, hotkey)]
        return [stake(client, holder, staked_on, netuid).rao for holder, staked_on in places]

    limit_weights(client, subnet.alice, netuid, commit_reveal=False, blocks=0)
    assert client.subnets.get_subnet_validator_permits(netuid) == [True, True, False]
    done(set_weights(client, validator, netuid, {MINER: 1}))
    wait_for_epoch(client, netuid)
    before = stakes()
    wait_for_epoch(client, netuid)
    earned = [now - then for now, then in zip(stakes(), before, strict=True)]

    metagraph = client.metagraphs.metagraph(netuid, lite=False)
    assert metagraph.I.tolist() == [0, 0, 1]
    assert metagraph.C.tolist() == [0, 0, 1]
    assert metagraph.D[VALIDATOR] > 0.5 and metagraph.D[MINER] == 0
    assert sum(metagraph.D) == pytest.approx(1, abs=1e-3)
    assert metagraph.B[VALIDATOR][MINER] > 0
    assert metagraph.E[MINER] == pytest.approx(MINED_IN_AN_EPOCH, rel=0.05)
    assert sum(metagraph.E) == pytest.approx(2 * MINED_IN_AN_EPOCH, rel=0.05)

    assert earned[0] == pytest.approx(MINED_IN_AN_EPOCH * 1e9, rel=0.05)
    # Validators get as much as miners, by their stake; of what stakers earn, a take is the validator's.
    by_stake = [gain / had for gain, had in zip(earned[1:], before[1:], strict=True)]
    assert by_stake[0] > by_stake[1] > 0
    assert 0.5 * earned[0] < sum(earned[1:]) < earned[0]


def test_root_staker_claims_what_validators_earn_for_it(client, subnet):
    alice, validator, rooter, netuid = subnet.alice, subnet.validator, subnet.rooter, subnet.netuid
    hotkey, coldkey = validator.hotkey.ss58_address, rooter.coldkeypub.ss58_address
    limit_weights(client, alice, netuid, commit_reveal=False, blocks=0)
    done(place_as_root(client, alice, client.compose(SubtensorModule, "sudo_set_num_root_claims", new_value=0)))
    done(set_weights(client, validator, netuid, {MINER: 1}))
    done(client.staking.add_stake(rooter, ROOT, hotkey, tao(1_000), **SOON))
    done(client.staking.set_root_claim_type(rooter, RootClaimType.Keep, **SOON))

    # Root is paid while the alpha of all subnets together is worth more than a TAO.
    price = write_moving_price(client, alice, netuid, 2 << 32)
    for _ in range(2):
        wait_for_epoch(client, netuid)
    write_moving_price(client, alice, netuid, price)
    claimable = client.staking.get_root_claimable_stake(coldkey, hotkey, netuid)
    assert alpha(0.0005, netuid) < claimable < alpha(MINED_IN_AN_EPOCH, netuid)
    done(place(client, rooter, "claim_root", subnets=[netuid]))
    assert stake(client, rooter, hotkey, netuid).rao >= claimable.rao - 1
    assert stake(client, rooter, hotkey, ROOT) == tao(1_000)

"""Fills a chain with subnets, so that the block step has as much to do as there can be: NODE [SLOT] > SPECIFICATION.

128 subnets have started and TAO flows into them. Each has 64 validators, the same everywhere, who stake there and on
root and have weights on all 256 neurons, and 192 miners of its own. Two epochs fall due in every fourth block, from
block 2 on, again and again. A slot has SLOT milliseconds, else 250. Needs the packages of the clients that tests use.
"""

import hashlib
import json
import subprocess
import sys
import tempfile

from scalecodec.utils.ss58 import ss58_encode
from xxhash import xxh64_intdigest

SUBNETS, VALIDATORS, NEURONS = 128, 64, 256
EPOCHS_PER_BLOCK, PAUSE = 2, 4
TEMPO = SUBNETS // EPOCHS_PER_BLOCK * PAUSE
TAO = 10**9


def account(role: str, *numbers: int) -> str:
    """An account that nobody has the key of."""
    return ss58_encode(hashlib.sha256(f"{role} {numbers}".encode()).digest())


def validator(number: int) -> dict:
    """Somebody who validates on all subnets."""
    return {"hotkey": account("validator", number), "coldkey": account("owner of validator", number)}


def miner(netuid: int, number: int) -> dict:
    """Somebody who mines on one subnet."""
    return {"hotkey": account("miner", netuid, number), "coldkey": account("owner of miner", netuid, number)}


def stakes(netuid: int) -> list:
    """What the validators have staked, the more the lower their number."""
    return [validator(n) | {"netuid": netuid, "alpha": (1000 - 10 * n) * TAO} for n in range(VALIDATORS)]


def subnet(netuid: int) -> dict:
    """A subnet as the genesis knows it, owned by its first miner."""
    neurons = [validator(n) for n in range(VALIDATORS)] + [miner(netuid, n) for n in range(NEURONS - VALIDATORS)]
    return {
        "netuid": netuid,
        "owner": miner(netuid, 0)["coldkey"],
        "ownerHotkey": miner(netuid, 0)["hotkey"],
        "tempo": TEMPO,
        "maxAllowedUids": NEURONS,
        "maxAllowedValidators": VALIDATORS,
        "minAllowedWeights": 0,
        "targetRegistrationsPerInterval": 2,
        "subtokenEnabled": True,
        "locked": 0,
        "pool": {
            "tao": 10_000 * TAO,
            "alpha": 20_000 * TAO,
            "alphaOutside": sum(stake["alpha"] for stake in stakes(netuid)),
        },
        "neurons": neurons,
    }


def fill(patch: dict):
    """Puts the subnets into a genesis."""
    root = next(subnet for subnet in patch["subnets"]["subnets"] if subnet["netuid"] == 0)
    patch["subnets"]["subnets"] = [root] + [subnet(netuid) for netuid in range(1, SUBNETS + 1)]
    patch["staking"]["stakes"] = [stake for netuid in range(SUBNETS + 1) for stake in stakes(netuid)]
    people = {neuron["coldkey"] for subnet in patch["subnets"]["subnets"][1:] for neuron in subnet["neurons"]}
    patch["balances"]["balances"] += [[coldkey, 100 * TAO] for coldkey in sorted(people)]


def key(item: str, *parts: int) -> str:
    """Where an item of the protocol is stored; the parts of its key are not hashed."""
    prefix = b"".join(
        xxh64_intdigest(name, seed).to_bytes(8, "little")
        for name in (b"SubtensorModule", item.encode())
        for seed in (0, 1)
    )
    return "0x" + (prefix + b"".join(part.to_bytes(2, "little") for part in parts)).hex()


def sequence(items: list) -> bytes:
    """A SCALE sequence of 64 to 2^14 items."""
    return (len(items) << 2 | 1).to_bytes(2, "little") + b"".join(items)


def weights(netuid: int, uid: int) -> list:
    """What a validator finds of everybody: much the same as the others do."""
    worth = [hashlib.sha256(f"{netuid} {n}".encode()).digest()[0] * 200 + 1 for n in range(NEURONS)]
    return [(n, worth[n] * (90 + (uid * 7 + n * 3) % 20) // 100) for n in range(NEURONS)]


def set_going(top: dict):
    """Writes what the genesis does not know."""

    def write(item: str, parts: tuple, value: bytes):
        top[key(item, *parts)] = "0x" + value.hex()

    def number(value: int, width: int) -> bytes:
        return value.to_bytes(width, "little", signed=True)

    write("MaxEpochsPerBlock", (), bytes([EPOCHS_PER_BLOCK]))
    write("SubnetTAO", (0,), number(sum(stake["alpha"] for stake in stakes(0)), 8))
    for netuid in range(1, SUBNETS + 1):
        write("FirstEmissionBlockNumber", (netuid,), number(1, 8))
        write("CommitRevealWeightsEnabled", (netuid,), b"\0")
        write("SubnetMovingPrice", (netuid,), number(2**31, 16))
        write("SubnetEmaTaoFlow", (netuid,), number(0, 8) + number(netuid * TAO << 64, 16))
        write("SubnetTaoFlow", (netuid,), number(netuid * TAO, 8))
        write("PendingEpochAt", (netuid,), number((netuid - 1) // EPOCHS_PER_BLOCK * PAUSE + 2, 8))
        write("ValidatorPermit", (netuid,), sequence([bytes([n < VALIDATORS]) for n in range(NEURONS)]))
        write("LastUpdate", (netuid,), sequence([number(1, 8)] * NEURONS))
        for uid in range(VALIDATORS):
            row = [n.to_bytes(2, "little") + weight.to_bytes(2, "little") for n, weight in weights(netuid, uid)]
            write("Weights", (netuid, uid), sequence(row))


def main():
    """Writes the specification."""
    node, *slot = sys.argv[1:]
    export = [node, "export-chain-spec", "--chain"]
    specification = json.loads(subprocess.check_output([*export, "dev"]))
    patch = specification["genesis"]["runtimeGenesis"]["patch"]
    fill(patch)
    if slot:
        patch["chainParameters"]["slotMillis"] = int(slot[0])
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(specification, file)
        file.flush()
        specification = json.loads(subprocess.check_output([*export, file.name, "--raw"]))
    set_going(specification["genesis"]["raw"]["top"])
    json.dump(specification, sys.stdout)


main()

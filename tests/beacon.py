"""A drand beacon with a key of its own, for machines without internet: the program `taonet-beacon`."""

import contextlib
import json
import os
import subprocess
import time

BINARY = os.environ.get("TAONET_BEACON", "")

# The schedule of drand's quicknet, which is that of the program and of local chains too: seconds.
FIRST_ROUND_AT, PERIOD = 1_692_803_367, 3


def ask(*arguments: str) -> str:
    """What a command of the program prints."""
    result = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=20, check=True)
    return result.stdout.strip()


def public_key() -> str:
    return ask("public-key")


def signature(number: int) -> str:
    """What the beacon signs a round with, be it still to come: hexadecimal digits."""
    return json.loads(ask("pulse", "--round", str(number)))["signature"]


def encrypt(number: int, payload: bytes) -> bytes:
    """What only the signature of a round opens."""
    return bytes.fromhex(ask("encrypt", "--round", str(number), "--hex", payload.hex()))


def latest_round() -> int:
    """The round that is signed last by the clock."""
    return int(time.time() - FIRST_ROUND_AT) // PERIOD + 1


@contextlib.contextmanager
def relay(port: int = 0):
    """A running relay; its address."""
    with subprocess.Popen([BINARY, "serve", "--port", str(port)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()

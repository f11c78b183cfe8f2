"""Adds accounts to a chain specification, so that its database is worth measuring: SPECIFICATION COUNT > LARGER."""

import hashlib
import json
import sys

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def ss58(key: bytes) -> str:
    """The address of a public key, prefix 42."""
    payload = bytes([42]) + key
    number = int.from_bytes(payload + hashlib.blake2b(b"SS58PRE" + payload).digest()[:2], "big")
    text = ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return text


def main():
    path, count = sys.argv[1:]
    with open(path) as file:
        specification = json.load(file)
    balances = specification["genesis"]["runtimeGenesis"]["patch"]["balances"]["balances"]
    balances += [[ss58(hashlib.sha256(str(i).encode()).digest()), 10**9 + i] for i in range(int(count))]
    json.dump(specification, sys.stdout)


main()

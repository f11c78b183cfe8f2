"""The command line `btcli`, run as a person or a script runs it, in a home folder of its own."""

import concurrent.futures
import importlib.metadata
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

from bittensor_wallet import Keypair, Wallet

# Beside the Python that runs the tests, so that each environment tests its own version.
BINARY = pathlib.Path(sys.executable).parent / "btcli"
VERSION = tuple(int(part) for part in importlib.metadata.version("bittensor-cli").split("."))
# The most that one command may take, in seconds: it takes two or three where nothing else runs.
LIMIT = 120
# Wide enough that no table and no message is broken into lines.
COLUMNS = "400"


class Btcli:
    """`btcli` with the home folder `home`, where its settings and wallets lie."""

    def __init__(self, home: pathlib.Path):
        self.home = home
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "BT", "XDG_"))},
            "HOME": str(home),
            "COLUMNS": COLUMNS,
            # So that what is printed does not depend on who runs the tests.
            "LC_ALL": "C.UTF-8",
        }

    def __call__(self, command: str, typed: str = "") -> str:
        """What a command prints to a person who types `typed` when asked: its words, with a space between any two."""
        result = self.run(command, typed)
        shown = (result.stdout + " " + result.stderr).replace("\u200e", "")
        # The lines of tables are no words.
        return " ".join(re.sub("[\u2500-\u257f]", " ", shown).split())

    def json(self, command: str):
        """What a command answers to a script, which nobody can ask anything."""
        result = self.run(f"{command} --json-output")
        # A new key is told in words before it.
        answer = re.search(r"^[\[{].*", result.stdout, re.MULTILINE | re.DOTALL)
        assert answer, f"no JSON of `{command}`: {result.stdout}{result.stderr}"
        # Not strict, as the client breaks long lines, even within a string.
        return json.loads(answer[0], strict=False)

    def together(self, *commands: str) -> list:
        """What several commands print that do not disturb each other."""
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            return list(pool.map(self, commands))

    def run(self, command: str, typed: str = "") -> subprocess.CompletedProcess:
        result = subprocess.run(
            [BINARY, *shlex.split(command)],
            input=typed,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            env=self.environment,
            cwd=self.home,
        )
        assert "Traceback" not in result.stderr, result.stderr
        return result

    @property
    def wallets(self) -> pathlib.Path:
        return self.home / ".bittensor" / "wallets"

    def wallet(self, name: str) -> Wallet:
        """A wallet of this home folder; if it is not there it is made, of `//Name`, and its hotkey of `//Name_hk`."""
        wallet = Wallet(name=name, path=str(self.wallets))
        if not wallet.coldkey_file.exists_on_device():
            coldkey, hotkey = (Keypair.create_from_uri(f"//{name.capitalize()}{ending}") for ending in ("", "_hk"))
            wallet.set_coldkey(coldkey, encrypt=False)
            wallet.set_coldkeypub(coldkey, encrypt=False)
            wallet.set_hotkey(hotkey, encrypt=False)
            wallet.set_hotkeypub(hotkey, encrypt=False)
        return wallet

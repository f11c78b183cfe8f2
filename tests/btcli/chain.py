"""What a scenario is not about: calls sent without btcli, which takes seconds for each of them."""

import functools
import hashlib

from command_line import VERSION, Btcli

import clients
import node

TAO = 10**9


class Chain:
    """A client of the node at `url` that signs with the wallets of `btcli`'s home folder."""

    def __init__(self, url: str, btcli: Btcli):
        self.substrate = clients.connect(url)
        self.wallet = btcli.wallet

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.substrate.close()

    def call(self, pallet: str, name: str, **arguments):
        return self.substrate.compose_call(pallet, name, arguments)

    def send(self, signer: str, pallet: str, name: str, **arguments) -> None:
        """Sends a call of the coldkey of the wallet `signer`, and waits until a block has carried it out."""
        self.submit(self.wallet(signer).coldkey, self.call(pallet, name, **arguments))

    def as_root(self, *calls) -> None:
        """Carries out calls as root, all in one block."""
        batch = self.call("Utility", "batch_all", calls=list(calls))
        self.submit(self.wallet("alice").coldkey, self.call("Sudo", "sudo", call=batch))

    def set_parameters(self, **calls: dict) -> None:
        """Sets parameters as root, by their calls of AdminUtils."""
        self.as_root(*(self.call("AdminUtils", name, **arguments) for name, arguments in calls.items()))

    def submit(self, signer, call) -> None:
        receipt = self.substrate.submit_extrinsic(
            self.substrate.create_signed_extrinsic(call, signer), wait_for_inclusion=True
        )
        assert receipt.is_success, receipt.error_message
        events = [(event["module_id"], event["attributes"]) for event in clients.events(receipt)]
        # What root carries out may fail within a success.
        assert not any(module == "Sudo" and "Err" in str(attributes) for module, attributes in events), events

    def person(self, name: str, balance: float = 0):
        """A wallet that is made from `//Name`, with so much TAO more."""
        wallet = self.wallet(name)
        if balance:
            self.fund(**{name: balance})
        return wallet

    def fund(self, **balances: float) -> None:
        """Gives TAO of Alice's to the coldkeys of wallets."""
        calls = [
            self.call(
                "Balances",
                "transfer_keep_alive",
                dest=self.wallet(name).coldkeypub.ss58_address,
                value=int(balance * TAO),
            )
            for name, balance in balances.items()
        ]
        self.send("alice", "Utility", "batch_all", calls=calls)

    def commit_weights(self, signer: str, netuid: int, weights: dict[int, int], salt: list[int]) -> None:
        """Commits the hotkey of a wallet to weights, such that btcli can reveal them: under its own version."""
        hotkey = self.wallet(signer).hotkey
        version = functools.reduce(lambda number, part: number * 1_000 + part, VERSION)
        parts = [hotkey.public_key, netuid.to_bytes(2, "little")]
        # A list has four times its length before it.
        for numbers in (list(weights), list(weights.values()), salt):
            parts += [bytes([4 * len(numbers)]), *(number.to_bytes(2, "little") for number in numbers)]
        commitment = hashlib.blake2b(b"".join([*parts, version.to_bytes(8, "little")]), digest_size=32).hexdigest()
        call = self.call("SubtensorModule", "commit_weights", netuid=netuid, commit_hash=f"0x{commitment}")
        self.submit(hotkey, call)

    def query(self, item: str, *keys):
        """A stored value of SubtensorModule."""
        value = self.substrate.query("SubtensorModule", item, list(keys))
        return getattr(value, "value", value)

    def has(self, pallet: str, item: str) -> bool:
        """Whether there is such an item, and something stored in it."""
        if self.substrate.get_metadata_storage_function(pallet, item) is None:
            return False
        value = self.substrate.query(pallet, item)
        return getattr(value, "value", value) is not None

    def balance(self, address: str) -> int:
        """What an account holds free, in RAO."""
        return int(self.substrate.query("System", "Account", [address])["data"]["free"])

    @property
    def block(self) -> int:
        return self.substrate.get_block_number(None)

    def wait_for_block(self, number: int) -> None:
        node.wait_until(lambda: self.block >= number, f"block {number}")

    def wait_for_epoch(self, netuid: int) -> None:
        """Waits until the subnet's next epoch has run."""
        last = self.query("LastEpochBlock", netuid)
        node.wait_until(lambda: self.query("LastEpochBlock", netuid) > last, f"an epoch of subnet {netuid}")

    def subnet(self, owner: str, started: bool = True) -> int:
        """Makes a subnet of this wallet's; its netuid."""
        hotkey = self.wallet(owner).hotkey.ss58_address
        self.send(owner, "SubtensorModule", "register_network", hotkey=hotkey)
        netuid = max(
            int(getattr(netuid, "value", netuid))
            for netuid, added in self.substrate.query_map("SubtensorModule", "NetworksAdded")
            if getattr(added, "value", added)
        )
        if started:
            self.send(owner, "SubtensorModule", "start_call", netuid=netuid)
        return netuid

    def register(self, netuid: int, *names: str) -> None:
        """Registers the hotkeys of wallets as neurons."""
        for name in names:
            hotkey = self.wallet(name).hotkey.ss58_address
            self.send(name, "SubtensorModule", "burned_register", netuid=netuid, hotkey=hotkey)

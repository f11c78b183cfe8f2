"""What several scenarios do, and the money they speak of."""

from async_substrate_interface.utils.hasher import xxh128
from bittensor.core import chain_data
from bittensor.core.extrinsics.pallets.base import CallBuilder
from bittensor.extras.dev_framework import ACTIVATE_SUBNET, REGISTER_NEURON, REGISTER_SUBNET
from bittensor.utils.balance import Balance


def tao(amount: float) -> Balance:
    return Balance.from_tao(amount)


def rao(amount: int) -> Balance:
    return Balance.from_rao(amount)


def alpha(amount: float, netuid: int) -> Balance:
    """An amount of a subnet's own token."""
    return Balance.from_tao(amount).set_unit(netuid)


def balance(client, wallet) -> Balance:
    return client.wallets.get_balance(wallet.coldkeypub.ss58_address)


def stake(client, wallet, hotkey: str, netuid: int) -> Balance:
    return client.staking.get_stake(wallet.coldkeypub.ss58_address, hotkey, netuid)


def transfer(client, sender, receiver, amount: Balance | None, keep_alive: bool = True):
    """Sends TAO, everything if no amount is given, and waits until that is final."""
    return done(
        client.extrinsics.transfer(
            wallet=sender,
            destination_ss58=receiver.coldkeypub.ss58_address,
            amount=amount,
            transfer_all=amount is None,
            keep_alive=keep_alive,
            wait_for_finalization=True,
        )
    )


def give(client, sender, amount: Balance, *receivers):
    """Sends each of them this much TAO, all in one block."""
    gifts = [
        client.compose(Balances, "transfer_keep_alive", dest=receiver.coldkeypub.ss58_address, value=amount.rao)
        for receiver in receivers
    ]
    done(place_composed(client, sender, client.compose(Utility, "batch_all", calls=gifts)))


def start_subnet(client, owner, *neurons) -> int:
    """Registers a subnet of `owner` and starts it, with these neurons beside the owner's; its netuid."""
    others = [REGISTER_NEURON(neuron) for neuron in neurons]
    return client.execute(REGISTER_SUBNET(owner), ACTIVATE_SUBNET(owner), *others).netuid


def wait_for_epoch(client, netuid: int):
    """Waits until the subnet's next epoch has run: a tempo after the last one, while the SDK adds a block to each."""
    last = client.queries.query_subtensor("LastEpochBlock", params=[netuid]).value
    client.wait_for_block(last + client.subnets.tempo(netuid))


def claim_hotkey(client, owner, by=None) -> str:
    """Lets the chain know whose the hotkey is; its address. As it is on no subnet, stake on it earns nothing."""
    hotkey = owner.hotkey.ss58_address
    done((by or send)(client, owner, "try_associate_hotkey", hotkey=hotkey))
    return hotkey


class SubtensorModule(CallBuilder):
    """Builds the pallet's calls from the chain's metadata: the SDK finds the pallet by the name of this class."""


class AdminUtils(CallBuilder):
    """Builds the calls that set parameters."""


class Sudo(CallBuilder):
    """Builds the calls of the root key."""


class System(CallBuilder):
    """Builds the calls that root alone can make, to write into the storage."""


class Balances(CallBuilder):
    """Builds transfers."""


class Crowdloan(CallBuilder):
    """Builds the calls of crowdloans."""


class Utility(CallBuilder):
    """Builds calls that are made of other calls."""


class Multisig(CallBuilder):
    """Builds the calls of accounts that several keys have together."""


class Proxy(CallBuilder):
    """Builds the calls of accounts that act for others."""


def send(client, sender, call: str, **arguments):
    """Sends a call for which the SDK has no function of its own, and waits until it is final."""
    return submit(client, sender, client.compose(SubtensorModule, call, **arguments))


def send_as_root(client, sender, call: str, **arguments):
    """Sends a call through `Sudo.sudo`, and waits until it is final."""
    inner = client.compose(SubtensorModule, call, **arguments)
    return submit(client, sender, client.compose(Sudo, "sudo", call=inner))


def submit(client, sender, composed):
    # The asynchronous client counts the nonces of its staking calls on its own, so this has to be counted too.
    return client.sign_and_send_extrinsic(
        composed, sender, use_nonce=True, nonce_key="coldkeypub", wait_for_finalization=True
    )


# For calls on a chain with a single author, where what is in a block remains.
SOON = {"wait_for_finalization": False}


def place(client, sender, call: str, **arguments):
    """Sends a call of SubtensorModule like `send`, but waits only until it is in a block."""
    return place_composed(client, sender, client.compose(SubtensorModule, call, **arguments))


def place_by_hotkey(client, sender, call: str, **arguments):
    """Sends a call like `place`, signed by the hotkey as calls of neurons are."""
    composed = client.compose(SubtensorModule, call, **arguments)
    return client.sign_and_send_extrinsic(composed, sender, sign_with="hotkey", **SOON)


def place_as_root(client, sender, composed):
    """Sends a call through `Sudo.sudo`, and waits until it is in a block."""
    return place_composed(client, sender, client.compose(Sudo, "sudo", call=composed))


def set_parameters(client, sudo, **calls: dict):
    """Sets parameters by their calls of AdminUtils, all in one block."""
    composed = [client.compose(AdminUtils, call, **arguments) for call, arguments in calls.items()]
    response = done(place_as_root(client, sudo, client.compose(Utility, "batch_all", calls=composed)))
    # The call of the sudo key succeeds whatever becomes of that within.
    [result] = [event["attributes"] for event in events(client, response) if event["event_id"] == "Sudid"]
    assert "Err" not in str(result), result


def events(client, response) -> list[dict]:
    """The events of what was sent: each with `module_id`, `event_id` and `attributes`."""
    records = client.settle(response.extrinsic_receipt.triggered_events)
    return [getattr(record, "value", record)["event"] for record in records]


def place_composed(client, sender, composed):
    # Not counted, as the calls of the SDK are not that do not stake: it would not see those in between.
    return client.sign_and_send_extrinsic(composed, sender, **SOON)


def write_moving_price(client, sudo, netuid: int, value: int):
    """Writes the average price of a subnet's alpha, in 2^-32 TAO; answers that which was stored."""
    key = storage_key("SubtensorModule", "SubnetMovingPrice", netuid.to_bytes(2, "little"))
    stored = client.queries.query_subtensor("SubnetMovingPrice", params=[netuid])
    # SDK 10.2 wraps no structs.
    before = getattr(stored, "value", stored)["bits"]
    written = client.compose(System, "set_storage", items=[(key, "0x" + value.to_bytes(16, "little").hex())])
    done(place_as_root(client, sudo, written))
    return before


def address_of(account) -> str:
    """The address of an account that was read as it is stored, which only SDK 10.2 leaves to be decoded."""
    decode = getattr(chain_data, "decode_account_id", str)
    return decode(account)


def storage_key(pallet: str, item: str, *hashed: bytes) -> str:
    """Where an item is stored, given its keys as they are hashed."""
    return "0x" + b"".join([xxh128(pallet.encode()), xxh128(item.encode()), *hashed]).hex()


def done(response):
    """The response, which must be that of a success."""
    assert response.success, response.message
    return response


def refused(response, reason: str):
    """Makes sure that the chain, or the client itself, refused this for the reason."""
    assert not response.success, f"{reason} was expected"
    assert reason in response.message, response.message

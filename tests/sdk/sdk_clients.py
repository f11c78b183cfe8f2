"""The two clients of the Bittensor SDK, called in one way, and wallets for them."""

import asyncio
import inspect
import os
import pathlib
import threading

from bittensor.extras import SubtensorApi
from bittensor.extras.dev_framework import TestSubnet
from bittensor_wallet import Keypair, Wallet


def wallet(folder: pathlib.Path, name: str) -> Wallet:
    """The wallet of `//name` with the hotkey `//name_hk`, stored in `folder` without a password."""
    made = Wallet(name=name, path=str(folder))
    coldkey, hotkey = Keypair.create_from_uri(f"//{name}"), Keypair.create_from_uri(f"//{name}_hk")
    made.set_coldkey(coldkey, encrypt=False, overwrite=True)
    made.set_coldkeypub(coldkey, encrypt=False, overwrite=True)
    made.set_hotkey(hotkey, encrypt=False, overwrite=True)
    made.set_hotkeypub(hotkey, encrypt=False, overwrite=True)
    return made


class Sync:
    """The synchronous client of the node at `url`, with all attributes of the SDK's own object."""

    def __init__(self, url: str):
        self.api = SubtensorApi(network=url, legacy_methods=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.api.close()

    def __getattr__(self, name: str):
        return getattr(self.api, name)

    def execute(self, *steps) -> TestSubnet:
        """Takes these steps with a subnet; raises if one of them fails."""
        subnet = TestSubnet(self.api, raise_error=True)
        subnet.execute_steps(list(steps))
        return subnet

    def compose(self, pallet: type, call: str, /, **arguments):
        """A call, composed by one of the SDK's builders."""
        return getattr(pallet(self.api), call)(**arguments)

    def settle(self, value):
        """The value itself, where the other client may have to wait for it."""
        return value


# Whose objects answer coroutines.
ASYNCHRONOUS = (
    "bittensor.extras",
    "bittensor.core.async_subtensor",
    "bittensor.core.metagraph",
    "async_substrate_interface.async_substrate",
)


class Awaited:
    """An object of the asynchronous SDK whose coroutines a running loop brings to their end at once."""

    def __init__(self, inner, loop: asyncio.AbstractEventLoop):
        self.inner = inner
        self.loop = loop

    def __getattr__(self, name: str):
        return self.awaited(getattr(self.inner, name))

    def awaited(self, value):
        """The value, such that neither it nor what its methods answer has to be awaited."""
        value = self.settle(value)
        if type(value).__module__.startswith(ASYNCHRONOUS):
            return Awaited(value, self.loop)
        if callable(value):
            return lambda *positional, **named: self.awaited(value(*positional, **named))
        return value

    def settle(self, value):
        """The value, waited for if that is needed."""
        if inspect.iscoroutine(value):
            return asyncio.run_coroutine_threadsafe(value, self.loop).result()
        return value

    def __iter__(self):
        async def listed():
            return [entry async for entry in self.inner]

        return iter(self.settle(listed()))


class Async(Awaited):
    """The asynchronous client of the node at `url`, to be used like the synchronous one; its loop runs in a thread."""

    def __init__(self, url: str):
        super().__init__(None, asyncio.new_event_loop())
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.inner = self.settle(self.connect(url))

    @staticmethod
    async def connect(url: str) -> SubtensorApi:
        return await SubtensorApi(network=url, legacy_methods=False, async_subtensor=True).__aenter__()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.settle(self.inner.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def execute(self, *steps) -> TestSubnet:
        """Takes these steps with a subnet; raises if one of them fails."""
        subnet = TestSubnet(self.inner, raise_error=True)
        self.settle(subnet.async_execute_steps(list(steps)))
        return subnet

    def compose(self, pallet: type, call: str, /, **arguments):
        """A call, composed by one of the SDK's builders."""
        return self.settle(getattr(pallet(self.inner), call)(**arguments))


# Which clients do what takes long: the synchronous one, and with TAONET_BOTH_CLIENTS set the other one too.
CHOSEN = [Sync, Async] if os.environ.get("TAONET_BOTH_CLIENTS") else [Sync]

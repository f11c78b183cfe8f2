"""The Python client library as wallets use it, in a form that both its generations share."""

from async_substrate_interface.sync_substrate import SubstrateInterface


def connect(url: str) -> SubstrateInterface:
    """A client of the node at `url`; a context manager."""
    return SubstrateInterface(url=url, ss58_format=42)


def events(receipt) -> list[dict]:
    """The events of an extrinsic: each with `module_id`, `event_id` and `attributes`."""
    return [getattr(event, "value", event)["event"] for event in receipt.triggered_events]

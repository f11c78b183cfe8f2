"""Measures how long a node takes to show all subnets: bench-views.py URL [--repeat N] [--pid PID].

Asks for all metagraphs and for all dynamic info over a WebSocket, one call after the other, and prints the time from
the question to the last byte of the answer. With the node's process id it prints processor time beside the time on the
clock, so that machines with other work can be compared; what the node does besides is in it.

Run it against a chain that scripts/full-subnets.py made. Needs the packages of the clients that tests use.
"""

import argparse
import json
import os
import statistics
import time

from websockets.sync.client import connect

# Runtime API method, and the seconds in which it is to be answered with 128 subnets of 256 neurons.
VIEWS = {
    "SubnetInfoRuntimeApi_get_all_metagraphs": 1.5,
    "SubnetInfoRuntimeApi_get_all_dynamic_info": 0.15,
}
LARGEST_ANSWER = 2**28


class Client:
    """A connection that waits for each answer."""

    def __init__(self, url: str):
        self.socket = connect(url, max_size=LARGEST_ANSWER, compression=None, open_timeout=60)

    def ask(self, method: str, *parameters) -> str:
        """The answer as text, which may be megabytes."""
        self.socket.send(json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": parameters}))
        answer = self.socket.recv(timeout=120)
        if '"error"' in answer[:200]:
            raise RuntimeError(f"{method}: {answer[:500]}")
        return answer


def processor_seconds(pid: int | None) -> float:
    """What all threads of the process have used of processors so far; nothing where no process is named."""
    if pid is None:
        return 0.0
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(client: Client, method: str, repeat: int, pid: int | None):
    """Prints how long the calls took."""
    client.ask("state_call", method, "0x")
    spent, length = [], 0
    used = processor_seconds(pid)
    for _ in range(repeat):
        began = time.perf_counter()
        length = len(client.ask("state_call", method, "0x"))
        spent.append(time.perf_counter() - began)
    used = (processor_seconds(pid) - used) / repeat
    processor = f", {used:.3f} s of processors" if pid else ""
    print(
        f"{method}: {statistics.median(spent):.3f} s ({min(spent):.3f} to {max(spent):.3f}, at most {VIEWS[method]} s)"
        f"{processor}, {length / 2**20:.2f} MiB of JSON"
    )


def main():
    """Measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--pid", type=int)
    options = parser.parse_args()
    client = Client(options.url)
    for method in VIEWS:
        measure(client, method, options.repeat, options.pid)


main()

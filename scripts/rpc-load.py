"""Measures whether a node makes blocks on time while clients ask for all metagraphs: NODE [CLIENTS [SECONDS [SLOT]]].

The chain has 128 full subnets (`full-subnets.py`) and slots of SLOT milliseconds, 12000 if nothing is said; it is made
and run in a temporary folder. The table says for the same number of seconds without and with clients how many of the
slots had a block, how long the longest wait for one was, and how long the node worked on a block; then how long the
clients waited. Needs the packages of the clients that tests use.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

PORT = 9957
ASKED = "SubnetInfoRuntimeApi_get_all_metagraphs"
# A block after the first ones, which are slow because everything is read for the first time.
WARM = 3


def rpc(method: str, *parameters) -> dict:
    """One request over HTTP: the whole answer."""
    body = json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": parameters}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as response:
        return json.load(response)


def best() -> int:
    """Height of the best block, 0 as long as nobody answers."""
    try:
        return int(rpc("chain_getHeader")["result"]["number"], 16)
    except OSError:
        return 0


def slot(number: int) -> int:
    """Aura's slot of a block."""
    digest = rpc("chain_getHeader", rpc("chain_getBlockHash", number)["result"])["result"]["digest"]["logs"]
    found = [re.fullmatch("0x066175726120([0-9a-f]{16})", entry) for entry in digest]
    return int.from_bytes(bytes.fromhex(next(match for match in found if match)[1]), "little")


class Clients:
    """So many clients that ask again and again, each as soon as it has its answer."""

    def __init__(self, count: int):
        self.waits = []
        self.size = 0
        self.errors = []
        self.going = True
        self.threads = [threading.Thread(target=self.run) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def run(self):
        while self.going:
            began = time.monotonic()
            answer = rpc("state_call", ASKED, "0x")
            self.waits.append(time.monotonic() - began)
            if "result" in answer:
                self.size = len(answer["result"])
            else:
                self.errors.append(answer["error"])

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join()


def watch(title: str, seconds: float, length: float, log: Path) -> None:
    """Lets time pass, and tells what the blocks of it were like; a slot has `length` seconds."""
    first = best()
    time.sleep(seconds)
    last = best()
    if last < first + 2:
        print(f"{title:<20} {last - first:>7} blocks in {seconds} s", flush=True)
        return
    slots = [slot(number) for number in range(first, last + 1)]
    gaps = [later - earlier for earlier, later in zip(slots, slots[1:], strict=False)]
    made = re.findall(r"Prepared block for proposing at (\d+) \((\d+) ms\)", log.read_text())
    times = [int(took) for number, took in made if first < int(number) <= last]
    print(
        f"{title:<20} {len(gaps):>7} {len(gaps) / (slots[-1] - slots[0]):>12.0%} {max(gaps) * length:>12.2f} s"
        f" {statistics.median(times):>10.0f} ms {max(times):>10} ms",
        flush=True,
    )


def main():
    """Makes the chain, runs it, prints the table."""
    node, count, seconds, slot_millis = sys.argv[1:] + ["10", "60", "12000"][len(sys.argv) - 2 :]
    count, seconds, length = int(count), float(seconds), int(slot_millis) / 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "node.log"
        with open(folder / "chain.json", "w") as chain:
            script = Path(__file__).with_name("full-subnets.py")
            subprocess.run([sys.executable, str(script), node, slot_millis], stdout=chain, check=True)
        options = f"--one --rpc-port {PORT} --port 0 --no-prometheus --no-telemetry --no-mdns --offchain-worker never"
        command = [node, "--chain", str(folder / "chain.json"), "--base-path", str(folder / "data"), *options.split()]
        with open(log, "w") as output:
            process = subprocess.Popen([*command, "--unsafe-force-node-key-generation"], stderr=output)
        try:
            while best() < WARM:
                assert process.poll() is None, log.read_text()
                time.sleep(0.5)
            print(f"{'':<20} {'blocks':>7} {'of all slots':>12} {'longest wait':>14} {'made in':>13} {'at most':>13}")
            watch("nobody asks", seconds, length, log)
            clients = Clients(count)
            watch(f"{count} clients ask", seconds, length, log)
            clients.stop()
        finally:
            process.terminate()
            process.wait(60)
    waits = sorted(clients.waits)
    print(
        f"{len(waits)} answers of {clients.size / 2**20:.1f} MiB, after {waits[0]:.2f} to {waits[-1]:.2f} s, ", end=""
    )
    print(f"median {statistics.median(waits):.2f} s; errors: {clients.errors[:1]}")


main()

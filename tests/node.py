"""Real nodes for the tests: started on fresh ports and folders, always stopped by their pid."""

import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.request

BINARY = os.environ.get("TAONET_NODE", "")

# Peer-to-peer identity of the node that others find by --bootnodes.
BOOT_NODE_KEY = "1".zfill(64)
BOOT_NODE_ID = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(condition, what: str, seconds: float = 60.0):
    """Asks again and again until `condition` returns something true; returns it."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def run(*arguments: str, seconds: float = 60.0, **environment: str) -> subprocess.CompletedProcess:
    """Runs the binary to its end."""
    return subprocess.run(
        [BINARY, *arguments],
        capture_output=True,
        text=True,
        timeout=seconds,
        env={**os.environ, **environment},
    )


class RpcError(Exception):
    """The `error` of a JSON-RPC answer."""

    def __init__(self, error: dict):
        super().__init__(f"{error.get('message')}: {error.get('data')}")
        self.code = error.get("code")
        self.message = error.get("message")
        self.data = error.get("data")


class Node:
    """A node of the chain `chain` that finds `environment` beside what this process has.

    Its data stay in `folder` when it stops, so that it can be started again.
    """

    def __init__(self, folder: pathlib.Path, chain: str, *options: str, **environment: str):
        self.folder = folder
        self.chain = chain
        self.options = options
        self.environment = environment
        self.rpc_port = free_port()
        self.p2p_port = free_port()
        self.process: subprocess.Popen | None = None
        self.log_path = folder / "node.log"

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.rpc_port}"

    @property
    def log(self) -> str:
        return self.log_path.read_text()

    def start(self) -> "Node":
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [
                    BINARY,
                    *("--chain", self.chain),
                    *("--base-path", str(self.folder / "data")),
                    *("--rpc-port", str(self.rpc_port)),
                    *("--listen-addr", f"/ip4/127.0.0.1/tcp/{self.p2p_port}"),
                    *("--state-pruning", "archive", "--blocks-pruning", "archive"),
                    *("--no-telemetry", "--no-prometheus", "--no-mdns"),
                    *("--unsafe-force-node-key-generation", "--disable-log-color"),
                    *self.options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
            )
        wait_until(self.answers, f"RPC of the node in {self.folder}")
        return self

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the node has stopped:\n{self.log[-2000:]}")
        try:
            return bool(self.rpc("system_name"))
        except OSError:
            return False

    def stop(self) -> None:
        """Asks the node to end, and makes sure of it."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """Ends the node without a warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def rpc(self, method: str, *parameters):
        """Result of one JSON-RPC request over HTTP; raises RpcError."""
        body = json.dumps({"id": 1, "jsonrpc": "2.0", "method": method, "params": parameters}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.rpc_port}", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            answer = json.load(response)
        if "error" in answer:
            raise RpcError(answer["error"])
        return answer["result"]

    def best(self) -> int:
        """Height of the best block."""
        return int(self.rpc("chain_getHeader")["number"], 16)

    def finalized(self) -> int:
        """Height of the last finalized block."""
        head = self.rpc("chain_getFinalizedHead")
        return int(self.rpc("chain_getHeader", head)["number"], 16)

    def block_hash(self, number: int) -> str:
        return self.rpc("chain_getBlockHash", number)

    def slot(self, number: int) -> int:
        """Aura's slot of a block, from its header."""
        digest = self.rpc("chain_getHeader", self.block_hash(number))["digest"]["logs"]
        # PreRuntime (6), engine "aura", eight bytes
        slots = [re.fullmatch("0x066175726120([0-9a-f]{16})", entry) for entry in digest]
        return int.from_bytes(bytes.fromhex(next(slot for slot in slots if slot)[1]), "little")

    def wait_for_best(self, number: int, seconds: float = 60.0) -> None:
        wait_until(lambda: self.best() >= number, f"block {number} of the node in {self.folder}", seconds)

    def wait_for_finalized(self, number: int, seconds: float = 60.0) -> None:
        wait_until(
            lambda: self.finalized() >= number, f"finality of block {number} at the node in {self.folder}", seconds
        )

    def address(self) -> str:
        """Where others reach it: for --bootnodes."""
        return f"/ip4/127.0.0.1/tcp/{self.p2p_port}/p2p/{self.rpc('system_localPeerId')}"


@contextlib.contextmanager
def running(*nodes: Node):
    """Starts nodes one after the other, and stops all of them in the end."""
    try:
        for member in nodes:
            member.start()
        yield nodes
    finally:
        for member in nodes:
            member.stop()


def authorities(folder: pathlib.Path, chain: str = "local") -> list[Node]:
    """One, Two and Three, not started yet; the first is the one that the others look for."""
    one = Node(folder / "one", chain, "--one", "--node-key", BOOT_NODE_KEY)
    boot = ("--bootnodes", f"/ip4/127.0.0.1/tcp/{one.p2p_port}/p2p/{BOOT_NODE_ID}")
    return [one, *(Node(folder / name, chain, f"--{name}", *boot) for name in ("two", "three"))]

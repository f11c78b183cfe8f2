"""A drand beacon with a key of its own, for machines without internet: the program `taonet-beacon`."""

import contextlib
import http.server
import json
import os
import subprocess
import threading
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


def weights_payload(hotkey: bytes, uids: list[int], values: list[int], version_key: int = 0) -> bytes:
    """Weights as they are encrypted. No list has 64 entries or more."""

    def listed(entries: list[bytes]) -> bytes:
        return bytes([len(entries) << 2]) + b"".join(entries)

    numbers = [listed([number.to_bytes(2, "little") for number in row]) for row in (uids, values)]
    return listed([bytes([byte]) for byte in hotkey]) + b"".join(numbers) + version_key.to_bytes(8, "little")


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


class Liar(http.server.BaseHTTPRequestHandler):
    """Answers every question with the signature of the first round, and knows a round that is still to come."""

    def do_GET(self):
        asked = self.path.rsplit("/", 1)[1]
        self.server.asked.append(asked)
        number = latest_round() + 1 if asked == "latest" else int(asked)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(self.server.first | {"round": number}).encode())

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def lying_relay():
    """A running relay whose pulses are false: an HTTP server that lists the rounds it was `asked` for."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar) as server:
        server.asked, server.first = [], json.loads(ask("pulse", "--round", "1"))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()

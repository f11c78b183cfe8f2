#!/usr/bin/env bash
# Measures how long a node takes to show all metagraphs and all pools of a chain with 128 full subnets.
#
#   ./scripts/bench-views.sh              builds the node first, then makes a chain of 256 blocks
#   ./scripts/bench-views.sh DIRECTORY    keeps the chain there, and goes on with it where it is there already
#
# The node goes on making blocks of a quarter of a second meanwhile. scripts/bench-views.py says what is printed, and measures
# any other node.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

# The first epochs of all subnets have run: there are dividends to show.
FIRST=257
PORT=9958

"$ROOT/scripts/setup.sh" tests
stage "Node and WASM runtime" build_node

scratch=$(mktemp -d)
node=
stop_node() {
	[ -z "$node" ] || kill "$node" 2> /dev/null || true
	[ -z "$node" ] || wait "$node" 2> /dev/null || true
}
trap 'stop_node; rm -rf "$scratch"' EXIT
directory=${1:-$scratch}
mkdir -p "$directory"

best_block() {
	local header='{"jsonrpc": "2.0", "id": 1, "method": "chain_getHeader", "params": []}'
	curl --silent --header 'Content-Type: application/json' --data "$header" "http://127.0.0.1:$PORT" |
		python3 -c 'import json, sys; print(int(json.load(sys.stdin)["result"]["number"], 16))' 2> /dev/null || echo 0
}

python=$TARGET_DIR/clients-2/bin/python
[ -f "$directory/chain.json" ] || "$python" scripts/full-subnets.py "$NODE" > "$directory/chain.json"
"$NODE" --chain "$directory/chain.json" --base-path "$directory/data" --one --rpc-port "$PORT" --port 0 --no-prometheus \
	--no-telemetry --no-mdns --unsafe-force-node-key-generation --offchain-worker never 2> "$directory/node.log" &
node=$!
until [ "$(best_block)" -ge "$FIRST" ]; do
	kill -0 "$node" 2> /dev/null || fail "the node stopped: $(tail -n 5 "$directory/node.log")"
	sleep 2
done
"$python" scripts/bench-views.py "ws://127.0.0.1:$PORT" --pid "$node"

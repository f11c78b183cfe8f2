#!/usr/bin/env bash
# Measures how long blocks take on a chain with 128 full subnets: executed in WASM on the database, state root included.
#
#   ./scripts/block-time.sh              builds a node with the benchmarks first
#   ./scripts/block-time.sh DIRECTORY    keeps the chain there, and measures it again where it is there already
#
# Ends with a table: blocks with two epochs of 256 neurons (64 validators, full rows), and blocks without one. Nothing else is in
# them. "proposed" is what the node needed when it made the block, "executed" the median of executing it again.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

# The first epochs of all subnets run up to block 254; bonds are there after them.
FIRST=257
LAST=296
PORT=9955

"$ROOT/scripts/setup.sh" tests
# A test runtime of the benchmark tool's that nothing here uses, and that cannot be built outside its own workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1
# What is not the runtime is compiled as a node is that is not for tests, as far as that is possible without building all anew.
stage "A node that can measure" cargo build --quiet --workspace --bins --locked --features taonet-node/runtime-benchmarks \
	--config 'profile.dev.package.taonet-node.opt-level=3' --config 'profile.dev.package.taonet-node.codegen-units=8' \
	--config 'profile.dev.package.taonet-node.debug-assertions=false' \
	--config 'profile.dev.package.taonet-node.overflow-checks=false'

scratch=$(mktemp -d)
node=
stop_node() {
	[ -z "$node" ] || kill "$node" 2> /dev/null || true
	[ -z "$node" ] || wait "$node" 2> /dev/null || true
	node=
}
trap 'stop_node; rm -rf "$scratch"' EXIT
directory=${1:-$scratch}

best_block() {
	local header='{"jsonrpc": "2.0", "id": 1, "method": "chain_getHeader", "params": []}'
	curl --silent --header 'Content-Type: application/json' --data "$header" "http://127.0.0.1:$PORT" |
		python3 -c 'import json, sys; print(int(json.load(sys.stdin)["result"]["number"], 16))' 2> /dev/null || echo 0
}

make_chain() {
	"$TARGET_DIR/clients-2/bin/python" scripts/full-subnets.py "$NODE" > "$directory/chain.json"
	"$NODE" --chain "$directory/chain.json" --base-path "$directory/data" --one --rpc-port "$PORT" --port 0 --no-prometheus \
		--no-telemetry --no-mdns --unsafe-force-node-key-generation --offchain-worker never --state-pruning archive \
		2> "$directory/node.log" &
	node=$!
	until [ "$(best_block)" -gt "$LAST" ]; do
		kill -0 "$node" 2> /dev/null || fail "the node stopped: $(tail -n 5 "$directory/node.log")"
		sleep 2
	done
	stop_node
}

execute_again() {
	"$NODE" benchmark block --chain "$directory/chain.json" --base-path "$directory/data" --from "$FIRST" --to "$LAST" \
		--repeat 5 > "$directory/executed.log" 2>&1
}

mkdir -p "$directory"
[ -f "$directory/node.log" ] || stage "A chain of $LAST blocks" make_chain
stage "Executing them again" execute_again
python3 scripts/block-time-table.py "$directory" "$FIRST" "$LAST"

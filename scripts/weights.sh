#!/usr/bin/env bash
# Measures what calls and the block step cost on this machine.
#
#   ./scripts/weights.sh
#   ./scripts/weights.sh pallet_epoch     only those of the named pallets
#
# Writes the weights of our own pallets into the runtime, runtime/src/weights/, and shows the average time of reading and writing
# an item of the database, which runtime/src/configs/system.rs takes up by hand. Builds a node with the benchmarks
# first; the node that other scripts run is built again afterwards by them.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

# A test runtime of the benchmark tool's that nothing here uses, and that cannot be built outside its own workspace.
export SKIP_FRAME_STORAGE_ACCESS_TEST_RUNTIME_WASM_BUILD=1
stage "A node that can measure" cargo build --quiet --workspace --bins --locked --features taonet-node/runtime-benchmarks

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

measure_pallet() {
	local analysis=min-squares
	# To pay many who lend to few costs less than both alone, which sums of squares do not fit.
	[ "$1" != pallet_emission ] || analysis=median-slopes
	# Seconds for each benchmark: in ten even those are repeated that take long to be set up.
	"$NODE" benchmark pallet --chain dev --pallet "$1" --extrinsic '*' --steps 4 --repeat 8 --min-duration 10 \
		--output-analysis "$analysis" \
		--no-storage-info --no-median-slopes --no-min-squares --disable-proof-recording \
		--template scripts/weights.hbs --output "$scratch/weights.rs"
	cp "$scratch/weights.rs" "runtime/src/weights/${1#pallet_}.rs"
}

measure_database() {
	"$NODE" export-chain-spec --chain dev > "$scratch/small.json"
	python3 scripts/many-accounts.py "$scratch/small.json" 100000 > "$scratch/large.json"
	"$NODE" benchmark storage --chain "$scratch/large.json" --base-path "$scratch/data" --state-version 1 --warmups 1 \
		--weight-path "$scratch" 2>&1 | grep -E 'Reading|Writing|Average'
}

if [ $# -gt 0 ]; then
	for pallet in "$@"; do stage "$pallet" measure_pallet "$pallet"; done
	exit
fi
for pallet in pallet_protocol pallet_epoch pallet_emission pallet_drand pallet_commitments pallet_proxy pallet_shield; do
	stage "$pallet" measure_pallet "$pallet"
done
stage "Database, in nanoseconds" measure_database

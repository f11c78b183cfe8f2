#!/usr/bin/env bash
# Runs the benchmarks: the epoch, swaps and share pools beside their plain implementations, drand's pulses, and the epoch in
# WASM beside native. Ends each with a table of times and ratios.
#
#   ./scripts/bench.sh              all of them (ten minutes after a build, and gigabytes for the plain epochs)
#   ./scripts/bench.sh epoch wasm   only the named ones: epoch, swap, pool, drand, wasm
#
# Times depend on the machine and what else it does; compare ratios within one run.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

GUEST="$TARGET_DIR/yuma-guest/wasm32v1-none/release/taonet_yuma_guest.wasm"

build_guest() {
	# As substrate-wasm-builder builds a runtime.
	CARGO_TARGET_DIR="$TARGET_DIR/yuma-guest" \
		RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory" \
		cargo build --quiet --release --locked --target wasm32v1-none --manifest-path primitives/yuma/benches/guest/Cargo.toml
}

# Runs a benchmark in a target folder and tells what it measured.
measure() {
	local title=$1 folder=$2
	shift 2
	rm -rf "$folder/criterion"
	CARGO_TARGET_DIR="$folder" stage "Benchmark $title" cargo bench --quiet --locked "$@" >&2
	python3 "$ROOT/scripts/bench-table.py" "$folder/criterion"
}

"$ROOT/scripts/setup.sh" tests
[ $# -gt 0 ] || set -- epoch swap pool drand wasm
for benchmark in "$@"; do
	case $benchmark in
		# The pure crates are measured as they are shipped, in a folder of their own: it is small.
		epoch) measure "epoch" "$TARGET_DIR/bench" -p taonet-yuma --bench epoch ;;
		swap) measure "swap" "$TARGET_DIR/bench" -p taonet-amm --bench swap ;;
		pool) measure "pool" "$TARGET_DIR/bench" -p taonet-share-pool --bench pool ;;
		drand) measure "drand" "$TARGET_DIR/bench" -p taonet-timelock --features beacon --bench drand ;;
		wasm)
			stage "The guest" build_guest
			# With the node's own build, which has the executor; but what runs natively as it is shipped.
			shipped=()
			for package in taonet-types taonet-yuma substrate-fixed; do
				for setting in opt-level=3 overflow-checks=false debug-assertions=false; do
					shipped+=(--config "profile.dev.package.$package.$setting")
				done
			done
			TAONET_YUMA_GUEST="$GUEST" measure "epoch in WASM" "$TARGET_DIR" "${shipped[@]}" --workspace --profile dev \
				--bench epoch_in_wasm
			;;
		*) fail "\`$benchmark\` is no benchmark; there are epoch, swap, pool, drand and wasm" ;;
	esac
done

#!/usr/bin/env bash
# Runs the benchmarks: the epoch against its plain model, swaps, share pools, and the epoch in WASM against native.
#
#   ./scripts/bench.sh              all of them (some minutes, after a build)
#   ./scripts/bench.sh epoch wasm   only the named ones: epoch, swap, pool, wasm
#
# Times depend on the machine and what else it does; compare ratios within one run.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

build_guest() {
	# As substrate-wasm-builder builds a runtime.
	CARGO_TARGET_DIR="$TARGET_DIR/yuma-guest" \
		RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory" \
		cargo build --quiet --release --locked --target wasm32v1-none --manifest-path primitives/yuma/benches/guest/Cargo.toml
}

# The pure crates are measured as they are shipped, in a folder of their own: it is small.
pure() { stage "Benchmark $2" env CARGO_TARGET_DIR="$TARGET_DIR/bench" cargo bench --quiet --locked -p "$1" --bench "$2"; }

wasm() {
	stage "The guest" build_guest
	# With the node's own build, which has the executor.
	TAONET_YUMA_GUEST="$TARGET_DIR/yuma-guest/wasm32v1-none/release/taonet_yuma_guest.wasm" \
		stage "Benchmark epoch_in_wasm" cargo bench --locked --workspace --profile dev --bench epoch_in_wasm
}

[ $# -gt 0 ] || set -- epoch swap pool wasm
for benchmark in "$@"; do
	case $benchmark in
		epoch) pure taonet-yuma epoch ;;
		swap) pure taonet-amm swap ;;
		pool) pure taonet-share-pool pool ;;
		wasm) wasm ;;
		*) fail "\`$benchmark\` is no benchmark; there are epoch, swap, pool and wasm" ;;
	esac
done

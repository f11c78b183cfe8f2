#!/usr/bin/env bash
# Runs the simulation: months of the chain in minutes, all invariants checked again and again.
#
#   ./scripts/simulate.sh                                     50000 blocks of 128 full subnets
#   ./scripts/simulate.sh --blocks 2000 --subnets 8           fewer; `--help` names all options
#
# Writes simulation.csv, of which ./scripts/plot.sh makes a picture. Its build is one of its own, and takes a while.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$ROOT/scripts/setup.sh"
# The runtime runs natively.
SKIP_WASM_BUILD=1 cargo run --quiet --release --locked --manifest-path "$ROOT/Cargo.toml" \
	-p taonet-simulation --features try-runtime -- "$@"

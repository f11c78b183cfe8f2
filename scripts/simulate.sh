#!/usr/bin/env bash
# Runs the simulation: months of the chain in minutes, all invariants checked again and again.
#
#   ./scripts/simulate.sh                                     50000 blocks of 128 full subnets
#   ./scripts/simulate.sh --blocks 2000 --subnets 8           fewer; `--help` names all options
#
# Writes simulation.csv, of which ./scripts/plot.sh makes a picture. It is built as tests are, with the runtime optimised.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$ROOT/scripts/setup.sh"
cd "$ROOT"
# The runtime runs natively.
SKIP_WASM_BUILD=1 stage "The simulation" cargo build --quiet --workspace --locked --bin taonet-simulation \
	--features taonet-runtime/try-runtime,taonet-simulation/try-runtime \
	--config 'profile.dev.package.taonet-runtime.opt-level=3' --config 'profile.dev.package.taonet-runtime.codegen-units=16' \
	--config 'profile.dev.package.taonet-runtime.debug=false' --config 'profile.dev.package.taonet-runtime.debug-assertions=false'
cd "$OLDPWD"
exec "$TARGET_DIR/debug/taonet-simulation" "$@"

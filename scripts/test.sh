#!/usr/bin/env bash
# Runs everything that CI runs: format, lints, the build, unit and scenario tests, end-to-end tests against real nodes.
#
#   ./scripts/test.sh                  all of it
#   ./scripts/test.sh lint unit e2e    only the named parts, in this order
#
# Installs what is missing. From nothing it takes more than twenty-five minutes on two cores.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

lint_rest() {
	local linters="$TARGET_DIR/linters/bin"
	"$linters/shellcheck" --external-sources --source-path=scripts scripts/*.sh .ci/run &&
		"$linters/ruff" check --quiet tests scripts && "$linters/ruff" format --quiet --check tests scripts &&
		(cd tests/js && "$TARGET_DIR/nodejs/bin/node" node_modules/@biomejs/biome/bin/biome check --error-on-warnings .) &&
		"$linters/hadolint" docker/Dockerfile &&
		"$linters/check-jsonschema" --quiet --builtin-schema vendor.compose-spec docker/compose.yaml
}

# Not of the workspace: the fuzz targets, and the benchmark's guest in WASM.
FUZZ=primitives/fuzz/Cargo.toml
GUEST=primitives/yuma/benches/guest/Cargo.toml

format() {
	local manifest
	for manifest in Cargo.toml $FUZZ $GUEST; do
		cargo fmt --all --check --manifest-path "$manifest" || return 1
	done
}

clippy_rest() {
	CARGO_TARGET_DIR="$TARGET_DIR/outside" cargo clippy --quiet --locked --manifest-path $FUZZ -- -D warnings &&
		CARGO_TARGET_DIR="$TARGET_DIR/outside" cargo clippy --quiet --locked --manifest-path $GUEST \
			--target wasm32v1-none -- -D warnings
}

lint() {
	stage "Scripts, Python, JavaScript and containers" lint_rest
	stage "Format" format
	# With the features of the runtime that only tools use, so that they are known to compile.
	SKIP_WASM_BUILD=1 stage "Clippy" cargo clippy --quiet --workspace --all-targets --locked \
		--features taonet-runtime/runtime-benchmarks,taonet-simulation/try-runtime -- -D warnings
	stage "Clippy outside the workspace" clippy_rest
}

build() { stage "Node and WASM runtime" build_node; }

unit() {
	stage "Unit tests of the node" cargo nextest run --workspace --locked --bins
	# Invariants are checked after every block, which needs a feature that the node must not have.
	SKIP_WASM_BUILD=1 stage "Unit, property, golden and scenario tests" cargo nextest run --workspace --locked \
		--features taonet-runtime/try-runtime --lib --test '*'
	# Among them code that must not compile.
	SKIP_WASM_BUILD=1 stage "Examples in the documentation" cargo test --quiet --workspace --locked \
		--features taonet-runtime/try-runtime --doc
}

e2e() {
	stage "The next runtime, for the upgrade test" "$ROOT/scripts/next-runtime.sh" "$TARGET_DIR/next_runtime.wasm"
	export TAONET_NODE="$NODE" TAONET_BEACON="$TARGET_DIR/debug/taonet-beacon" TAONET_NEXT_RUNTIME="$TARGET_DIR/next_runtime.wasm"
	stage "End-to-end tests" "$TARGET_DIR/clients-2/bin/pytest" tests
	stage "End-to-end tests with the older client" "$TARGET_DIR/clients-1/bin/pytest" tests -m client
	# Most of the time these wait for blocks, so that two processes get in nobody's way.
	local together=(-n 2 --dist loadgroup)
	stage "End-to-end tests with the Bittensor SDK" "$TARGET_DIR/clients-sdk/bin/pytest" "${together[@]}" tests/sdk
	stage "End-to-end tests with the newer Bittensor SDK" "$TARGET_DIR/clients-sdk-newer/bin/pytest" "${together[@]}" \
		tests/sdk/test_scenarios.py tests/sdk/test_first_week.py tests/sdk/test_every_method.py
	# With TAONET_BOTH_CLIENTS set the newer btcli does all that the older one does.
	local chosen=(-m essential)
	[ -z "${TAONET_BOTH_CLIENTS:-}" ] || chosen=()
	# Its tests follow each other on one chain for each file.
	stage "End-to-end tests with btcli" "$TARGET_DIR/btcli-1/bin/pytest" -n 2 --dist loadfile tests/btcli
	stage "End-to-end tests with the newer btcli" "$TARGET_DIR/btcli-2/bin/pytest" -n 2 --dist loadfile tests/btcli "${chosen[@]}"
	TAONET_NODEJS="$TARGET_DIR/nodejs/bin/node" stage "End-to-end tests with the JavaScript libraries" \
		"$TARGET_DIR/clients-2/bin/pytest" tests/js
}

began=$SECONDS
"$ROOT/scripts/setup.sh" tests
for part in "${@:-all}"; do
	case $part in
		all) lint && build && unit && e2e ;;
		lint | unit) "$part" ;;
		e2e) build && e2e ;;
		*) fail "\`$part\` is no part; the parts are lint, unit and e2e" ;;
	esac
done
say "All passed in $((SECONDS - began)) s"

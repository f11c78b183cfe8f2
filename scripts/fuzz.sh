#!/usr/bin/env bash
# Feeds the pure crates with inputs that a fuzzer finds.
#
#   ./scripts/fuzz.sh                 each target for a minute
#   ./scripts/fuzz.sh yuma 3600       one target (amm, yuma) for that many seconds
#
# Inputs that reach new code stay in the target folder under fuzz-corpus, where the next run begins; those that break a
# target under fuzz-artifacts.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Version of cargo-fuzz where none is installed yet.
FUZZ=0.13.2

"$ROOT/scripts/setup.sh"
cargo fuzz --version > /dev/null 2>&1 || {
	say "==> building cargo-fuzz (a minute)"
	CARGO_TARGET_DIR="$TARGET_DIR/cargo-fuzz" cargo install --quiet --locked --debug "cargo-fuzz@$FUZZ"
	rm -rf "$TARGET_DIR/cargo-fuzz"
}

fuzz() {
	local corpus="$TARGET_DIR/fuzz-corpus/$1" artifacts="$TARGET_DIR/fuzz-artifacts/$1/"
	mkdir -p "$corpus" "$artifacts"
	# Without a sanitizer: there is no unsafe code to watch, and so a stable compiler will do.
	cargo fuzz run --fuzz-dir "$ROOT/primitives/fuzz" --target-dir "$TARGET_DIR/fuzz" --sanitizer none "$1" "$corpus" -- \
		-max_total_time="$2" -artifact_prefix="$artifacts" -print_final_stats=1
}

cd "$ROOT/primitives/fuzz"
for target in ${1:-amm yuma}; do
	stage "Fuzzing $target for ${2:-60} s" fuzz "$target" "${2:-60}"
done

#!/usr/bin/env bash
# Runs every golden test: what was measured on the reference chain against what this project computes.
#
#   ./scripts/golden.sh            on the project's own vectors (tests/golden)
#   ./scripts/golden.sh FOLDER     on any folder of the same layout
#
# Prints each file's name with its result, once for every test that reads it (recorded epochs are run as pure functions and on
# storage), then how many steps of each sequence of calls and blocks of each scenario were equal, then the files that no test
# covers yet, and closes with `N passed, M failed`.
# Fails when a file fails or when there was none to test.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

FOLDER=$(realpath -m "${1:-$ROOT/tests/golden}")
[ -d "$FOLDER" ] || fail "there is no folder $FOLDER"
RESULTS=$(mktemp -d)
trap 'rm -rf "$RESULTS"' EXIT

cd "$ROOT"
"$ROOT/scripts/setup.sh"
say "==> building the golden tests"
# With the features of the other tests of the runtime, so that nothing is built twice.
export SKIP_WASM_BUILD=1
tests=(cargo test --quiet --workspace --locked --features taonet-runtime/try-runtime --test golden)
"${tests[@]}" --no-run
# One line a file, and what is wrong with those that fail.
status=0
TAONET_GOLDEN="$FOLDER" "${tests[@]}" --no-fail-fast -- \
	--format pretty --color never --test-threads 1 > "$RESULTS/out" 2> "$RESULTS/err" || status=$?
sed -n -e 's/^test \(.*[^ ]\) *\.\.\. ok$/\1: passed/p' -e 's/^test \(.*[^ ]\) *\.\.\. FAILED$/\1: FAILED/p' "$RESULTS/out"
sed -n '/^failures:$/,/^failures:$/p' "$RESULTS/out" | sed '/^failures:$/d'
# How much of each sequence of calls, and of blocks.
sed -n 's/^replayed: //p' "$RESULTS/err"

passed=$(grep -c '^test .* ok$' "$RESULTS/out" || true)
failed=$(grep -c '^test .* FAILED$' "$RESULTS/out" || true)
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
	cat "$RESULTS/err" >&2
	fail "the golden tests broke off"
fi

tested() { sed -n 's/^test \(.*[^ ]\) *\.\.\. .*$/\1/p' "$RESULTS/out" | sort; }
there() {
	(cd "$FOLDER" && find . -mindepth 2 -maxdepth 2 -type f \( -name '*.json' -o -name '*.json.gz' \) -printf '%P\n') |
		sed 's/\.json\(\.gz\)\{0,1\}$//' | sort -u
}
comm -13 <(tested) <(there) | sed 's/$/: not covered, its tests come later/'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

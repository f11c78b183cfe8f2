#!/usr/bin/env bash
# Builds the WASM runtime once more with the next spec version, for the test of a runtime upgrade.
#
#   ./scripts/next-runtime.sh OUTPUT
#
# A copy of the source differs in nothing but the version. The dependencies that the node's build has compiled serve again,
# so the node must have been built before.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OUTPUT=${1:?say where to write the runtime}
BUILT="$TARGET_DIR/debug/wbuild/taonet-runtime"
COPY="$TARGET_DIR/next-runtime"
[ -f "$BUILT/Cargo.toml" ] || fail "the node has not been built yet"

# Copies keep their times, so that an unchanged file is not compiled again.
mkdir -p "$COPY/project/src"
for part in Cargo.toml Cargo.lock runtime pallets primitives; do
	[ ! -e "$ROOT/$part" ] || cp -rpu "$ROOT/$part" "$COPY/"
done

#!/usr/bin/env bash
# Builds the WASM runtime once more with the next spec version, for the test of a runtime upgrade.
#
#   ./scripts/next-runtime.sh OUTPUT
#
# A copy of the source differs in nothing but the version. The dependencies that the node's build has compiled serve again,
# so the node must have been built before.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OUTPUT=$(realpath -m "${1:?say where to write the runtime}")
# The project by which the node's build compiles the runtime, and its copy.
BUILT="$TARGET_DIR/debug/wbuild/taonet-runtime"
COPY="$TARGET_DIR/next-runtime-$CHECKOUT"
[ -f "$BUILT/Cargo.toml" ] || fail "the node has not been built yet"

# Copies keep their times, so that what has not changed is not compiled again.
rm -rf "$COPY"
mkdir -p "$COPY/blob"
for part in Cargo.toml Cargo.lock node runtime pallets primitives; do
	[ ! -e "$ROOT/$part" ] || cp -rp "$ROOT/$part" "$COPY/"
done
cp -rp "$BUILT/src" "$BUILT/Cargo.lock" "$COPY/blob/"
sed "s#^path = .*#path = \"$COPY/runtime\"#" "$BUILT/Cargo.toml" > "$COPY/blob/Cargo.toml"

version=$(sed -n 's/^\tspec_version: \([0-9]*\),$/\1/p' "$ROOT/runtime/src/lib.rs")
[ -n "$version" ] || fail "runtime/src/lib.rs names no spec_version"
sed -i "s/^\tspec_version: $version,\$/\tspec_version: $((version + 1)),/" "$COPY/runtime/src/lib.rs"
touch -r "$ROOT/runtime/src/lib.rs" "$COPY/runtime/src/lib.rs"

# As substrate-wasm-builder calls it.
cd "$COPY/blob"
CARGO_TARGET_DIR="$BUILT/target" \
	RUSTFLAGS="-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime " \
	cargo rustc --quiet --release --target=wasm32v1-none
cp "$BUILT/target/wasm32v1-none/release/taonet_runtime.wasm" "$OUTPUT"

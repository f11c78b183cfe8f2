# shellcheck shell=bash
# Shared by the scripts beside it; sourced, not run.
#
# Sets ROOT (the checkout), TARGET_DIR (where cargo builds) and NODE (the binary that the scripts run).

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# Where rustup puts cargo; a fresh shell may not know it yet.
# shellcheck disable=SC1091 # is not there yet where this is checked
command -v cargo > /dev/null || [ ! -f "$HOME/.cargo/env" ] || . "$HOME/.cargo/env"

# Where cargo builds: where the variable says, else where this checkout was built last, else in CI in one folder outside the
# checkout that serves every run.
if [ -z "${CARGO_TARGET_DIR:-}" ]; then
	if [ -d "$(cat "$ROOT/.target-folder" 2> /dev/null)" ]; then
		CARGO_TARGET_DIR=$(cat "$ROOT/.target-folder")
	elif [ -n "${CI:-}" ]; then
		CARGO_TARGET_DIR="$HOME/.cache/taonet-target"
	fi
fi
TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-$ROOT/target}")
export CARGO_TARGET_DIR="$TARGET_DIR"

# One profile for tests and the local network, so that nothing is built twice.
NODE="$TARGET_DIR/debug/taonet"

# Nodes keep what they have compiled, so that only the first one that runs a runtime has to.
export TAONET_COMPILED_RUNTIMES="${TAONET_COMPILED_RUNTIMES:-$TARGET_DIR/compiled-runtimes}"

# What the scripts say goes to standard error, so that a program's output stays what it is.
say() { printf '%s\n' "$*" >&2; }
fail() { say "Error: $*"; exit 1; }

# Runs a command and says how long it took.
stage() {
	local title=$1 began=$SECONDS
	shift
	say "==> $title"
	"$@" || fail "$title failed"
	say "    $title: $((SECONDS - began)) s"
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo > /dev/null; then
		sudo "$@"
	else
		fail "this needs root: $*"
	fi
}

# Whether the node that stands there was built from the files as they are now in this checkout.
node_is_current() {
	[ -x "$NODE" ] && [ -f "$BUILD_STAMP" ] || return 1
	[ "$(cat "$BUILD_STAMP")" = "$(stat -c %Y:%s "$NODE")" ] || return 1
	[ -z "$(cd "$ROOT" && find Cargo.toml Cargo.lock node runtime pallets primitives -newer "$BUILD_STAMP" -print -quit 2> /dev/null)" ]
}
# Several checkouts may share one target folder.
CHECKOUT=$(printf %s "$ROOT" | cksum | cut -d' ' -f1)
BUILD_STAMP="$TARGET_DIR/taonet-built-$CHECKOUT"

# Builds everything in the one way that the whole project uses, WASM runtime included.
build_node() {
	local began
	# What changes while cargo is at work does not count as built.
	began=$(mktemp)
	(cd "$ROOT" && cargo build --workspace --locked "$@") || return 1
	stat -c %Y:%s "$NODE" > "$BUILD_STAMP"
	touch -r "$began" "$BUILD_STAMP"
	rm -f "$began"
	echo "$TARGET_DIR" > "$ROOT/.target-folder"
}

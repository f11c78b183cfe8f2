#!/usr/bin/env bash
# Installs what building and testing need and is not there yet; does nothing where all is there.
#
#   ./scripts/setup.sh          what the node needs
#   ./scripts/setup.sh tests    what the tests need on top: cargo-nextest and the Python clients
#
# Needs Debian or Ubuntu, rustup with a stable toolchain, and root (or sudo) if packages are missing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# package:command that shows that it is there
PACKAGES="build-essential:g++ protobuf-compiler:protoc git:git ca-certificates:update-ca-certificates"
TEST_PACKAGES="python3:python3"

# Python clients of the end-to-end tests. The two generations of the client library cannot live together.
CLIENTS_1="async-substrate-interface==1.6.4 bittensor-wallet==4.1.1 pytest==9.2.0 websockets==17.4"
CLIENTS_2="async-substrate-interface==2.0.4 bittensor-wallet==4.1.1 pytest==9.2.0"

install_packages() {
	local missing="" entry
	for entry in "$@"; do
		command -v "${entry#*:}" > /dev/null || missing="$missing ${entry%%:*}"
	done
	[ -n "$missing" ] || return 0
	command -v apt-get > /dev/null || fail "missing:$missing. Install them with this system's package manager, then try again."
	say "==> installing packages:$missing"
	as_root apt-get update -qq
	# shellcheck disable=SC2086 # one word for each package
	DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing > /dev/null
}

check_rust() {
	command -v cargo > /dev/null || [ ! -f "$HOME/.cargo/env" ] || . "$HOME/.cargo/env"
	command -v cargo > /dev/null || fail "cargo is not there. Install Rust by rustup first, then try again."
	cargo --version > /dev/null 2>&1 || fail "rustup has no toolchain. Say: rustup default stable"
	local have needs
	have=$(rustc --version | cut -d' ' -f2)
	needs=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml")
	[ "$(printf '%s\n' "$needs" "$have" | sort -V | head -n1)" = "$needs" ] ||
		fail "rustc $have is too old, $needs is needed. Say: rustup update stable"
}

install_nextest() {
	cargo nextest --version > /dev/null 2>&1 && return 0
	say "==> building cargo-nextest (some minutes)"
	cargo install --quiet --locked --debug cargo-nextest
}

# A virtual environment that holds exactly the named packages: made anew when the list changes.
install_clients() {
	local folder=$1 wanted=$2
	[ "$(cat "$folder/installed" 2> /dev/null)" = "$wanted" ] && return 0
	say "==> installing Python clients: $wanted"
	rm -rf "$folder"
	python3 -m venv "$folder" 2> /dev/null || {
		install_packages python3-venv:absent
		python3 -m venv "$folder"
	}
	# shellcheck disable=SC2086 # one word for each package
	"$folder/bin/pip" install --quiet --disable-pip-version-check $wanted
	printf %s "$wanted" > "$folder/installed"
}

# shellcheck disable=SC2086 # one word for each package
install_packages $PACKAGES
check_rust
"$ROOT/scripts/wasm-target.sh"
if [ "${1:-}" = tests ]; then
	# shellcheck disable=SC2086
	install_packages $TEST_PACKAGES
	install_nextest
	mkdir -p "$TARGET_DIR"
	install_clients "$TARGET_DIR/clients-1" "$CLIENTS_1"
	install_clients "$TARGET_DIR/clients-2" "$CLIENTS_2"
fi

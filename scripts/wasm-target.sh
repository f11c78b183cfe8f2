#!/usr/bin/env bash
# Gives the Rust toolchain the target that runtimes are compiled for, wasm32v1-none.
#
# By rustup where it has network access. Elsewhere the target's three libraries are built in half a minute from the source
# of the standard library, which Debian packages as `rust-src` for every release of Rust.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

TARGET=wasm32v1-none
SYSROOT=$(rustc --print sysroot)
LIBRARIES="$SYSROOT/lib/rustlib/$TARGET/lib"
SOURCE="$SYSROOT/lib/rustlib/src/rust"
VERSION=$(rustc --version | cut -d' ' -f2)

has_target() { compgen -G "$LIBRARIES/libcore-*.rlib" > /dev/null; }

by_rustup() {
	command -v rustup > /dev/null || return 1
	timeout 300 rustup target add "$TARGET" > /dev/null 2>&1
}

# Downloads the Debian package that holds the source of exactly this version into $1.
download_source() {
	local folder=$1 mirror suite version
	# The mirror that this machine uses for Debian already.
	# shellcheck disable=SC2016 # apt fills this in
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | sort -u | head -n1)
	[ -n "$mirror" ] || return 1
	mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
	for suite in bookworm-backports trixie-backports forky sid; do
		echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
	done > "$folder/sources.list"
	local apt=(-q -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
		-o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=root
		-o Acquire::Languages=none)
	apt-get "${apt[@]}" update > /dev/null 2>&1 || true
	version=$(apt-cache "${apt[@]}" madison rust-src | cut -d'|' -f2 | tr -d ' ' | grep -m1 "^$VERSION+") || return 1
	(cd "$folder" && apt-get "${apt[@]}" download "rust-src=$version" > /dev/null)
}

# Compiles core, alloc and compiler_builtins from the unpacked source and copies them to the toolchain.
build_target() {
	local folder=$1
	mkdir -p "$folder/empty/src"
	printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[workspace]\n' > "$folder/empty/Cargo.toml"
	echo '#![no_std]' > "$folder/empty/src/lib.rs"
	(
		cd "$folder/empty"
		RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$folder/target" \
			cargo build --quiet --release -Zbuild-std=core,alloc,compiler_builtins --target "$TARGET"
	)
	mkdir -p "$LIBRARIES"
	# `core` last: its presence says that all are there.
	cp "$folder/target/$TARGET/release/deps/"lib{alloc,compiler_builtins}-*.rlib "$LIBRARIES/"
	cp "$folder/target/$TARGET/release/deps/"libcore-*.rlib "$LIBRARIES/"
}

by_debian() {
	command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || return 1
	local folder had_source=no
	folder=$(mktemp -d)
	# Left in the toolchain, the source makes cargo's tools treat it differently.
	[ -e "$SOURCE" ] && had_source=yes
	# shellcheck disable=SC2064 # these folders, not later ones
	trap "rm -rf '$folder'; [ $had_source = yes ] || rm -rf '$SYSROOT/lib/rustlib/src'" EXIT
	if [ $had_source = no ]; then
		download_source "$folder" || return 1
		dpkg-deb -x "$folder"/rust-src_*.deb "$folder/unpacked"
		mkdir -p "$SOURCE"
		cp -rL "$folder/unpacked/usr/src/rustc-$VERSION/library" "$SOURCE/"
	fi
	build_target "$folder"
}

has_target && exit 0
say "==> adding the Rust target $TARGET"
by_rustup || by_debian || true
has_target || fail "the Rust target $TARGET cannot be had: rustup cannot download it, and Debian's package rust-src for rustc $VERSION
cannot be found. With network access for rustup say: rustup target add $TARGET"

#!/usr/bin/env bash
# Writes the built-in chain specifications into chain-specs/, readable and, where they are complete, raw.
#
#   ./scripts/chain-specs.sh [FOLDER]     into another folder
#
# BT_DEFAULT_TOKEN_WALLET: an SS58 address that gets 1 000 000 TAO on the development chains.
# DRAND_PUBLIC_KEY: the drand beacon that they listen to, if it is not quicknet's.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if ! node_is_current; then
	"$ROOT/scripts/setup.sh"
	stage "Building the node" build_node
fi
cd "${1:-$ROOT/chain-specs}"
for chain in dev local local-12s production; do
	"$NODE" export-chain-spec --chain $chain --output $chain.json
	# Nobody's genesis yet, so there is nothing to make raw.
	[ $chain = production ] || "$NODE" export-chain-spec --chain $chain --raw --output $chain-raw.json
done

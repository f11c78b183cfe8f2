#!/usr/bin/env bash
# Runs a local network on a fresh chain until it is stopped (Ctrl-C or SIGTERM).
#
#   ./scripts/localnet.sh [True|False]     True (the default): blocks every 250 ms. False: every 12 s.
#
#   JSON-RPC       ws://127.0.0.1:9944 (One), 9945 (Two), 9946 (Three); also for the name localhost
#   peer-to-peer   30334, 30335, 30336, on this machine only
#
#   E2E_CHAIN_DIR             an empty folder for the chain's data; without it a temporary one, which is removed at the end
#   BT_DEFAULT_TOKEN_WALLET   an SS58 address that gets 1 000 000 TAO
#   DRAND_URL                 a drand relay that the nodes fetch pulses from, such as http://127.0.0.1:8080; several are separated
#                             by commas. Without it those of quicknet
#   DRAND_PUBLIC_KEY          the public key of the beacon that the chain listens to, 192 hexadecimal digits. Without it quicknet's
#
# The first run installs what is missing and builds the node (twenty minutes on two cores); later ones take a few seconds.
# What the nodes log goes to files; this script prints the line that holds "Imported #1" once both RPC ports answer, and then little.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

case "${1:-True}" in
	True | true) CHAIN=local ;;
	False | false) CHAIN=local-12s ;;
	-h | --help)
		sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
		exit
		;;
	*) fail "the argument is True (250 ms blocks) or False (12 s blocks), not \`$1\`" ;;
esac
NAMES=(One Two Three)

# Keys of the nodes' peer-to-peer identities: anybody may know them, they never leave this machine.
node_key() { printf '%064x' "$1"; }
address() { echo "/ip4/127.0.0.1/tcp/$((30333 + $1))/p2p/$(node_key "$1" | "$NODE" key inspect-node-key)"; }

prepare() {
	if ! node_is_current; then
		"$ROOT/scripts/setup.sh"
		stage "Building the node" build_node
	fi
	[ -z "${E2E_CHAIN_DIR:-}" ] || [ -d "$E2E_CHAIN_DIR" ] || fail "E2E_CHAIN_DIR is \`$E2E_CHAIN_DIR\`, which is not a folder"
	FOLDER=$(mktemp -d "${E2E_CHAIN_DIR:-${TMPDIR:-/tmp}}/taonet-XXXXXX")
}

# Stops at once what was started: the chain is thrown away, so nothing is lost.
NODES=()
clean_up() {
	trap - EXIT
	trap '' INT TERM
	[ ${#NODES[@]} -eq 0 ] || kill -KILL "${NODES[@]}" 2> /dev/null || true
	wait 2> /dev/null || true
	[ -z "${FOLDER:-}" ] || rm -rf "$FOLDER"
}

start_node() {
	local number=$1 name=${NAMES[$1 - 1]} other options
	options=("--${name,,}")
	for ((other = 1; other <= ${#NAMES[@]}; other++)); do
		[ "$other" -eq "$number" ] || options+=(--reserved-nodes "${ADDRESSES[$other - 1]}")
	done
	"$NODE" --chain "$CHAIN" --base-path "$FOLDER/$name" --node-key "$(node_key "$number")" \
		--listen-addr "/ip4/127.0.0.1/tcp/$((30333 + number))" --rpc-port $((9943 + number)) \
		--rpc-cors all --rpc-max-connections 1000 --state-pruning archive --blocks-pruning archive \
		--no-telemetry --no-prometheus --no-mdns --disable-log-color \
		"${options[@]}" < /dev/null > "$FOLDER/$name.log" 2>&1 &
	NODES+=($!)
}

# A node has died: says why and gives up.
ensure_alive() {
	local number
	for number in "${!NODES[@]}"; do
		kill -0 "${NODES[$number]}" 2> /dev/null && continue
		say "Error: node ${NAMES[$number]} has stopped. Its last words:"
		tail -n 15 "$FOLDER/${NAMES[$number]}.log" >&2
		exit 1
	done
}

# Hash of block 1 as the node on an RPC port knows it; fails while there is none.
first_block() {
	local hash
	hash=$(rpc 127.0.0.1 "$1" chain_getBlockHash 1 2> /dev/null) && [ "$hash" != null ] && echo "$hash"
}

# One JSON-RPC request over plain HTTP; prints the result.
rpc() {
	local body="{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"$3\",\"params\":[$4]}" reply
	exec 3<> "/dev/tcp/$1/$2" || return 1
	printf 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
		${#body} "$body" >&3
	reply=$(cat <&3)
	exec 3>&-
	[[ $reply == *'"result":'* ]] || return 1
	reply=${reply##*'"result":'}
	printf %s "${reply%\}}"
}

# Until both ports answer and agree on block 1.
wait_for_first_block() {
	local deadline=$((SECONDS + 240))
	until grep -qs 'Imported #1 ' "$FOLDER/One.log" && first_block 9944 > "$FOLDER/first" &&
		[ "$(first_block 9945)" = "$(cat "$FOLDER/first")" ]; do
		ensure_alive
		[ $SECONDS -lt $deadline ] || fail "no block after four minutes; One says: $(tail -n 3 "$FOLDER/One.log")"
		sleep 0.1
	done
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

began=$SECONDS
prepare
echo "Starting ${NAMES[*]} on chain $CHAIN; logs in $FOLDER"
ADDRESSES=("$(address 1)" "$(address 2)" "$(address 3)")
for number in 1 2 3; do
	start_node "$number"
done
echo "Waiting for the first block"
wait_for_first_block
echo "Ready after $((SECONDS - began)) s: ws://127.0.0.1:9944 and ws://127.0.0.1:9945; stop with Ctrl-C"
grep -m1 'Imported #1 ' "$FOLDER/One.log"

wait -n "${NODES[@]}" || true
ensure_alive

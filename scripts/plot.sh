#!/usr/bin/env bash
# Makes a picture of a table that the simulation has written: issuance, prices and shares of emission.
#
#   ./scripts/plot.sh TABLE.csv PICTURE.svg     or .png
#
# Installs what it needs into a folder of its own.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ $# -eq 2 ] || fail "it wants a table and a picture: ./scripts/plot.sh simulation.csv simulation.svg"
[ -f "$1" ] || fail "there is no table $1"
"$ROOT/scripts/setup.sh" plot
"$TARGET_DIR/plot/bin/python" "$ROOT/scripts/plot.py" "$1" "$2"
say "$2 is drawn"

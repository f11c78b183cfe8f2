"""Tells how long the blocks of `full-subnets.py` took: DIRECTORY FIRST LAST.

`block-time.sh` has made the directory.
"""

import re
import statistics
import sys
from pathlib import Path

EXECUTED = re.compile(r"Block (\d+) with .* tx used .* \(\s*([\d,]+) of\s+([\d,]+) ns\)")
PROPOSED = re.compile(r"Prepared block for proposing at (\d+) \((\d+) ms\)")


def has_epochs(block: int) -> bool:
    """Whether two epochs fall due in a block."""
    return block % 4 == 2


def milliseconds(numbers: list) -> str:
    """The median and the largest of some numbers."""
    return f"{statistics.median(numbers):10.1f} {max(numbers):10.1f}" if numbers else f"{'-':>10} {'-':>10}"


def main():
    """Prints the table."""
    directory, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    executed, weights = {}, {}
    for block, took, weight in EXECUTED.findall((directory / "executed.log").read_text()):
        executed[int(block)] = int(took.replace(",", "")) / 1e6
        weights[int(block)] = int(weight.replace(",", "")) / 1e6
    found = PROPOSED.findall((directory / "node.log").read_text())
    proposed = {int(block): int(took) for block, took in found if first <= int(block) <= last}
    print(f"{'milliseconds':<22} {'executed':>10} {'at most':>10} {'proposed':>10} {'at most':>10} {'weight':>10}")
    for title, wanted in ("two epochs of 256", True), ("no epoch", False):
        columns = [
            [took for block, took in times.items() if has_epochs(block) == wanted]
            for times in (executed, proposed, weights)
        ]
        heaviest = f"{max(columns[2]):10.1f}" if columns[2] else ""
        print(f"{title:<22} {milliseconds(columns[0])} {milliseconds(columns[1])} {heaviest}")


main()

"""Prints what criterion measured as a table: for each benchmark its variants, and how long each takes beside the first.

bench-table.py FOLDER    the folder `criterion` in cargo's target folder
"""

import json
import sys
from pathlib import Path

# The variant that the others are compared with.
FIRST = ("taonet", "native")


def readable(nanoseconds: float) -> str:
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """The median time of every variant of every benchmark, in nanoseconds."""
    benchmarks: dict[str, dict[str, float]] = {}
    for description in sorted(folder.glob("*/*/new/benchmark.json")):
        names = json.loads(description.read_text())
        estimates = json.loads((description.parent / "estimates.json").read_text())
        variants = benchmarks.setdefault(names["group_id"], {})
        variants[names["function_id"]] = estimates["median"]["point_estimate"]
    return benchmarks


def main() -> None:
    benchmarks = measured(Path(sys.argv[1]))
    if not benchmarks:
        sys.exit(f"no benchmark was measured in {sys.argv[1]}")
    print("| benchmark | variant | median | ratio |")
    print("| --- | --- | ---: | ---: |")
    for benchmark, variants in benchmarks.items():
        first = next(variants[name] for name in FIRST if name in variants)
        for name, time in sorted(variants.items(), key=lambda variant: variant[0] not in FIRST):
            print(f"| {benchmark} | {name} | {readable(time)} | {time / first:.3g} |")


if __name__ == "__main__":
    main()

"""Draws issuance, prices and shares of emission out of a table that the simulation has written.

    python plot.py TABLE.csv PICTURE.svg

The subnets with the largest share in the end are named, the others are grey.
"""

import csv
import sys
from collections import defaultdict

import matplotlib

matplotlib.use("svg" if sys.argv[-1].endswith(".svg") else "agg")
from matplotlib import pyplot  # noqa: E402  the backend has to be chosen before

# One for each that is named; none of them grey.
COLOURS = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#17becf"]
# The emission of one block jumps where a subnet's share changes little; lines are means of so many samples.
SMOOTH = 10


def read(path):
    """Blocks, issuance by block, and for each subnet its columns in the order of the blocks."""
    issuance, subnets = {}, defaultdict(lambda: defaultdict(list))
    with open(path, newline="") as table:
        for row in csv.DictReader(table):
            issuance[int(row["block"])] = float(row["issuance"])
            for column in ("price", "share"):
                subnets[int(row["netuid"])][column].append(float(row[column]))
    if not issuance:
        sys.exit(f"{path} holds no blocks")
    return list(issuance), list(issuance.values()), subnets


def smoothed(values):
    sums, result = 0.0, []
    for place, value in enumerate(values):
        sums += value - (values[place - SMOOTH] if place >= SMOOTH else 0.0)
        result.append(sums / min(place + 1, SMOOTH))
    return result


def draw_subnets(axes, blocks, subnets, column, named):
    # The named ones last, so that they lie on top.
    for netuid in sorted(subnets, key=lambda netuid: netuid in named):
        values = smoothed(subnets[netuid][column])
        if netuid in named:
            axes.plot(blocks, values, color=COLOURS[named.index(netuid)], linewidth=1.4, label=f"subnet {netuid}")
        else:
            axes.plot(blocks, values, color="0.8", linewidth=0.4)


def main(table, picture):
    blocks, issuance, subnets = read(table)
    named = sorted(subnets, key=lambda netuid: -smoothed(subnets[netuid]["share"])[-1])[: len(COLOURS)]
    figure, (top, middle, bottom) = pyplot.subplots(3, 1, sharex=True, figsize=(9, 9), layout="constrained")
    top.plot(blocks, [tao / 1e6 for tao in issuance], color="black")
    top.ticklabel_format(useOffset=False)
    top.set_ylabel("issuance, million TAO")
    draw_subnets(middle, blocks, subnets, "price", named)
    middle.set_ylabel("price, TAO for one alpha")
    draw_subnets(bottom, blocks, subnets, "share", named)
    bottom.set_ylabel("share of TAO emission")
    bottom.set_xlabel("block")
    bottom.legend(fontsize="small", ncols=2)
    for axes in (top, middle, bottom):
        axes.grid(alpha=0.3)
    figure.savefig(picture, dpi=110)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

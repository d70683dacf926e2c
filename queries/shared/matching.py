"""How many units can serve each line when one unit serves one line at a time: a maximum matching, by networkx.

Units that may serve exactly the same lines are one group with a number, so that the network stays small. Costs make the
answer the same on every run: as many lines served as can be; of these answers one with most assessed units; then lines first
in order before later ones.
"""

from collections import Counter
from collections.abc import Sequence

BOUND = 60_000  # pairs of a line and a group of units: some seconds


class TooLarge(ValueError):
    """The network has more pairs than the bound."""


def match(needed: Sequence[int], units: Sequence[tuple[bool, tuple[int, ...]]]) -> list[tuple[int, int]]:
    """Per line, how many assessed units and how many others serve it in a maximum matching.

    `needed` says how many units each line lacks; each unit is whether it is assessed, and the places of the lines it may
    serve. TooLarge beyond the bound.
    """
    groups = Counter((is_assessed, lines) for is_assessed, lines in units if lines)
    pairs = sum(len(lines) for _, lines in groups)
    if pairs > BOUND:
        raise TooLarge(f"{pairs} pairs of lines and groups of units, more than {BOUND}")
    import networkx as nx  # most pages do without it

    total, count = sum(needed), len(needed)
    if not total or not groups:
        return [(0, 0)] * count
    # One unit more or less weighs more than all that only decides between equal answers.
    heavy = total * (count + 1) + 1
    network = nx.DiGraph()
    network.add_node("start", demand=-total)
    network.add_node("end", demand=total)
    for line, lacking in enumerate(needed):
        network.add_edge("start", line, capacity=lacking, weight=0)
        network.add_edge(line, "end", capacity=lacking, weight=heavy * (count - line + 1))  # stays without
    for (is_assessed, lines), number in sorted(groups.items()):
        group = (is_assessed, lines)
        network.add_edge(group, "end", capacity=number, weight=0 if is_assessed else heavy)
        for line in lines:
            network.add_edge(line, group, capacity=number, weight=line if is_assessed else 0)
    _, flow = nx.network_simplex(network)
    served = []
    for line in range(count):
        given = [(group, number) for group, number in flow[line].items() if group != "end"]
        assessed = sum(number for group, number in given if group[0])
        served.append((assessed, sum(number for _, number in given) - assessed))
    return served

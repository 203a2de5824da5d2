"""What was measured, as Markdown, and what is plotted."""

import math
import resource
from datetime import date

import queries as drawn
from report import table

SECONDS = {
    "indexing": "indexing",
    "indexing, user": "indexing, processor time",
    "new files": "1 % of the clauses added",
    "unchanged": "nothing changed",
    "process, word": "a search process, a word",
    "process, phrase": "a search process, a phrase",
}
MEGABYTES = {
    "raw files": "raw files",
    "index": "index",
    "indexing, memory": "indexing, peak memory",
    "search, memory of one": "a search process, one query",
    "search, memory": "a search process, all queries",
    "search, own memory": "of these, its own",
}
FIGURES = {"median": "median", "p99": "99th percentile"}
#: What grows by a higher power than this from one rung to the next grows faster than linearly.
LINEAR = 1.1


def text(rungs, machine, commit, load):
    classes = list(rungs[0].counts)
    return "\n\n".join([
        heading(rungs, machine, commit, load),
        "## Indexing and processes",
        "Seconds:",
        values(rungs, SECONDS, 1),
        "Megabytes (millions of bytes). Of a search process, at the peak; most of what it has in memory are files of the index,"
        " which other processes share:",
        values(rungs, MEGABYTES, 1e-6),
        "## Queries",
        f"Milliseconds in a warm process, one thread, ten best with their texts; {drawn.EACH} queries a class, the same on"
        " every rung. Median, and 99th percentile:",
        pairs(rungs, classes),
        "Hits, mean of the class:",
        table(["class", *columns(rungs)],
              [[name, *(digits(sum(rung.counts[name]) / len(rung.counts[name])) for rung in rungs)] for name in classes]),
        growth(rungs, classes),
    ])


def heading(rungs, machine, commit, load):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return "\n".join([
        "# How Alinea grows",
        "",
        "Written by `benches/growth/run.py --write`; what is measured, and how, is told there.",
        "",
        f"* {date.today().isoformat()}, commit {commit}; {machine}",
        f"* invented resolutions (`crates/generate`, seed 1), {rungs[0].clauses:,} to {rungs[-1].clauses:,} clauses",
        f"* processes ready to run on average during the last minute: {load[0]:.1f} at the beginning, {load[1]:.1f} at the end",
        f"* a process that is started begins with the peak memory of the program that measures, {peak / 1e6:.0f} MB: where"
        " indexing is given about as much, it took no more than that",
        "",
        "![Time, memory and latency by the number of clauses](growth.svg)",
    ])


def digits(value):
    """Three digits that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def columns(rungs):
    return [f"{rung.clauses:,}" for rung in rungs]


def values(rungs, names, factor):
    rows = [[label, *(digits(rung.values[name] * factor) for rung in rungs)] for name, label in names.items()]
    return table(["clauses", *columns(rungs)], rows)


def pairs(rungs, classes):
    def cell(rung, name):
        return ", ".join(digits(1000 * rung.values[figure, name]) for figure in FIGURES)

    return table(["class", *columns(rungs)], [[name, *(cell(rung, name) for rung in rungs)] for name in classes])


def growth(rungs, classes):
    """By which power of the number of clauses each measure grows."""
    if len(rungs) == 1:
        return "There is one rung only, and no growth."
    labels = SECONDS | MEGABYTES
    labels |= {(figure, name): f"{name}, {said}" for figure, said in FIGURES.items() for name in classes}
    rows = []
    for name, label in labels.items():
        powers = [power(one, other, name) for one, other in [*zip(rungs, rungs[1:]), (rungs[0], rungs[-1])]]
        marked = [f"**{value:.2f}**" if value > LINEAR else f"{value:.2f}" for value in powers]
        rows.append([label, *marked, "faster than linearly" if any(value > LINEAR for value in powers) else ""])
    steps = [f"{one} → {other}" for one, other in zip(columns(rungs), columns(rungs)[1:])] + ["in all"]
    return "\n\n".join([
        "## Growth",
        "The power of the number of clauses by which a measure grows from one rung to the next: 1 is linear, 0 is not at"
        f" all. Above {LINEAR} it stands in bold letters.",
        table(["measure", *steps, ""], rows),
    ])


def power(one, other, name):
    """The slope between two rungs where both axes are logarithmic."""
    return math.log(other.values[name] / one.values[name]) / math.log(other.clauses / one.clauses)


def panels(rungs):
    """Titles, units and lines of the plot: `(title, {label: [(clauses, value), …]})`."""
    def lines(labels, factor=1):
        return {label: [(rung.clauses, rung.values[name] * factor) for rung in rungs] for name, label in labels.items()}

    of_classes = [
        (f"Warm queries, {said} (ms)", lines({(figure, name): name for name in rungs[0].counts}, 1000))
        for figure, said in FIGURES.items()
    ]
    return [("Time (s)", lines(SECONDS)), ("Size and memory (MB)", lines(MEGABYTES, 1e-6)), *of_classes]

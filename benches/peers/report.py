"""What was measured, as Markdown."""

import os
import platform
import statistics
import subprocess
from datetime import date

import install
import queries as drawn

NEAR = 0.05


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def amount(value):
    """Three digits that mean something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def median_of(runs):
    return statistics.median(run.seconds for run in runs)


def ratio(value, baseline):
    return f"{amount(value)} (×{amount(value / baseline)})"


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def machine():
    """The machine in words."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(next(lines).split()[1]) / 2**20
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, {system}"


def commit():
    words = ["git", "-C", install.REPOSITORY, "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def heading(corpus, load, missing, rounds):
    """Where, when, of what."""
    absent = "; ".join(f"{name}: {reason}" for name, reason in missing.items()) or "none"
    return "\n".join([
        "# Alinea beside its peers",
        "",
        "Written by `benches/peers/run.py --write`; what is measured, and how, is told there.",
        "",
        f"* {date.today().isoformat()}, commit {commit()}; {machine()}",
        f"* {corpus['files']:,} files, {corpus['bytes'] / 1e6:.1f} MB; {corpus['clauses']:,} clauses,"
        f" {corpus['text'] / 1e6:.1f} MB of text",
        f"* {rounds} rounds; processes ready to run on average during the last minute: {load[0]:.1f} at the beginning,"
        f" {load[1]:.1f} at the end (the harness itself makes one or two; what is above that is other work, which medians"
        " and minima are there to outlive)",
        f"* peers that could not be installed: {absent}",
        "",
        "A ratio in brackets is the peer's figure to Alinea's: above 1 Alinea is faster or smaller.",
    ])


def indexing(runs, sizes, corpus):
    """Time, speed, size and memory, each beside Alinea's."""
    full, added, again = runs["full"], runs["added"], median_of(runs["again"]["Alinea"])
    rows = []
    for name, of_engine in full.items():
        seconds, memory = median_of(of_engine), max(run.memory for run in of_engine)
        least = min(run.seconds for run in of_engine)
        baseline = full["Alinea"]
        rows.append([
            name,
            ratio(seconds, median_of(baseline)),
            ratio(least, min(run.seconds for run in baseline)),
            amount(corpus["bytes"] / 1e6 / seconds),
            f"{sizes[name] / 1e6:.1f} ({sizes[name] / corpus['bytes']:.2f})",
            ratio(memory / 2**20, max(run.memory for run in baseline) / 2**20),
            ratio(median_of(added[name]), median_of(added["Alinea"])),
            amount(again) if name == "Alinea" else ratio(seconds, again),
        ])
    head = ["engine", "s, median", "s, least", "MB/s of raw files", "index, MB (to raw files)", "peak memory, MiB",
            "1 % of the files added, s", "nothing changed, s"]
    return "\n\n".join([
        "## Indexing",
        "Alinea reads the raw files and cuts them into clauses; the peers get the clauses ready-made. Two threads for Alinea,"
        " tantivy and Lucene; one for SQLite and Xapian, and for SeekStorm, which with two would also take two for a query."
        " ripgrep makes no index, it gets a copy of the text. The peers do not know what has changed: the last column is their"
        " whole index made anew.",
        table(head, rows),
    ])


def query_tables(times, classes, engines):
    """Median, 99th percentile and least, by class and engine."""
    def cells(figure):
        rows = []
        for name, of_class in classes.items():
            values = {engine: figure(times, name, len(of_class), engine) for engine in engines}
            baseline = values[engines[0]]
            rows.append([name, amount(baseline)] + [
                "–" if values[engine] is None else ratio(values[engine], baseline) for engine in engines[1:]])
        return table(["class", *engines], rows)

    return "\n\n".join([
        "## Queries",
        f"Microseconds inside a warm process, one thread, ten best with their texts and marks about what was sought;"
        f" {drawn.EACH} queries a class. All count all hits, but « best only », which may pass over what cannot be among the"
        " ten (Lucene: after 1,000 hits); « not marked » only reads the texts. Alinea also counts the hits of the exact form"
        " and reads the whole record of a hit; it is the first column, clauses of one wording grouped as they come out by"
        " default, that the others are set beside. tantivy marks nothing for a prefix, and like Lucene and Xapian the words of a"
        " phrase one by one. SeekStorm has neither proximity nor prefixes; it marks a stem by its letters without accents, so"
        " not where the text has one, but also within other words; a single word of the 13 it takes for frequent it answers"
        " from what it found when it was opened. ripgrep reads the whole text each time, marks nothing, and is asked in one round of five.",
        "Median over all queries and rounds:",
        cells(lambda *where: pooled(*where, statistics.median)),
        "99th percentile:",
        cells(lambda *where: pooled(*where, lambda values: percentile(values, 0.99))),
        "Least of each query, geometric mean over the queries: the quietest moment, every query of equal weight:",
        cells(least),
    ])


def of_class(times, name, number, engine):
    return [times[name, i, engine] for i in range(number) if (name, i, engine) in times]


def pooled(times, name, number, engine, figure):
    values = [value for of_query in of_class(times, name, number, engine) for value in of_query]
    return figure(values) if values else None


def least(times, name, number, engine):
    values = [min(of_query) for of_query in of_class(times, name, number, engine)]
    return statistics.geometric_mean(values) if values else None


def processes(taken):
    """Processes from their start to their end."""
    empty = statistics.median(taken["true"])
    rows = [
        [name, amount(1000 * statistics.median(values)), amount(1000 * percentile(values, 0.99)),
         amount(1000 * min(values)), amount(statistics.median(values) / empty)]
        for name, values in taken.items()
    ]
    return "\n\n".join([
        "## Processes",
        "Milliseconds from start to end, files in the page cache. A peer's process opens its index and answers one word;"
        " those of SQLite, Xapian and ripgrep run in Python, and most of what they take is its start.",
        table(["process", "median", "99th percentile", "least", "to `true`"], rows),
    ])


def agreement(answers, classes, engines):
    """How far hit counts agree with Alinea's, by class."""
    rows = []
    for name, of_class in classes.items():
        row = [name]
        for engine in engines:
            pairs = counts(answers, name, len(of_class), engine)
            near = sum(abs(theirs - ours) <= NEAR * ours for theirs, ours in pairs)
            middle = statistics.median(theirs / max(ours, 1) for theirs, ours in pairs) if pairs else 0
            row.append(f"{near}/{len(pairs)}, {middle:.2f}" if pairs else "–")
        rows.append(row)
    return "\n\n".join([
        "## Answers",
        f"Queries whose number of hits lies within {NEAR:.0%} of Alinea's, of all; median of the peer's number to Alinea's."
        " Engines without stemming (SQLite FTS5, ripgrep) are held to Alinea's number of hits of the exact form.",
        table(["class", *engines], rows),
        "Why they differ:",
        REASONS.strip(),
    ])


def counts(answers, name, number, engine):
    """The engine's number of hits and Alinea's, for each query it can answer."""
    which = "exact" if engine in ("SQLite FTS5", "ripgrep") else "count"
    return [
        (answers[name, i, engine]["count"], answers[name, i, "Alinea"][which])
        for i in range(number) if (name, i, engine) in answers
    ]


REASONS = """
* **Families.** Alinea's families of words keep apart what Snowball's stems merge (`égalité`, `également`) and join what they
  split (`sont`, `être`); tantivy, Lucene, Xapian and SeekStorm go by Snowball, for which `des` is `de` and `les` is
  `le` as well.
* **Chapeau and title.** With several words, Alinea lets some be met by the chapeau of a clause or by the title of its
  resolution, and reads phrases and proximity across a chapeau and its sub-paragraph. The peers know the clause alone.
* **Elision.** Alinea and Lucene drop `l'`, `d'`, `qu'`; tantivy, SQLite, Xapian and ripgrep take them for
  words, which counts in proximity.
* **SeekStorm.** It folds accents before it stems by Snowball, which then misses endings (`instaurée` is not `instaurer`);
  drops `l'` and `d'`, but after a longer elision the word instead (`qu'elle` is `qu`); takes what hyphens join for one word.
* **Accents.** Xapian does not fold them, ripgrep neither: what was scanned without accents, or printed in capitals, is missed.
* **Prefixes.** tantivy, Lucene and Xapian keep stems only, in which the end of a longer prefix may be gone or changed, and a
  stem may begin as no word does.
* **Proximity.** tantivy's and Lucene's are sought by their own means: in tantivy a swapped pair costs more of the distance.
"""

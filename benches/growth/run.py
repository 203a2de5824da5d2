#!/usr/bin/env python3
"""Measures how Alinea grows with the number of clauses, over invented resolutions.

    python3 benches/growth/run.py                     up to 2,000,000 clauses; needs 5 GB of disk
    python3 benches/growth/run.py --write             also writes RESULTS.md and growth.svg beside this program
    python3 benches/growth/run.py --most 100000       a smaller last rung, in a minute

The rungs are 10, 100 and 1,000 times the clauses of the shipped corpus, then half a million, then `--most`; a larger
corpus begins with the files of a smaller one. On each, in this order:

  indexing    of the files into a new index: time, processor time, peak memory, size
  unchanged   a second run over the same files
  processes   a search from start to end, of a word and of a phrase, files in the page cache
  queries     of a warm process: those drawn from the clauses of the smallest rung, the same on every rung, so that each
              finds something everywhere, in a random order; and the memory this process has come to
  new files   a run with 1 % more clauses, in new files

Short things are done several times, and medians taken; indexing is done once where it is long. A run that is interrupted
(Ctrl-C) reports the rungs that are finished. Everything is written below --work, and removed at the end.

Needs Python 3.11 and cargo. Nothing grows in this program itself: clauses and answers are dealt with one by one.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "peers"))

import install
import measure
import protocol
import queries
import report

import plot
import results

#: Multiples of the shipped corpus, and numbers of clauses.
TIMES, LARGE = (10, 100, 1_000), (500_000,)
#: The share of new clauses.
NEW = 0.01
#: Seconds; what takes longer is done once.
LONG = 10
COLD_ROUNDS = 11
WARM_ROUNDS = 15


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=2_000_000, metavar="N", help="clauses of the last rung")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and growth.svg beside this program")
    parser.add_argument("--cache", default=install.default_cache(), help="where the warm process is built")
    parser.add_argument("--work", default=tempfile.gettempdir(), help="where corpora and indexes lie meanwhile")
    return parser.parse_args()


def main():
    chosen = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    programs = Programs(chosen.cache)
    load = [os.getloadavg()[0]]
    rungs = []
    with tempfile.TemporaryDirectory(prefix="alinea-growth-", dir=chosen.work) as work:
        try:
            ladder = ladder_up_to(chosen.most, shipped(programs, work))
            drawn = draw(programs, work, ladder[0])
            for number in ladder:
                say(f"{number:,} clauses")
                rungs.append(Rung(programs, work, number).measure(drawn))
                check(rungs)
        except KeyboardInterrupt:
            say(f"interrupted after {len(rungs)} rungs")
    load.append(os.getloadavg()[0])
    if not rungs:
        sys.exit("nothing was measured")
    text = results.text(rungs, report.machine(), report.commit(), load)
    print(text)
    if chosen.write:
        for name, content in [("RESULTS.md", text + "\n"), ("growth.svg", plot.svg(results.panels(rungs)))]:
            with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
                out.write(content)


def say(what):
    print(f"{time.strftime('%H:%M:%S')}  {what}", file=sys.stderr, flush=True)


class Programs:
    """What is run."""

    def __init__(self, cache):
        os.makedirs(cache, exist_ok=True)
        say("building")
        self.alinea, self.library = install.alinea(), install.alinea_library(cache)
        self.generator = install.build(
            install.REPOSITORY, install.target(), "alinea-generate", "--package", "alinea-generate")

    def generate(self, folder, clauses, *options):
        """Writes a corpus; how many clauses it has."""
        command = [self.generator, "--clauses", str(clauses), *options, folder]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return int(re.search(r"(\d+) clauses", said)[1])


def shipped(programs, work):
    """How many clauses the shipped corpus has."""
    index = os.path.join(work, "shipped")
    measure.timed([programs.alinea, "index", "--index", index, os.path.join(install.REPOSITORY, "corpus")])
    command = [programs.alinea, "stats", "--index", index, "--format", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["clauses"]


def ladder_up_to(most, shipped_clauses):
    """The rungs; the last has `most` clauses, and none is so near to it that nothing can be said of the step."""
    rungs = [times * shipped_clauses for times in TIMES] + list(LARGE)
    return [number for number in rungs if 2 * number <= most] + [most]


def draw(programs, work, number):
    """Queries drawn from the smallest corpus."""
    truth = os.path.join(work, "truth.jsonl")
    programs.generate(os.path.join(work, "drawn"), number, "--truth", truth)
    return queries.draw(list(protocol.clauses(truth)))


class Rung:
    """A corpus of some size, and what is measured on it: `clauses`, and `values[measure]`."""

    def __init__(self, programs, work, number):
        self.programs, self.number = programs, number
        self.raw, self.index = os.path.join(work, "raw"), os.path.join(work, "index")
        self.clauses, self.values, self.counts = 0, {}, {}

    def measure(self, drawn):
        self.clauses = self.programs.generate(self.raw, self.number)
        self.values["raw files"] = measure.size(self.raw)
        say("  indexing")
        self.indexing()
        say("  processes")
        self.processes(drawn)
        say("  queries")
        self.queries(drawn)
        say("  new files")
        self.new_files()
        return self

    def command(self):
        return [self.programs.alinea, "index", "--index", self.index, self.raw]

    def indexing(self):
        def anew():
            shutil.rmtree(self.index, ignore_errors=True)
            return measure.timed(self.command())

        runs = several(anew)
        self.values["index"] = measure.size(self.index)
        self.values["indexing, memory"] = statistics.median(run.memory for run in runs)
        self.values["indexing"] = statistics.median(run.seconds for run in runs)
        self.values["indexing, user"] = statistics.median(run.user for run in runs)
        self.values["unchanged"] = median_seconds(several(lambda: measure.timed(self.command())))

    def processes(self, drawn):
        typed = {"word": drawn["words"][1]["words"], "phrase": ['"' + " ".join(drawn["phrases"][0]["words"]) + '"']}
        search = [self.programs.alinea, "search", "--index", self.index]
        for name, words in typed.items():
            runs = [measure.timed([*search, *words]) for _ in range(COLD_ROUNDS)]
            self.values[f"process, {name}"] = median_seconds(runs)

    def queries(self, drawn):
        engine = measure.Engine("Alinea", self.programs.library, self.index, {"group": True})
        for query in drawn["words"][:1]:
            engine.ask(query)
        self.values["search, memory of one"] = engine.memory()["VmHWM"]
        times, answers = measure.queries([engine], drawn, WARM_ROUNDS)
        memory = engine.memory()
        self.values["search, memory"], self.values["search, own memory"] = memory["VmHWM"], memory["RssAnon"]
        engine.close()
        for name, of_class in drawn.items():
            pooled = [value for i in range(len(of_class)) for value in times[name, i, "Alinea"]]
            self.values["median", name] = statistics.median(pooled) / 1e6
            self.values["p99", name] = report.percentile(pooled, 0.99) / 1e6
            self.counts[name] = [answers[name, i, "Alinea"]["count"] for i in range(len(of_class))]

    def new_files(self):
        self.programs.generate(self.raw, round(self.clauses * (1 + NEW)))
        self.values["new files"] = measure.timed(self.command()).seconds


def several(run):
    """What three runs took; what one took where it is long."""
    runs = [run()]
    while len(runs) < 3 and runs[0].seconds < LONG:
        runs.append(run())
    return runs


def median_seconds(runs):
    return statistics.median(run.seconds for run in runs)


def check(rungs):
    """A larger corpus holds the smaller one: every query finds something, and no less than before."""
    before = rungs[-2].counts if len(rungs) > 1 else {}
    for name, counts in rungs[-1].counts.items():
        least = before.get(name, [1] * len(counts))
        if any(count < low for count, low in zip(counts, least)):
            raise RuntimeError(f"{name} find less in {rungs[-1].clauses} clauses: {counts}, not {least}")


if __name__ == "__main__":
    main()

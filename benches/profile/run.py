#!/usr/bin/env python3
"""Says where the time goes, by stage, and what indexing and queries would cost at least.

    python3 benches/profile/run.py              20,000 invented clauses
    python3 benches/profile/run.py FOLDER       a folder of .md and .txt

Prints Markdown: the share of each stage in an indexing run and in a warm loop of each class of queries (those of
`benches/suite`), as `perf record` sees it; then how far indexing is from merely reading and tokenizing the same bytes, and
each class from merely reading the postings of its words.

A sample belongs to the stage of the source file whose code was running, inlined or not, or that called what was running, if
that is a library which says nothing about it (stages.py). Analysis in a query is that of the hits that are marked; the
kernel's time is its own stage. Needs Python 3.11, cargo, Linux's perf and binutils.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "peers"))

import install
import measure
import samples
import stages
from report import amount, commit, machine, table

CLASSES = ["words", "conjunctions", "disjunctions", "filtered", "prefix", "proximity", "phrases", "frequent phrases"]
INVENTED = 20_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=os.environ.get("ALINEA_CORPUS"))
    parser.add_argument("--seconds", type=float, default=3, help="for which each class is watched")
    chosen = parser.parse_args()
    for program in ("perf", "addr2line", "readelf"):
        if not shutil.which(program):
            sys.exit(f"{program} is needed and not installed (in Debian: linux-perf, binutils)")
    alinea = install.alinea()
    suite = install.build(os.path.join(os.path.dirname(HERE), "suite"), install.target(), "suite")
    with tempfile.TemporaryDirectory(prefix="alinea-profile-") as work:
        folder = chosen.folder or invented(os.path.join(work, "invented"))
        index, data = os.path.join(work, "index"), os.path.join(work, "perf.data")
        command = [alinea, "index", "--threads", "1", "--rebuild", "--index", index, folder]
        run = measure.timed(command)
        shares = {"indexing": watched(data, command, alinea)}
        for name in CLASSES:
            shares[name] = asked(data, suite, index, name, chosen.seconds)
        print(f"# Where the time goes\n\ncommit {commit()}; {machine()}\n")
        print("Shares of the time, in per cent:\n")
        print(stage_table(shares))
        print("\n## Indexing, and what it would cost at least\n")
        print(indexing_table(json.loads(output([suite, "indexing", folder])), run))
        print("\n## Queries, and what they would cost at least\n")
        print("Least time of a query, mean of the class; reading the postings of its words from end to end, with their"
              " places where the query asks for them. A ratio below 1: not all of them are read.\n")
        print(query_table(json.loads(output([suite, "queries", index]))))


def invented(folder):
    generator = install.build(
        install.REPOSITORY, install.target(), "alinea-generate", "--package", "alinea-generate")
    output([generator, "--clauses", str(INVENTED), folder])
    return folder


def output(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def watched(data, command, program):
    """The shares of a run from start to end."""
    samples.record(data, command)
    return shares_of(data, program)


def asked(data, suite, index, name, seconds):
    """The shares of a loop that is warm."""
    with subprocess.Popen([suite, "ask", index, name], stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        samples.record(data, ["sleep", str(seconds)], "--pid", str(process.pid))
        process.terminate()
    return shares_of(data, suite)


def shares_of(data, program):
    shares = {}
    for stack, number in samples.stacks(data, program).items():
        stage = stages.of(stack)
        shares[stage] = shares.get(stage, 0) + number
    total = sum(shares.values())
    return {stage: number / total for stage, number in shares.items()}


def stage_table(shares):
    percent = {stage: [round(100 * of_run.get(stage, 0)) or "" for of_run in shares.values()] for stage in stages.ALL}
    return table(["stage", *shares], [[stage, *cells] for stage, cells in percent.items() if any(cells)])


def indexing_table(least, run):
    rows = [
        ["reading every byte", least["read"]],
        ["reading, decoding, tokenizing", least["tokenize"]],
        ["reading, decoding, segmenting", least["segment"]],
        ["`alinea index --threads 1`, processor time", run.user],
        ["`alinea index --threads 1`, from start to end", run.seconds],
    ]
    return table(["", "s", "to tokenizing"],
                 [[name, amount(seconds), "×" + amount(seconds / least["tokenize"])] for name, seconds in rows])


def query_table(classes):
    rows = [
        [name, f"{of_class['postings']:,}", amount(1e6 * of_class["read"]), amount(1e6 * of_class["asked"]),
         "×" + amount(of_class["asked"] / of_class["read"])]
        for name in CLASSES for of_class in [classes[name]]
    ]
    return table(["class", "postings of all its queries", "reading them, µs", "searching, µs", "ratio"], rows)


if __name__ == "__main__":
    main()

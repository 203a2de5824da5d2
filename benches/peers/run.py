#!/usr/bin/env python3
"""Measures Alinea beside what a user could pick instead: same clauses, same queries, same run.

    python3 benches/peers/run.py                             the shipped corpus, in a minute or two
    python3 benches/peers/run.py --write FOLDER              a folder of .md and .txt; writes benches/peers/RESULTS.md
    cargo run --release -p alinea-generate -- --clauses 300000 FOLDER      a large one, invented

Needs Python 3.11, cargo, and for the peers pip, Debian's apt-get, and Java 17 or Debian's. Peers are installed into
--cache, and nothing outside it; one that cannot be had is named in the report.

Three things are measured, Alinea and its peers in turn, so that other work on the machine meets all alike:

  indexing    Alinea from raw files, with segmentation and all it keeps; the peers from ready-made clauses: one stemmed
              field with positions, the text stored, the organ to filter by. Whole; again; with one file in a hundred new.
  queries     drawn from the clauses (queries.py), asked in a random order of warm processes, each by every engine
              before the next query.
  processes   one search from start to end, beside an empty process.

A peer is a program of this folder with two commands: `index FOLDER CLAUSES` adds clauses, one JSON object a line
(reference, organ, text), and `search FOLDER` reads a query a line and writes an answer a line:

  {"kind": "all" | "any" | "phrase" | "near" | "prefix", "words": […], "organ": "…"?, "distance": 5?, "count": true,
   "marks": true}
  {"count": 12, "us": 34.5, "references": ["A/RES/66/122, par. 3", …]}

where `us` is the time from the query to the references of the ten best, and to their texts with marks about what was sought. The clauses are those Alinea searches: what
`alinea segment` prints, without the resolutions that another file holds more completely.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

import install
import measure
import protocol
import queries
import report

EVERYTHING = "partie:preambule OU partie:dispositif OU partie:annexe OU partie:incorpore"
#: One file in so many is new.
NEW = 100


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=os.path.join(install.REPOSITORY, "corpus"))
    parser.add_argument("--cache", default=install.default_cache(), help="where peers are installed")
    parser.add_argument("--rounds", type=int, default=25, help="of queries and of processes")
    parser.add_argument("--index-rounds", type=int, default=3)
    parser.add_argument("--details", metavar="FILE", help="write every query with the answers, as JSON lines")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md beside this program")
    return parser.parse_args()


def main():
    chosen = arguments()
    before = os.getloadavg()[0]
    os.makedirs(chosen.cache, exist_ok=True)
    alinea, library = install.alinea(), install.alinea_library(chosen.cache)
    peers, missing = install.install(chosen.cache)
    with tempfile.TemporaryDirectory(prefix="alinea-peers-") as work:
        corpus = Corpus(alinea, chosen.folder, work)
        indexing = measure.Indexing(alinea, peers, corpus.raw, corpus.held_out, corpus.paths, work)
        indexing.measure(chosen.index_rounds)
        classes = queries.draw(list(protocol.clauses(corpus.paths["full"])))
        engines = open_engines(library, peers, indexing)
        times, answers = measure.queries(engines, classes, chosen.rounds)
        for engine in engines:
            engine.close()
        taken = measure.cold(cold_commands(alinea, engines, indexing, classes, corpus), chosen.rounds)
    names = [engine.name for engine in engines]
    counting = [engine.name for engine in engines[2:] if all(engine.extra.values())]
    text = "\n\n".join([
        report.heading(corpus.figures, (before, os.getloadavg()[0]), missing, chosen.rounds),
        report.indexing(indexing.runs, indexing.sizes, corpus.figures),
        report.query_tables(times, classes, names),
        report.processes(taken),
        report.agreement(answers, classes, counting),
    ])
    publish(text, chosen.write)
    if chosen.details:
        write_details(chosen.details, classes, names, times, answers)


class Corpus:
    """A copy of the files, and their clauses as the peers get them."""

    def __init__(self, alinea, folder, work):
        self.raw = os.path.join(work, "raw")
        files = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                       if name.endswith((".md", ".txt")))
        self.files = [self.copy(folder, path) for path in files]
        self.held_out = self.files[NEW // 2 :: NEW] or self.files[:1]
        self.paths = {name: os.path.join(work, name + ".jsonl") for name in ("full", "base", "added")}
        self.figures = {"files": len(self.files), "bytes": sum(map(os.path.getsize, self.files))}
        self.figures |= self.write(searched(alinea, self.raw, work))

    def copy(self, folder, path):
        target = os.path.join(self.raw, os.path.relpath(path, folder))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return shutil.copy(path, target)

    def write(self, clauses):
        """Writes clauses without keeping them: a process begins with the peak memory of the one that starts it."""
        new, number, text = set(self.held_out), 0, 0
        outs = {name: open(path, "w", encoding="utf-8") for name, path in self.paths.items()}
        for clause in clauses:
            part = "added" if clause.pop("file") in new else "base"
            line = json.dumps(clause, ensure_ascii=False) + "\n"
            outs["full"].write(line)
            outs[part].write(line)
            number += 1
            text += len(clause["text"].encode())
        for out in outs.values():
            out.close()
        return {"clauses": number, "text": text}

    def small_file(self):
        """The smallest that is not a stub."""
        return min((path for path in self.files if os.path.getsize(path) > 1500), key=os.path.getsize)


def searched(alinea, raw, work):
    """The clauses Alinea searches, with the file each was read from."""
    index = os.path.join(work, "searched")
    measure.timed([alinea, "index", "--index", index, raw])
    command = [alinea, "search", "--index", index, "--format", "jsonl", "--no-group", "-n", "100000000", EVERYTHING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout:
            clause = json.loads(line)
            yield {key: clause[key] or "" for key in ("file", "reference", "organ", "text")}


def open_engines(library, peers, indexing):
    """Alinea first, in its two ways; then the peers, those that can in three."""
    folder = indexing.path("Alinea")
    engines = [
        measure.Engine("Alinea", library, folder, {"group": True}),
        measure.Engine("Alinea, not grouped", library, folder, {"group": False}),
    ]
    for peer in peers:
        ways = {peer.name: {"count": True, "marks": True}}
        if peer.name in ("tantivy", "Lucene"):
            ways[peer.name + ", best only"] = {"count": False, "marks": True}
            ways[peer.name + ", not marked"] = {"count": True, "marks": False}
        engines += [measure.Engine(name, peer, indexing.path(peer.name), way) for name, way in ways.items()]
    return engines


def cold_commands(alinea, engines, indexing, classes, corpus):
    """Commands to be run from start to end, with their environment and what stands on their standard input."""
    word, phrase = classes["words"][1], classes["phrases"][0]
    search = [alinea, "search", "--index", indexing.path("Alinea")]
    one = [alinea, "index", "--rebuild", "--index", indexing.path("Alinea", "one file"), corpus.small_file()]
    commands = {
        "true": (["true"], None, None),
        "python3, nothing to do": ([sys.executable, "-c", "pass"], None, None),
        "alinea --version": ([alinea, "--version"], None, None),
        "alinea search, a word": ([*search, *word["words"]], None, None),
        "alinea search, a phrase": ([*search, '"' + " ".join(phrase["words"]) + '"'], None, None),
        "alinea index, one small file": (one, None, None),
    }
    for engine in engines[2:]:
        if all(engine.extra.values()):
            commands[f"{engine.name}, a word"] = (engine.command, engine.environment, engine.line(word))
    return commands


def publish(text, write):
    print(text)
    if write:
        with open(os.path.join(install.HERE, "RESULTS.md"), "w", encoding="utf-8") as out:
            out.write(text + "\n")


def write_details(path, classes, names, times, answers):
    """Every query with what each engine answered, to look into differences."""
    with open(path, "w", encoding="utf-8") as out:
        for name, of_class in classes.items():
            for i, query in enumerate(of_class):
                engines = {
                    engine: {"least": min(times[name, i, engine])} | answers[name, i, engine]
                    for engine in names if (name, i, engine) in times
                }
                out.write(json.dumps({"class": name, "query": query, "engines": engines}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

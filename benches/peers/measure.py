"""Runs programs and times them."""

import json
import os
import random
import shutil
import subprocess
import time
from dataclasses import dataclass

WARM_ROUNDS = 8
#: Slow ones are asked in one round of so many.
SELDOM = {"ripgrep": 5}
#: Kinds of queries an engine has no means for.
UNKNOWN = {"SeekStorm": ("near", "prefix")}


@dataclass
class Run:
    """What a process took."""

    seconds: float
    memory: int  # bytes at the peak
    user: float  # seconds of all threads, without those of the system


def timed(command, environment=None, typed=None):
    """Runs a command to its end. `typed` is what stands on its standard input."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=os.environ | (environment or {}),
        stdin=subprocess.PIPE if typed else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if typed:
        process.stdin.write(typed.encode())
        process.stdin.close()
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said.decode()[-500:]}")
    return Run(seconds, usage.ru_maxrss * 1024, usage.ru_utime)


def size(path):
    """Bytes of the files of a folder."""
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


class Indexing:
    """Alinea from raw files beside the peers from clauses that are cut already."""

    def __init__(self, alinea, peers, raw, held_out, clauses, work):
        self.alinea, self.peers, self.work = alinea, peers, work
        self.raw, self.held_out, self.clauses = raw, held_out, clauses
        self.runs = {}
        self.sizes = {}

    def measure(self, rounds):
        """`self.runs[what][engine]` and `self.sizes[engine]`; leaves full indexes behind."""
        self.base()
        for _ in range(rounds):
            self.index_alinea()
            for peer in self.peers:
                self.index_peer(peer)
        for name in ["Alinea", *(peer.name for peer in self.peers)]:
            self.sizes[name] = size(self.path(name))

    def path(self, name, what="full"):
        return os.path.join(self.work, "indexes", f"{name} {what}")

    def note(self, what, name, run):
        self.runs.setdefault(what, {}).setdefault(name, []).append(run)

    def base(self):
        """Indexes that lack one file in a hundred."""
        for path in self.held_out:
            os.rename(path, path + ".later")
        timed(self.alinea_command("base"))
        for path in self.held_out:
            os.rename(path + ".later", path)
        for peer in self.peers:
            timed(self.peer_command(peer, "base", "base"), peer.environment)

    def alinea_command(self, what):
        return [self.alinea, "index", "--threads", "2", "--index", self.path("Alinea", what), self.raw]

    def peer_command(self, peer, what, clauses):
        return [*peer.command, "index", self.path(peer.name, what), self.clauses[clauses]]

    def index_alinea(self):
        shutil.rmtree(self.path("Alinea"), ignore_errors=True)
        self.note("full", "Alinea", timed(self.alinea_command("full")))
        self.note("again", "Alinea", timed(self.alinea_command("full")))
        self.copy_base("Alinea")
        self.note("added", "Alinea", timed(self.alinea_command("grown")))

    def index_peer(self, peer):
        shutil.rmtree(self.path(peer.name), ignore_errors=True)
        self.note("full", peer.name, timed(self.peer_command(peer, "full", "full"), peer.environment))
        self.copy_base(peer.name)
        self.note("added", peer.name, timed(self.peer_command(peer, "grown", "added"), peer.environment))

    def copy_base(self, name):
        shutil.rmtree(self.path(name, "grown"), ignore_errors=True)
        shutil.copytree(self.path(name, "base"), self.path(name, "grown"))


class Engine:
    """A peer that answers, in one of its ways."""

    def __init__(self, name, peer, folder, extra):
        self.name, self.extra = name, extra
        self.command, self.environment = [*peer.command, "search", folder], peer.environment
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | peer.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def can(self, query):
        """ripgrep knows no fields, others not every kind."""
        return query["kind"] not in UNKNOWN.get(self.name, ()) and not (self.name == "ripgrep" and "organ" in query)

    def line(self, query):
        return json.dumps(query | self.extra, ensure_ascii=False) + "\n"

    def ask(self, query):
        self.process.stdin.write(self.line(query))
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.name} gave no answer to {query}")
        return json.loads(answer)

    def memory(self):
        """Bytes of memory of the process, by the names Linux has for them."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as lines:
            pairs = (line.split(":") for line in lines)
            return {name: int(value.split()[0]) * 1024 for name, value in pairs if value.strip().endswith(" kB")}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def queries(engines, classes, rounds):
    """`(class, number of query, engine)` to its microseconds and to its answer."""
    times, answers = {}, {}
    asked = [(name, i, query) for name, of_class in classes.items() for i, query in enumerate(of_class)]
    order = random.Random(1)
    for number in range(-WARM_ROUNDS, rounds):
        order.shuffle(asked)
        for name, i, query in asked:
            for engine in order.sample(engines, len(engines)):
                if not engine.can(query) or number % SELDOM.get(engine.name, 1) != 0:
                    continue
                answer = engine.ask(query)
                answers[name, i, engine.name] = answer
                if number >= 0:
                    times.setdefault((name, i, engine.name), []).append(answer["us"])
    return times, answers


def cold(commands, rounds):
    """Seconds of each of the processes, `(command, environment, standard input)` by name, in turn."""
    taken = {}
    for _ in range(rounds):
        for name, (command, environment, typed) in commands.items():
            taken.setdefault(name, []).append(timed(command, environment, typed).seconds)
    return taken

"""What a peer written in Python has in common with the others: one JSON query in, one JSON line out. See run.py."""

import json
import sys
import time


def serve(answer):
    """Answers each line of standard input with what `answer` gives for it: how many, and the references."""
    for line in sys.stdin:
        request = json.loads(line)
        start = time.perf_counter_ns()
        count, references = answer(request)
        microseconds = (time.perf_counter_ns() - start) / 1000
        print(json.dumps({"count": count, "us": microseconds, "references": references}), flush=True)


def clauses(path):
    """The clauses of a file, one JSON object a line."""
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main(index, search):
    """Runs what the command line asks for."""
    match sys.argv[1:]:
        case ["index", folder, path]:
            index(folder, path)
        case ["search", folder]:
            serve(search(folder))
        case _:
            sys.exit("expected: index FOLDER CLAUSES, or search FOLDER")

"""ripgrep over the text, a clause a line: how many lines match, nothing else. Speaks the protocol of run.py.

The program is the one that $RIPGREP names. Every query is a process of its own, as it is for who uses it.
"""

import os
import re
import subprocess

import protocol

PROGRAM = os.environ["RIPGREP"]


def index(folder, path):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "clauses.txt"), "a", encoding="utf-8") as out:
        for clause in protocol.clauses(path):
            out.write(" ".join(clause["text"].split()) + "\n")


def search(folder):
    text = os.path.join(folder, "clauses.txt")

    def answer(request):
        found = subprocess.run(
            [PROGRAM, "--count", "--ignore-case", "--threads", "1", "--word-regexp", "--regexp", pattern(request), text],
            stdout=subprocess.PIPE,
        )
        return int(found.stdout or 0), []

    return answer


def pattern(request):
    r"""The query as a regular expression of whole words; it has no two conditions on a line but by their order.

    `--word-regexp` is much faster than a `\b` in the expression.
    """
    words = [r"\W+".join(re.findall(r"\w+", word)) for word in request["words"]]
    match request["kind"]:
        case "prefix":
            return words[0] + r"\w*"
        case "all":
            return either_order(words, r"\W(?:.*\W)?")
        case "any":
            return "|".join(words)
        case "phrase":
            return r"\W+".join(words)
        case "near":
            return either_order(words, rf"\W+(?:\w+\W+){{0,{request['distance']}}}")


def either_order(words, between):
    return between.join(words) if len(words) == 1 else "|".join(map(between.join, (words, words[::-1])))


if __name__ == "__main__":
    protocol.main(index, search)

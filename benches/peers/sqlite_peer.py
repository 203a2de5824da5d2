"""SQLite's FTS5 as it comes with Python: no French stemming. Speaks the protocol of run.py."""

import os
import sqlite3

import protocol

TABLE = """create virtual table if not exists clauses
    using fts5(text, organ, reference unindexed, tokenize = 'unicode61 remove_diacritics 2')"""
# The organ is a column of words, to be found by the index, and has no part in the score.
RANK = "insert into clauses(clauses, rank) values ('rank', 'bm25(1.0, 0.0, 0.0)')"
COUNT = "select count(*) from clauses where clauses match ?"
# The text with signs about what matched.
BEST = "select reference, highlight(clauses, 0, '<', '>') from clauses where clauses match ? order by rank limit 10"


def connect(folder):
    os.makedirs(folder, exist_ok=True)
    return sqlite3.connect(os.path.join(folder, "clauses.db"))


def index(folder, path):
    database = connect(folder)
    with database:
        database.execute(TABLE)
        database.execute(RANK)
        rows = ((clause["text"], clause["organ"], clause["reference"]) for clause in protocol.clauses(path))
        database.executemany("insert into clauses values (?, ?, ?)", rows)
    database.close()


def search(folder):
    database = connect(folder)

    def answer(request):
        typed = expression(request)
        (count,) = database.execute(COUNT, [typed]).fetchone()
        return count, [reference for reference, _ in database.execute(BEST, [typed])]

    return answer


def expression(request):
    """The query in the language of FTS5."""
    words = [f'"{word}"' for word in request["words"]]
    match request["kind"]:
        case "all":
            typed = " AND ".join(words)
        case "any":
            typed = " OR ".join(words)
        case "phrase":
            typed = " + ".join(words)
        case "prefix":
            typed = f"{words[0]} *"
        case "near":
            typed = f"NEAR({' '.join(words)}, {request['distance']})"
    organ = f""" AND organ : "{request['organ']}" """ if "organ" in request else ""
    return f"text : ({typed}){organ}"


if __name__ == "__main__":
    protocol.main(index, search)

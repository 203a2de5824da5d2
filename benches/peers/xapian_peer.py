"""Xapian with its French stemmer, every term stemmed and with positions. Speaks the protocol of run.py."""

import os
import re

import protocol
import xapian

ORGAN = "XO"
NO_LIMIT = (0, xapian.Query.WILDCARD_LIMIT_ERROR)
STEM = xapian.Stem("french")
# Xapian takes `l'homme` for one word.
APOSTROPHE = re.compile("['’]")


def index(folder, path):
    os.makedirs(folder, exist_ok=True)
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
    words = xapian.TermGenerator()
    words.set_stemmer(STEM)
    words.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    database.begin_transaction()
    for clause in protocol.clauses(path):
        document = xapian.Document()
        words.set_document(document)
        words.set_termpos(0)
        words.index_text(APOSTROPHE.sub(" ", clause["text"]))
        document.add_boolean_term(ORGAN + clause["organ"])
        document.set_data(clause["reference"] + "\n" + clause["text"])
        database.add_document(document)
    database.commit_transaction()
    database.close()


def search(folder):
    database = xapian.Database(folder)
    enquire = xapian.Enquire(database)
    every = database.get_doccount()

    def answer(request):
        enquire.set_query(query(request))
        found = enquire.get_mset(0, 10, every)
        references = []
        for hit in found:
            reference, text = hit.document.get_data().decode().split("\n", 1)
            # Signs about what matched, in the whole of the text.
            found.snippet(text, 2 * len(text.encode()), STEM, 0)
            references.append(reference)
        return found.get_matches_estimated(), references

    return answer


def query(request):
    """The query of Xapian's own parts."""
    words = [[STEM(word) for word in APOSTROPHE.sub(" ", typed).lower().split()] for typed in request["words"]]
    terms = [term for word in words for term in word]
    match request["kind"]:
        case "all":
            made = xapian.Query(xapian.Query.OP_AND, [phrase(word) for word in words])
        case "any":
            made = xapian.Query(xapian.Query.OP_OR, [phrase(word) for word in words])
        case "phrase":
            made = phrase(terms)
        case "prefix":
            made = xapian.Query(xapian.Query.OP_WILDCARD, request["words"][0], *NO_LIMIT)
        case "near":
            made = xapian.Query(xapian.Query.OP_NEAR, terms, len(terms) + request["distance"])
    if "organ" in request:
        made = xapian.Query(xapian.Query.OP_FILTER, made, xapian.Query(ORGAN + request["organ"]))
    return made


def phrase(terms):
    return xapian.Query(xapian.Query.OP_PHRASE, terms) if len(terms) > 1 else xapian.Query(terms[0])


if __name__ == "__main__":
    protocol.main(index, search)

"""Queries drawn from the clauses, by how many clauses a word stands in; the same clauses give the same queries."""

import random
import re
from collections import Counter

EACH = 12
#: Shares of the clauses a word stands in: frequent, middling, rare.
BANDS = [(0.05, 0.5), (0.005, 0.05), (0.0003, 0.005)]
DISTANCE = 5
FIXED = [["de", "la"], ["droits", "de", "l'homme"], ["et", "de", "la"]]
ELIDED = re.compile(r"\w+['’]")
PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def draw(clauses):
    """Queries by class; each is what the peers are asked."""
    source = Source(clauses)
    return {
        "words": [{"kind": "all", "words": [word]} for word in source.words(EACH)],
        "conjunctions": [{"kind": "all", "words": source.pair()} for _ in range(EACH)],
        "disjunctions": [{"kind": "any", "words": source.words(3)} for _ in range(EACH)],
        "filtered": [{"kind": "all", "words": [word], "organ": source.organ(word)} for word in source.words(EACH)],
        "prefix": [{"kind": "prefix", "words": [source.prefix()]} for _ in range(EACH)],
        "proximity": [{"kind": "near", "words": source.pair(DISTANCE), "distance": DISTANCE} for _ in range(EACH)],
        "phrases": [{"kind": "phrase", "words": source.phrase()} for _ in range(EACH)],
        "phrases of frequent words": [{"kind": "phrase", "words": words} for words in source.frequent_phrases()],
    }


class Source:
    """What is drawn from."""

    def __init__(self, clauses):
        self.random = random.Random(1)
        self.clauses = [PLAIN.findall(ELIDED.sub("|", clause["text"].lower())) for clause in clauses]
        self.organs = [clause["organ"] for clause in clauses]
        self.counts = Counter(word for runs in self.clauses for word in set(" ".join(runs).split()))
        shares = {word: count / len(clauses) for word, count in sorted(self.counts.items()) if len(word) > 3}
        bands = [[word for word, share in shares.items() if low <= share < high] for low, high in BANDS]
        # A small corpus has no rare words.
        self.bands = [band or list(shares) for band in bands]
        self.common = {word for word, _ in self.counts.most_common(100)}

    def words(self, number):
        """Words of every band in turn."""
        return [self.random.choice(self.bands[i % len(self.bands)]) for i in range(number)]

    def organ(self, word):
        """The organ of one of the clauses with the word."""
        places = (i for i, runs in enumerate(self.clauses) if word in " ".join(runs).split() and self.organs[i])
        return self.organs[self.random.choice(list(places))]

    def prefix(self):
        """The beginning of a longer word."""
        long = [word for band in self.bands[1:] for word in band if len(word) >= 8]
        return self.random.choice(long)[: self.random.choice([4, 5, 6])]

    def run(self, length):
        """Words that stand side by side in a clause, without figures, signs and apostrophes."""
        while True:
            runs = [run.split() for run in self.random.choice(self.clauses)]
            runs = [run for run in runs if len(run) >= length]
            if runs:
                run = self.random.choice(runs)
                start = self.random.randrange(len(run) - length + 1)
                return run[start : start + length]

    def pair(self, distance=12):
        """Two words of one clause, neither of them common."""
        while True:
            run = self.run(4)[:distance]
            words = [word for word in run if word not in self.common and len(word) > 3]
            if len(set(words)) >= 2:
                return self.random.sample(sorted(set(words)), 2)

    def phrase(self):
        """Two to four words, the first and the last of them not common."""
        while True:
            run = self.run(self.random.choice([2, 3, 4]))
            if not self.common & {run[0], run[-1]} and min(len(run[0]), len(run[-1])) > 3:
                return run

    def frequent_phrases(self):
        """The fixed ones, and the commonest others of two and of three words."""
        found = Counter()
        for runs in self.clauses:
            for run in map(str.split, runs):
                found.update(zip(run, run[1:]))
                found.update(zip(run, run[1:], run[2:]))
        fixed = {tuple(words) for words in FIXED}
        others = [list(words) for words, _ in found.most_common(2 * EACH) if words not in fixed]
        return (FIXED + others)[:EACH]

"""The words of names, as they are compared: how rare each is, and which are a letter away."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from atgraph.data.names import bare

# Words that distinguish names in no language.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and at by for in of on the to with de des du la le les et del el y der die das und "
        "für fur von zu di della e per",
    )
)
ACRONYM = re.compile(r"[^\W\d_](?:[^\W_]|[-/&.](?=\w)){1,11}\.?")
PART = re.compile(r"\s*(?:,|;|\s[-–—|/])\s+")  # behind the main part of a name
BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
MOST = 2_000  # names that share a word: more, and it is looked at only where no other is rarer
LIKE = 0.82  # how much of two words must agree to be one, mistyped


class Vocabulary:
    """The words of many names, and the names in which each stands."""

    def __init__(self) -> None:
        self.holders: dict[str, list[int]] = defaultdict(list)
        self._cuts: dict[str, set[str]] = defaultdict(set)
        self.size = 0

    def add(self, number: int, name: str) -> None:
        """Take in a name, given by its key."""
        self.size = max(self.size, number + 1)
        for word in dict.fromkeys(name.split()):
            if word not in self.holders:
                for cut in cuts(word):
                    self._cuts[cut].add(word)
            self.holders[word].append(number)

    def weight(self, word: str) -> float:
        """Return how much a word tells: the rarer the more; small words tell next to nothing."""
        rare = math.log(1 + self.size / (1 + len(self.holders.get(word, ()))))
        return 0.1 * rare if word in SMALL else rare

    def _like(self, word: str) -> list[str]:
        """Return the word, or those that are a letter away from one that is in no name."""
        if word in self.holders:
            return [word]
        shorter = cuts(word) if len(word) > 3 else ()
        near = {other for cut in shorter for other in self._cuts.get(cut, ())}
        return sorted(other for other in near if fuzz.ratio(word, other) >= 100 * LIKE)

    def sharing(self, name: str, most: int) -> list[int]:
        """Return the numbers of the names that share most with one, given by its key."""
        words = sorted(
            {near for word in name.split() for near in self._like(word)},
            key=lambda w: (len(self.holders[w]), w),
        )
        shared: Counter[int] = Counter()
        for place, word in enumerate(words):
            if place < 2 or len(self.holders[word]) <= MOST:
                weight = round(1000 * self.weight(word))
                for number in self.holders[word][: 20 * MOST]:
                    shared[number] += weight
        return [number for number, _ in shared.most_common(most)]


def cuts(word: str) -> Iterator[str]:
    """Yield a word, with and without each of its letters: two that are a letter apart share one."""
    yield word
    if len(word) > 3:
        yield from (word[:n] + word[n + 1 :] for n in range(len(word)))


def agreement(one: str, other: str, vocabulary: Vocabulary) -> tuple[float, list[str], list[str]]:
    """Return how far two keys agree, from 0 to 1, and the words that only either of them has.

    The mean of the words they share, each weighed by its rarity, and of the letters in any order.
    """
    mine, yours = one.split(), other.split()
    same = Counter(mine) & Counter(yours)
    mine_only = list((Counter(mine) - same).elements())
    yours_only = list((Counter(yours) - same).elements())
    near = 0.0
    for word in list(mine_only):
        ratio, twin = max(((fuzz.ratio(word, w) / 100, w) for w in yours_only), default=(0.0, ""))
        if ratio >= LIKE and len(word) > 3:
            mine_only.remove(word)
            yours_only.remove(twin)
            near += 2 * ratio * vocabulary.weight(twin)
    shared = 2 * sum(vocabulary.weight(w) * n for w, n in same.items()) + near
    whole = sum(map(vocabulary.weight, mine)) + sum(map(vocabulary.weight, yours))
    letters = fuzz.token_sort_ratio(one, other) / 100
    return (
        0.6 * min(1.0, shared / whole if whole else 0) + 0.4 * letters,
        [w for w in mine_only if w not in SMALL],
        [w for w in yours_only if w not in SMALL],
    )


def initials(name: str) -> list[str]:
    """Return the first letters of a name's words, of all and of those that are not small."""
    words = [w for w in re.split(r"[^\w’'-]+", bare(name)) if w]
    both = words, [w for w in words if w not in SMALL]
    return ["".join(w[0] for w in chosen) for chosen in both if len(chosen) > 1]


def forms(name: str) -> list[str]:
    """Return a name, and what is outside and inside its brackets: “Harbour (HN)” gives three."""
    inside = map(str.strip, BRACKET.findall(name))
    return list(dict.fromkeys(filter(None, (name, BRACKET.sub(" ", name).strip(), *inside))))


def main_part(name: str) -> str:
    """Return what is before a comma, or a dash between blanks; nothing where there is neither."""
    part, *behind = PART.split(name, maxsplit=1)
    return part.strip() if behind else ""


def letters_of(acronym: str) -> str:
    """Return an acronym as it is compared: “O.S.C.E.” is “osce”."""
    return bare(acronym).replace(".", "")


def is_acronym(name: str) -> bool:
    """Whether a name is one short word with capitals."""
    return bool(ACRONYM.fullmatch(name)) and sum(map(str.isupper, name)) >= 2


def phrases(words: list[str], longest: int = 12) -> Iterable[str]:
    """Yield each run of words."""
    runs = itertools.combinations(range(len(words) + 1), 2)
    return (" ".join(words[start:end]) for start, end in runs if end - start <= longest)

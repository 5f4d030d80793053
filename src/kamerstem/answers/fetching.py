"""The papers of motions and amendments, fetched politely to be searched: newest first, each once, and gone on with."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kamerstem.answers.days import is_official
from kamerstem.answers.papers import wanted_of
from kamerstem.dataclasses import dataclass, replace
from kamerstem.errors import KamerstemError
from kamerstem.language import Words
from kamerstem.model.entities import HOST
from kamerstem.model.paper_files import PaperFile, PaperKey
from kamerstem.model.papers import PaperText
from kamerstem.model.refs import Paper
from kamerstem.model.votes import Proposal
from kamerstem.store.paper_texts import Held

if TYPE_CHECKING:
    from kamerstem.sources.papers import Papers
    from kamerstem.store import Store

_STEP = 20  # papers that are fetched before they are kept
_PAUSE = 0.5  # seconds between two files of the official service
_AGAIN = dt.timedelta(days=7)  # after which a paper is asked for once more that could not be had


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of the papers: how many are new, held already, not to be had; and why it stopped before the end."""

    new: int = 0
    held: int = 0
    missing: int = 0
    error: Words | None = None

    def __add__(self, other: "Fetched") -> "Fetched":
        return Fetched(
            self.new + other.new,
            self.held + other.held,
            self.missing + other.missing,
            self.error or other.error,
        )


def fetch_papers(
    store: "Store",
    url: str | None,
    *,
    progress: Callable[[Fetched, int], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch and keep the papers of all motions and amendments whose words are not held, the newest first.

    A paper of which there is a new version is fetched again; one that could not be had is asked for after a week. What
    was kept stays, whatever stops it. ``progress`` is told after each step what became of them, and of how many in all.
    """
    from kamerstem.sources.papers import Papers

    keys = store.texts.proposals()
    done = Fetched()
    with Papers(url or HOST) as papers:
        for some in _in_steps(keys, _STEP):
            made = _step(store, papers, some, _pausing(url, sleep))
            done += made
            if progress is not None:
                progress(done, len(keys))
            if made.error is not None:
                break
    return done


def read_again(store: "Store") -> int:
    """Read the words of all papers anew from the files that are kept; nothing is asked for. Return of how many.

    What had no file, or cannot be read now, has no words.
    """
    for some in _in_steps(store.texts.keys(), _STEP):
        _, proposals = store.texts.load(some)
        held = store.texts.held(some)
        wanted = {key: PaperKey(each.document, each.version or None) for key, each in held.items()}
        files = store.papers(wanted.values())
        read = _read(proposals, {key: wanted[key] for key in proposals if wanted[key] in files}, files)
        changed = {key: replace(held[key], text=text) for key, text in read if text != held[key].text}
        if changed:
            store.texts.keep(changed)
    return store.texts.count()


def _step(store: "Store", papers: "Papers", keys: list[int], pause: Callable[[], None]) -> Fetched:
    """Fetch and keep what is lacking of these proposals."""
    entities, proposals = store.texts.load(keys)
    held = store.texts.held(keys)
    files = {key: file for key, item in proposals.items() if (file := wanted_of(item, entities)) is not None}
    lacking = {key: file for key, file in files.items() if _is_lacking(held.get(key), file)}
    got, failure = _get(store, papers, lacking.values(), pause)
    now = dt.datetime.now(dt.UTC)
    fresh: dict[int, Held] = {}
    for key, text in _read(proposals, lacking, got):
        file = lacking[key]
        fresh[key] = Held(file.document, file.version or "", now, text)
    if fresh:
        store.texts.keep(fresh)
    new = sum(each.text is not None for each in fresh.values())
    without = len(keys) - len(files)
    return Fetched(new, len(files) - len(lacking), len(lacking) - new + without, failure)


def _is_lacking(held: Held | None, file: PaperKey) -> bool:
    if held is None or (held.document, held.version) != (file.document, file.version or ""):
        return True
    return held.text is None and dt.datetime.now(dt.UTC) - held.tried > _AGAIN


def _get(
    store: "Store", papers: "Papers", wanted: Iterable[PaperKey], pause: Callable[[], None]
) -> tuple[dict[PaperKey, PaperFile | None], Words | None]:
    """Return each file, from the record or the service, and why it stopped; ``None`` for one that there is not.

    One that the service failed on is left out: it is asked for again the next time.
    """
    wanted = list(dict.fromkeys(wanted))
    got: dict[PaperKey, PaperFile | None] = dict(store.papers(wanted))
    fresh: dict[PaperKey, PaperFile] = {}
    failure: Words | None = None
    for key, file in papers.fetch([each for each in wanted if each not in got]):
        if isinstance(file, PaperFile):
            fresh[key] = got[key] = file
            pause()
        elif key in papers.absent:
            got[key] = None
        else:
            failure = file
    if fresh:
        store.keep_papers(fresh)
    return got, papers.lost or (None if got else failure)


def _read(
    proposals: Mapping[int, Proposal],
    wanted: Mapping[int, PaperKey],
    got: Mapping[PaperKey, PaperFile | None],
) -> Iterator[tuple[int, str | None]]:
    """Yield the words of each paper that was asked for and answered; ``None`` where there are none to be had."""
    from kamerstem.readers import kamerstuk

    came = {key: file for key, wants in wanted.items() if (file := got.get(wants)) is not None}
    yield from ((key, None) for key, wants in wanted.items() if wants in got and key not in came)
    texts = kamerstuk.read_all(file.content for file in came.values())
    for key, text in zip(came, texts, strict=True):
        yield key, None if isinstance(text, KamerstemError) else _words(proposals[key], text)


def _words(item: Proposal, text: PaperText) -> str | None:
    """Return what a paper says, a paragraph a line: its text and its explanation; nothing of another paper."""
    if isinstance(item.ref, Paper) and text.ref is not None and text.ref != item.ref:
        return None
    said = [part for clause in text.clauses for part in clause.content if isinstance(part, str)]
    every = [*([text.lead] if text.lead else []), *said, *(text.explanation or ())]
    return "\n".join(" ".join(part.split()) for part in every) or None


def _pausing(url: str | None, sleep: Callable[[float], None]) -> Callable[[], None]:
    return lambda: sleep(_PAUSE) if is_official(url) else None


def _in_steps(keys: list[int], size: int) -> Iterator[list[int]]:
    return (keys[at : at + size] for at in range(0, len(keys), size))

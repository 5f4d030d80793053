"""Mutated PDF and Word files through the reader, each in a process of its own under the limits that the reader sets.

The reader starts a process for each document; here it is a fork of one that has the libraries loaded, so that
10,000 take minutes. The limits, the code and the answers are the same.
"""

import io
import json
import os
import random
import select
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.readers import shapes

from kamerstem import checks
from kamerstem.errors import KamerstemError, NotAnOverview
from kamerstem.readers import apart, child
from kamerstem.readers.lines import Line
from kamerstem.readers.overview import read
from kamerstem.render import docx, pdf, text
from kamerstem.render import json as json_form

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data/not-overviews"
_SIGNS = (
    b"<<",
    b">>",
    b"/",
    b"(",
    b")",
    b"[",
    b"]",
    b" 0 R",
    b"obj",
    b"stream",
    b"-1",
    b"99999999999",
    b"BT",
    b"Tm",
    b"Tj",
)
_TAGS = (
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"<w:tr>",
    b"<w:tc>",
    b"&#0;",
    b"&x;",
    b"<!DOCTYPE a>",
    b"<w:br/>",
    b"<text:p>",
    b"</text:list>",
    b"<table:table-row>",
    b"</w:document>",
)


_MAIN = {"docx": "word/document.xml", "odt": "content.xml"}  # what such a file says


@dataclass
class Tally:
    """What became of the documents; ``slowest`` in seconds, ``largest`` is the most memory that one took, in bytes."""

    ends: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    largest: int = 0

    def add(self, other: "Tally") -> None:
        self.ends += other.ends
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)
        self.largest = max(self.largest, other.largest)


@cache
def seeds() -> dict[str, list[bytes]]:
    """Return the documents to mutate: what we write of our examples, and those that are no overview, where at hand."""
    import pikepdf

    texts = [
        (ROOT / "tests/examples/overviews/all-outcomes.txt").read_bytes(),
        (ROOT / "src/kamerstem/examples/36470-VI.txt").read_bytes(),
    ]
    overviews = [read(each) for each in texts]
    found = {
        "pdf": [pdf.render(each) for each in overviews],
        "docx": [docx.render(each) for each in overviews],
        "odt": [shapes.odt_of(each.decode()) for each in texts],
    }
    for kind, files in found.items():
        files += [path.read_bytes() for path in sorted(SHARED.glob(f"*.{kind}"))]
    for data in list(
        found["pdf"]
    ):  # with streams that are not packed, so that a change reaches what they say
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(
                out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )  # fmt: skip
        found["pdf"].append(out.getvalue())
    return found


def mutate(random_: random.Random) -> tuple[str, bytes]:
    """Return a kind and a document of it, changed in one to twelve places."""
    kind = random_.choice(("pdf", "docx", "odt"))
    files = seeds()[kind]
    data = random_.choice(files)
    if kind == "pdf":
        return kind, _changed(random_, data, random_.choice(files), _SIGNS)
    if random_.random() < 0.3:
        return kind, _changed(random_, data, random_.choice(files), _TAGS)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = random_.choice([*parts, *[_MAIN[kind]] * len(parts)])
    if random_.random() < 0.05:
        del parts[name]
    else:
        parts[name] = _changed(random_, parts[name], random_.choice(list(parts.values())), _TAGS)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, content in parts.items():
            packed.writestr(each, content)
    return kind, out.getvalue()


def _changed(random_: random.Random, data: bytes, other: bytes, signs: tuple[bytes, ...]) -> bytes:
    raw = bytearray(data)
    for _ in range(random_.randint(1, 12)):
        at = random_.randrange(len(raw) or 1)
        way = random_.randrange(7)
        if way == 0 and raw:
            raw[at] = random_.randrange(256)
        elif way == 1:
            del raw[at : at + random_.randint(1, 200)]
        elif way == 2:
            raw[at:at] = random_.choice(signs)
        elif way == 3:
            start = random_.randrange(len(other) or 1)
            raw[at:at] = other[start : start + random_.randint(1, 2000)]
        elif way == 4:
            raw[at:at] = raw[at : at + random_.randint(1, 300)] * random_.choice((2, 20))
        elif way == 5:
            for index in range(at, min(at + random_.randint(1, 30), len(raw))):
                if chr(raw[index]).isdigit():
                    raw[index] = ord(random_.choice("0123456789"))
        elif random_.random() < 0.1:
            del raw[at:]
    return bytes(raw)


def work(job: tuple[int, int]) -> Tally:
    """Run one share: a seed, and how many documents."""
    seed, count = job
    random_ = random.Random(seed)
    seeds()
    _load()
    tally = Tally()
    for number in range(count):
        kind, data = mutate(random_)
        start = time.perf_counter()
        end, memory = _one(data)
        tally.slowest = max(tally.slowest, time.perf_counter() - start)
        tally.largest = max(tally.largest, memory)
        if end in ("read", "refused", "stopped by its limits"):
            tally.ends[f"{kind}: {end}"] += 1
        else:
            name = f"fuzz-failure-{seed}-{number}.{kind}"
            Path(name).write_bytes(data)
            tally.failures.append(f"{name}: {end}")
    return tally


def _load() -> None:
    """Load in this process what each fork needs."""
    for name in ("pdf", "docx", "odt"):
        child.tell("pdf" if name == "pdf" else "packed", seeds()[name][0])


def _one(data: bytes) -> tuple[str, int]:
    """Return how the reading of a document ends in a process of its own, and the memory it took at most."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            child.limit()
            told = json.dumps(_outcome(data))
        except BaseException as error:
            told = json.dumps(f"{type(error).__name__}: {error}")
        os.write(writer, told.encode()[:4000])
        os._exit(0)
    os.close(writer)
    answer = b""
    ready, _, _ = select.select([reader], [], [], apart.WALL_SECONDS)
    if ready:
        answer = os.read(reader, 5000)
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(reader)
    _, status, usage = os.wait4(pid, 0)
    memory = usage.ru_maxrss * 1024
    if not ready or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)):
        return "stopped by its limits", memory
    if os.WIFSIGNALED(status):  # the library crashed: the reader says that the document is broken
        return f"crash of the child by signal {os.WTERMSIG(status)}", memory
    return str(json.loads(answer)), memory


def here(kind: str, data: bytes) -> list[Line]:
    """Do in this process what ``apart.read`` has a process of its own do."""
    return apart.lines(apart.answer(0, child.tell(kind, data).encode()))


def _outcome(data: bytes) -> str:
    apart.read = here
    try:
        overview = read(data)
    except NotAnOverview as error:
        assert error.words.nl and error.words.en
        return "refused"
    except KamerstemError as error:
        return f"another error of ours: {error}"
    checks.run(overview)
    json_form.render(overview)
    read(text.render(overview).encode())
    return "read"


def report(tally: Tally, count: int, say: Callable[[str], None] = print) -> None:
    """Say what became of the documents."""
    say(f"{count} documents: " + ", ".join(f"{number} {end}" for end, number in sorted(tally.ends.items())))
    say(
        f"{len(tally.failures)} failures; the slowest took {tally.slowest:.2f} s, "
        f"the largest {tally.largest / 1e6:.0f} MB"
    )
    for failure in tally.failures:
        say(failure)

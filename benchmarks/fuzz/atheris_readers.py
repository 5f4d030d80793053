"""`python -m benchmarks.fuzz.atheris_readers READER [--seconds N]`: a reader fuzzed by atheris, guided by coverage.

It begins from the reader's own examples, mutates them (XML mostly as a tree), and keeps what reaches new code. Only the
reader's own errors may come out, and no document may take longer than five seconds. A document that fails is kept in
the current folder.
Needs the group ``fuzz`` (atheris is for Linux).
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["kamerstem"]):
    from benchmarks.fuzz.readers import READERS, mutate_tree
    from kamerstem.errors import KamerstemError


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--seconds", type=int, default=600)
    asked = parser.parse_args()
    reader = READERS[asked.reader]
    counts = {"read": 0, "refused": 0}

    def one(data: bytes) -> None:
        try:
            reader.run(data)
            counts["read"] += 1
        except KamerstemError as error:
            assert error.words.nl and error.words.en
            counts["refused"] += 1

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(reader.seeds()):
            (Path(folder) / f"{number:04}").write_bytes(seed)
        words = Path(folder) / "words.dict"
        entries = {word.encode() for word in reader.words if word}
        words.write_text("".join(f'"{_quoted(entry)}"\n' for entry in sorted(entries)))
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for path in Path(folder).glob("[0-9]*"):
            path.rename(corpus / path.name)
        options = [
            f"-max_total_time={asked.seconds}",
            f"-dict={words}",
            "-timeout=5",
            "-max_len=60000",
            "-rss_limit_mb=1500",
            "-print_final_stats=1",
            "-verbosity=0",
            f"-artifact_prefix=fuzz-failure-{asked.reader}-",
        ]

        def mutate(data: bytes, size: int, seed: int) -> bytes:
            random_ = Random(seed)
            if random_.random() < 0.7:
                tree = mutate_tree(random_, data, reader.words)
                if tree != data and len(tree) <= size:
                    return tree
            changed: bytes = atheris.Mutate(data, size)
            return changed

        atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=mutate)
        atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return re.sub(r"[^ !#-\[\]-~]", lambda match: f"\\x{ord(match[0]):02X}", word.decode("latin-1"))


if __name__ == "__main__":
    main()

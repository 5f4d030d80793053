"""Reading all real motion papers, against what the XML parser alone needs for them."""

import tarfile
import time
from pathlib import Path
from statistics import median

from lxml import etree

from kamerstem.readers import kamerstuk

PAPERS = Path(__file__).parents[2] / "shared/data/kamerstukken/moties-kst.tar.gz"
RUNS = 5


def run() -> None:
    """Print how many times the parser's own time it takes to read a paper."""
    if not PAPERS.exists():
        print("needs ../shared: the papers")
        return
    with tarfile.open(PAPERS) as packed:
        files = [file.read() for member in packed if (file := packed.extractfile(member)) is not None]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    alone: list[float] = []
    whole: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for data in files:
            etree.fromstring(data, parser)
        between = time.perf_counter()
        for data in files:
            kamerstuk.read(data)
        alone.append(between - start)
        whole.append(time.perf_counter() - between)
    print(
        f"{len(files)} papers read in {median(whole) / median(alone):.1f} times what lxml needs to parse them"
    )

"""``python -m tests.hands.laid_out FOLDER [-v]``: write the 240 files, and print what is read."""

import argparse
import shutil
from collections import Counter
from pathlib import Path

from tests.hands.laid_out.contents import CONTENTS
from tests.hands.laid_out.people import PEOPLE
from tests.hands.laid_out.save import SUFFIXES, lay_out, save_as
from tests.hands.score import Example, Judged, Verdict, judge_file

WHOLE = "whole"  # all that is wanted is stated, whether or not some other line is said to be unread


def judged(folder: Path, name: str, suffix: str) -> dict[str, Judged]:
    """Return the verdict on each content as somebody laid it out, in one form."""
    return {
        content.name: judge_file(
            Example(f"{name}-{content.name}", "", content.want(PEOPLE[name].explains)),
            folder / f"{name}-{content.name}{suffix}",
        )
        for content in CONTENTS
    }


def main() -> None:
    """Write and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true", help="say what is wrong with each")
    parser.add_argument("--by", nargs="*", default=tuple(PEOPLE), help="only these people")
    parser.add_argument("--form", nargs="*", default=SUFFIXES, help="only these forms")
    asked = parser.parse_args()
    office, browser = shutil.which("soffice"), shutil.which("chromium")
    assert office, "LibreOffice is needed"
    assert browser, "chromium is needed"
    if not asked.folder.exists():
        save_as(lay_out(asked.folder), office, browser)
    every: Counter[str] = Counter()
    for suffix in asked.form:
        found: Counter[str] = Counter()
        for name in asked.by:
            for content, each in judged(asked.folder, name, suffix).items():
                whole = each.verdict is Verdict.UNREAD and not each.lacking
                found[WHOLE if whole else each.verdict] += 1
                if asked.v and each.verdict is not Verdict.READ:
                    lost = "; ".join(each.wrong + each.lacking)
                    print(f"{each.verdict:8}{name}-{content}{suffix} | {lost} | {each.said[:4]}")
        print(suffix, ", ".join(f"{number} {verdict}" for verdict, number in found.items()))
        every += found
    print("all", ", ".join(f"{number} {verdict}" for verdict, number in every.items()))


if __name__ == "__main__":
    main()

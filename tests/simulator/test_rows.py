"""Reading rows and relating them; the sample's own figures; the command line."""

import gzip
import json
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests import needs
from tests.simulator import RowsError, Simulator, __main__
from tests.simulator.client import ask, get, ids
from tests.simulator.fixtures import MakeSimulator
from tests.simulator.rows import DEFAULT_ROWS, Rows
from tests.simulator.schema import SharedMissing, read_schema

pytestmark = needs.official


def guid(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012x}"


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    text = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    if name.endswith(".gz"):
        (folder / name).write_bytes(gzip.compress(text.encode()))
    else:
        (folder / name).write_text(text, encoding="utf-8")


def test_folder_with_every_kind_of_file(tmp_path: Path, make_simulator: MakeSimulator) -> None:
    write(tmp_path, "Zaak.jsonl", [{"Id": guid(1), "Nummer": "2026Z00001"}, {"Id": guid(2)}, {"Id": guid(3)}])
    write(tmp_path, "ZaakActor.jsonl.gz", [{"Id": guid(4), "Zaak_Id": guid(1), "Relatie": "Indiener"}])
    write(tmp_path, "ZaakVervangenDoor.jsonl", [{"Zaak_Id": guid(1), "VervangenDoor_Id": guid(2)}])
    write(tmp_path, "ZaakGerelateerdVanuit.jsonl", [{"Zaak_Id": guid(3), "GerelateerdVanuit_Id": guid(1)}])
    write(tmp_path, "Vergadering.jsonl", [{"Id": guid(5), "_note": "made up", "Verslag": [{"Id": guid(6)}]}])
    write(tmp_path, "Fractie.jsonl", [{"Id": guid(7), "Afkorting": "SGP"}])
    write(tmp_path, "FractieZetel.jsonl", [{"Id": guid(8), "Fractie_Id": guid(7)}])
    write(
        tmp_path,
        "FractieZetelPersoon.jsonl",
        [{"Id": guid(9), "FractieZetel_Id": guid(8), "Persoon_Id": guid(10)}],
    )
    write(tmp_path, "FractieZetelVacature.jsonl", [{"Id": guid(11), "FractieZetel_Id": guid(8)}])
    version = {"Id": guid(13), "DocumentPublicatie": [{"Id": guid(14), "Identifier": "kst-1-1"}]}
    document = {"Id": guid(12), "HuidigeDocumentVersie": version, "DocumentActor": [{"Id": guid(15)}]}
    write(tmp_path, "ZaakDocument.jsonl", [{"Id": guid(1), "Document": [document]}])
    (tmp_path / "README.md").write_text("not a file of rows")
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / f"{guid(12)}.pdf").write_bytes(b"%PDF-1.7")

    root = make_simulator(tmp_path).v4
    expand = (
        "ZaakActor,VervangenDoor,GerelateerdNaar,"
        "Document($expand=HuidigeDocumentVersie($expand=DocumentPublicatie))"
    )
    row = get(f"{root}/Zaak({guid(1)})?$expand={expand}").data
    assert row["Nummer"] == "2026Z00001"
    assert row["ZaakActor"][0]["Relatie"] == "Indiener"
    assert [each["Id"] for each in row["VervangenDoor"]] == [guid(2)]
    assert [each["Id"] for each in row["GerelateerdNaar"]] == [guid(3)]
    version = row["Document"][0]["HuidigeDocumentVersie"]
    assert version["DocumentPublicatie"][0]["Identifier"] == "kst-1-1"
    assert version["DocumentPublicatie"][0]["DocumentVersie_Id"] == guid(13)
    assert ids(root, f"Zaak({guid(2)})/VervangenVanuit") == [guid(1)]
    assert ids(root, "Zaak", filter=f"VervangenVanuit/any(z: z/Id eq {guid(1)})") == [guid(2)]
    assert ids(root, f"Document({guid(12)})/Zaak") == [guid(1)]
    assert ids(root, f"Document({guid(12)})/DocumentActor") == [guid(15)]
    assert ids(root, f"Vergadering({guid(5)})/Verslag") == [guid(6)]
    assert ids(root, f"Fractie({guid(7)})/FractieZetel") == [guid(8)]
    assert ids(root, f"FractieZetel({guid(8)})/FractieZetelPersoon") == [guid(9)]
    assert ids(root, f"FractieZetel({guid(8)})/FractieZetelVacature") == [guid(11)]
    assert ids(root, "FractieZetelPersoon", filter="FractieZetel/Fractie/Afkorting eq 'SGP'") == [guid(9)]
    assert "_note" not in get(f"{root}/Vergadering({guid(5)})").data
    assert get(f"{root}/FractieZetelPersoon({guid(9)})/Persoon").status == 204
    assert ask(root, "Commissie").data["value"] == []

    file = get(f"{root}/Document({guid(12)})/resource")
    assert (file.status, file.body, file.headers["Content-Type"]) == (200, b"%PDF-1.7", "application/pdf")
    assert file.headers["Content-Disposition"] == f"attachment; filename={guid(12)}.pdf"
    assert get(f"{root}/Document({guid(12)})/Resource").status == 200
    assert get(f"{root}/Verslag({guid(6)})/resource").status == 404
    assert get(f"{root}/Zaak({guid(1)})/resource").status == 404


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("Kleur.jsonl", "{}", "Kleur: neither an entity"),
        ("ZaakKleur.jsonl", "{}", "ZaakKleur: neither an entity"),
        (
            "Zaak.jsonl",
            f'{{"Id": "{guid(1)}"}}\n{{"Id": "{guid(1)}"}}',
            r"Zaak\.jsonl, line 2: a second Zaak",
        ),
        ("Zaak.jsonl", '{"Id": "GEEN"}', r"Zaak\.jsonl, line 1: Zaak without a proper Id: 'GEEN'"),
        ("Zaak.jsonl", "{}", r"Zaak\.jsonl, line 1: Zaak without a proper Id: None"),
        (
            "Zaak.jsonl",
            f'{{"Id": "{guid(1)}", "Kleur": 1}}',
            r"Zaak\.jsonl, line 1: Zaak has no field 'Kleur'",
        ),
        ("Zaak.jsonl", '\n{"Id"', r"Zaak\.jsonl, line 2: no JSON"),
        ("Zaak.jsonl", "[]", r"Zaak\.jsonl, line 1: not an object"),
        ("BesluitZaak.jsonl", '{"Besluit_Id": "x"}', r"BesluitZaak\.jsonl, line 1: a link needs 'Zaak_Id'"),
        ("BesluitStemming.jsonl", '{"Besluit_Id": "x", "Stemming_Id": "y"}', "carried by Besluit_Id"),
    ],
)
def test_rows_that_cannot_be_served(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(RowsError, match=message):
        Rows(read_schema(), tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="is no folder of rows"):
        Rows(read_schema(), tmp_path / "nowhere")


def test_contract_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SharedMissing, match="put the 'shared' folder beside the checkout"):
        read_schema(tmp_path / "metadata.xml")


def count(server: Simulator, path: str, condition: str = "") -> int:
    options = {"filter": condition} if condition else {}
    return int(ask(server.v4, f"{path}/$count", **options).body)


def test_counts_of_the_sample(simulator: Simulator) -> None:
    """The figures that the sample's own README gives."""
    counted = {name: count(simulator, name) for name in simulator.schema.entities}
    assert {name: number for name, number in counted.items() if number} == {
        "Stemming": 81_308,
        "Besluit": 5_616,
        "Agendapunt": 908,
        "Activiteit": 108,
        "Zaak": 6_213,
        "Fractie": 24,
        "Persoon": 314,
        "Kamerstukdossier": 408,
        "Document": 5_285,
        "DocumentVersie": 5_285,
        "DocumentPublicatie": 21_136,
        "DocumentPublicatieMetadata": 10_568,
    }
    assert count(simulator, "Besluit", "Zaak/any()") == 284
    assert count(simulator, "Zaak", "Kamerstukdossier/any()") == 6_081
    assert count(simulator, "Zaak", "Document/any()") == 5_284
    assert count(simulator, "Persoon", "Verwijderd eq null") == 8
    assert count(simulator, "Stemming", "Vergissing eq true") == 112
    assert count(simulator, "Besluit", "startswith(BesluitSoort,'Stemmen - aangenomen')") == 3_451


def test_filters_agree_with_a_count_by_hand(simulator: Simulator) -> None:
    """The same questions to the server and, in plain Python, to the file."""
    with gzip.open(DEFAULT_ROWS / "Stemming.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    sorts = Counter(row["Soort"] for row in rows)
    assert {kind: count(simulator, "Stemming", f"Soort eq '{kind}'") for kind in sorts} == sorts
    on_one = Counter(row["Besluit_Id"] for row in rows)
    (busiest, most), *_ = on_one.most_common(1)
    assert count(simulator, "Stemming", f"Besluit_Id eq {busiest}") == most
    assert count(simulator, f"Besluit({busiest})/Stemming") == most
    members = sum(row["Persoon_Id"] is not None for row in rows)
    assert count(simulator, "Stemming", "Persoon_Id ne null") == members
    large = sum((row["FractieGrootte"] or 0) > 20 and row["Soort"] == "Voor" for row in rows)
    assert count(simulator, "Stemming", "FractieGrootte gt 20 and Soort eq 'Voor'") == large


def test_the_bill_that_started_it(simulator: Simulator) -> None:
    """36470-VI from its dossier down to the votes, and back up from a party."""
    condition = "Kamerstukdossier/any(d: d/Nummer eq 36470 and d/Toevoeging eq 'VI')"
    expand = "Besluit($expand=Stemming,Agendapunt($expand=Activiteit))"
    for root, party in ((simulator.v4, "ActorFractie"), (simulator.v5, "FractieNaam")):
        found = ask(root, "Zaak", filter=condition, expand=expand, orderby="Volgnummer,Id").data["value"]
        assert [(row["Nummer"], row["Soort"], row["Volgnummer"]) for row in found] == [
            ("2023Z19174", "Begroting", 0),
            ("2023Z20532", "Amendement", 4),
        ]
        tallies = []
        for row in found:
            (decision,) = row["Besluit"]
            assert decision["Agendapunt"]["Activiteit"]["Datum"].startswith("2023-12-21")
            tally: Counter[str] = Counter()
            for vote in decision["Stemming"]:
                tally[vote["Soort"]] += vote["FractieGrootte"]
            tallies.append(dict(tally))
            absent = [vote[party] for vote in decision["Stemming"] if vote["Soort"] == "Niet deelgenomen"]
            assert absent == ["JA21"]
        assert tallies == [
            {"Voor": 149, "Niet deelgenomen": 1},
            {"Voor": 49, "Tegen": 100, "Niet deelgenomen": 1},
        ]


def test_assumed_relations_of_the_sample(make_simulator: MakeSimulator) -> None:
    assert count(make_simulator(assumed=True), "Besluit", "Zaak/any()") == 5_616


def test_command_line_serves(tmp_path: Path) -> None:
    write(tmp_path, "Zaak.jsonl", [{"Id": guid(1)}])
    command = [
        sys.executable,
        "-m",
        "tests.simulator",
        "--port",
        "0",
        "--rows",
        str(tmp_path),
        "--fault",
        "500=1",
    ]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert get(f"{url}/OData/v5/Zaak").status == 500
            assert ids(f"{url}/OData/v5", "Zaak") == [guid(1)]
        finally:
            process.terminate()


def test_command_line_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--rows", str(tmp_path / "nowhere")]) == 2
    assert "is no folder of rows" in capsys.readouterr().err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert __main__.main(["--rows", str(tmp_path), "--port", str(taken.getsockname()[1])]) == 2
    with pytest.raises(SystemExit):
        __main__.main(["--fault", "no-such"])
    assert "no such fault: no-such" in capsys.readouterr().err

"""The SyncFeed's pages and entities: what they say is kept, what they leave out stays empty, what is broken says so."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamerstem.errors import InputError, SourceError, UnreachableError
from kamerstem.model.feed import Page
from kamerstem.model.information import ENTITIES
from kamerstem.sources.http import GarbledError, GoneError, Http, Limits, RefusedError, UnreadableError
from kamerstem.sources.syncfeed import CATEGORIES, SyncFeed, read_feed, to_entity
from kamerstem.sources.wire import UnusableError

BASE = "https://data.example"
TK = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
A, B, C = (f"{n * 8}-0000-4000-8000-00000000000{n}" for n in "abc")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Handler = Callable[[httpx2.Request], httpx2.Response]


def vote(
    inside: str = "", *, id: str = A, attributes: str = 'tk:verwijderd="false"', prefix: str = "tk"
) -> str:
    return f'<stemming xmlns="{TK}" xmlns:{prefix}="{TK}" xmlns:xsi="{XSI}" id="{id}" {attributes}>{inside}</stemming>'


def entry(content: str | None = None, *, id: str = A, links: str = "") -> str:
    held = "" if content is None else f'<content type="application/xml">{content}</content>'
    return f"<entry><title>{id}</title><id>{BASE}/SyncFeed/2.0/Entiteiten/{id}</id>{links}{held}</entry>"


def feed(*entries: str, next: str | None = None, more: str = "") -> bytes:
    link = (
        f'<link rel="next" href="{BASE}/SyncFeed/2.0/Feed?skiptoken={next}&amp;category=X"/>' if next else ""
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{link}{more}{"".join(entries)}</feed>'.encode()


def link(token: str, rel: str = "next") -> str:
    return f'<link rel="{rel}" href="{BASE}/SyncFeed/2.0/Feed?category=Stemming&amp;skiptoken={token}"/>'


def asking(handler: Handler, **settings: object) -> SyncFeed:
    return SyncFeed(BASE, transport=httpx2.MockTransport(handler), **settings)  # type: ignore[arg-type]


def serving(pages: dict[str | None, bytes], asked: list[httpx2.Request] | None = None) -> SyncFeed:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if asked is not None:
            asked.append(request)
        return httpx2.Response(200, content=pages[request.url.params.get("skiptoken")])

    return asking(handler)


def one(content: str, links: str = "") -> Page:
    return next(serving({None: feed(entry(content, links=links))}).pages("Stemming"))


# --- pages --------------------------------------------------------------------------------------------------


def test_pages_go_on_where_next_says_and_end_where_it_does_not() -> None:
    asked: list[httpx2.Request] = []
    source = serving(
        {
            None: feed(entry(vote(), links=link("5")), next="7"),
            "7": feed(entry(vote(id=B), id=B, links=link("8")), entry(vote(id=C), id=C, links=link("9"))),
        },
        asked,
    )
    first, last = source.pages("Stemming")
    assert [str(request.url) for request in asked] == [
        f"{BASE}/SyncFeed/2.0/Feed?category=Stemming",
        f"{BASE}/SyncFeed/2.0/Feed?category=Stemming&skiptoken=7",
    ]
    assert "Kamerstem" in asked[0].headers["User-Agent"]
    assert (first.category, first.next_token, first.resume_token) == ("Stemming", "7", "7")
    assert [each.token for each in first.entries] == ["5"]
    assert (last.next_token, last.resume_token) == (None, "9")
    assert [each.id for each in last.entries] == [B, C]
    assert first.url == str(asked[0].url)
    assert len(first.sha256) == 64
    assert first.fetched.utcoffset() == timedelta(0)


@pytest.mark.parametrize("rel", ["self", "resume", "alternate", "prev", "last"])
def test_no_other_link_leads_on(rel: str) -> None:
    pages = list(
        serving({"3": feed(entry(vote(), links=link("9", rel)), more=link("9", rel))}).pages("Stemming", "3")
    )
    assert len(pages) == 1
    assert pages[0].entries[0].token is None
    assert (pages[0].next_token, pages[0].resume_token) == (None, "3")


def test_an_empty_page_resumes_where_it_was_asked() -> None:
    (page,) = serving({"3": feed()}).pages("Stemming", "3")
    assert (page.entries, page.next_token, page.resume_token) == ((), None, "3")
    (page,) = serving({None: feed()}).pages("Stemming")
    assert page.resume_token is None


def test_a_token_may_be_anything_and_goes_back_as_it_came() -> None:
    asked: list[httpx2.Request] = []
    source = serving({None: feed(next="a%26b%2F%20c"), "a&b/ c": feed()}, asked)
    first, _ = source.pages("Zaak")
    assert first.next_token == "a&b/ c"
    assert asked[1].url.params["category"] == "Zaak"


@pytest.mark.parametrize(
    ("href", "token"),
    [
        ("/Feed?skiptoken=7", "7"),
        ("/Feed?skiptoken=7&amp;category=Zaak", "7"),
        ("/Feed?category=Zaak&amp;SkipToken=7", "7"),  # in whatever case
        ("/Feed?skiptoken=7#top", "7"),
        ("/Feed?skiptoken=a%2Fb", "a/b"),
        (f"/Feed?skiptoken={'9' * 200}", "9" * 200),
        (f"/Feed?skiptoken={'9' * 201}", None),
        ("/Feed?noskiptoken=7", None),
        ("/Feed?skiptoken=", None),
        ("/Feed?skiptoken=a%0Ab", None),  # no token has a line end
    ],
)
def test_a_token_is_what_follows_its_name(href: str, token: str | None) -> None:
    """One that cannot be is no place to go on from: of an entry it is left out, and no page is without its next."""
    leads = f'<link rel="next" href="{href}"/>'
    (found,), following = read_feed(feed(entry(vote(), links=leads)), "Stemming")
    assert (found.token, following) == (token, None)
    if token is not None:
        assert read_feed(feed(more=leads), "Stemming") == ((), token)
        return
    with pytest.raises(GarbledError):
        read_feed(feed(more=leads), "Stemming")


def test_it_resumes_after_the_last_entry_that_says_where() -> None:
    tokens = ["8", "9", None]
    entries = [
        entry(vote(id=id), id=id, links=link(token) if token else "")
        for id, token in zip((A, B, C), tokens, strict=True)
    ]
    (page,) = serving({"3": feed(*entries)}).pages("Stemming", "3")
    assert [each.token for each in page.entries] == tokens
    assert (page.next_token, page.resume_token) == (None, "9")


def test_only_the_token_of_a_link_is_used_not_its_server() -> None:
    elsewhere = '<link rel="next" href="http://elsewhere.example/x?skiptoken=4"/>'
    asked: list[httpx2.Request] = []
    assert len(list(serving({None: feed(more=elsewhere), "4": feed()}, asked).pages("Zaak"))) == 2
    assert {request.url.host for request in asked} == {"data.example"}


def test_a_feed_that_goes_round_ends() -> None:
    for pages in (
        {None: feed(next="1"), "1": feed(next="1")},
        {None: feed(next="1"), "1": feed(next="2"), "2": feed(next="1")},
    ):
        with pytest.raises(SourceError, match="pointing back"):
            list(serving({**pages}).pages("Stemming"))


def test_a_page_that_comes_twice_is_no_circle() -> None:
    answers = [feed(next="1"), feed(next="1"), feed(next="2"), feed()]
    source = asking(lambda _: httpx2.Response(200, content=answers.pop(0)))
    assert [page.next_token for page in source.pages("Stemming")] == ["1", "1", "2", None]


def test_a_page_may_lead_back_three_times_in_a_row_and_no_more() -> None:
    asked: list[httpx2.Request] = []
    with pytest.raises(SourceError, match="pointing back"):
        list(serving({None: feed(next="1"), "1": feed(next="1")}, asked).pages("Stemming"))
    assert len(asked) == 5  # the first, the one it leads to, and that one three times more
    leads = ["1", "1", "1", "1", "2", "2", "2", "2", None]
    answers = [feed(next=token) for token in leads]
    source = asking(lambda _: httpx2.Response(200, content=answers.pop(0)))
    assert [page.next_token for page in source.pages("Stemming")] == leads


def test_pages_are_asked_for_one_at_a_time() -> None:
    asked: list[httpx2.Request] = []
    pages = serving({None: feed(next="1"), "1": feed()}, asked).pages("Stemming")
    next(pages)
    assert len(asked) == 1


def test_a_category_that_is_none() -> None:
    with pytest.raises(InputError, match="Stemmingen"):
        next(serving({}).pages("Stemmingen"))


def test_a_connection_that_was_lent_stays_open() -> None:
    http = Http(BASE, transport=httpx2.MockTransport(lambda _: httpx2.Response(200, content=feed())))
    with SyncFeed(BASE, http) as source:
        list(source.pages("Zaak"))
    assert not http.client.is_closed


def test_a_connection_of_its_own_is_closed() -> None:
    closed: list[str] = []

    class Transport(httpx2.MockTransport):
        def close(self) -> None:
            closed.append("closed")

    with SyncFeed(BASE, transport=Transport(lambda _: httpx2.Response(200, content=feed()))) as source:
        list(source.pages("Zaak"))
        assert not closed
    assert closed


# --- failures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Storing</body></html>",
        feed(entry(vote()))[:-20],
        feed(entry(vote())).replace(b"</entry>", b"<&</entry>"),
        b'{"value":[]}',
        b'<!DOCTYPE feed [<!ENTITY x "y">]>' + feed(),
        b'<!DOCTYPE feed SYSTEM "http://elsewhere.example/x.dtd">' + feed(),
        feed(entry(vote("<soort>" + "<a>" * 300 + "</a>" * 300 + "</soort>"))),
        feed("<entry><title>none</title></entry>"),
        feed(more='<link rel="next" href="/Feed?category=Stemming"/>'),
        feed(more='<link rel="next"/>'),
        feed(next="9" * 300),
    ],
)
def test_what_is_no_page_is_tried_again_and_then_told(body: bytes) -> None:
    with pytest.raises(GarbledError):
        read_feed(body, "Stemming")
    asked: list[httpx2.Request] = []
    with pytest.raises(UnreadableError) as told:
        next(serving({"44": body}, asked).pages("Stemming", "44"))
    assert len(asked) == Limits().attempts
    assert "categorie Stemming na 44" in told.value.message("nl")
    assert "category Stemming after 44" in told.value.message("en")


def test_a_failure_that_passes_costs_nothing() -> None:
    answers = [
        httpx2.Response(500),
        httpx2.Response(429, headers={"Retry-After": "1"}),
        httpx2.Response(200, content=feed(entry(vote()))[:-9]),
        httpx2.Response(200, content=feed(entry(vote()))),
    ]
    (page,) = asking(lambda _: answers.pop(0)).pages("Stemming")
    assert len(page.entries) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, SourceError), (429, SourceError), (404, GoneError), (400, RefusedError), (None, UnreachableError)],
)
def test_a_failure_that_stays_names_the_category(status: int | None, kind: type[SourceError]) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if status is None:
            raise httpx2.ConnectError("no such host", request=request)
        return httpx2.Response(status)

    with pytest.raises(kind, match="category Besluit") as told:
        next(asking(handler).pages("Besluit"))
    assert told.value.exit_code == 3


def test_pages_before_a_failure_stand() -> None:
    answers = [httpx2.Response(200, content=feed(entry(vote()), next="1")), httpx2.Response(404)]
    pages = asking(lambda _: answers.pop(0)).pages("Stemming")
    assert next(pages).resume_token == "1"
    with pytest.raises(GoneError):
        next(pages)


def test_a_page_that_is_too_big_is_not_read() -> None:
    source = asking(lambda _: httpx2.Response(200, content=feed(entry(vote()))), limits=Limits(body=200))
    with pytest.raises(SourceError, match="more than"):
        next(source.pages("Stemming"))


# --- entries ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "prefix", "deleted"),
    [
        ('tk:verwijderd="true"', "tk", True),
        ('ns1:verwijderd="true"', "ns1", True),
        ('x:verwijderd="1"', "x", True),
        ('verwijderd="True"', "tk", True),
        ('y:verwijderd="true" xmlns:y="http://www.tweedekamer.nl/xsd/tkData-instantie/v1-0"', "tk", True),
        ('z:verwijderd="true" xmlns:z="http://elsewhere.example/"', "tk", False),
        ('tk:verwijderd=" true "', "tk", True),
        # tkData's own attribute counts before one of no namespace or of the other.
        ('tk:verwijderd="true" verwijderd="false"', "tk", True),
        ('tk:verwijderd="false" verwijderd="true"', "tk", False),
        (
            'tk:verwijderd="false" y:verwijderd="true" xmlns:y="http://www.tweedekamer.nl/xsd/tkData-instantie/v1-0"',
            "tk",
            False,
        ),
        ('tk:verwijderd="false"', "tk", False),
        ("", "tk", False),
    ],
)
def test_a_deletion_goes_by_namespace(attributes: str, prefix: str, deleted: bool) -> None:
    attributes += f' {prefix}:bijgewerkt="2024-02-13T15:00:00"'
    (found,) = one(vote("<soort>Voor</soort>", id=A.upper(), attributes=attributes, prefix=prefix)).entries
    assert found.changed is not None
    assert found.deleted is deleted
    record = to_entity("Stemming", found.content, source="s1")
    assert (record.deleted, record.source) == (deleted, "s1")
    assert (record.id, record.changed) == (A, found.changed)
    assert (record["Soort"], bool(record.fields)) == ((None, False) if deleted else ("Voor", True))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-02-13T15:00:00", "2024-02-13T14:00:00+00:00"),
        ("2024-06-13T15:00:00.4063869", "2024-06-13T13:00:00.406386+00:00"),
        ("2024-06-13T15:00:00Z", "2024-06-13T15:00:00+00:00"),
        ("2024-06-13T15:00:00.5+02:00", "2024-06-13T13:00:00.500000+00:00"),
        (
            "2024-10-27T02:30:00",
            "2024-10-27T01:30:00+00:00",
        ),  # comes twice: winter time, as the service has it
        ("2024-03-31T02:30:00", "2024-03-31T01:30:00+00:00"),  # never comes
        ("2024-03-31T03:00:00", "2024-03-31T01:00:00+00:00"),
        ("5008-01-01T00:00:00", "5007-12-31T23:00:00+00:00"),
    ],
)
def test_a_time_without_offset_is_amsterdams(text: str, moment: str) -> None:
    (found,) = one(vote(attributes=f'tk:bijgewerkt="{text}"')).entries
    assert found.changed is not None
    assert found.changed.isoformat() == moment
    assert to_entity("Stemming", found.content).changed == found.changed


@pytest.mark.parametrize(
    "text", ["", "gisteren", "2024-13-01T00:00:00", "0001-01-01T00:00:00", "2024-01-01T25:00:00"]
)
def test_a_time_that_is_none_is_missing(text: str) -> None:
    (found,) = one(vote(attributes=f'tk:bijgewerkt="{text}"')).entries
    assert found.changed is None


@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1)))
def test_the_clock_is_that_of_amsterdam(local: datetime) -> None:
    aware = local.replace(tzinfo=AMSTERDAM, fold=1)
    record = to_entity("Zaak", f'<zaak id="{A}" bijgewerkt="{local.isoformat()}"/>'.encode())
    expected = aware.astimezone(UTC)
    if expected.astimezone(AMSTERDAM).replace(tzinfo=None) == local:  # not in the hour that is skipped
        assert record.changed == expected


@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1)))
def test_a_date_with_an_offset_is_the_day_in_amsterdam(moment: datetime) -> None:
    text = moment.replace(microsecond=0).isoformat() + "Z"
    content = f'<fractie xmlns="{TK}" id="{A}"><datumActief>{text}</datumActief></fractie>'.encode()
    day = moment.replace(tzinfo=UTC).astimezone(AMSTERDAM).date()
    assert to_entity("Fractie", content)["DatumActief"] == day.isoformat()


def test_an_entry_gives_its_file_and_its_token() -> None:
    links = f'{link("12")}<link rel="enclosure" href="{BASE}/SyncFeed/2.0/Resources/{A}"/>'
    (found,) = one(vote(), links).entries
    assert (found.entity, found.id, found.token) == ("Stemming", A, "12")
    assert found.enclosure == f"{BASE}/SyncFeed/2.0/Resources/{A}"


def test_an_id_comes_in_small_letters_and_from_wherever_it_stands() -> None:
    (found,) = serving({None: feed(entry(vote(id=A.upper()), id=A.upper()))}).pages("Stemming")
    assert found.entries[0].id == A
    (found,) = serving({None: feed(entry(vote(id="?"), id=B))}).pages("Stemming")
    assert found.entries[0].id == B


@pytest.mark.parametrize(
    ("own", "told", "title", "id"),
    [
        (A, B, C, A),  # the entity's own before that of its entry
        ("?", B, C, B),
        ("?", "?", C, C),
        (A, "?", "?", A),
        (f"{A}0", B, C, B),  # one that only begins as an id does is none
        (f"0{A}", "?", C, C),
    ],
)
def test_the_first_id_that_is_one(own: str, told: str, title: str, id: str) -> None:
    content = f"<content>{vote(id=own)}</content>"
    written = f"<entry><title>{title}</title><id>{BASE}/Entiteiten/{told}</id>{content}</entry>"
    (found,), _ = read_feed(feed(written), "Stemming")
    assert found.id == id


def test_an_entry_without_an_id_is_named_by_its_place() -> None:
    with pytest.raises(GarbledError) as told:
        read_feed(feed(entry(vote()), "<entry><title>none</title></entry>"), "Stemming")
    assert tuple(told.value.words) == ("post 2 heeft geen id", "entry 2 has no id")


@pytest.mark.parametrize(
    ("tag", "entity"),
    [("zaak", "Zaak"), ("fractieZetelPersoon", "FractieZetelPersoon"), ("ietsNieuws", "Stemming")],
)
def test_an_entity_is_of_the_kind_that_its_element_names_else_of_the_category(tag: str, entity: str) -> None:
    (found,) = one(f'<{tag} xmlns="{TK}" id="{A}"/>').entries
    assert found.entity == entity


def test_an_entry_without_an_entity_is_handed_on_and_refused_later() -> None:
    (page,) = serving({None: feed(entry(None, id=A.upper()), entry(vote(id=B), id=B))}).pages("Stemming")
    empty, whole = page.entries
    assert (empty.id, empty.content) == (A, b"")
    assert whole.id == B
    with pytest.raises(UnusableError, match="no usable Stemming"):
        to_entity("Stemming", empty.content)


def test_the_same_entity_is_the_same_bytes_however_it_was_written() -> None:
    plain = f'<stemming xmlns="{TK}" xmlns:tk="{TK}" id="{A}" tk:verwijderd="false"><soort>Voor</soort></stemming>'
    other = (
        f"<stemming  tk:verwijderd='false' id='{A}' xmlns:unused='urn:x' xmlns:tk='{TK}' xmlns='{TK}' >"
        "<!-- x --><soort ><![CDATA[Voor]]></soort></stemming >"
    )
    (first,), (second,) = one(plain).entries, one(f"\n  {other}\n  ").entries
    assert first.content == second.content
    assert to_entity("Stemming", first.content).fields["Soort"] == "Voor"


# --- an entity into a record --------------------------------------------------------------------------------

WHOLE = (
    f'<besluit ref="{B}"/><fractie ref="{C.upper()}"/><soort>Niet deelgenomen</soort>'
    "<fractieGrootte>3</fractieGrootte><actorNaam>Partij ë &amp; co</actorNaam><vergissing>false</vergissing>"
    '<sidActorLid xsi:nil="true"/>'
)


def test_a_record_holds_every_name_of_its_entity() -> None:
    record = to_entity("Stemming", vote(WHOLE).encode())
    assert dict(record.fields) == {
        "Soort": "Niet deelgenomen",
        "FractieGrootte": 3,
        "ActorNaam": "Partij ë & co",
        "ActorFractie": None,
        "Vergissing": False,
        "SidActorLid": None,
        "SidActorFractie": None,
    }
    assert dict(record.refs) == {"Besluit": (B,), "Persoon": (), "Fractie": (C,)}


def test_elements_may_stand_in_any_order() -> None:
    root = etree.fromstring(vote(WHOLE))
    plain = to_entity("Stemming", etree.tostring(root))
    for seed in range(20):
        children = list(root)
        random.Random(seed).shuffle(children)
        root[:] = children
        assert to_entity("Stemming", etree.tostring(root)) == plain


def test_every_relation_of_many_is_kept_once_and_in_order() -> None:
    inside = f'<zaak ref="{C}"/><zaak ref="{B}"/><zaak ref="{C}"/><agendapunt/>'
    record = to_entity("Besluit", f'<besluit xmlns="{TK}" id="{A}">{inside}</besluit>'.encode())
    assert dict(record.refs) == {"Agendapunt": (), "Zaak": (C, B)}


def test_what_is_not_known_is_passed_by() -> None:
    inside = f'<iets>x</iets><annotatie/><persoonlijk ref="{B}"/>{WHOLE}'
    assert to_entity("Stemming", vote(inside).encode()) == to_entity("Stemming", vote(WHOLE).encode())


@pytest.mark.parametrize(
    ("entity", "element", "name", "value"),
    [
        ("Fractie", "<naamNl>SP</naamNl>", "NaamNL", "SP"),
        ("Fractie", "<naamNL>SP</naamNL>", "NaamNL", "SP"),
        ("Commissie", "<naamWebEn>x</naamWebEn>", "NaamWebEN", "x"),
        ("DocumentVersie", "<externeidentifier>x</externeidentifier>", "ExterneIdentifier", "x"),
        ("Zaak", "<volgnummer>-1</volgnummer>", "Volgnummer", -1),
        ("Zaak", "<volgnummer/>", "Volgnummer", None),
        ("Zaak", "<titel/>", "Titel", ""),
        ("Zaak", '<titel xsi:nil="1"/>', "Titel", None),
        ("Zaak", '<titel xsi:nil="true">\n</titel>', "Titel", None),
        ("Zaak", "<titel>\n</titel>", "Titel", "\n"),
        ("Zaak", f"<volgnummer>{'9' * 18}</volgnummer>", "Volgnummer", 10**18 - 1),
        ("Zaak", "<titel> a \n b </titel>", "Titel", " a \n b "),
        ("Zaak", "<afgedaan>1</afgedaan>", "Afgedaan", True),
        ("Zaak", "<afgedaan>False</afgedaan>", "Afgedaan", False),
        ("Zaak", "<gestartOp>2023-12-05T00:00:00</gestartOp>", "GestartOp", "2023-12-05T00:00:00+01:00"),
        (
            "Zaak",
            "<gestartOp>2023-07-05T00:00:00.0600000</gestartOp>",
            "GestartOp",
            "2023-07-05T00:00:00.06+02:00",
        ),
        ("Zaak", "<gestartOp>2023-07-05T00:00:00Z</gestartOp>", "GestartOp", "2023-07-05T00:00:00Z"),
        ("Zaak", "<gestartOp>2023-07-05</gestartOp>", "GestartOp", "2023-07-05T00:00:00+02:00"),
        ("FractieZetelPersoon", "<van>2023-12-06</van>", "Van", "2023-12-06"),
        ("FractieZetelPersoon", "<van>2023-12-06T00:00:00</van>", "Van", "2023-12-06"),
        ("FractieZetelPersoon", "<van>2023-12-05T23:00:00Z</van>", "Van", "2023-12-06"),
        ("FractieZetelPersoon", "<van>2023-12-06T00:00:00+01:00</van>", "Van", "2023-12-06"),
        ("FractieZetelPersoon", "<van>1922-04-30T00:00:00+02:00</van>", "Van", "1922-04-30"),
    ],
)
def test_an_attribute(entity: str, element: str, name: str, value: object) -> None:
    tag = entity[0].lower() + entity[1:]
    content = f'<{tag} xmlns="{TK}" xmlns:xsi="{XSI}" id="{A}">{element}</{tag}>'.encode()
    record = to_entity(entity, content)
    assert record[name] == value
    assert type(record[name]) is type(value)


@pytest.mark.parametrize(
    "inside",
    [
        "<fractieGrootte>drie</fractieGrootte>",
        "<fractieGrootte>1_0</fractieGrootte>",
        f"<fractieGrootte>{'9' * 5000}</fractieGrootte>",
        f"<fractieGrootte>{'9' * 19}</fractieGrootte>",  # no database has a whole number as large
        "<vergissing>misschien</vergissing>",
        '<besluit ref="x"/>',
    ],
)
def test_an_attribute_that_cannot_be(inside: str) -> None:
    with pytest.raises(UnusableError, match=f"Stemming {A}") as told:
        to_entity("Stemming", vote(inside).encode())
    assert len(told.value.message("nl")) < 250


@pytest.mark.parametrize(
    "text", ["2024-02-30T00:00:00", "12-02-2024", "2024-02-03T25:00:00", "0001-01-01T00:00:00Zz"]
)
def test_a_date_that_cannot_be(text: str) -> None:
    for entity, name in (("zaak", "gestartOp"), ("persoon", "geboortedatum")):
        with pytest.raises(UnusableError, match="cannot be"):
            to_entity(
                entity.capitalize(),
                f'<{entity} xmlns="{TK}" id="{A}"><{name}>{text}</{name}></{entity}>'.encode(),
            )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<stemming",
        b"<zaak id='x'/>",
        f'<zaak xmlns="{TK}" id="{A}"/>'.encode(),
        f'<stemming xmlns="{TK}"/>'.encode(),
        b'<!DOCTYPE stemming [<!ENTITY x "y">]>' + vote("<soort>&x;</soort>").encode(),
        vote("<soort>&x;</soort>").encode(),
        vote("<a>" * 400 + "</a>" * 400).encode(),
    ],
)
def test_what_is_no_entity_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableError, match="Stemming"):
        to_entity("Stemming", content)


def test_no_file_is_read_for_an_entity() -> None:
    content = (
        b'<!DOCTYPE stemming [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + vote("<soort>&x;</soort>").encode()
    )
    with pytest.raises(UnusableError):
        to_entity("Stemming", content)


def test_the_order_puts_what_votes_rest_on_before_them() -> None:
    assert len(CATEGORIES) == 18
    place = CATEGORIES.index
    for before in (
        "Fractie",
        "Persoon",
        "FractieZetelPersoon",
        "Kamerstukdossier",
        "Activiteit",
        "Agendapunt",
    ):
        assert place(before) < place("Zaak") < place("Besluit") < place("Stemming") < place("Document")
    assert {name for name, entity in ENTITIES.items() if entity.attributes} == set(CATEGORIES)

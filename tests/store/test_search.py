"""Whom a typed text finds, in which order, and what keeps it quick."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.domain.spelling import marks
from station_app.store.database import _SCHEMA, open_connection, prepare
from station_app.store.reader import GuestReader
from station_app.store.vocabulary import Vocabulary
from station_app.store.writer import GuestWriter
from tests.support.builders import a_guest, a_list, listed
from tests.support.spelling import canonical


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[GuestWriter]:
    connection = prepare(tmp_path / "cache" / "guests.db")
    yield GuestWriter(connection, decode_guest)
    connection.close()


def in_memory() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute(_SCHEMA)
    return connection


def found(reader: GuestReader, query: str) -> list[str]:
    return [hit.guest.name for hit in reader.search(query, 20).hits]


def named(*names: str) -> list[Guest]:
    """Return guests by 'First; Last'."""
    pairs = [name.split("; ") for name in names]
    return [a_guest(first=first, last=last) for first, last in pairs]


@pytest.mark.parametrize(
    "query",
    [
        "müller", "mueller", "MULLER", "mul", "sophie mü", "müller sop", "nordlys", "s.mueller",
        "lab.example", "K7Q", "wheelchair", "vegan", "vegetarian",
    ],
)  # fmt: skip
def test_everything_known_of_a_guest_finds_them(writer: GuestWriter, query: str) -> None:
    writer.apply(
        a_list(
            a_guest(
                first="Sophie",
                last="Müller",
                company="Nordlys Research",
                accessCode="K7QM2F",
                fields={
                    "email": "s.mueller@sophos-lab.example",
                    "notes": "Wheelchair, side gate",
                    "customField3": ["vegetarian", "vegan"],
                },
            ),
            a_guest(first="Paul", last="Nwosu"),
        )
    )
    assert found(writer, query) == ["Sophie Müller"]


def test_changed_names_are_found_by_the_new_words_only(writer: GuestWriter) -> None:
    writer.apply(a_list(a_guest(id="a", last="Before")))
    writer.apply(a_list(a_guest(id="a", last="After")))
    assert found(writer, "before") == []
    assert found(writer, "after") == ["Ada After"]


def test_unnamed_companions_are_found_by_their_host_even_when_it_changes(
    writer: GuestWriter,
) -> None:
    companion = a_guest(id="c", parentId="h", first="", last="")
    writer.apply(a_list(companion, a_guest(id="h", first="Sophie", last="Before")))
    assert len(writer.search("sophie before", 9).hits) == 2
    writer.apply(a_list(a_guest(id="h", first="Sophie", last="After")))
    hits = writer.search("sophie after", 9).hits
    assert {hit.guest.id for hit in hits} == {"h", "c"}
    hosts = [hit.host.name for hit in hits if hit.host is not None]
    assert hosts == ["Sophie After"]


def test_a_slip_of_the_finger_finds_near_spellings_only_where_nothing_fits(
    writer: GuestWriter,
) -> None:
    writer.apply(
        a_list(a_guest(last="Schönberger"), a_guest(last="Muller"), a_guest(last="Miller"))
    )
    result = writer.search("Schömberger", 9)
    assert [hit.guest.text("lastName") for hit in result.hits] == ["Schönberger"]
    assert all(hit.near for hit in result.hits)
    assert [hit.near for hit in writer.search("miller", 9).hits] == [False]
    assert writer.search("muler", 9).hits[0].guest.text("lastName") == "Muller"


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Jürgen; Weiß", "juergen weiss|jurgen weiss|weiss jürgen|WEISS J|jue wei|jurgn weiss"),
        ("Søren; Østergård", "soren oestergaard|sören östergard|ostergard soeren"),
        ("Łukasz; Żółć", "lukasz zolc|zolc lukasz"),
        ("Þórdís; Ægisdóttir", "thordis aegisdottir|thordis agis"),
        ("Đorđe; Đurić", "dorde duric|djordje djuric|đorđe"),
        ("Işıl; Yıldırım", "isil yildirim|ISIL YILDIRIM"),
        ("Γιώργος; Παπαδόπουλος", "giorgos papadopoulos|yiorgos|γιωργος παπ|papadopoulos giorgos"),
        ("Сергей; Достоевский", "sergej|sergey dostoyevsky|dostojewski sergei|сергей дост"),
        ("Hans-Peter; Schmidt", "hans peter|hanspeter schmidt|hans-peter|hanspet|hanspeter schmit"),
        ("Hanspeter; Schmidt", "hans peter schmidt|hans-peter|hanspeter|schmidt hans pet"),
        ("Hans Peter; Schmidt", "hanspeter|hans-peter schmidt|schmidt hanspeter"),
        ("Maria Anna; Rossi", "mariaanna rossi|maria-anna|marianna rossi"),
        ("Sinéad; O'Brien", "obrien|o brien|o'brien|o’brien sinead|brien sinead"),
        ("Sinéad; O Brien", "obrien|o brien|o'brien"),
        ("Ada; OBrien", "o'brien|o brien|obrien ada"),
        ("Jan; van den Berg", "berg jan|van den berg|vandenberg|van denberg|vandenb|jan berg"),
        ("Jan; Vandenberg", "van den berg|vandenberg jan|van denberg"),
        ("Anna; Schönberger", "berger|anna berger|nberger|schömberger|chönberger|xchönberger"),
        ("Anna; Schmidt", "annaschmidt|schmidtanna|anna schm idt|amna schmidt|anna scmhidt"),
        ("Anna; Anders", "annaanders|andersanna"),
        ("Magdalena; Brandstätter", "magdalena brandtsatter|brnadstäter|magdlaena brandstäter"),
        ("محمد; عبد الرحمن", "محمد|عبد|الرحمن محمد|محم"),
        ("דוד; בן־דוד", "דוד|בן דוד|בן־ד"),
        ("小明; 王", "王小明|小明|王|明|王 小"),
        ("さくら; やまだ", "やまださくら|まだ|くら"),
        ("민준; 김", "김민준|민준|김|준|김민"),
        ("สมชาย; ใจดี", "สมชาย|สมช|ใจดี|ชาย|สมชายใจดี"),
    ],
)
def test_a_person_is_found_by_whatever_is_typed(
    writer: GuestWriter, name: str, queries: str
) -> None:
    others = ("Xaver; Quapil", "Ignaz; Yttrium", "李; 伟", "서연; 이", "วิชัย; ทองคำ", "נועה; לוי")
    writer.apply(a_list(*named(name, *others)))
    wanted = name.replace("; ", " ")
    missed = [query for query in queries.split("|") if found(writer, query)[:1] != [wanted]]
    assert not missed


def test_exact_stands_before_begun_before_middle_before_nearly(writer: GuestWriter) -> None:
    writer.apply(
        a_list(*named("Zoe; Berger", "Ada; Bergerhof", "Abe; Schönberger", "Abel; Bergar"))
    )
    assert found(writer, "berger") == ["Zoe Berger", "Ada Bergerhof", "Abe Schönberger"]
    assert found(writer, "bergerhof") == ["Ada Bergerhof"]
    assert found(writer, "berge") == [
        "Zoe Berger",
        "Ada Bergerhof",
        "Abe Schönberger",
        "Abel Bergar",
    ]
    assert [hit.near for hit in writer.search("berge", 9).hits] == [False, False, False, True]


def test_the_expected_stand_before_the_removed(writer: GuestWriter) -> None:
    writer.apply(
        a_list(
            a_guest(id="off", last="Berg", registrationState="deregistered"),
            a_guest(id="gone", last="Berg"),
            a_guest(id="here", last="Bergmann"),
        )
    )
    kept = [a_guest(id="here", last="Bergmann")]
    off = a_guest(id="off", last="Berg", registrationState="deregistered")
    writer.take(listed(*kept, off))
    writer.finish("", remove_missing=True)
    assert [hit.guest.id for hit in writer.search("berg", 9).hits] == ["here", "gone", "off"]
    back = [a_guest(id="gone", last="Berg"), a_guest(id="off", last="Berg")]
    writer.take(listed(*kept, *back))
    writer.finish("", remove_missing=True)
    assert [hit.guest.id for hit in writer.search("berg", 9).hits] == ["gone", "off", "here"]


def test_an_exact_code_comes_first(writer: GuestWriter) -> None:
    writer.apply(a_list(a_guest(last="Abc"), a_guest(last="Zander", accessCode="ABC")))
    assert [hit.guest.text("lastName") for hit in writer.search("abc", 9).hits] == ["Zander", "Abc"]


def test_company_and_name_are_found_together(writer: GuestWriter) -> None:
    writer.apply(
        a_list(
            a_guest(first="Ida", last="Moser", company="Nordlys Sky-Net AG"),
            a_guest(first="Ida", last="Moser", company="Kepler"),
        )
    )
    for query in ("nordlys moser", "moser nord", "moser sky net", "ida moser nordlis"):
        hits = writer.search(query, 9).hits
        assert hits[0].guest.text("company") == "Nordlys Sky-Net AG", query


def test_more_than_can_be_ranked_says_so_and_ranks_the_best(writer: GuestWriter) -> None:
    crowd = [a_guest(first="Maria", last=f"Bergmann{n}", company="Berg") for n in range(600)]
    writer.apply(a_list(*crowd, *named("Zita; Berg", "Berg; Zita")))
    result = writer.search("berg", 50)
    assert result.capped
    assert result.total == 500
    assert [hit.guest.name for hit in result.hits[:3]] == [
        "Zita Berg", "Berg Zita", "Maria Bergmann0",
    ]  # fmt: skip
    few = writer.search("berg zita", 50)
    assert (few.capped, few.total) == (False, 2)


def test_what_matched_can_be_marked(writer: GuestWriter) -> None:
    writer.apply(a_list(*named("Hans-Peter; Schönberger")))
    for query, letters in (
        ("hanspeter", "Hans-Peter"),
        ("berger", "berger"),
        ("schömb", "Schönberger"),
        ("hans schönbrger", "HansSchönberger"),
    ):
        result = writer.search(query, 9)
        name = result.hits[0].guest.name
        marked = "".join(name[start:end] for start, end in marks(name, result.words))
        assert marked == letters, query


def test_a_companion_without_a_name_stands_under_its_host(writer: GuestWriter) -> None:
    writer.apply(
        a_list(
            a_guest(id="a", parentId="h", first="", last=""),
            a_guest(id="h", first="Sophie", last="Berg"),
        )
    )
    assert [hit.guest.id for hit in writer.search("berg sophie", 9).hits] == ["h", "a"]


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(['"', "* OR", "a* NEAR(b)", "~a", "=1", "^", "x\0y", "🎉", "a" * 10_000]),
        st.lists(st.sampled_from('ab"*()~=^:-+ \0'), max_size=300).map("".join),
    )
)
def test_no_query_breaks_the_search(query: str) -> None:
    connection = in_memory()
    try:
        writer = GuestWriter(connection, decode_guest)
        writer.apply(a_list(a_guest(last=query or "x"), a_guest(company=query)))
        writer.search(query, 10)
    finally:
        connection.close()


# --- the vocabulary -----------------------------------------------------------------------------


@pytest.fixture
def vocabulary() -> Iterator[Vocabulary]:
    connection = in_memory()
    words = "~muller ~schonberger ~miller traktor ~김민준 ~berg"
    connection.execute("INSERT INTO vocabulary (words) VALUES (?)", ("\n".join(words.split()),))
    vocabulary = Vocabulary(connection)
    vocabulary.read_on()
    yield vocabulary
    connection.close()


def test_words_are_known_by_their_middle_but_not_their_beginning(vocabulary: Vocabulary) -> None:
    assert vocabulary.containing("berg", 9) == ["~schonberger"]
    assert vocabulary.containing("rakt", 9) == ["traktor"]
    assert vocabulary.containing("mull", 9) == []
    assert vocabulary.containing("민", 9) == ["~김민준"]


def test_near_words_come_nearest_first(vocabulary: Vocabulary) -> None:
    assert vocabulary.near("muller", 2, begun=False, most=9) == {"~muller": 0, "~miller": 1}
    assert list(vocabulary.near("miller", 2, begun=False, most=1)) == ["~miller"]
    assert vocabulary.near("shconb", 1, begun=True, most=9) == {"~schonberger": 1}
    assert vocabulary.near("shconb", 1, begun=False, most=9) == {}


def slips_between(one: str, other: str) -> int:
    """Return the optimal string alignment distance, plainly."""
    rows = [[max(i, j) for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@settings(max_examples=60)
@given(
    st.lists(
        st.text(alphabet="abcé", min_size=3, max_size=14), min_size=1, max_size=8, unique=True
    ),
    st.text(alphabet="abcé", min_size=3, max_size=12),
    st.integers(1, 2),
)
def test_nearness_agrees_with_the_plain_distance(words: list[str], typed: str, slips: int) -> None:
    connection = in_memory()
    half = len(words) // 2
    vocabulary = Vocabulary(connection)
    for some in (words[:half], words[half:]):
        if some:
            portion = "\n".join(f"~{word}" for word in some)
            connection.execute("INSERT INTO vocabulary (words) VALUES (?)", (portion,))
            vocabulary.read_on()
    whole = {f"~{w}": d for w in words if (d := slips_between(typed, w)) <= slips}
    begun = {
        f"~{w}": d
        for w in words
        if (d := min(slips_between(typed, w[:n]) for n in range(len(w) + 1))) <= slips
    }
    assert vocabulary.near(typed, slips, begun=False, most=99) == whole
    assert vocabulary.near(typed, slips, begun=True, most=99) == {**begun, **whole}
    connection.close()


def test_a_reader_takes_in_new_words_only(tmp_path: Path) -> None:
    path = tmp_path / "guests.db"
    writing, reading = prepare(path), None
    try:
        writer = GuestWriter(writing, decode_guest)
        writer.apply(a_list(*named("Ada; Lovelace")))
        reading = open_connection(path, readonly=True)
        reader = GuestReader(reading, decode_guest)
        assert found(reader, "lovelcae") == ["Ada Lovelace"]
        asked: list[str] = []
        reading.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: asked.append(event["sql"]))
        writer.apply(a_list(*named("Grace; Hopper")))
        assert found(reader, "hoppre") == ["Grace Hopper"]
        assert found(reader, "lovelcae") == ["Ada Lovelace"]
        vocabulary = [sql for sql in asked if "FROM vocabulary" in sql]
        assert vocabulary
        assert all("WHERE id >" in sql for sql in vocabulary)
        assert (
            "lovelace"
            not in writing.execute("SELECT words FROM vocabulary ORDER BY id DESC LIMIT 1").get
        )
    finally:
        if reading is not None:
            reading.close()
        writing.close()


def test_the_terms_are_the_words_of_the_list(writer: GuestWriter) -> None:
    guests = named("Hans-Peter; Müller", "Сергей; Иванов")
    writer.apply(a_list(*guests))
    terms = {term for (term,) in writer._db.execute("SELECT word FROM term")}
    for guest in guests:
        assert {f"~{word}" for word in canonical(guest.name).split()} <= terms
    assert {"~hanspeter", "^sergi"} <= terms

"""Symbols of United Nations documents, as they are written and as they are found written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from horseshoe.rules.symbols import Symbol, SymbolClass, SymbolError, find, parse
from horseshoe.rules.symbols.grammar import RULES

# Spelling, the UN's own spelling, family.
SPELLINGS = [
    # The examples handed to us with the specification.
    ("S/2024/826", "S/2024/826", "sc_document"),
    ("S/PV.9616", "S/PV.9616", "sc_meeting"),
    ("S/PRST/2023/1", "S/PRST/2023/1", "sc_prst"),
    ("S/96/Rev.7", "S/96/Rev.7", "sc_document_old"),
    ("S/Agenda/8979", "S/Agenda/8979", "sc_agenda"),
    ("A/RES/1991(XVIII)", "A/RES/1991 (XVIII)", "ga_resolution_old"),
    ("A/76/L.52", "A/76/L.52", "ga_limited"),
    ("A/ES-10/PV.45", "A/ES-10/PV.45", "ga_meeting_ess"),
    ("A/520/Rev.17", "A/520/Rev.17", "ga_document_old"),
    ("S/RES/2720 (2023)", "S/RES/2720 (2023)", "sc_resolution"),
    ("S/PV.10000", "S/PV.10000", "sc_meeting"),
    ("S/25693", "S/25693", "sc_document_old"),
    ("S/2018/321/Corr.1", "S/2018/321/Corr.1", "sc_document"),
    ("A/RES/76/262", "A/RES/76/262", "ga_resolution"),
    ("A/RES/ES-11/4", "A/RES/ES-11/4", "ga_resolution_ess"),
    ("A/76/905", "A/76/905", "ga_document"),
    ("A/ES-11/L.11", "A/ES-11/L.11", "ga_limited_ess"),
    ("ST/IC/2019/23", "ST/IC/2019/23", "st_ic"),
    # As the published record of Council votes spells them.
    ("S/RES/1(1946)", "S/RES/1 (1946)", "sc_resolution"),
    ("s/2004/25", "S/2004/25", "sc_document"),
    ("S/4733/Rev. 1", "S/4733/Rev.1", "sc_document_old"),
    ("S/20945/Rev.1", "S/20945/Rev.1", "sc_document_old"),
    ("S/7285/Add.1", "S/7285/Add.1", "sc_document_old"),
    ("S/3188/Corr.1", "S/3188/Corr.1", "sc_document_old"),
    ("S/404", "S/404", "sc_document_old"),
    # As people write them.
    ("S/RES/2720(2023)", "S/RES/2720 (2023)", "sc_resolution"),
    ("s/res/2720", "S/RES/2720", "sc_resolution"),
    ("  S/RES/2720\u00a0(2023)\n", "S/RES/2720 (2023)", "sc_resolution"),
    ("S/PV. 9616", "S/PV.9616", "sc_meeting"),
    ("s/agenda/8979", "S/Agenda/8979", "sc_agenda"),
    ("a/res/es-11/4", "A/RES/ES-11/4", "ga_resolution_ess"),
    ("A/RES/ES\u201111/4", "A/RES/ES-11/4", "ga_resolution_ess"),
    ("S/PV.4128 (Resumption 1)", "S/PV.4128 (Resumption 1)", "sc_meeting"),
    ("S/PV.4128(resumption 1)/corr. 1", "S/PV.4128 (Resumption 1)/Corr.1", "sc_meeting"),
    ("S/2018/321/Rev.1/Add.2", "S/2018/321/Rev.1/Add.2", "sc_document"),
    ("S/2018/321/summary", "S/2018/321/Summary", "sc_document"),
    ("S/2018/321*", "S/2018/321*", "sc_document"),
    # The year form begins in 1994; a number alone is a running number, even if it looks like a year.
    ("S/1999/201", "S/1999/201", "sc_document"),
    ("S/1999", "S/1999", "sc_document_old"),
    ("S/1994/1358", "S/1994/1358", "sc_document"),
    ("S/RES/2023", "S/RES/2023", "sc_resolution"),
    # The Assembly: a Roman session to the 30th, an Arabic one from the 31st; the same for special sessions.
    ("A/RES/377(V)", "A/RES/377 (V)", "ga_resolution_old"),
    ("A/RES/377 A (V)", "A/RES/377 A (V)", "ga_resolution_old"),
    ("A/RES/377A(V)", "A/RES/377 A (V)", "ga_resolution_old"),
    ("A/RES/1991 A (XVIII)", "A/RES/1991 A (XVIII)", "ga_resolution_old"),
    ("A/RES/2758 (XXVI)", "A/RES/2758 (XXVI)", "ga_resolution_old"),
    ("A/RES/3362 (S-VII)", "A/RES/3362 (S-VII)", "ga_resolution_old"),
    ("A/RES/31/16 A", "A/RES/31/16 A", "ga_resolution"),
    ("A/RES/68/307", "A/RES/68/307", "ga_resolution"),
    ("A/RES/S-13/2", "A/RES/S-13/2", "ga_resolution"),
    ("A/RES/ES-8/2", "A/RES/ES-8/2", "ga_resolution_ess"),
    ("A/66/L.42/Rev.2", "A/66/L.42/Rev.2", "ga_limited"),
    ("A/80/PV.15", "A/80/PV.15", "ga_meeting"),
    ("A/3354", "A/3354", "ga_document_old"),
    ("A/HRC/18/53", "A/HRC/18/53", "hrc_document"),
    ("A/HRC/4/80", "A/HRC/4/80", "hrc_document"),
    ("A/HRC/S-17/2/Add.1", "A/HRC/S-17/2/Add.1", "hrc_document"),
    ("A/HRC/60/CRP.3", "A/HRC/60/CRP.3", "hrc_conference_room"),
    ("E/CN.4/2005/3", "E/CN.4/2005/3", "ecosoc_commission"),
    ("A/70/621-S/2015/978", "A/70/621-S/2015/978", "joint"),
    ("a/70/741–s/2016/71", "A/70/741-S/2016/71", "joint"),
]


@pytest.mark.parametrize(("spelling", "canonical", "symbol_class"), SPELLINGS)
def test_a_spelling_is_read_and_written_as_the_un_writes_it(spelling: str, canonical: str, symbol_class: str) -> None:
    symbol = parse(spelling)
    assert symbol.text == canonical
    assert symbol.symbol_class == symbol_class
    assert parse(canonical) == symbol
    assert parse(canonical.lower()) == symbol
    assert find(f"See {canonical}, and more.") == (symbol,)


def test_every_family_has_an_example_that_only_its_own_production_reads() -> None:
    for rule in RULES:
        assert [r for r in RULES if r.pattern.fullmatch(rule.example.upper())] == [rule]
        assert parse(rule.example).text == rule.example
    assert {rule.symbol_class for rule in RULES} | {SymbolClass.JOINT} == set(SymbolClass)


def test_the_fields_of_a_symbol() -> None:
    assert parse("S/RES/2720(2023)") == Symbol(
        text="S/RES/2720 (2023)", symbol_class=SymbolClass.SC_RESOLUTION, number=2720, year=2023
    )
    assert parse("S/1999/201/Rev.1*") == Symbol(
        text="S/1999/201/Rev.1*",
        symbol_class=SymbolClass.SC_DOCUMENT,
        number=201,
        year=1999,
        suffixes=("Rev.1", "*"),
    )
    assert parse("A/RES/1991 A (XVIII)") == Symbol(
        text="A/RES/1991 A (XVIII)",
        symbol_class=SymbolClass.GA_RESOLUTION_OLD,
        number=1991,
        session="XVIII",
        letter="A",
    )
    assert (parse("A/76/L.52").session, parse("A/76/L.52").number) == ("76", 52)
    assert (parse("A/ES-10/PV.45").session, parse("A/ES-10/PV.45").number) == ("ES-10", 45)
    assert parse("A/HRC/S-17/2/Add.1").session == "S-17"
    assert parse("S/PV.4128 (Resumption 1)/Corr.1").suffixes == ("Resumption 1", "Corr.1")
    assert parse("S/PV.9616").year is None
    assert (parse("E/CN.4/2005/3").year, parse("E/CN.4/2005/3").number) == (2005, 3)


def test_the_code_of_conduct_bears_one_symbol_of_the_assembly_and_one_of_the_council() -> None:
    code = parse("A/70/621–S/2015/978")
    assert code.parts == (parse("A/70/621"), parse("S/2015/978"))
    assert (code.number, code.year, code.session, code.suffixes) == (None, None, None, ())
    assert code.same_document(parse("S/2015/978"))
    assert parse("A/70/621").same_document(code)
    assert code.key == parse("S/2015/978-A/70/621").key
    assert not code.same_document(parse("S/2015/979"))


def test_a_council_resolution_is_known_by_its_number_with_or_without_the_year() -> None:
    spellings = ["S/RES/2720(2023)", "S/RES/2720 (2023)", "s/res/2720"]
    assert {parse(spelling).key for spelling in spellings} == {"S/RES/2720"}
    assert parse("S/RES/2720").same_document(parse("S/RES/2720 (2023)"))
    assert not parse("S/RES/2720").same_document(parse("S/RES/2721"))


def test_other_symbols_keep_their_year_and_session_in_the_key() -> None:
    assert parse("S/1999/201").key == "S/1999/201"
    assert parse("S/Agenda/8979").key == "S/AGENDA/8979"
    assert parse("A/RES/377 A (V)").key == "A/RES/377 A (V)"
    assert not parse("S/1999/201").same_document(parse("S/1999"))
    assert not parse("S/20945").same_document(parse("S/20945/Rev.1"))
    assert parse("S/2018/321").same_document(parse("S/2018/321*"))


REFUSED = [
    ("", "'' is no UN document symbol: it is empty, where a symbol such as S/2024/826 was wanted."),
    (" \t", "' \\t' is no UN document symbol: it is empty, where a symbol such as S/2024/826 was wanted."),
    (
        "S/RES/",
        "'S/RES/' is no UN document symbol: after 'S/RES/' a number is missing, as in S/RES/2720 (2023).",
    ),
    ("S/PV", "after 'S/PV.' a number is missing, as in S/PV.9616."),
    ("A/RES/76/", "a number is missing at its end, as in A/RES/76/262."),
    ("S/2024/", "a number is missing at its end, as in S/2024/826."),
    ("S/2024/0", "a number in it begins with 0, and none does in a symbol, as in S/2024/826."),
    ("S/RES/02720", "a number in it begins with 0, and none does in a symbol, as in S/2024/826."),
    ("S/1234567", "a number in it has more than six digits, and none does in a symbol, as in S/2024/826."),
    ("S/12\x003", "it holds the character U+0000, where only A to Z, 0 to 9 and / . - ( ) * may stand."),
    ("S/٢٠٢٤/٨٢٦", "it holds the character U+0662, where only A to Z, 0 to 9 and / . - ( ) * may stand."),
    ("ſ/2024/826", "it holds the character U+017F, where only A to Z, 0 to 9 and / . - ( ) * may stand."),
    ("S/RES/2720 (1944)", "1944 is no year from 1945 to 2100, as in S/RES/2720 (2023)."),
    ("S/RES/2720 (2101)", "2101 is no year from 1945 to 2100, as in S/RES/2720 (2023)."),
    ("S/PRST/1993/1", "1993 is no year from 1994 to 2100, as in S/PRST/2023/1."),
    (
        "S/1993/25",
        "1993 is no year from 1994 to 2100, as in S/2024/826; "
        "before 1994 Council documents bore a running number alone, as in S/25693.",
    ),
    # Two slips of the published record of Council votes.
    ("S/206/381", "a year has four digits, as in S/2024/826."),
    ("S/20016/636", "a year has four digits, as in S/2024/826."),
    *(
        (
            slip,
            "the year of a Council resolution stands in parentheses after its number, as in S/RES/2720 (2023).",
        )
        for slip in ("S/RES/2023/2720", "S/RES/2720/2023", "S/RES/(2023) 2720", "(2023) S/RES/2720")
    ),
    (
        "S/2024/826 (2024)",
        "only a resolution of the Council has its year in parentheses, as in S/RES/2720 (2023).",
    ),
    (
        "A/RES/377",
        "a resolution of the Assembly needs its session, as in A/RES/76/262 or A/RES/1991 A (XVIII).",
    ),
    (
        "A/RES/1991 (1963)",
        "a resolution of the Assembly needs its session, as in A/RES/76/262 or A/RES/1991 A (XVIII).",
    ),
    *(
        (
            f"A/RES/1991 ({session})",
            f"{session} is no session written in Roman numerals, which are I to XXX, S-I to S-VII and ES-I to ES-V.",
        )
        for session in ("IIII", "VX", "XXXI", "S-VIII", "ES-VI")
    ),
    *(
        (
            f"A/RES/{session}/4",
            f"{session} is no session written in Arabic numerals, which are 31 to 155, and S-8 and ES-6 onwards; "
            "earlier ones are written A/RES/1991 A (XVIII), A/520, A/PV.302 or A/L.499.",
        )
        for session in ("30", "156", "S-7", "ES-5")
    ),
    (
        "S/2018/321/Xyz.1",
        "'/XYZ.1' is none of /Add.N, /Corr.N, /Rev.N, /Amend.N and /Summary, as in S/2018/321/Corr.1.",
    ),
    (
        "S/2005-554",
        "a dash joins two whole symbols, as in A/70/621-S/2015/978, "
        "and a slash parts year and number, as in S/2024/826.",
    ),
    (
        "S/2015/37-S/2015/114",
        "a joint symbol names one document in two series, as in A/70/621-S/2015/978, and this reads as a range.",
    ),
    ("A/70/621-S/2015/978-E/3", "a joint symbol joins two symbols, not 3, as in A/70/621-S/2015/978."),
    (
        "GA/12500",
        "it is the number of a press release; a document of the Council begins with S/, as in S/2024/826.",
    ),
    (
        "ST/SGB/2002/1",
        "of the documents of the Secretariat only the series ST/IC is known here, as in ST/IC/2019/23.",
    ),
    ("A/ABC", "what follows 'A/' is not as in A/76/905 or A/76/L.52 or A/80/PV.15."),
    ("Oral amendment", "it does not begin with A/, S/, E/ or ST/, as S/2024/826 does."),
    ("VTC (no S/PV record; V005)", "it does not begin with A/, S/, E/ or ST/, as S/2024/826 does."),
    (
        "S/2015/37; S/2015/114",
        "it is text that names S/2015/37, S/2015/114, and 'find' takes symbols out of text.",
    ),
    ("para 4 of S/2002/825", "it is text that names S/2002/825, and 'find' takes symbols out of text."),
    (
        "S/10805/Rev.1 (as amended)",
        "it is text that names S/10805/Rev.1, and 'find' takes symbols out of text.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_is_no_symbol_is_refused_with_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(SymbolError) as refusal:
        parse(text)
    start = f"{text!r} is no UN document symbol: "
    assert str(refusal.value) == (sentence if sentence.startswith("'' ") or start in sentence else start + sentence)
    assert isinstance(refusal.value, ValueError)


@pytest.mark.parametrize("text", ["x" * 10_000, "S/" * 5_000, "S/1" * 3_333, "(" * 10_000, "S/1-" * 2_500])
def test_a_long_text_is_refused_in_a_short_sentence(text: str) -> None:
    with pytest.raises(SymbolError, match=f"it has {len(text)} characters, more than any symbol") as refusal:
        parse(text)
    assert len(str(refusal.value)) < 160


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        # From the record of Council votes.
        ("S/2015/37; S/2015/114", ["S/2015/37", "S/2015/114"]),
        ("S/2016/959; S/2016/976; S/2016/1054", ["S/2016/959", "S/2016/976", "S/2016/1054"]),
        ("S/2002/259 as orally revised", ["S/2002/259"]),
        ("S/15255/Rev.2(as corrected)", ["S/15255/Rev.2"]),
        ("S/9696 and Corr.1 & 2", ["S/9696"]),
        ("S/471 and S/471/Add.1", ["S/471", "S/471/Add.1"]),
        ("S/552, S/PV.202", ["S/552", "S/PV.202"]),
        ("S/3995 (incorporating the amendment)S/3998", ["S/3995", "S/3998"]),
        ("S/1994/1356, para. 4", ["S/1994/1356"]),
        ("para 4 of S/2002/825", ["S/2002/825"]),
        ("Oral amendment", []),
        ("VTC (no S/PV record; V005)", []),
        # Running text.
        (
            "The veto on S/2022/720 at S/PV.9143 led to A/RES/ES-11/4 under A/RES/377 A (V) and s/res/2623(2022).",
            ["S/2022/720", "S/PV.9143", "A/RES/ES-11/4", "A/RES/377 A (V)", "S/RES/2623 (2022)"],
        ),
        ("S/RES/2720\n(2023), of the Code (A/70/621–S/2015/978).", ["S/RES/2720 (2023)", "A/70/621-S/2015/978"]),
        ("from S/2015/37–S/2015/114", ["S/2015/37", "S/2015/114"]),
        ("S/RES/1373-related; S/2018/321/Add. 1.", ["S/RES/1373", "S/2018/321/Add.1"]),
        ("S/2024/826, then S/2024/826 again", ["S/2024/826", "S/2024/826"]),
        ("press release GA/12500 and SC/15123", []),
        # The letter of a part, and the English word.
        ("A/RES/31/6 A and B", ["A/RES/31/6 A"]),
        ("A/RES/31/16 A, as adopted", ["A/RES/31/16 A"]),
        ("A/RES/68/307 A majority of", ["A/RES/68/307"]),
        ("A/RES/68/307 and A/76/905", ["A/RES/68/307", "A/76/905"]),
        # Better none than one cut short.
        ("S/2005-554", []),
        ("A/ES-11/PV.20-21", []),
        ("S/2018/321/Xyz.1", []),
        ("S/2024/ 826 and S/2024 /826", []),
        ("S/1234567 and S/12.5 and S/1٢", []),
        ("S/1985/12 and S/RES/1 (1944) and A/30/L.5 and A/RES/377", []),
        ("xS/12 and TD/B/S/12 and és/12", []),
        ("", []),
    ],
)
def test_symbols_are_found_in_running_text_in_order(text: str, symbols: list[str]) -> None:
    assert [symbol.text for symbol in find(text)] == symbols


NUMBER = st.integers(1, 999_999).map(str)
YEAR = st.integers(1945, 2100).map(str)
YEAR_FORM = st.integers(1994, 2100).map(str)
SESSION = st.integers(31, 155).map(str) | st.integers(8, 99).map("S-{}".format)
EMERGENCY = st.integers(6, 20).map("ES-{}".format)
COUNCIL = st.integers(1, 99).map(str) | st.integers(1, 50).map("S-{}".format)
ROMAN = st.sampled_from(["I", "III", "IV", "V", "IX", "XIV", "XVIII", "XXVI", "XXX", "S-VI", "ES-I", "ES-V"])
LETTER = st.sampled_from(["", " A", " B", " Z"])
SUFFIX = st.sampled_from(["Add", "Corr", "Rev", "Amend"]).flatmap(
    lambda name: st.integers(1, 99).map(lambda n: f"/{name}.{n}")
) | st.just("/Summary")
TAIL = st.tuples(st.lists(SUFFIX, max_size=3).map("".join), st.sampled_from(["", "*"])).map("".join)


def family(form: str, *fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*fields, TAIL).map(lambda values: form.format(*values[:-1]) + values[-1])


SINGLES = {
    SymbolClass.SC_RESOLUTION: family("S/RES/{}", NUMBER) | family("S/RES/{} ({})", NUMBER, YEAR),
    SymbolClass.SC_DOCUMENT: family("S/{}/{}", YEAR_FORM, NUMBER),
    SymbolClass.SC_DOCUMENT_OLD: family("S/{}", NUMBER),
    SymbolClass.SC_MEETING: family("S/PV.{}", NUMBER)
    | family("S/PV.{} (Resumption {})", NUMBER, st.integers(1, 9).map(str)),
    SymbolClass.SC_PRST: family("S/PRST/{}/{}", YEAR_FORM, NUMBER),
    SymbolClass.SC_AGENDA: family("S/Agenda/{}", NUMBER),
    SymbolClass.GA_DOCUMENT: family("A/{}/{}", SESSION, NUMBER),
    SymbolClass.GA_DOCUMENT_OLD: family("A/{}", NUMBER),
    SymbolClass.GA_DOCUMENT_ESS: family("A/{}/{}", EMERGENCY, NUMBER),
    SymbolClass.GA_LIMITED: family("A/{}/L.{}", SESSION, NUMBER),
    SymbolClass.GA_LIMITED_OLD: family("A/L.{}", NUMBER),
    SymbolClass.GA_LIMITED_ESS: family("A/{}/L.{}", EMERGENCY, NUMBER),
    SymbolClass.GA_MEETING: family("A/{}/PV.{}", SESSION, NUMBER),
    SymbolClass.GA_MEETING_OLD: family("A/PV.{}", NUMBER),
    SymbolClass.GA_MEETING_ESS: family("A/{}/PV.{}", EMERGENCY, NUMBER),
    SymbolClass.GA_RESOLUTION: family("A/RES/{}/{}{}", SESSION, NUMBER, LETTER),
    SymbolClass.GA_RESOLUTION_OLD: family("A/RES/{}{} ({})", NUMBER, LETTER, ROMAN),
    SymbolClass.GA_RESOLUTION_ESS: family("A/RES/{}/{}{}", EMERGENCY, NUMBER, LETTER),
    SymbolClass.HRC_DOCUMENT: family("A/HRC/{}/{}", COUNCIL, NUMBER),
    SymbolClass.HRC_CONFERENCE_ROOM: family("A/HRC/{}/CRP.{}", COUNCIL, NUMBER),
    SymbolClass.HRC_LIMITED: family("A/HRC/{}/L.{}", COUNCIL, NUMBER),
    SymbolClass.HRC_RESOLUTION: family("A/HRC/RES/{}/{}", COUNCIL, NUMBER),
    SymbolClass.ECOSOC_DOCUMENT: family("E/{}/{}", YEAR, NUMBER),
    SymbolClass.ECOSOC_DOCUMENT_OLD: family("E/{}", NUMBER),
    SymbolClass.ECOSOC_COMMISSION: family("E/CN.{}/{}/{}", st.integers(1, 20).map(str), YEAR, NUMBER),
    SymbolClass.ECOSOC_RESOLUTION: family("E/RES/{}/{}", YEAR, NUMBER),
    SymbolClass.ST_IC: family("ST/IC/{}/{}", YEAR, NUMBER),
}
JOINTS = st.sampled_from(sorted(SINGLES)).flatmap(
    lambda one: st.sampled_from([other for other in sorted(SINGLES) if other is not one]).flatmap(
        lambda other: st.tuples(SINGLES[one], SINGLES[other]).map("-".join)
    )
)
SYMBOLS = {**SINGLES, SymbolClass.JOINT: JOINTS}
CLASSED = st.sampled_from(sorted(SYMBOLS)).flatmap(lambda name: SYMBOLS[name].map(lambda text: (name, text)))


def test_the_generated_symbols_cover_every_family() -> None:
    assert set(SYMBOLS) == set(SymbolClass)


@given(CLASSED)
def test_a_canonical_symbol_reads_back_as_itself(case: tuple[SymbolClass, str]) -> None:
    symbol_class, text = case
    symbol = parse(text)
    assert (symbol.symbol_class, symbol.text, str(symbol)) == (symbol_class, text, text)
    assert parse(symbol.text) == symbol
    assert find(f"({text}) and, again, {text}; so.") == (symbol, symbol)
    assert symbol.same_document(symbol)
    assert msgspec.json.decode(msgspec.json.encode(symbol), type=Symbol) == symbol


@given(CLASSED, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", " ", "\n", "\u00a0"]))
def test_case_and_spaces_change_nothing(
    case: tuple[SymbolClass, str], lower: bool, dots: bool, parentheses: bool, around: str
) -> None:
    text = case[1]
    spelling = text.lower() if lower else text.upper()
    spelling = spelling.replace(".", ". ") if dots else spelling
    spelling = spelling.replace(" (", "(") if parentheses else spelling
    assert parse(f"{around}{spelling.replace('-', '–')}{around}") == parse(text)
    assert parse(spelling).key == parse(text).key


@given(CLASSED)
def test_the_key_is_itself_a_symbol_with_the_same_key(case: tuple[SymbolClass, str]) -> None:
    symbol = parse(case[1])
    assert parse(symbol.key).key == symbol.key
    assert parse(symbol.key).same_document(symbol)


SYMBOL_LIKE = st.text("ASET/RSPVL.Hbin0129 ()-–*;,٣\n", max_size=40)


@given(st.text(max_size=300) | SYMBOL_LIKE)
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    refusal = ""
    try:
        symbol = parse(text)
    except SymbolError as error:
        refusal = str(error)
    if refusal:
        assert " is no UN document symbol: " in refusal
        assert refusal.endswith(".")
        assert len(refusal) < 900
    else:
        assert find(text.upper()) == (symbol,)


@given(st.text(max_size=300) | SYMBOL_LIKE)
def test_what_is_found_is_a_symbol(text: str) -> None:
    assert all(parse(symbol.text) == symbol for symbol in find(text))

"""Methods of the scorecard: what is refused, each time with one sentence that says what would be right."""

from __future__ import annotations

import pytest

from horseshoe.answers.scorecard_method import TEMPLATE, Importance, WrongMethod, published, read_method
from horseshoe.facts.record import Record

HEAD = 'id = "ours"\ntitle = "Ours"\nby = "Us"\ndated = 2026-11-01\n'
CRITERION = """
[[criterion]]
id = "court"
title = "The Court"
question = "Does it accept the Court's jurisdiction?"
how = "From the declarations."
fact = "answers"
source = "Declarations."
"""
ANSWER = """
[[answer]]
criterion = "court"
state = "AUT"
says = "It does."
doubt = "certain"
source = "A document"
"""


def test_the_published_method_says_how_each_question_is_answered_and_who_else_asks(record: Record) -> None:
    method = published()
    assert len({each.id for each in method.criteria}) == len(method.criteria) >= 12
    questions = {row.id for row in record.scorecard_questions}
    assert questions.issuperset(id_ for each in method.criteria for id_ in each.asked_by)
    assert all(each.importance is None for each in method.criteria)


def test_the_template_is_a_method() -> None:
    method = read_method(TEMPLATE, "template")
    assert [each.importance for each in method.criteria if each.id in ("code", "dispute")] == [
        Importance.ESSENTIAL,
        Importance.IMPORTANT,
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, r"^ours.toml asks nothing: give a criterion, or begin with extends = \"horseshoe\"\.$"),
        ("id = ", r"^ours.toml is not TOML: "),
        (HEAD.replace("2026-11-01", "1"), r"^ours.toml, dated: expected `date`, got `int`\.$"),
        (HEAD + CRITERION.replace('"answers"', '"grades"'), r"^ours.toml, criterion 1, field fact: invalid enum"),
        (HEAD + CRITERION + "weight = 3\n", r"^ours.toml, criterion 1[^:]*: object contains unknown field `weight`\.$"),
        (HEAD + CRITERION + "importance = 3\n", r"^ours.toml, criterion 1, field importance: expected `str \| null`"),
        (HEAD + '[importance]\ncourt = "3"\n' + CRITERION, r"'3' is not one of essential, important or background"),
        (HEAD + '[importance]\nother = "essential"\n' + CRITERION, r"'other' is no criterion of this method"),
        (HEAD + 'extends = "theirs"\n', r"'theirs' is no published method; the only one is 'horseshoe'"),
        (HEAD + 'leave_out = ["code"]\n' + CRITERION, r"nothing can be left out without extends"),
        (HEAD + 'extends = "horseshoe"\nleave_out = ["kode"]\n', r"'kode' is no published criterion; there are candid"),
        (HEAD + CRITERION + CRITERION, r"criterion 'court' stands there twice"),
        (HEAD + CRITERION.replace('"The Court"', '" "'), r"criterion 'court': title is empty"),
        (HEAD + CRITERION.replace('"answers"', '"membership"'), r"groups and the fact membership belong together"),
        (HEAD + CRITERION + ANSWER.replace('"court"', '"kourt"'), r"answer 1: 'kourt' is no criterion"),
        (
            HEAD + 'extends = "horseshoe"\n' + ANSWER.replace('"court"', '"code"'),
            r"'code' is answered from the register",
        ),
        (HEAD + CRITERION + ANSWER.replace('"It does."', '"8/10"'), r"answer 1: '8/10' is a grade"),
        (HEAD + CRITERION + ANSWER.replace('"It does."', '"B+"'), r"answer 1: 'B\+' is a grade"),
        (HEAD + CRITERION + ANSWER.replace('"It does."', '"80% good"'), r"answer 1: '80% good' is a grade"),
        (HEAD + CRITERION + ANSWER.replace('"It does."', '"4 of 5"'), r"answer 1: '4 of 5' is a grade"),
        (HEAD + CRITERION + ANSWER.replace('"A document"', '""'), r"answer 1: the source is empty"),
        (HEAD + CRITERION + ANSWER.replace('"certain"', '"not_known_here"'), r"leave an answer out where it is not"),
    ],
)
def test_a_method_is_refused_with_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WrongMethod, match=sentence) as refused:
        read_method(text, "ours.toml")
    assert str(refused.value).endswith(".")

"""Every rule kept as data accepts and refuses what its own examples say."""

import pytest

from tracking.language.rules import Rule, rules, table

WHOLE = {"title", "content_title", "task_title", "courtesy", "generic"}
ANYWHERE = {"modal", "past", "thing", "kind_of", "meeting"}
FILES = ("actions", "background", "owners", "fields", "deadline_rhythm")


def _all() -> list[tuple[str, Rule]]:
    found = []
    for name in FILES:
        groups = [key for key, value in table(name).items() if isinstance(value, list)]
        found += [(group, rule) for group in groups for rule in rules(name, group)]
    return found


def _takes(group: str, rule: Rule, phrase: str) -> bool:
    if group in WHOLE or group.startswith("column_"):
        return rule.pattern.fullmatch(phrase.rstrip(".") if group == "courtesy" else phrase) is not None
    if group in ANYWHERE:
        return rule.pattern.search(phrase) is not None
    return rule.pattern.match(phrase) is not None


@pytest.mark.parametrize(("group", "rule"), _all(), ids=lambda value: value.id if isinstance(value, Rule) else value)
def test_a_rule_takes_its_examples_and_nothing_it_refuses(group: str, rule: Rule) -> None:
    assert rule.accept, "no example that it takes"
    assert rule.refuse, "no example that it refuses"
    assert rule.why
    assert rule.source
    assert [phrase for phrase in rule.accept if not _takes(group, rule, phrase)] == []
    assert [phrase for phrase in rule.refuse if _takes(group, rule, phrase)] == []


def test_rule_ids_are_used_once() -> None:
    ids = [rule.id for _, rule in _all()]
    assert len(ids) == len(set(ids))

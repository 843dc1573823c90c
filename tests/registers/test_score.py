#!/usr/bin/env python3
"""The scorer itself: a register scores 1 against itself, and loses what is taken away or spoilt. TAP."""
import copy
import json
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import score  # noqa: E402

FIXTURES = os.path.join(HERE, "..", "fixtures")
cases = []


def case(what, passed):
    cases.append(passed)
    print("%sok %d - %s" % ("" if passed else "not ", len(cases), what))


def total(result, name):
    return sum(getattr(t, name) for t in result.values())


for folder in sorted(os.listdir(FIXTURES)):
    path = os.path.join(FIXTURES, folder, "expected.json")
    if not os.path.exists(path):
        continue
    with open(path, encoding="utf-8") as f:
        expected = json.load(f)
    same = score.score(expected, copy.deepcopy(expected))
    case(folder + " against itself", total(same, "fn") == 0 and total(same, "fp") == 0)
    empty = score.score(expected, {})
    case(folder + " against nothing", total(empty, "tp") == 0 and total(empty, "fn") == total(same, "tp"))
    spoilt = copy.deepcopy(expected)
    for kind in ("facts", "dates", "rules"):
        for e in spoilt.get(kind, []):
            e["value"] = e["rule"] = "1900-01-01"
    for e in spoilt.get("obligations", []):
        e["quote"] = "本文のどこにも出てこない一文である。"
    result = score.score(expected, spoilt)
    case(folder + " with wrong values", all(result[k].tp == 0 for k in ("dates", "rules", "obligations")))
case("white space and width do not matter", score.overlap("令和８年 ３月", "令和8年3月31日") == 1.0)
case("other texts do not overlap", score.overlap("報告書を提出すること", "機器を納入すること") < 0.6)
case("dates in two writings", score.day("2026-05-12T17:00:00") == score.day("2026-05-12T17:00"))
case("rules in two writings", score.rule_words("P1M recurring approx 1") == score.rule_words("monthly approx 1"))
print("1..%d" % len(cases))
sys.exit(0)

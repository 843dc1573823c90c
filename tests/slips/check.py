#!/usr/bin/env python3
"""
usage: check.py --itaku BINARY --bars FILE [--show] DOCUMENT...

Holds `itaku lint` against documents whose slips are marked in the text: ⟦words⟧, or ⟦A:words⟧ where
two places contradict each other and either may be named. The marks are taken out before the
document is read. All that is not marked is right: a finding that touches no mark is a false one.
--show lists what is missed and what is false.

TAP. The bars (recall, precision) are what was reached; they are only raised.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

MARK = re.compile("⟦(?:([A-Z]):)?(.*?)⟧", re.S)


def take_out(marked):
    """The text without marks, and the slips: {name: [(beg, end), ...]} in characters."""
    text, slips, at = "", {}, 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        name = m.group(1) or "#%d" % m.start()
        slips.setdefault(name, []).append((len(text), len(text) + len(m.group(2))))
        text += m.group(2)
        at = m.end()
    return text + marked[at:], slips


def place(text, line, quote):
    """Characters of a quote that begins on a line (from 1); None when it does not stand there."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    beg = text.find(quote, start)
    return None if beg < 0 else (beg, beg + len(quote))


def places(text, finding):
    out = [place(text, finding["line"], finding["quote"])]
    if finding.get("other"):
        out.append(place(text, finding["other"]["line"], finding["other"]["quote"]))
    return [x for x in out if x]


def lint(itaku, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "spec.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        run = subprocess.run([itaku, "lint", "--format", "json", path], capture_output=True, check=False)
    return json.loads(run.stdout)["findings"]


def check(itaku, path, show):
    """(slips, slips found, findings, findings that are true)"""
    with open(path, encoding="utf-8") as f:
        text, slips = take_out(f.read())
    found, true = set(), 0
    findings = lint(itaku, text)
    for finding in findings:
        spans = places(text, finding)
        hit = {n for n, marks in slips.items() for b, e in marks if any(x < e and b < y for x, y in spans)}
        found |= hit
        true += bool(hit)
        if show:
            print("#   %s %d %s 「%s」 %s" % ("ok   " if hit else "FALSE", finding["line"], finding["rule"],
                                             finding["quote"][:50], finding["why"][:90]))
    for name in slips.keys() - found if show else ():
        print("#   MISSED %s" % " | ".join(text[b:e] for b, e in slips[name]).replace("\n", "/"))
    return len(slips), len(found), len(findings), true


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--itaku", required=True)
    p.add_argument("--bars", required=True)
    p.add_argument("--show", action="store_true")
    p.add_argument("documents", nargs="+")
    args = p.parse_args()
    total = [0, 0, 0, 0]
    for path in args.documents:
        counts = check(args.itaku, path, args.show)
        total = [a + b for a, b in zip(total, counts)]
        print("# %-24s %d of %d slips found, %d findings of which %d false"
              % (os.path.basename(path), counts[1], counts[0], counts[2], counts[2] - counts[3]))
    reached = {"recall": total[1] / max(total[0], 1), "precision": total[3] / max(total[2], 1)}
    failed = 0
    with open(args.bars, encoding="utf-8") as f:
        bars = [line.split() for line in f if line.strip() and not line.startswith("#")]
    for i, (name, bar) in enumerate(bars, 1):
        good = reached[name] >= float(bar)
        failed += not good
        print("%s %d - %s is %.3f, at least %s" % ("ok" if good else "not ok", i, name, reached[name], bar))
    print("1..%d" % len(bars))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())

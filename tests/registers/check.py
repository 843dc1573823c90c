#!/usr/bin/env python3
"""Read documents with itaku, score the registers, hold the figures against bars. Says TAP.

    check.py --itaku PROGRAM --bars FILE --expected FOLDER [--documents FOLDER] [--scorer FILE]
             [--table FILE] [--show N] [--keep FOLDER] [--each] [--raise]

FOLDER of --expected holds NAME.json beside documents in --documents, or NAME/expected.json with its
document. An expected register names its document in "document". A bar is a line
    KEY MEASURE LEAST
where KEY is a kind of the register, and MEASURE one of f1, precision, recall, an attribute
(modality, actor ...), or for anomalies recall-definite. `quotes found 1` asks that every quote of
every register is exactly the bytes that its source names, `documents read` what share is read at all
(a document that is refused counts with all its entries as missed).
"""
import argparse
import importlib.util
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CODECS = {"CP932": "cp932", "EUC-JP": "euc_jp", "ISO-2022-JP": "iso2022_jp"}


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def find_documents(expected, documents):
    for name in sorted(os.listdir(expected)):
        path = os.path.join(expected, name)
        if os.path.isdir(path) and os.path.exists(os.path.join(path, "expected.json")):
            data = load(os.path.join(path, "expected.json"))
            document = os.path.join(path, data.get("document", "spec.txt"))
            if not os.path.exists(document):
                document = os.path.join(ROOT, data["document"])
            yield name, data, document
        elif name.endswith(".json"):
            data = load(path)
            yield name[:-5], data, os.path.join(documents or expected, data["document"])


def itaku(program, *words):
    done = subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
    if done.returncode not in (0, 1):
        raise RuntimeError("%s: exit %d: %s" % (" ".join(words), done.returncode,
                                                " ".join(done.stderr.decode("utf-8", "replace").split())[:400]))
    return done.stdout


# ---- every quote is the bytes its source names ----

def entries(value):
    if isinstance(value, dict):
        if isinstance(value.get("source"), dict) and isinstance(value.get("quote"), str):
            yield value
        for child in value.values():
            yield from entries(child)
    elif isinstance(value, list):
        for child in value:
            yield from entries(child)


def check_quotes(program, document, register):
    """(quotes right, quotes, complaints)"""
    told = (register.get("documents") or [{}])[0]
    codec = CODECS.get(told.get("encoding"), "utf-8")
    if document.endswith((".docx", ".pdf")):
        data = itaku(program, "text", "layer", document)
    else:
        with open(document, "rb") as f:
            data = f.read()
    right, count, complaints = 0, 0, []
    for entry in entries(register):
        count += 1
        source = entry["source"]
        try:
            there = data[source["beg"]:source["end"]].decode(codec)
        except (UnicodeDecodeError, TypeError):
            there = None
        if there == entry["quote"]:
            right += 1
        else:
            complaints.append("%s..%s is not %r" % (source.get("beg"), source.get("end"), entry["quote"][:60]))
    return right, count, complaints


# ---- figures ----

class Sum:
    """counts of one kind over documents; precision of a view may be given instead of counted"""

    def __init__(self):
        self.tp = self.fp = self.fn = self.ign = 0
        self.attr, self.precisions = {}, []

    def add(self, row):
        self.tp += row.tp
        self.fp += row.fp
        self.fn += row.fn
        self.ign += row.ign
        if hasattr(row, "p_override"):
            self.precisions.append(row.p_override)
        for name, (yes, of) in row.attr.items():
            a, b = self.attr.get(name, (0, 0))
            self.attr[name] = (a + yes, b + of)

    def figures(self):
        precision = self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0
        if self.precisions:
            precision = sum(self.precisions) / len(self.precisions)
        recall = self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        out = {"precision": precision, "recall": recall, "f1": f1}
        for name, (yes, of) in self.attr.items():
            out[name] = yes / of if of else 1.0
        return out


def table(title, sums):
    lines = ["%-18s %5s %5s %5s %5s  %6s %6s %6s  %s" % (title[:18], "found", "false", "miss", "ign", "P", "R", "F1", "")]
    for kind, s in sums.items():
        f = s.figures()
        extra = "  ".join("%s %d/%d" % (n, a, b) for n, (a, b) in s.attr.items())
        lines.append("%-18s %5d %5d %5d %5d  %6.3f %6.3f %6.3f  %s"
                     % (kind, s.tp, s.fp, s.fn, s.ign, f["precision"], f["recall"], f["f1"], extra))
    return [line.rstrip() for line in lines]


def show(row, name, kind, count):
    for what, rows in (("missed", getattr(row, "missed", getattr(row, "miss", []))), ("false", row.false)):
        for entry in rows[:count]:
            text = entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)
            print("# %s %s %s: %s" % (name, what, kind, text[:300].replace("\n", " ")))


def read_bars(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            words = line.split("#")[0].split()
            if words:
                yield words[0], words[1], float(words[2])


def raise_bars(path, figures):
    """writes what is reached into the bars, where it is more"""
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    for i, line in enumerate(lines):
        words = line.split("#")[0].split()
        if words:
            reached = int(figures.get(words[0], {}).get(words[1], 0.0) * 1000) / 1000
            if reached > float(words[2]):
                lines[i] = "%-17s %-16s %.3f" % (words[0], words[1], reached)
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--itaku", required=True)
    ap.add_argument("--expected", required=True)
    ap.add_argument("--bars", required=True)
    ap.add_argument("--documents")
    ap.add_argument("--scorer", default=os.path.join(HERE, "score.py"))
    ap.add_argument("--table")
    ap.add_argument("--keep", metavar="FOLDER", help="keep the registers as NAME.json")
    ap.add_argument("--show", type=int, default=0, help="list up to N missed and false entries")
    ap.add_argument("--each", action="store_true", help="a table for each document too")
    ap.add_argument("--raise", dest="raise_bars", action="store_true", help="write what is reached into the bars")
    a = ap.parse_args()
    if not os.path.isdir(a.expected):
        print("1..0 # SKIP no expected registers here")
        return 0
    scorer = load_scorer(a.scorer)
    sums, definite, quotes, lines, failures = {}, [0, 0], [0, 0], [], []
    read = [0, 0]
    for name, expected, document in find_documents(a.expected, a.documents):
        try:
            register = json.loads(itaku(a.itaku, "read", "--json", document))
            right, count, complaints = check_quotes(a.itaku, document, register)
        except (RuntimeError, ValueError, subprocess.TimeoutExpired) as e:
            failures.append("%s: %s" % (name, e))
            register, right, count, complaints = {}, 0, 0, []
        if a.keep:
            os.makedirs(a.keep, exist_ok=True)
            with open(os.path.join(a.keep, name + ".json"), "w", encoding="utf-8") as f:
                json.dump(register, f, ensure_ascii=False, indent=1)
        read[0] += bool(register)
        read[1] += 1
        quotes[0] += right
        quotes[1] += count
        failures += ["%s: %s" % (name, c) for c in complaints[:3]]
        own = {}
        for kind, row in scorer.score(expected, register).items():
            sums.setdefault(kind, Sum()).add(row)
            own[kind] = Sum()
            own[kind].add(row)
            show(row, name, kind, a.show)
        for anomaly in expected.get("anomalies", []):
            if anomaly.get("severity") == "definite" and not anomaly.get("optional"):
                definite[1] += 1
                definite[0] += any(scorer.q_overlap(anomaly, x) >= 0.6 for x in register.get("anomalies") or [])
        if a.each:
            lines += table(name, own) + [""]
    lines += table("all documents", sums)
    lines.append("anomalies that are definite: %d of %d found; quotes at their bytes: %d of %d; documents read: %d of %d"
                 % (*definite, *quotes, *read))
    figures = {kind: s.figures() for kind, s in sums.items()}
    figures.setdefault("anomalies", {})["recall-definite"] = definite[0] / definite[1] if definite[1] else 1.0
    figures["documents"] = {"read": read[0] / read[1] if read[1] else 1.0}
    figures["quotes"] = {"found": quotes[0] / quotes[1] if quotes[1] else 1.0}
    for line in lines:
        print("# " + line)
    for failure in failures[:20]:
        print("# " + failure)
    cases = []
    for key, measure, least in read_bars(a.bars):
        reached = figures.get(key, {}).get(measure, 0.0)
        cases.append(("%s %s is %.3f, at least %.3f" % (key, measure, reached, least), reached >= least - 0.0005))
    for i, (what, passed) in enumerate(cases):
        print("%sok %d - %s" % ("" if passed else "not ", i + 1, what))
    print("1..%d" % len(cases))
    if a.raise_bars:
        raise_bars(a.bars, figures)
    if a.table:
        os.makedirs(os.path.dirname(a.table), exist_ok=True)
        with open(a.table, "w", encoding="utf-8") as f:
            f.write("%s\n%s\n" % (os.path.basename(a.table)[:-4], "\n".join(lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

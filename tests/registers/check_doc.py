#!/usr/bin/env python3
"""docs/REGISTER.md tells every key that the program writes, kind by kind, and none besides. TAP.

    check_doc.py --itaku PROGRAM --doc REGISTER.md DOCUMENT...
"""
import argparse
import json
import re
import subprocess
import sys


def documented(path):
    """{kind: keys} of the tables, the keys being the words in backquotes of the first column; keys of
    a nested list that is told in one row (fields) are read from the whole row"""
    kinds, kind = {}, None
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("## "):
                kind = line[3:].strip()
                kinds[kind] = set()
            elif line.startswith("| `") and kind:
                cells = line.split("|")
                kinds[kind] |= set(re.findall(r"`([a-z_0-9]+)`", cells[1] if "`fields`" not in cells[1] else line))
    return kinds


def keys_of(entry, into):
    """keys of an entry and of the lists in it; source has a section of its own"""
    for key, value in entry.items():
        into.add(key)
        for child in value if isinstance(value, list) else []:
            if isinstance(child, dict):
                keys_of(child, into)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--itaku", required=True)
    ap.add_argument("--doc", required=True)
    ap.add_argument("documents", nargs="+")
    a = ap.parse_args()
    told, cases, kinds_seen = documented(a.doc), [], set()
    written = {}
    for document in a.documents:
        register = json.loads(subprocess.run([a.itaku, "read", "--json", document], check=True,
                                             stdout=subprocess.PIPE).stdout)
        kinds_seen |= set(register)
        for kind, value in register.items():
            for entry in value if isinstance(value, list) else [value] if value else []:
                keys_of(entry, written.setdefault(kind, set()))
    cases.append(("every kind has a section", kinds_seen - set(told)))
    cases.append(("every section is a kind", set(told) - kinds_seen - {"source"}))
    for kind, keys in sorted(written.items()):
        cases.append((kind + ": every key is explained", keys - told.get(kind, set()) - {"source"}))
        words = {"text", "date", "number", "choice", "table", "person", "free", "source"}
        cases.append((kind + ": every explained key is written", told.get(kind, set()) - keys - words))
    for i, (what, wrong) in enumerate(cases):
        print("%sok %d - %s%s" % ("not " if wrong else "", i + 1, what, (": " + " ".join(sorted(wrong))) if wrong else ""))
    print("1..%d" % len(cases))
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""usage: check_pdf_set.py IN OUT OUT.json ALL ALL.json

Looks for what make_pdf_set.py planted in the cleaned files, as it is and as UTF-16, in the bytes, in
streams unpacked and in hexadecimal. OUT: cleaned as usual, where what a rule asks about may stay as
long as the report says so; ALL: of all there is. Writes pairs.txt for pdf-pairs: the files whose pages
must look as before. Exit status 1 when something is left.
"""
import json
import os
import re
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'inspect'))
from pdfcases import Case  # noqa: E402

SEEN = {'view_only'}  # it is seen on the screen, so it stays
CHANGED = {'file_annotation', 'redact_not_applied'}  # a mark goes, a box comes

source, out, out_json, everything, all_json = sys.argv[1:]


def forms(text):
    for code in ('utf-16-be', 'utf-8', 'latin-1', 'cp932'):
        try:
            plain = text.encode(code)
        except UnicodeEncodeError:
            continue
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()


def spread(path):
    """The bytes of a file, and those of its streams unpacked."""
    with open(path, 'rb') as file:
        data = file.read()
    parts = [data]
    for m in re.finditer(rb'stream\r?\n', data):
        try:
            parts.append(zlib.decompressobj().decompress(data[m.end():]))
        except zlib.error:
            pass
    return b'\n'.join(parts)


planted = [f for language in ('ja', 'en') for f in forms(Case(language).secret)]
with open(os.path.join(source, 'labels.json'), encoding='utf-8') as file:
    labels = json.load(file)
bad = 0
pairs = open('pairs.txt', 'w')
for folder, report in ((out, out_json), (everything, all_json)):
    for f in json.load(open(report, encoding='utf-8'))['files']:
        name = os.path.basename(f['path'])
        if name not in labels:
            continue
        case = name.split('-', 1)[1].rsplit('-', 1)[0]
        if f['state'] in ('failed', 'undecided') and 'damaged' not in name:
            print('# %s: %s (%s)' % (name, f['state'], f['why']))
            bad += 1
        if not f['out']:
            continue
        asked = {r['rule'] for r in f['left'] if r['clean'] == 'asked' and folder == out}
        if any(r[0] != '!' for r in labels[name]) and case not in SEEN and not asked & set(labels[name]):
            data = spread(f['out'])
            if any(p in data for p in planted):
                print('# %s: what was planted is still there (%s)' % (name, folder))
                bad += 1
        with open(f['out'], 'rb') as cleaned, open(f['path'], 'rb') as file:
            if b'/ID[' in cleaned.read() and b'/ID' not in file.read():
                print('# %s: it has got an identifier' % name)
                bad += 1
        if folder == out and case not in CHANGED and f['state'] != 'clean':
            print(f['path'], f['out'], sep='\t', file=pairs)
print('# %d files, %d bad' % (len(labels), bad))
sys.exit(1 if bad else 0)

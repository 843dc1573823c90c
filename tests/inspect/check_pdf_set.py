#!/usr/bin/env python3
"""usage: check_pdf_set.py ITAKU FOLDER

Inspects the set of make_pdf_set.py and counts what was missed and what was reported wrongly, by
technique and by producer. Exit status 1 on a missed C or H technique or a C or H alarm on a
look-alike; every other miss is told. A rule with ! before it must not be found, of any severity.
"""
import collections
import json
import os
import subprocess
import sys

itaku, folder = sys.argv[1:3]
with open(os.path.join(folder, 'labels.json'), encoding='utf-8') as file:
    labels = json.load(file)
ran = subprocess.run([itaku, '--lang', 'en', 'inspect', '--json', folder], stdout=subprocess.PIPE)
files = {os.path.basename(f['path']): f for f in json.loads(ran.stdout)['files']}
misses, alarms, less = [], [], []
count = collections.Counter()
for name, rules in sorted(labels.items()):
    f = files[name]
    found = {x['rule'] for x in f['findings']}
    high = {x['rule'] for x in f['findings'] if x['severity'] in 'CH'}
    count[name.split('-')[0]] += 1
    wanted = [r for r in rules if not r.startswith('!')]
    barred = {r for r in found if '!' + r in rules}
    if wanted and not found & set(wanted):
        misses.append('%s: %s not found, only %s' % (name, '/'.join(wanted), ' '.join(sorted(found))))
    if barred or (high and not wanted):
        alarms.append('%s: %s' % (name, ' '.join(sorted(barred or high))))
    if f['state'] != 'inspected' and 'damaged' not in name and 'bytes_before' not in name:
        less.append('%s: %s (%s)' % (name, f['state'], f['why']))
techniques = sum(any(not r.startswith('!') for r in rules) for rules in labels.values())
for line in misses:
    print('# missed  ' + line)
for line in alarms:
    print('# alarm   ' + line)
for line in less:
    print('# less    ' + line)
print('# %d files (%s), %d techniques in them: %d missed; %d look-alikes: %d alarms' % (
    len(labels), ', '.join('%s %d' % i for i in sorted(count.items())),
    techniques, len(misses), len(labels) - techniques,
    len(alarms)))
for n, (what, bad) in enumerate([('every technique is found', misses),
                                 ('no alarm on a look-alike', alarms),
                                 ('every file is inspected', less)], 1):
    print('%s %d - %s' % ('not ok' if bad else 'ok', n, what))
sys.exit(1 if misses or alarms else 0)

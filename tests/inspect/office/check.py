#!/usr/bin/env python3
"""usage: check.py ITAKU FOLDER

Holds what `itaku inspect` finds in the files of make_office.py against their labels. TAP: every rule of a
technique must be found, none with a "!" before it, and in a look-alike nothing of severity C or H; figures stand in comments.
"""
import json
import os
import subprocess
import sys

itaku, folder = sys.argv[1:3]
with open(os.path.join(folder, 'labels.tsv')) as file:
    labels = [line.rstrip('\n').split('\t') for line in file]
run = subprocess.run([itaku, '--lang', 'en', 'inspect', '--json'] + [os.path.join(folder, l[0]) for l in labels],
                     capture_output=True)
files = {os.path.basename(f['path']): f for f in json.loads(run.stdout)['files']}
wrong = []
missed = wanted = alarms = quiet = 0
for name, rules, state in labels:
    found = {}
    for f in files[name]['findings']:
        found.setdefault(f['rule'], f['severity'])
    for rule in rules.split():
        if rule.startswith('!'):
            if rule[1:] in found:
                wrong.append('%s: %s where nothing is' % (name, rule[1:]))
            continue
        wanted += 1
        if rule not in found:
            missed += 1
            wrong.append('%s: %s was not found, but %s' % (name, rule, sorted(found)))
    if all(rule.startswith('!') for rule in rules.split()):
        quiet += 1
        alarm = sorted(r for r, severity in found.items() if severity in 'CH')
        if alarm:
            alarms += 1
            wrong.append('%s: %s where nothing is' % (name, ' '.join(alarm)))
    if files[name]['state'] != state:
        wrong.append('%s: %s (%s), not %s' % (name, files[name]['state'], files[name]['why'], state))
for line in wrong:
    print('# ' + line)
print('# %d of %d found, %d alarms in %d look-alikes' % (wanted - missed, wanted, alarms, quiet))
print('%sok 1 - the labelled set' % ('not ' if wrong else ''))
print('1..1')

#!/usr/bin/env python3
"""usage: make_pdf_set.py FOLDER [PRODUCER...]

Makes the labelled set of PDFs: each technique and each look-alike of the modules pdf*.py, in Japanese and Latin letters, by hand and rewritten by qpdf and MuPDF where these
are installed; and those that Cairo and LibreOffice can make (makecairo.py, makeoffice.py).
FOLDER/labels.json: for each file the rules of which one must be found; none = no C or H finding.
A rule with ! before it must not be found.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys

import pdfcases
import pdfcovers  # noqa: F401 (fills CASES)
import pdfharmless  # noqa: F401
import pdfobjects  # noqa: F401
import pdfpictures  # noqa: F401
import pdfpieces  # noqa: F401
import pdfplaces  # noqa: F401
import pdfshown  # noqa: F401
import pdfunseen  # noqa: F401
import pdfwords  # noqa: F401

HERE = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv[1]
wanted = sys.argv[2:] or ['hand', 'qpdf', 'mupdf', 'cairo', 'office']
labels = {}
jobs = []


def path_of(producer, name, language):
    labels['%s-%s-%s.pdf' % (producer, name, language)] = None
    return os.path.join(folder, '%s-%s-%s.pdf' % (producer, name, language))


def rewrite(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def by_hand():
    for name, rules, only, function in pdfcases.CASES:
        for language in ('ja', 'en'):
            c = pdfcases.Case(language)
            data = function(c) or c.pdf.write()
            source = os.path.join(folder, 'hand-%s-%s.pdf' % (name, language))
            with open(source, 'wb') as file:
                file.write(data)
            rewrites = {
                'qpdf': ['qpdf', '--object-streams=generate', '--linearize', source],
                'mupdf': ['mutool', 'clean', '-s', '-z', source],
                'locked': ['qpdf', '--encrypt', '', 'owner', '256', '--print=none', '--extract=n', '--',
                           source]}
            if not only or 'hand' in only:
                labels[os.path.basename(source)] = list(rules)
            for producer, command in rewrites.items():
                if producer not in (only or ['qpdf', 'mupdf']) or shutil.which(command[0]) is None:
                    continue
                if producer not in wanted and producer != 'locked':
                    continue
                target = '%s-%s-%s.pdf' % (producer, name, language)
                labels[target] = list(rules)
                jobs.append(command + [os.path.join(folder, target)])


def others(script, producer):
    """A script that prints NAME RULE... of the files it made."""
    for python in ('python3', '/usr/bin/python3'):
        done = subprocess.run([python, os.path.join(HERE, script), folder], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, universal_newlines=True)
        if done.returncode == 0:
            for line in done.stdout.split('\n'):
                if line:
                    labels[line.split()[0]] = line.split()[1:]
            return
    print('%s: not here, left out' % producer, file=sys.stderr)


os.makedirs(folder, exist_ok=True)
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    waiting = [pool.submit(others, 'make%s.py' % p, p) for p in ('office', 'cairo')
               if p in wanted and os.path.exists(os.path.join(HERE, 'make%s.py' % p))]
    by_hand()
    list(pool.map(rewrite, jobs))
    for w in waiting:
        w.result()
for name in list(labels):
    path = os.path.join(folder, name)
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        print('%s: could not be made' % name, file=sys.stderr)
        del labels[name]
for name in os.listdir(folder):
    if name.endswith('.pdf') and name not in labels:
        os.remove(os.path.join(folder, name))
with open(os.path.join(folder, 'labels.json'), 'w', encoding='utf-8') as file:
    json.dump(labels, file, indent=1, sort_keys=True)

#!/bin/sh
# Real office files, when their folder stands beside the project, cleaned and held against themselves
# in LibreOffice: all that can be read are cleaned, none grows past 1.02 times,
# each still opens, its text is the same but for what was to go, and its pages look the same. Prints
# what differs. Run by `make test-slow`.
. "$(dirname -- "$0")/../cli/lib.sh"
cd "$dir" || exit 1
max_seconds=600
corpus=$SOURCE/../shared/corpus
command -v soffice >/dev/null && [ -d "$corpus" ] || { echo "1..0 # SKIP no real files, or no LibreOffice"; exit 0; }

mkdir before after
for set in poi tika; do
    for file in "$corpus/$set"/*.docx "$corpus/$set"/*.xlsx "$corpus/$set"/*.xlsm "$corpus/$set"/*.pptx; do
        [ -e "$file" ] && cp "$file" "before/$set-$(basename "$file" | tr . -).${file##*.}"
    done
done
run --lang en clean before --out after --tracked accept --json
python3 - "$dir/out" <<'PY' >same.txt
import json, re, sys
files = json.load(open(sys.argv[1], encoding='utf-8'))['files']
# Made by a fuzzer or broken on purpose, as their names say: no directory, or parts that are no XML.
broken = re.compile('clusterfuzz-testcase|crash-[0-9a-f]{40}|corrupted')
read = [f for f in files if f['state'] != 'refused' and
        not (f['state'] == 'failed' and broken.search(f['path']))]
bad = [f for f in read if f['state'] == 'failed']
big = [f for f in files if f['out'] and f['out_bytes'] > 1.02 * f['bytes']]
sys.stderr.write('# %d files, %d can be read, %d failed, %d grew\n' % (
    len(files), len(read), len(bad), len(big)))
for f in bad:
    sys.stderr.write('# %s: %s\n' % (f['path'], f['why']))
print(not bad, not big)
# What a page shows may change where comments, tracked changes or links were.
shown = ('OOX-204', 'PPT-265', 'DOC-220', 'OOX-203', 'OOX-212')
with open('compare.txt', 'w') as out:
    for f in files:
        if f['out'] and f['sha256'] != f['out_sha256']:
            name = f['path'].split('/')[-1]
            out.write('%s %d\n' % (name, any(r['rule'] in shown for r in f['removed'])))
PY
check "all that can be read is cleaned" grep -q '^True' same.txt
check "none is larger than 1.02 times" grep -q 'True$' same.txt

convert() { # DIR OUT
    mkdir -p "$2"
    cut -d' ' -f1 compare.txt | sed "s|^|$1/|" |
        xargs -n 10 timeout 300 soffice "-env:UserInstallation=file://$dir/profile" --headless \
            --convert-to pdf --outdir "$2" >/dev/null 2>&1
}
convert before pages-before
convert after pages-after

cat >compare.py <<'PY'
import os, subprocess, sys
def text(path):
    return b''.join(subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True).stdout.split())
def pixels(path):
    return subprocess.run(['pdftoppm', '-r', '40', '-l', '6', '-gray', path], capture_output=True).stdout
lost, texts, pages, n = [], [], [], 0
for line in open('compare.txt'):
    name, may_differ = line.rsplit(' ', 1)
    pdf = os.path.splitext(name)[0] + '.pdf'
    before, after = 'pages-before/' + pdf, 'pages-after/' + pdf
    if not os.path.exists(before):
        continue
    n += 1
    if not os.path.exists(after):
        lost.append(name)
    elif may_differ.strip() == '0' and text(before) != text(after):
        texts.append(name)
    elif may_differ.strip() == '0' and pixels(before) != pixels(after):
        pages.append(name)
print('# %d compared; do not open: %s; other text: %s; other pages: %s' % (
    n, lost or 'none', texts or 'none', pages or 'none'))
sys.exit(bool(lost) or len(texts) > n * 0.01 or len(pages) > n * 0.02)
PY
check "they open, read and look the same" python3 compare.py
done_testing

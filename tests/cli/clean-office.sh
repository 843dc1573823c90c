#!/bin/sh
# itaku clean on office files with many things planted in each (tests/fixtures/tools/
# make_planted.py): every planted word is gone from the bytes of every part, what can be seen is still
# there, parts that were not touched are the same bytes, lists of parts and relations agree with what is
# there, and the result is clean, the same each time, and the same when cleaned again.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$SOURCE/tests/fixtures/tools/make_planted.py" planted || exit 1

cat >look.py <<'PY'
import io, json, sys, zipfile
import xml.etree.ElementTree as tree

def parts(data, place=''):
    yield place, data
    if data[:2] == b'PK':
        z = zipfile.ZipFile(io.BytesIO(data))
        for info in z.infolist():
            yield from parts(z.read(info), place + '/' + info.filename)

def complain(what):
    print('# ' + what)
    sys.exit(1)

before, after, plant = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
data = open(after, 'rb').read()
inside = list(parts(data))
for word in plant['gone']:
    if not any(word.encode(c) in d for _, d in parts(open(before, 'rb').read())
               for c in ('utf-8', 'utf-16-le')):
        complain('%s was never planted' % word)
    for place, d in inside:
        if word.encode() in d or word.encode('utf-16-le') in d:
            complain('%s is still in %s' % (word, place))
for word in plant['kept']:
    if not any(word.encode() in d for place, d in inside if place.endswith('.xml')):
        complain('%s is lost' % word)
z = zipfile.ZipFile(after)
names = z.namelist()
if len(set(names)) != len(names) or z.testzip():
    complain('the package is broken')
for name in names:
    if name.endswith(('.xml', '.rels', '.vml')):
        tree.fromstring(z.read(name))
    if name.endswith('.rels'):
        base = name.replace('_rels/', '').rpartition('/')[0]
        for r in tree.fromstring(z.read(name)):
            if r.get('TargetMode') == 'External':
                continue
            target = (base + '/' if base else '') + r.get('Target')
            while '/../' in target:
                head, tail = target.split('/../', 1)
                target = (head.rpartition('/')[0] + '/' if '/' in head else '') + tail
            if target not in names:
                complain('%s leads to %s, which is not there' % (name, target))
for t in tree.fromstring(z.read('[Content_Types].xml')):
    if t.get('PartName') and t.get('PartName')[1:] not in names:
        complain('[Content_Types].xml lists %s' % t.get('PartName'))
PY

goes() {
    rm -rf once twice again
    file=$1 plant=$2
    shift 2
    run clean "planted/$file" --out once "$@"
    [ "$status" = 0 ] || { sed 's/^/# /' out; return 1; }
    python3 look.py "planted/$file" "once/$file" "$plant" || return 1
    run clean "planted/$file" --out again "$@"
    cmp -s "once/$file" "again/$file" || { echo "# not deterministic"; return 1; }
    run clean "once/$file" --out twice "$@"
    cmp -s "once/$file" "twice/$file" || { echo "# not idempotent"; return 1; }
    run inspect "once/$file"
    [ "$status" = 0 ] || { sed 's/^/# /' out; return 1; }
}

python3 -c '
import json
for p in json.load(open("planted/plants.json", encoding="utf-8")):
    print(p["file"], json.dumps(p, separators=(",", ":")).replace(" ", "\\u0020"), *p["options"])' >list
while read -r file plant options; do
    # shellcheck disable=SC2086
    check "$file" goes "$file" "$plant" $options
done <list

# Real files, when their folder stands beside the project; how they look is compared in the slow suite.
corpus=$SOURCE/../shared/corpus
if [ -d "$corpus" ]; then
    max_seconds=100
    mkdir real
    for file in "$corpus"/poi/* "$corpus"/tika/*; do
        case $file in
        *.docx | *.xlsx | *.xlsm | *.pptx) ln -f "$file" "real/$(basename "$(dirname "$file")")-$(basename "$file")" 2>/dev/null ||
            cp "$file" "real/$(basename "$(dirname "$file")")-$(basename "$file")" ;;
        esac
    done
    run --lang en clean real --out real-once --tracked accept --hidden remove --yes all --json
    check "real files: all that can be read are cleaned, and none grows" python3 - "$dir/out" <<'PY'
import json, re, sys
files = json.load(open(sys.argv[1], encoding='utf-8'))['files']
# Made by a fuzzer or broken on purpose, as their names say: no directory, or parts that are no XML.
broken = re.compile('clusterfuzz-testcase|crash-[0-9a-f]{40}|corrupted')
bad = [f for f in files if f['state'] == 'failed' and not broken.search(f['path'])]
grown = [f for f in files if f['out'] and f['out_bytes'] > 1.02 * f['bytes']]
for f in bad + grown:
    print('# %s: %s' % (f['path'], f['why']))
sys.exit(bool(grown) or bool(bad))
PY
    run --lang en clean real-once --out real-twice --tracked accept --hidden remove --yes all --json
    check "… and cleaning them again changes nothing" diff -r real-once real-twice
fi
done_testing

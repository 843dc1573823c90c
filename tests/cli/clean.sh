#!/bin/sh
# itaku clean: files with things planted in them (tests/fixtures/tools/make_leaks.py), states, exit
# statuses, what is put where, what is never overwritten, folders, links, a trial, a full disk.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$SOURCE/tests/fixtures/tools/make_leaks.py" made || exit 1

run clean made/clean.docx --out done
check "a clean file" status_is 0
check "… is put in place as it is" cmp -s made/clean.docx done/clean.docx
run clean made/clean.docx --out done
check "… and once more: the same is there" status_is 0
cp made/clean.xlsx other.docx
mkdir -p taken && cp made/mail.txt taken/clean.docx
run clean made/clean.docx --out taken
check "another file of that name" status_is 2
check "… stays" cmp -s made/mail.txt taken/clean.docx
run --lang en clean made/very-hidden.xlsx --out done
check "something to decide" status_is 1
check "… with the option" shows '--hidden'
run clean made/encrypted.docx --out done
check "an encrypted file is refused" status_is 2
check "… and not put in place" test ! -e done/encrypted.docx
run --lang en clean made/encrypted.docx --out done
check "… which is said at the end" shows '1 file was not put in place'
run clean -n made/clean.docx
check "a trial" status_is 0
run --lang en clean -n made/author.docx
check "… says what would go" shows 'would be cleaned'
mkdir nothing
refuses "a folder without a file" clean nothing --out all
run clean made --json --out all
check "a folder" status_is 2
check "… as JSON" is_json
run --lang en clean made/cut.heic --out partly
check "a file that was not wholly looked through" status_is 2
check "… is counted at the end" shows '1 of them not wholly inspected'
# Names that lead out of the folder are mended, links go.
python3 - ways.zip <<'PY'
import stat, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    for name in ('a.txt', '../a.txt', '/etc/b.txt', 'C:\\x\\c.txt', 'd/../../e.txt', 'f..g.txt'):
        z.writestr(name, name)
    link = zipfile.ZipInfo('link')
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    z.writestr(link, '/etc/passwd')
PY
run clean ways.zip --out ways
check "an archive with names that lead out of it" status_is 0
check "… has names beneath its folder, and all its files" python3 -c '
import sys, zipfile
z = zipfile.ZipFile("ways/ways.zip")
sys.exit(z.namelist() != ["a.txt", "a-2.txt", "etc/b.txt", "x/c.txt", "d/e.txt", "f..g.txt"] or
         z.read("a-2.txt") != b"../a.txt")'
# An archive in an object of an older program is a part of it, and the object stays whole.
python3 - "$SOURCE/tests/inspect/office" object.zip <<'PY'
import io, sys, zipfile
sys.path.insert(0, sys.argv[1])
import ole
inner = io.BytesIO()
with zipfile.ZipFile(inner, 'w') as z:
    z.writestr('a.txt', 'words')
with zipfile.ZipFile(sys.argv[2], 'w') as z:
    z.writestr('Thumbs.db', b'x')
    z.writestr('object.bin', ole.compound({'Package': inner.getvalue() + b'\0' * 5000}))
PY
run clean object.zip --yes all --out kept
check "an archive in an object stays in it" python3 -c '
import sys, zipfile
a, b = (zipfile.ZipFile(name) for name in ("object.zip", "kept/object.zip"))
sys.exit(b.namelist() != ["object.bin"] or a.read("object.bin") != b.read("object.bin"))'
# A document with macros that loses them is one of another kind, under its own ending.
python3 - made/macro.docx macro.docm <<'PY'
import sys, zipfile
old = 'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
new = 'vnd.ms-word.document.macroEnabled.main+xml'
with zipfile.ZipFile(sys.argv[1]) as before, zipfile.ZipFile(sys.argv[2], 'w') as after:
    for name in before.namelist():
        after.writestr(name, before.read(name).replace(old.encode(), new.encode()))
PY
run clean macro.docm --yes OOX-208 --out kind
check "a file that becomes one of another kind has its ending" status_is 0
check "… and is not told to be of another" sh -c 'test -e kind/macro.docx && ! grep -q ZIP-296 "$0"' "$dir/out"
# Names as old systems wrote them: in CP932, and nothing says so.
python3 - names.zip <<'PY'
import struct, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z:
    z.writestr('NNNN.txt', 'text')
    z.writestr('plain.txt', 'text')
with open(sys.argv[1], 'rb') as file:
    data = file.read().replace(b'NNNN', '名簿'.encode('cp932'))
with open(sys.argv[1], 'wb') as file:
    file.write(data)
PY
run clean names.zip --out names
check "names of an archive in CP932" status_is 0
check "… become UTF-8" python3 -c "import zipfile; assert zipfile.ZipFile('names/names.zip').namelist() == ['名簿.txt', 'plain.txt']"
run inspect names/names.zip
check "… and are not found again" status_is 0
run --lang en inspect names.zip
check "… of which nothing is masked" shows 'names that are garbled elsewhere (CP932)$'
script -qec "stty cols 40; NO_COLOR=1 '$ITAKU' --lang en clean -n made/encrypted.docx made/covered.pdf made/cut.heic" /dev/null </dev/null |
    tr -d '\r' >narrow
check "a narrow terminal gets narrow lines" sh -c 'grep -q covered.pdf narrow && ! grep -qE "^.{41}" narrow'
refuses "no folder to put it" clean made/clean.docx
refuses "no rule of that name" clean made/clean.docx --out done --yes XXX-1
refuses "a path that is not there" clean nowhere.docx --out never
check "… and no folder is left by it" test ! -e never
run clean made/encrypted.docx --out never
check "… nor by files that are not cleaned" test ! -e never

# holds FILE WORD: some part of the file, unpacked, has the word.
cat >holds.py <<'PY'
import io, sys, zipfile
def parts(data):
    yield data
    if data[:2] == b'PK':
        for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
            yield from parts(zipfile.ZipFile(io.BytesIO(data)).read(info))
data, word = open(sys.argv[1], 'rb').read(), sys.argv[2]
sys.exit(not any(word.encode(code) in part for part in parts(data)
                 for code in ('utf-8', 'utf-16-le')))
PY

# goes FILE WORD OPTION...: the word is in the file, not in the cleaned one, which is clean when
# inspected, the same when cleaned again, and the same when made again.
goes() {
    what=$1 word=$2
    shift 2
    python3 holds.py "made/$what" "$word" || { echo "# '$word' is not planted"; return 1; }
    rm -rf once twice again
    run clean "made/$what" --out once "$@"
    [ "$status" = 0 ] || return 1
    name=$(ls once)
    ! python3 holds.py "once/$name" "$word" || { echo "# '$word' is still there"; return 1; }
    run clean "made/$what" --out again "$@"
    cmp -s "once/$name" "again/$name" || { echo "# not deterministic"; return 1; }
    run clean "once/$name" --out twice "$@"
    cmp -s "once/$name" "twice/$name" || { echo "# not idempotent"; return 1; }
    run inspect "once/$name"
    [ "$status" = 0 ]
}

while read -r file word options; do
    # shellcheck disable=SC2086
    check "$file: $options" goes "$file" "$word" $options
done <<'LIST'
author.docx 川田みどり
comment.docx 川田みどり
template.docx attachedTemplate
rsid.docx rsid
trash.docx 0000
remark.docx 控えの単価
hidden.docx 見えない文
hidden-by-style.docx 見えない文
tracked.docx 消えた語 --tracked accept
tracked.docx 増えた語 --tracked reject
format-change.docx Change --tracked accept
black-highlight.docx 山野太郎 --yes DOC-222
macro.docx vbaProject --yes OOX-208
connection.xlsx connections --yes XLS-245
hidden-name.xlsx 旧単価 --yes XLS-242
hidden-sheet.xlsx 元 --hidden remove
pivot.xlsx pivotCacheRecords --yes XLS-244
no-format.xlsx 値 --yes XLS-243
hidden-row.xlsx 値 --hidden remove
notes.pptx 単価 --yes PPT-261
off-slide.pptx 控え --hidden remove
hidden-shape.pptx 控え --hidden remove
unlisted.pptx slide1 --hidden remove
gps.jpg Exif
person.jpg Exif
comment.png tEXt
gps.webp EXIF
comment.gif メモ
behind.gif secret
xmp.gif kawada
person.heic kawada
halves.heic kawada
xmp.heic dc:creator
behind.heic left
sub.tif kawada
behind.bmp left
behind.wmf left
behind.emf left
title.emf kawada
set.zip comments
set.7z comments
hidden.svg 見えない文
described.svg 控えの単価
noted.svg 控えの単価
comment.zip 控えの単価
remark.zip 控えの単価
field.zip left
before.zip left
packed.png left
like-a-box.heic left
gap.heic left
LIST
run clean made/tracked.docx --out done
check "tracked changes wait for a decision" test "$status" = 1 -a ! -e done/tracked.docx

mkdir -p in/a && cp made/clean.docx in/a/ && ln -s ../../made/mail.txt in/a/link.txt
run clean in --out in/out
check "a link in a folder is not followed" status_is 2
check "the output folder inside the input" cmp -s in/a/clean.docx in/out/a/clean.docx
run clean in --out in/out
check "… is not cleaned itself" test ! -e in/out/out
mkdir -p away fold && ln -s ../away fold/a
run clean in --out fold
check "a link in the output folder is not followed" test ! -e away/clean.docx
mkdir closed && chmod a-w closed
if [ "$(id -u)" != 0 ]; then
    run clean made/clean.docx --out closed
    check "a folder that may not be written" status_is 2
fi
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do
    for k in 1 2 3 4 5 6 7 8 9; do cp made/comment.docx many/$i$k.docx; done
done
timeout -s KILL 0.2 "$ITAKU" clean many --out killed >/dev/null 2>&1
check "killed in the middle: what is there is whole" sh -c '
    for f in killed/*; do [ ! -e "$f" ] || python3 -m zipfile -t "$f" >/dev/null || exit 1; done'
run clean many --out killed
check "… and the rest can be done" status_is 0
timeout -s INT 0.3 "$ITAKU" --lang en clean many --out ended >ended.txt 2>&1
check "Ctrl-C: what is there is whole, and it is said what is not" sh -c '
    [ "$(ls ended 2>/dev/null | wc -l)" -eq 81 ] || grep -q "Told to end: [0-9]* more files" ended.txt || exit 1
    for f in ended/*; do [ ! -e "$f" ] || python3 -m zipfile -t "$f" >/dev/null || exit 1; done'
check "nothing half-made is left" sh -c '! find . -name ".itaku-*" | grep -q .'
done_testing

#!/bin/sh
# itaku inspect: files with things planted in them and harmless look-alikes, made by
# tests/fixtures/tools/make_leaks.py; states, exit statuses, formats, what is masked, folders and
# archives, damaged and refused files.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$SOURCE/tests/fixtures/tools/make_leaks.py" made || exit 1

# finds FILE RULE...: exactly these rules are found in the file made from the tool's list.
finds() {
    run --lang en inspect --json "made/$1"
    python3 - "$dir/out" "$@" <<'PY'
import json, sys
file = json.load(open(sys.argv[1], encoding='utf-8'))['files'][0]
want = sorted(sys.argv[3:])
# The PDFs of the tool name a font that every reader has; it is not in them.
got = sorted({f['rule'] for f in file['findings']} - ({'PDF-172'} - set(want)))
if got != want:
    print('# %s: want %s, got %s (%s)' % (sys.argv[2], want, got, file['state']))
sys.exit(got != want)
PY
}

while read -r file rules; do
    # shellcheck disable=SC2086
    check "$file: ${rules:-nothing}" finds "$file" $rules
done <made/list.txt

run inspect made/clean.docx
check "a clean file" status_is 0
run inspect made/comment.docx
check "findings" status_is 1
run inspect --gate C made/comment.docx
check "… below the gate" status_is 0
run inspect made/encrypted.docx made/clean.docx
check "what is refused is never clean" status_is 2
check "… and is said" shows SYS-399
run inspect --json made
check "a folder is gone through" status_is 2
check "… as JSON" is_json
run inspect --sarif made
check "… as SARIF" is_json
run inspect made/phones.txt
check "what is found is masked" sh -c '! grep -q 5555.2345 "$0"' "$dir/out"
# The second slide of a presentation lies in a part that is called otherwise.
python3 - made/hidden-slide.pptx order.pptx <<'PY'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as before, zipfile.ZipFile(sys.argv[2], 'w') as after:
    for name in before.namelist():
        data = before.read(name).decode()
        data = data.replace('<p:sldId id="256"', '<p:sldId id="255" r:id="t"/><p:sldId id="256"')
        data = data.replace('</Relationships>', '<Relationship Id="t" Target="slides/slide1.xml" Type="http://'
                            'schemas.openxmlformats.org/officeDocument/2006/relationships/slide"/></Relationships>'
                            if name == 'ppt/_rels/presentation.xml.rels' else '</Relationships>')
        data = data.replace('Target="slides/slide1.xml"', 'Target="slides/slide7.xml"', 1)
        after.writestr(name.replace('slide1', 'slide7'), data)
    after.writestr('ppt/slides/slide1.xml', before.read('ppt/slides/slide1.xml').replace(b' show="0"', b''))
PY
run --lang en inspect order.pptx
check "a slide has the number that people see" shows '^      slide 2 '
run inspect --json order.pptx
check "… and for programs its part too" shows '"place": *"slide 2 (slide7.xml)"'
run inspect --reveal made/phones.txt
check "… unless asked for" shows 2345
run inspect --html report.html --xlsx report.xlsx made
check "a report as a page" test -s report.html
check "… and what it comes to on the terminal" says 'files: C [0-9]'
check "… with a list of the files" grep -q 'class="index".*href="#file-2"' report.html
check "… each with its place" grep -q 'id="file-2"' report.html
check "… that tells nothing of what was found" sh -c '! grep -q 5555.2345 report.html'
check "… and asks nothing of the network" \
    sh -c '! grep -Eq "(src|href)=\"(http|//)" report.html && grep -q "default-src .none" report.html'
check "… nor what its author called a sheet" sh -c '! grep -q 名簿 report.html && grep -q 名＊ report.html'
run inspect --html paths.html "$PWD/made/phones.txt" made/clean.docx
check "… nor of the folders, however files were named" sh -c '! grep -qF "$0" paths.html' "$PWD"
check "a report as a workbook" sh -c 'unzip -qt report.xlsx >/dev/null'
check "… that tells nothing either" sh -c '! unzip -p report.xlsx | grep -q 5555.2345'
run --lang en inspect made/comment.docx
check "what the letters mean is said" shows 'H: to be mended'
check "… and the next step" shows 'itaku clean --out DIR takes out'
run --lang en inspect made/clean.docx made/comment.docx made/clean.pdf
check "a file without findings says so" shows 'inspected  Nothing was found'
check "several files end with a list of those to look at" shows '^    -    2    -    -  comment.docx$'
check "… without the others" sh -c '! grep -q "^ .*  clean.docx$" "$0"' "$dir/out"
script -qec "stty cols 50; NO_COLOR=1 '$ITAKU' --lang en inspect made/gps.jpg made/clean.jpg" /dev/null </dev/null |
    tr -d '\r' >narrow
check "a narrow terminal gets narrow lines" \
    sh -c 'LC_ALL=C grep -q "^  told so; by hand: 0" narrow && ! LC_ALL=C grep -qE "^.{51}" narrow'
run inspect made/encrypted.docx
check "what concerns the whole file has no place" sh -c '! grep -q "^ *-$" "$0"' "$dir/out"
mkdir nothing
refuses "a folder without a file is not clean" inspect nothing
run inspect --html hidden.html made/covered.pdf
check "a page is shown with its places" grep -q '<svg ' hidden.html
printf '鬼ヶ島 勇作\n' >people.txt
printf '氏名,所属\n鬼ヶ島 勇作,調査部\n' >people.csv
printf '青い鳥計画\n' >words.txt
printf '鬼ヶ島勇作は、青い鳥計画に加わった。\n' >memo.txt
run inspect memo.txt
check "a name nobody knows, without a cue" status_is 0
run inspect --people people.txt memo.txt
check "people of a list are found" shows PII-305
run inspect --people people.csv memo.txt
check "… of a table" shows PII-305
run inspect --words words.txt memo.txt
check "words of a list are found" shows PII-311
run inspect --people people.txt --words words.txt --allow people.txt memo.txt
check "what is allowed is not told" sh -c '! grep -q PII-305 "$0"' "$dir/out"
refuses "a list that is not there" inspect --people nowhere.txt memo.txt

run inspect --explain PII-301
check "a rule is explained" status_is 0
check "… with an example" shows 'example:'
run inspect --explain pii-301
check "… in small letters" shows '^C PII-301'
run inspect --explain 301
check "… by its number" shows '^C PII-301'
run inspect --explain all
check "all rules are explained" sh -c 'test "$(grep -c "^[CHML] [A-Z]*-[0-9]" "$0")" -gt 100' "$dir/out"
run inspect --explain all --json
check "… as JSON" is_json
refuses "a rule that is not there" inspect --explain XXX-1
refuses "a path that is not there" inspect made/nowhere.docx
refuses "no path" inspect

head -c 700 made/comment.docx >cut.docx
run inspect cut.docx
check "a file cut off is not clean" status_is 2
truncate -s 300G holes.pdf
run inspect holes.pdf made/clean.docx
check "a file that is too large ends at once, and the others are inspected" status_is 2
check "… and is said" shows 'larger than'
run clean holes.pdf --out large
check "… nor is it cleaned" status_is 2
rm holes.pdf
for n in 3 20 40 60 70; do
    head -c $n made/gps.jpg >cut.jpg
    run inspect cut.jpg
    check "a picture cut off at $n bytes" status_is 2
done
for file in clean.gif clean.heic name.eml; do
    size=$(wc -c <made/$file)
    head -c $((size - 6)) made/$file >"cut.${file#*.}"
    run inspect "cut.${file#*.}"
    check "a cut $file is not clean" status_is 2
done
done_testing

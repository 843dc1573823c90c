#!/bin/sh
# What read and lint write, and where it goes: each format, files, folders, standard output; files
# that are replaced only when they are complete.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
spec=$SOURCE/tests/fixtures/call-polite/spec.txt
flawed=$SOURCE/tests/fixtures/contradictions/spec.txt
clean=$SOURCE/tests/fixtures/clean-tricky/spec.txt

starts() { [ "$(head -c "$2" "$1" | od -An -tx1 | tr -d ' \n')" = "$3" ]; }

run read "$spec"
check "the view" shows '海峡運輸局'
check "… has no escape sequences in a pipe" sh -c "! grep -q '$(printf '\033')' out"
run read --lang ja "$SOURCE/samples/specification.txt"
check "… begins with what is due, in order of time" python3 -c '
lines = [line.strip() for line in open("out", encoding="utf-8")]
first = lines.index(next(line for line in lines if line.startswith("期日・期限")))
assert first < 8
days = [line for line in lines if line[:4].isdigit() and line[4:5] == "年"]
assert days and days[0].startswith("2026年4月13日（月）"), days
assert days.index("2026年4月24日（金）17:00") < days.index("2026年5月8日（金）12:00")
assert any(line.startswith("質問期限：") for line in lines)
assert any(line.startswith("納入：") for line in lines)'
run read --kind facts "$spec"
check "one kind" shows '海峡運輸局'
run read --brief "$spec"
check "a brief view" status_is 0

run read --json "$spec"
check "JSON" is_json
run read --csv "$spec"
check "CSV begins with a byte order mark" starts out 3 efbbbf
check "… its lines end in CRLF" sh -c "[ \$(grep -c '$(printf '\r')\$' out) -gt 10 ]"
run read --csv --kind obligations "$spec"
check "CSV of one kind has its columns" shows 'section,modality,actor'
run read --ics "$spec"
check "a calendar" shows 'BEGIN:VCALENDAR'
run read --ics "$flawed"
check "… of a document whose period ends before it begins ends no event before its beginning" python3 -c '
import re
text = open("out", encoding="utf-8", newline="").read()
for event in text.split("BEGIN:VEVENT")[1:]:
    begin, end = (re.search(r"\n%s[^:]*:(\w+)" % k, event) for k in ("DTSTART", "DTEND"))
    assert not end or begin.group(1) < end.group(1), event'
run read --html "$spec"
check "a page" shows '<!DOCTYPE html>'
check "… reaches no outside host" sh -c "! grep -Eq '(src|href)=\"?(https?:)?//' out"
run read --html "$SOURCE/samples/specification.txt"
check "… every entry leads to its line, also behind a table" python3 -c '
import re, sys
page = open("out", encoding="utf-8").read()
text = open(sys.argv[1], encoding="utf-8").read().split("\n")
ids = re.findall(r"id=\"?(L0-\d+)", page)
assert ids and len(ids) == len(set(ids))
assert set(re.findall(r"data-l=\"?(L0-\d+)", page)) <= set(ids)
heading = next(i for i, line in enumerate(text, 1) if line.startswith("④"))
shown = re.search(r"<p [^>]*id=\"?L0-%d\"?[ >].*" % heading, page).group(0)
assert "④" in shown, shown' "$SOURCE/samples/specification.txt"
run read --xlsx "$spec"
check "a workbook goes through a pipe" starts out 4 504b0304

run read "$spec" --html page.html --ics=dates.ics
check "several files of one call" test -s page.html -a -s dates.ics
check "… are told with their size" says 'page.html'
run read "$spec" --xlsx -o register.xlsx
check "--out names the file of the one export" starts register.xlsx 4 504b0304
run read "$spec" -o register.json
check "--out alone says the format by its name" sh -c 'grep -q facts register.json'
run read "$spec" --out all/
check "--out FOLDER/ takes everything" test -s all/register.html -a -s all/facts.csv -a -s all/register.xlsx
mkdir some
run read "$spec" --json --out some
check "a folder takes what was asked for" test -s some/register.json -a ! -e some/register.html

refuses "two exports for one place" read --json --csv "$spec"
refuses "an export to a name that says nothing" read "$spec" --out register.what
refuses "a folder that is not there" read "$spec" --html no/such/page.html
echo old >keep.json
run read no-such-file --json=keep.json
check "a failed run leaves the old file" grep -q old keep.json
check "… and nothing beside it" sh -c '[ "$(ls | grep -c keep)" = 1 ]'

run lint "$flawed"
check "findings as text" status_is 0
run lint --strict "$flawed"
check "--strict with errors is 1" status_is 1
run lint --strict "$clean"
check "--strict without errors is 0" status_is 0
run lint --format json "$flawed"
check "findings as JSON" is_json
check "… with all keys" python3 -c '
import json
for f in json.load(open("out"))["findings"]:
    assert set("rule severity file line quote other why question".split()) <= set(f), f
    assert f["severity"] in ("error", "warning", "note")'
run lint --format sarif "$flawed"
check "findings as SARIF" is_json
check "… every result names a rule of the list" python3 -c '
import json
run = json.load(open("out"))["runs"][0]
rules = run["tool"]["driver"]["rules"]
assert run["results"]
for r in run["results"]:
    assert rules[r["ruleIndex"]]["id"] == r["ruleId"]'
run lint --out questions.xlsx "$flawed"
check "questions as a workbook" starts questions.xlsx 4 504b0304
refuses "lint of nothing" lint no-such-file

if command -v xmllint >/dev/null && command -v unzip >/dev/null; then
    mkdir book && (cd book && unzip -qq ../all/register.xlsx)
    check "the workbook is well-formed" sh -c 'find book -name "*.xml" | xargs xmllint --noout'
    check "… has a list of states to choose from" grep -q '未着手' book/xl/worksheets/sheet1.xml
fi
run read "$spec" -o again/
check "the same call gives the same bytes" sh -c '
    for f in register.json register.html register.ics register.xlsx obligations.csv; do
        cmp -s all/$f again/$f || { echo "# differs: $f"; exit 1; }
    done'

done_testing

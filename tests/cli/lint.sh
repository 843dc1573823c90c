#!/bin/sh
# itaku lint: exit statuses with and without --strict, the formats, the output file.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
wrong=$SOURCE/tests/fixtures/contradictions/spec.txt
right=$SOURCE/tests/fixtures/clean-tricky/spec.txt

run lint "$wrong"
check "findings alone do not fail" status_is 0
run lint --strict "$wrong"
check "--strict with an error" status_is 1
check "… shows them all the same" [ -s "$dir/out" ]
run lint --strict "$right"
check "--strict on a sound document" status_is 0

run lint --format json "$wrong"
check "JSON" is_json
check "… has findings with these members" python3 -c '
import json, sys
findings = json.load(open(sys.argv[1], encoding="utf-8"))["findings"]
want = {"rule", "severity", "file", "line", "quote", "other", "why", "question"}
sys.exit(not findings or any(want - set(f) or f["severity"] not in ("error", "warning", "note") for f in findings))
' "$dir/out"
run lint --format sarif "$wrong"
check "SARIF" is_json
check "… of version 2.1.0" grep -q '"2.1.0"' "$dir/out"
run lint --format json "$right"
check "JSON without findings" is_json

run lint --format xlsx --out questions.xlsx "$wrong"
check "xlsx" status_is 0
check "… is a workbook" sh -c 'unzip -tq "$0" >/dev/null && unzip -p "$0" xl/workbook.xml | xmllint --noout -' questions.xlsx
refuses "an unknown format" lint --format klingon "$wrong"
refuses "a folder that is not there" lint --format json --out none/x.json "$wrong"
done_testing

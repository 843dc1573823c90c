#!/bin/sh
# itaku compare: exit statuses, what counts as a change, JSON, the output file.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
old=$SOURCE/tests/fixtures/contradictions/spec.txt
sed 's/実習生20名/実習生25名/; s/９．情報の管理/９．情報の取扱い/' "$old" >new.txt
sed 's/（/(/g; s/）/)/g; s/　/ /g' "$old" >width.txt

run compare "$old" "$old"
check "the same document" status_is 0
run compare "$old" width.txt
check "width and spaces are no change" status_is 0
run compare --lang en "$old" new.txt
check "a change" status_is 1
check "… the duty that changed" shows 25名
check "… and the heading" shows 情報の取扱い
check "… within 80 columns" sh -c '! grep -qE "^.{81}" "$0"' "$dir/out"
run compare --json "$old" new.txt
check "JSON" is_json
check "… says both sides" python3 -c '
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
c = [x for x in d["changes"] if x["kind"] == "obligations"]
sys.exit(d["same"] or len(c) != 1 or c[0]["change"] != "changed" or "25" not in c[0]["after"]["quote"])
' "$dir/out"
run compare --json --out changes.json "$old" new.txt
check "a file" [ -s changes.json ]
refuses "a file that is not there" compare "$old" none.txt
refuses "one file" compare "$old"
done_testing

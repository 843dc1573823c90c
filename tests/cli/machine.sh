#!/bin/sh
# itaku inspect --machine: tables that break one rule of machine readability each and look-alikes
# that break none, made by tests/fixtures/tools/make_tables.py; nothing is said unless asked.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$SOURCE/tests/fixtures/tools/make_tables.py" made || exit 1

# finds FILE RULE...: exactly these rules are found in the file made from the tool's list.
finds() {
    run --lang en inspect --machine --json "made/$1"
    python3 - "$dir/out" "$@" <<'PY'
import json, sys
file = json.load(open(sys.argv[1], encoding='utf-8'))['files'][0]
got = sorted({f['rule'] for f in file['findings']})
want = sorted(sys.argv[3:])
if got != want or file['state'] != 'inspected':
    print('# %s: want %s, got %s (%s) %s' % (sys.argv[2], want, got, file['state'],
                                             [(f['rule'], f['place']) for f in file['findings']]))
sys.exit(got != want or file['state'] != 'inspected')
PY
}

while read -r file rules; do
    # shellcheck disable=SC2086
    check "$file: ${rules:-nothing}" finds "$file" $rules
done <made/list.txt

run inspect made/unit.xlsx made/line.csv
check "nothing is said of it when not asked" status_is 0
run inspect --machine made/number-unit.xlsx
check "the place is sheet and range" shows '表!C3'
run inspect --explain MRD-331
check "a rule names those of the editions" shows 'L1-07'
done_testing

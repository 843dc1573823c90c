#!/bin/sh
# The commands of the desk: init, open (new, the same, revised, without dates), due, list, show,
# export, backup, restore, rebuild, doctor.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
ITAKU_DESK=
export ITAKU_DESK
sample=$SOURCE/samples/specification.txt
in_80_columns() { ! LC_ALL=C.UTF-8 python3 -c '
import sys, unicodedata
def width(s): return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
sys.exit(0 if any(width(l.rstrip("\n")) > 80 for l in open(sys.argv[1], encoding="utf-8")) else 1)
' "$dir/out"; }

# ---- init ----
run init d
check "init" status_is 0
check "… makes a database" [ -s d/desk.sqlite ]
refuses "init twice" init d
check "… says that there is one" says 'already'
mkdir full && : >full/file
refuses "init in a folder that holds something" init full
refuses "a desk that is not there" list --desk none
check "… says how to make one" says 'itaku init'
run list --desk d
check "an empty desk says what to do" shows 'itaku open'
run due --desk d
check "due on an empty desk" status_is 0

# ---- open ----
run open --desk d "$sample"
check "open" status_is 0
check "… says the contract" shows 'contract 1 opened'
check "… and what to do next" shows 'itaku serve'
run open --desk d "$sample"
check "opened again: nothing changes" status_is 0
check "… and it says so" shows 'open already'
cp "$sample" renamed.txt
run open --desk d renamed.txt
check "the same bytes under another name are the same" shows 'open already'
refuses "a file that is not there" open --desk d none.txt
run list --desk d --json
check "… leaves no contract" sh -c 'grep -c "\"id\":" "$0" | grep -qx 1' "$dir/out"
run open "$sample"
check "without --desk: ./desk, made when there is none" [ -s desk/desk.sqlite ]
ITAKU_DESK=$dir/d
run list
check "ITAKU_DESK names the desk" shows '北陽'
ITAKU_DESK=

sed 's/約50万円/約60万円/; s/３．業務の内容/３．業務の内容と方法/' "$sample" >revised.txt
run open --desk d revised.txt
check "a revised document is not applied unasked" status_is 1
check "… it shows what changed" shows '60万円'
check "… and says how to apply it" says '--yes'
run show 1 --desk d
check "… and nothing was written" sh -c '! grep -q 60万円 "$0"' "$dir/out"
run open --desk d --yes revised.txt
check "--yes applies it" shows 'revised'
run show 1 --desk d
check "… and show tells it" shows '60万円'
run open --desk d --yes revised.txt
check "applied once" shows 'open already'
printf '業務委託仕様書\n\n１．件名\n名簿の整理業務\n\n２．業務\n受託者は、名簿を整理すること。\n' >plain.txt
run open --desk d plain.txt
check "a contract without dates" status_is 0
refuses "a contract that is not there" open --desk d --contract 9999 plain.txt
refuses "no number of a contract" open --desk d --contract x plain.txt

# ---- views ----
run list --desk d
check "list" shows '水素利用機器体験イベント事業'
check "… within 80 columns" in_80_columns
run due --desk d --today 2027-01-28
check "due tells the day left" shows 'tomorrow'
check "… within 80 columns" in_80_columns
run due --desk d --today 2027-01-29
check "due today" shows 'Today'
run due --desk d --today 2027-01-30 --lang ja
check "the day after it is late" shows '1日遅れ'
run due --desk d --today 2027-01-28 --days 0
check "--days 0 ends today" sh -c '! grep -q 2027-01-29 "$0"' "$dir/out"
run due --desk d --all --lang ja
check "all" status_is 0
check "… within 80 columns" in_80_columns
check "… tells what is waited for" shows 'の日が入れば決まるもの'
run due --desk d --all --json
check "due as JSON" is_json
refuses "--days that is no number" due --desk d --days x
refuses "a day that is none" due --desk d --today 2026-02-30
refuses "a contract that is not there" due --desk d --contract 9999
run show 1 --desk d --lang ja
check "show" shows '契約締結日'
check "… within 80 columns" in_80_columns
refuses "show of a contract that is not there" show 9999 --desk d
refuses "show of a word" show x --desk d

# ---- export ----
run export 1 --desk d --out all/ --files
check "export to a folder" status_is 0
check "… makes all" sh -c 'ls all | tr "\n" " " | grep -q "contract.json deadlines.ics duties.csv duties.xlsx events.jsonl files"'
check "… with the document as it came" sh -c 'cat all/files/*specification.txt | cmp -s - "$0"' "$sample"
check "… every duty is in the CSV" python3 -c '
import csv, json, sys
rows = list(csv.DictReader(open("all/duties.csv", encoding="utf-8-sig")))
duties = json.load(open("all/contract.json", encoding="utf-8"))["duties"]
sys.exit({int(r["duty"]) for r in rows} != {d["id"] for d in duties})'
check "… the calendar has what has a day" grep -q 'DTSTART;VALUE=DATE:20270129' all/deadlines.ics
check "the events verify offline" sh -c '"$0" all/events.jsonl >verified' "$SOURCE/tools/verify-events"
check "… contents of other contracts stay here" sh -c '! grep -q 名簿の整理業務 all/events.jsonl'
sed '7s/"received_ms":[0-9]*/"received_ms":1/' all/events.jsonl >changed.jsonl
check "… a changed row does not" sh -c '! "$0" changed.jsonl >/dev/null' "$SOURCE/tools/verify-events"
sed 9d all/events.jsonl >missing.jsonl
check "… nor a missing one" sh -c '! "$0" missing.jsonl >/dev/null' "$SOURCE/tools/verify-events"
run export 1 --desk d --json
check "one product to standard output" is_json
run export 1 --desk d --out duties.csv
check "the ending says what is meant" [ -s duties.csv ]
refuses "nothing asked for" export 1 --desk d
refuses "two to one place" export 1 --desk d --json --csv
refuses "files without a folder" export 1 --desk d --files
refuses "export of a contract that is not there" export 9999 --desk d --json

# ---- upkeep ----
run doctor --desk d
check "doctor finds a desk sound" status_is 0
run backup --desk d copy
check "backup" status_is 0
refuses "a backup over something" backup --desk d copy
run restore --desk again copy
check "restore" status_is 0
run list --desk again --json
mv out restored
run list --desk d --json
check "… holds the same" cmp -s out restored
refuses "restore over a desk" restore --desk d copy
mkdir empty
refuses "restore of no backup" restore --desk other empty
check "… makes no desk" [ ! -e other ]
run rebuild --desk d
check "rebuild finds nothing to do" status_is 0

# ---- make run ----
sample_run() { # the address, then Ctrl-C
    rm -f out
    "$SOURCE/tools/run-sample" "$(dirname -- "$ITAKU")" "$sample" sample-desk >out 2>err &
    for _ in $(seq 100); do grep -q '/enter?token=' out 2>/dev/null && break; sleep 0.1; done
    kill -INT $!
    wait $!
    status=$?
}
if [ "$(basename -- "$ITAKU")" = itaku ]; then
    sample_run
    check "make run opens the sample and ends by Ctrl-C" status_is 0
    check "… and prints an address" shows '^http://127.0.0.1:[0-9]*/enter?token='
    sample_run
    check "again it goes on with the desk, and says so" shows 'is there already'
    run list --desk sample-desk --json
    check "… which has one contract" sh -c 'grep -c "\"id\":" "$0" | grep -qx 1' "$dir/out"
fi
done_testing

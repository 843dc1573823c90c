#!/bin/sh
# itaku watch: what lies in a folder and what comes later, once each; what is no plain file; files
# that grow; lists of the office; a folder that goes away for a while.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$SOURCE/tests/fixtures/tools/make_leaks.py" made || exit 1

# begins ARG...: a watch in the background, what it says in the file `watched`.
begins() {
    "$ITAKU" --lang en watch --every 1 "$@" >watched 2>&1 &
    watcher=$!
}

# until_told PATTERN: waits until the watch has said so, at most 20 seconds.
until_told() {
    tries=0
    until grep -q "$1" watched; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || return 1
        sleep 0.2
    done
}

ends() {
    kill -INT "$watcher"
    wait "$watcher"
}

mkdir outbox
cp made/clean.pdf outbox
mkfifo outbox/pipe
ln -s ../made/clean.pdf outbox/link.pdf
cp made/clean.docx "outbox/$(printf 'red\033[31m.docx')"
cp made/clean.docx "outbox/$(printf 'rtl\342\200\256fdp.docx')"
begins outbox
until_told 'clean.pdf: nothing'
cp made/comment.docx outbox
until_told OOX-204
sleep 2
ends
check "a watch ends well" test $? -eq 0
check "… what lay there is told" grep -q 'clean.pdf: nothing' watched
check "… what came is told once" sh -c 'test "$(grep -c OOX-204 watched)" -eq 1'
check "… each with its time" grep -q '^20[0-9-]* [0-9:]* outbox/comment.docx$' watched
check "… what is no plain file is told" sh -c 'test "$(grep -c "NOT INSPECTED: a link or no plain file" watched)" -eq 2'
check "… a name does nothing to the terminal" sh -c '! LC_ALL=C grep -q "$(printf "[\033]\|\342\200\256")" watched'
check "… and is told" grep -q 'red.31m.docx: nothing\|red\[31m.docx: nothing' watched
check "… and summed up" grep -q '6 files inspected, 3 with findings' watched

# A file that is still written is looked at when it has come to its end, and not before.
mkdir grows
begins --new grows
until_told watching
for line in 1 2 3 4 5 6; do
    printf '第%s行\n' "$line" >>grows/memo.txt
    sleep 0.5
done
cat made/phones.txt >>grows/memo.txt
until_told PII-302
ends
check "a file that grows is told at its end" sh -c 'test "$(grep -c memo.txt watched)" -eq 1 && grep -q PII-302 watched'

mkdir listed && printf '担当は東雲うらら。\n' >listed/memo.txt && printf '氏名\n東雲うらら\n' >people.csv
begins --people people.csv listed
check "people of the office are found by a watch too" until_told PII-305
ends

cp made/comment.docx listed
begins listed
until_told OOX-204
mv listed away
until_told 'listed cannot be seen'
mv away listed
until_told 'listed is there again'
sleep 3
ends
check "a watch outlives its folder" test $? -eq 0
check "… says so" sh -c 'grep -q "listed cannot be seen" watched && grep -q "listed is there again" watched'
check "… and knows what it has seen" sh -c 'test "$(grep -c OOX-204 watched)" -eq 1'

refuses "a list that is not there" watch --people nowhere.csv listed
refuses "no folder to watch" watch outbox/clean.pdf
refuses "no number of seconds" watch --every soon outbox
done_testing

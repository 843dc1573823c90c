#!/bin/sh
# Very large input, in bounded time and memory: `make test-slow`. Exercised: 500 MB of text, 500 MB of
# zeros, 500 MB from a pipe, a line of 2 million characters, half a million numbered items, a
# 200 MB docx of nothing (zip bomb).
. "$(dirname -- "$0")/../cli/lib.sh"
cd "$dir" || exit 1
max_seconds=120
ulimit -v 6000000

: >base.txt
for i in 1 2 3 4 5 6 7 8 9; do
    printf '（%d）受注者は、令和8年%d月末までに、調査対象%d社以上から回答を得て報告すること。\n' $i $i $i
done >base.txt

"$SOURCE/bench/make-text" 480 base.txt >text.txt
refuses "480 MiB of text: over the limit, which is told" read --json text.txt
check "… by name" says 'text.txt'
stdin=text.txt
refuses "the same from standard input" read --json -
stdin=/dev/null
rm text.txt

truncate -s 500M zeros.txt
refuses "500 MB of zeros" read --json zeros.txt
rm zeros.txt

"$SOURCE/bench/make-text" 100 base.txt >text.txt
run read --json text.txt
check "100 MiB of text are read" status_is 0
rm text.txt

awk 'BEGIN { for (i = 0; i < 400000; i++) { printf "受注者は、" } print "提出すること。" }' >line.txt
run read --json line.txt
check "a line of two million characters" status_is 0
awk 'BEGIN { for (i = 0; i < 100000; i++) { printf "令和8年3月31日までに報告書%d部を提出すること。", i } }' >line.txt
run read --json line.txt
check "two million characters of sentences in one line" status_is 0
check "… are JSON" is_json

awk 'BEGIN { for (i = 0; i < 500000; i++) { print "（" i % 99 + 1 "）報告すること。" } }' >items.txt
run read --json items.txt
check "half a million items" status_is 0

awk 'BEGIN { for (i = 0; i < 200000; i++) { print "| 項目" i " | 1,000円 |" } }' >table.txt
run read --json table.txt
check "a table of 200,000 rows" status_is 0

mkdir word
{
    printf '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    head -c 400000000 /dev/zero | tr '\000' 'a'
    printf '</w:t></w:r></w:p></w:body></w:document>'
} >word/document.xml
zip -q9 bomb.docx word/document.xml
rm -r word
refuses "a zip bomb" read --json bomb.docx

done_testing

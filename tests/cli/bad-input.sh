#!/bin/sh
# Bad input: each gives a clear message or finding, in bounded time, exit 2 when nothing could be
# read, and never a crash. Exercised: empty, blank, binary, folder, missing, unreadable, pipe,
# invalid UTF-8, mixed encodings, truncated zip and PDF, a text without duties, days and eras that
# do not exist, a long line, deep brackets, many documents at once.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1

: >empty.txt
refuses "an empty file" read empty.txt
check "… and the message names it" says 'empty.txt'

refuses "a missing file" read missing.txt
check "… and the message names it" says 'missing.txt'

mkdir folder
refuses "a folder" read folder

head -c 4096 /dev/urandom >noise.bin
refuses "random bytes" read noise.bin
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000' >program
refuses "a program" read program
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >picture.png
refuses "a picture" read picture.png
head -c 100000 /dev/zero >zeros.txt
refuses "zeros" read zeros.txt

printf 'PK\003\004\024\000\000\000\010\000' >cut.docx
refuses "a truncated docx" read cut.docx
printf '%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R' >cut.pdf
refuses "a truncated PDF" read cut.pdf

printf '  \n\n　\n' >blank.txt
run read --json blank.txt
check "blank lines only" is_sane

printf '受注者は、報告書を提出すること。\n納期は\377\376である。\n' >invalid.txt
run read --json invalid.txt
check "invalid UTF-8: read, or refused" is_sane
check "… and what was read is JSON" sh -c '[ "$0" = 2 ] || python3 -m json.tool "$1" >/dev/null' \
    "$status" "$dir/out"

{
    printf '受注者は、報告書を提出すること。\n'
    printf '受注者は、報告書を提出すること。\n' | iconv -f UTF-8 -t CP932
} >mixed.txt
run read --json mixed.txt
check "UTF-8 and CP932 in one file" is_sane

printf 'これは事業の説明である。空は青い。\n' >no-duties.txt
run read --json no-duties.txt
check "a document without a duty is read" status_is 0
check "… into JSON" is_json

printf '契約期間は令和8年2月30日から平成40年13月45日まで。平成99年5月1日。25時61分。第0条。\n' >dates.txt
run read --json dates.txt
check "days, months and eras that do not exist" status_is 0
check "… give JSON" is_json

awk 'BEGIN { for (i = 0; i < 60000; i++) { printf "委託%d者、", i % 7 } print "提出すること。" }' >line.txt
run read --json line.txt
check "a line of 300,000 characters" status_is 0

awk 'BEGIN { for (i = 0; i < 50000; i++) { printf "（「" } print "提出すること。" }' >deep.txt
run read --json deep.txt
check "brackets 100,000 deep" status_is 0

awk 'BEGIN { for (i = 0; i < 20000; i++) { print "１．" } }' >markers.txt
run read --json markers.txt
check "20,000 times the same number" status_is 0

printf '報告書を提出すること。\000\000続き。\n' >nul.txt
run read --json nul.txt
check "NUL bytes inside text" is_sane

printf '受注者は、令和8年3月31日までに報告書を提出すること。\n' >good.txt
if [ "$(id -u)" != 0 ]; then
    cp good.txt locked.txt
    chmod 000 locked.txt
    refuses "a file without permission" read locked.txt
fi

mkfifo pipe
cat good.txt >pipe &
run read --json pipe
check "a named pipe is read" status_is 0
stdin=good.txt
run read --json -
check "standard input is read" status_is 0
stdin=/dev/null
refuses "empty standard input" read --json -

refuses "a missing file beside a good one" read --json good.txt missing.txt
run read --json good.txt good.txt
check "the same document twice in one call" status_is 0

done_testing

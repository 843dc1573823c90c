#!/bin/sh
# How the program may be called: help, unknown words, options with and without values, output that
# cannot be written.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
printf '受注者は、令和8年3月31日までに報告書を提出すること。\n' >good.txt

refuses "no words at all"
check "… shows the commands" says 'read'
run --help
check "--help" status_is 0
check "… shows the commands" shows 'read'
run --version
check "--version" status_is 0
run help read
check "help COMMAND" status_is 0
check "… shows its options" shows '--json'
run read --help
check "COMMAND --help" status_is 0

refuses "an unknown command" frobnicate
check "… is named" says 'frobnicate'
refuses "help on an unknown command" help frobnicate
refuses "an unknown option" read --frobnicate good.txt
check "… is named" says 'frobnicate'
refuses "an option without its value" read good.txt --encoding
refuses "a value that is no choice" read --encoding=klingon good.txt
refuses "a value for a flag" read --json=yes good.txt
refuses "a command without its file" read
run read --json -- good.txt
check "-- ends the options" status_is 0

if [ -w /dev/full ]; then
    "$ITAKU" read --json good.txt >/dev/full 2>"$dir/err"
    status=$?
    check "a full disk is told" [ "$status" -ge 2 ]
fi

done_testing

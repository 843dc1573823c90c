#!/bin/sh
# How the program may be called: help, unknown words, options with and without values, output that
# cannot be written.
. "$(dirname -- "$0")/lib.sh"
spec=$SOURCE/tests/fixtures/call-polite/spec.txt
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

# a word that is not there: what may have been meant
refuses "a command with letters swapped" raed "$spec"
check "… and the near one is named" says "'read'"
refuses "a file where a command stands" "$spec"
check "… and how to read it is said" says "itaku read $spec"
refuses "an option with letters swapped" read --htlm "$spec"
check "… and the near one is named" says "'--html'"
refuses "a kind in the singular" read --kind obligation "$spec"
check "… and the near one is named" says "'obligations'"
refuses "half of a command" text
check "… and the other halves are named" says 'outline|quantity|when'
refuses "a second word with letters swapped" text wehn
check "… and the near one is named" says 'itaku text when'
refuses "a word like no other" xyzzy
check "… and nothing is guessed" sh -c "! grep -q 'did you mean' '$dir/err'"

# a product never replaces the document it is made from
cp "$spec" "$dir/mine.txt"
refuses "the workbook in place of its document" read --xlsx "$dir/mine.txt" --out "$dir/mine.txt"
refuses "the questions in place of their document" lint --out "$dir/./mine.txt" "$dir/mine.txt"
check "… and the document is as it was" cmp -s "$spec" "$dir/mine.txt"

run help inspect --lang ja
check "help is in the language asked for behind it" shows '^使い方：itaku inspect'
run inspect --help --lang=ja
check "and where a command is asked" shows '^使い方：itaku inspect'
done_testing

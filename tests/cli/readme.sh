#!/bin/sh
# README and docs name no command, and no option of `itaku read`, that the program does not have.
. "$(dirname -- "$0")/lib.sh"
cd "$SOURCE" || exit 1

"$ITAKU" --help >"$dir/help" 2>&1
# Commands shown in code: "itaku WORD" at the start of an indented line or in backquotes.
grep -hoE '(^    |`)itaku [a-z]+( (when|quantity|layer|outline|clauses|annex))?' README.md docs/*.md |
    sed 's/^[ `]*itaku //' | sort -u >"$dir/commands"
while read -r words; do
    [ "$words" = help ] && continue
    check "there is a command '$words'" grep -qE "^  +$words( |$)" "$dir/help"
done <"$dir/commands"

"$ITAKU" help read >"$dir/help" 2>&1
grep -hoE '(^    |`)itaku read[^`]*' README.md docs/*.md | grep -oE -- '--[a-z]+' | sort -u >"$dir/options"
while read -r option; do
    check "'itaku read' has $option" grep -qE -- "$option" "$dir/help"
done <"$dir/options"
done_testing

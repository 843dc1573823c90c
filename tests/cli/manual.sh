#!/bin/sh
# What the program says about itself: help in both languages, version, manual page, completion.
. "$(dirname -- "$0")/lib.sh"

run --version
check "--version" shows '^itaku [0-9]'
run -V
check "-V" status_is 0
run --lang ja --help
check "help in Japanese" shows '使い方'
run help read --lang ja
check "help names the command" status_is 0
run --lang ja read no-such-file
check "errors in Japanese" says '開けません'
run --lang en read no-such-file
check "errors in English" says 'could not be opened'
LC_ALL= LANG=ja_JP.UTF-8
export LC_ALL LANG
run --help
check "LANG=ja_JP.UTF-8 is enough, the locale need not be there" shows '使い方'
run read --lang en --help
LC_ALL=C.UTF-8
run read -h
check "-h" shows 'usage: itaku read'
refuses "a language that is not there" read --lang fr x

# every command has help, and so has every option
for command in $("$ITAKU" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z ]*[a-z]\)  .*/\1/p' | tr ' ' +); do
    # shellcheck disable=SC2046
    run help $(echo "$command" | tr + ' ')
    check "help $command" sh -c "! sed -n '/^  /p' '$dir/out' | grep -E '^ +(-., )?--[a-z]+[^ ]*( [^ ]+)?$' |
        while read -r line; do grep -A1 -F -- \"\$line\" '$dir/out' | grep -q '^               ' || echo x; done | grep -q x"
done

if command -v groff >/dev/null; then
    check "the manual page knows only macros there are" sh -c "! groff -K utf8 -man -Tutf8 -ww \
        '$SOURCE/docs/itaku.1' 2>&1 >/dev/null | grep -i 'macro\|error'"
fi

if command -v bash >/dev/null; then
    ln -s "$ITAKU" "$dir/itaku"
    complete() {
        PATH=$dir:$PATH bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _itaku
            printf "%s\n" "${COMPREPLY[@]}"' - "$SOURCE/completions/itaku.bash" "$@" >"$dir/out" 2>"$dir/err"
        status=$?
    }
    complete itaku re
    check "completion of a command" shows '^read$'
    complete itaku text ""
    check "… of a second word" shows '^outline$'
    complete itaku read --ht
    check "… of an option" shows '^--html$'
    complete itaku lint --format ""
    check "… of a value" shows '^sarif$'
    complete itaku read -k ob
    check "… of the value of a short option" shows '^obligations$'
fi

done_testing

# Completion of itaku for bash. Commands, options and their values are asked of the program itself
# (its help), so this file knows none of them.

_itaku_options() { # the options of a command, one a line
    "$1" --lang en help $2 2>/dev/null | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p'
}

_itaku_choices() { # the values of an option that has a fixed list
    "$1" --lang en help $2 2>/dev/null |
        awk -v option="$3" '
        /^  (-., |    )--/ { found = $1 == option "," || $1 == option || $2 == option }
        found { for (i = 1; i <= NF; i++) { if ($i ~ /[|]/ && $i ~ /^[|]?[a-z0-9-]+([|][a-z0-9-]+)*$/) { printf "%s", $i } } }' | tr '|' '\n'
}

_itaku() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local commands command= choices i

    COMPREPLY=()
    commands=$("$program" --lang en --help 2>/dev/null |
        sed -n '/^Commands:/,/^$/s/^  \([a-z]\+\( [a-z]\+\)\?\)  .*/\1/p')
    # the command: one word or two
    for ((i = 1; i < COMP_CWORD; i++)); do
        if grep -qx -- "${COMP_WORDS[i]} ${COMP_WORDS[i + 1]}" <<<"$commands" &&
            ((i + 1 < COMP_CWORD)); then
            command="${COMP_WORDS[i]} ${COMP_WORDS[i + 1]}"
            break
        elif grep -qx -- "${COMP_WORDS[i]}" <<<"$commands"; then
            command=${COMP_WORDS[i]}
            break
        elif [[ ${COMP_WORDS[i]} == help ]]; then
            continue
        fi
    done
    if [[ -z $command ]]; then
        if ((COMP_CWORD > 1)) && grep -q -- "^$before " <<<"$commands"; then
            COMPREPLY=($(compgen -W "$(sed -n "s/^$before //p" <<<"$commands")" -- "$word"))
        else
            COMPREPLY=($(compgen -W "$(cut -d' ' -f1 <<<"$commands") help --help --version --lang" \
                -- "$word"))
        fi
        return
    fi
    if [[ $before == -* ]]; then
        choices=$(_itaku_choices "$program" "$command" "$before")
        if [[ -n $choices ]]; then
            COMPREPLY=($(compgen -W "$choices" -- "$word"))
            return
        fi
    fi
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(_itaku_options "$program" "$command")" -- "$word"))
    else
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}

complete -F _itaku itaku

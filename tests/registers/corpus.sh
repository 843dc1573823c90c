#!/bin/sh
# The readers on real files of all sorts, when the folder "shared" stands beside this one: each is
# read into JSON or refused with a message, none crashes, hangs or says nothing. TAP, a case a file
# kind and folder.
. "$(dirname -- "$0")/../cli/lib.sh"

corpus=$SOURCE/../shared/corpus
if [ ! -d "$corpus" ]; then
    echo "1..0 # SKIP no corpus here"
    exit 0
fi
for folder in "$corpus"/*/; do
    for kind in docx pdf other; do
        bad=
        count=0
        read_count=0
        for file in "$folder"*; do
            case $file in
            *.docx) is=docx ;;
            *.pdf) is=pdf ;;
            *) is=other ;;
            esac
            [ "$is" = "$kind" ] || continue
            count=$((count + 1))
            run read --json "$file"
            if [ "$status" = 0 ] && [ -s "$dir/out" ]; then
                read_count=$((read_count + 1))
            elif ! is_refused; then
                bad="$bad $(basename "$file"):$status"
            fi
        done
        [ "$count" -gt 0 ] &&
            check "$(basename "$folder") $kind: $read_count of $count read, the others refused$bad" [ -z "$bad" ]
    done
done
done_testing

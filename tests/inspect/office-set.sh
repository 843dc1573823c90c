#!/bin/sh
# itaku inspect over the labelled set of office files that tests/inspect/office/make_office.py makes: every
# technique found, no alarm on a look-alike; and every file of it in a definite state.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$SOURCE/tests/inspect/office/make_office.py" "$folder" &&
    python3 "$SOURCE/tests/inspect/office/check.py" "$ITAKU" "$folder"

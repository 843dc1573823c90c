#!/bin/sh
# usage: pdf-set.sh BOTH-WAYS
#
# itaku inspect over the labelled set of PDFs (make_pdf_set.py): every technique of hiding is found,
# no look-alike raises an alarm. Producers that are not installed are left out. Then the same set, and
# the real files of ../shared/corpus when that folder is there, by both interpreters (both-ways.c).
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
here=$SOURCE/tests/inspect
python3 "$here/make_pdf_set.py" "$dir" 2>&1 | sed 's/^/# /'
echo 1..4
python3 "$here/check_pdf_set.py" "$ITAKU" "$dir"
# The library does not free its list of many pages wholly (1.21): no search for leaks.
if ASAN_OPTIONS=detect_leaks=0 "$1" "$dir"/*.pdf "$SOURCE"/../shared/corpus/*/*.pdf; then
    echo "ok 4 - both interpreters see the same"
else
    echo "not ok 4 - both interpreters see the same"
fi

#!/bin/sh
# itaku inspect over the labelled set of PDFs (make_pdf_set.py): every technique of hiding is found,
# no look-alike raises an alarm. Producers that are not installed are left out.
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
here=$SOURCE/tests/inspect
python3 "$here/make_pdf_set.py" "$dir" 2>&1 | sed 's/^/# /'
python3 "$here/check_pdf_set.py" "$ITAKU" "$dir"

#!/bin/sh
# itaku clean over the labelled set of PDFs (tests/inspect/make_pdf_set.py): every file comes out, what
# was planted is in no byte of it, what is seen stays (pdf-pairs); twice is once.
. "$(dirname -- "$0")/../cli/lib.sh"
max_seconds=100
cd "$dir" || exit 1
mkdir in
python3 "$SOURCE/tests/inspect/make_pdf_set.py" in 2>&1 | sed 's/^/# /'

"$ITAKU" clean in --out out --json=out.json >/dev/null 2>&1
"$ITAKU" clean out --out again --json=again.json >/dev/null 2>&1
"$ITAKU" clean in --yes all --out all --json=all.json >/dev/null 2>&1
check "cleaning twice changes nothing" diff -r out again

python3 "$SOURCE/tests/clean/check_pdf_set.py" in out out.json all all.json >said.txt
status=$?
grep '^#' said.txt
check "every file comes out, and nothing that was planted" status_is 0
"$PAIRS" <pairs.txt 2>/dev/null | grep -v '^ok' >table.txt
sed 's/^/# /' table.txt
check "what is seen stays, pages look the same" sh -c '! grep -q . table.txt'
done_testing

#!/bin/sh
# itaku clean over real PDFs: how many come out cleaned, whether what is seen stays and looks the same
# (pdf-pairs), sizes, cleaning twice, the same bytes each time. `few`: those of one folder; `all`.
. "$(dirname -- "$0")/../cli/lib.sh"
corpus=$SOURCE/../shared/corpus
max_seconds=300
[ -d "$corpus" ] || { echo "1..0 # SKIP no real files here"; exit 0; }
cd "$dir" || exit 1

mkdir in
case $1 in
few) folders=x-ray ;;
*) folders='x-ray tika pdfjs poi' ;;
esac
for folder in $folders; do
    mkdir "in/$folder"
    # A page of many square metres: nothing to compare.
    find "$corpus/$folder" -name '*.pdf' ! -name 'bomb_giant.pdf' -exec cp {} "in/$folder/" \;
done

"$ITAKU" clean in --out one --json=one.json >/dev/null 2>&1
"$ITAKU" clean in --out two --json=two.json >/dev/null 2>&1
"$ITAKU" clean one --out again --json=again.json >/dev/null 2>&1
check "the same bytes each time" diff -r one two
check "cleaning twice changes nothing" diff -r one again

python3 - one.json >pairs.txt 2>states.txt <<'PYTHON'
import collections, json, sys
files = [f for f in json.load(open(sys.argv[1]))["files"] if f["kind"] == "pdf"]
states = collections.Counter(f["state"] for f in files)
before = sum(f["bytes"] for f in files if f["out"])
after = sum(f["out_bytes"] for f in files if f["out"])
larger = [f for f in files if f["out"] and f["out_bytes"] > f["bytes"] * 1.02 + 100]
print(*(f"{k}={v}" for k, v in states.items()), file=sys.stderr)
print("size", round(after / max(before, 1), 4), file=sys.stderr)
print("larger", len(larger), *(f["path"] for f in larger), file=sys.stderr)
for f in files:
    if f["state"] not in ("cleaned", "clean", "remains", "already"):
        print("not", f["state"], f["path"], f["why"], file=sys.stderr)
    elif f["state"] != "clean":
        # A mark on a page that goes with the file behind it, a box in place of a redaction.
        if any(r["rule"] in ("PDF-109", "PDF-140") and r["place"][:1] == "p" for r in f["removed"]):
            print(f["path"].split("/")[-1], file=open("marks.txt", "a"))
        print(f["path"], f["out"], sep="\t")
PYTHON
touch marks.txt
"$PAIRS" <pairs.txt | awk -F'\t' -v OFS='\t' '
    BEGIN { while ((getline name <"marks.txt") > 0) { marked[name] = 1 } }
    $1 == "pixels" && $6 in marked { $1 = "marks" } { print }' >table.txt
sed 's/^/# /' states.txt
awk -F'\t' '$1 != "ok" { print "# " $0 }
    { pages += $2; seen += $3; lost += $4; n++; ok += $5 == 0 }
    END { printf "# %d cleaned, %d pages, %d glyphs seen, %d lost; %d files with the same pixels\n",
          n, pages, seen, lost, ok }' table.txt
check "all are cleaned but the unreadable" sh -c '! grep "^not failed" states.txt'
check "none is larger" grep -q '^larger 0' states.txt
check "nothing that is seen is lost" sh -c '! grep "^text\|^both" table.txt'
check "pages look the same" sh -c '! grep "^pixels\|^both" table.txt'
done_testing

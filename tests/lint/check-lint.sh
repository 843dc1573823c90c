#!/bin/sh
# The lint refuses what it should, and only that: each case plants one file in a small tree.
set -u
root=${1:?usage: check-lint.sh ROOT}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cases=0

# expect STATUS LINT FILE TEXT WHAT: plants TEXT as FILE, runs LINT on the tree.
expect() {
    mkdir -p "$tree/$(dirname "$3")"
    printf '%b' "$4" >"$tree/$3"
    "$root/tools/lint/$2" "$tree" >"$tree/said" 2>&1
    status=$(($? != 0))
    cases=$((cases + 1))
    if [ "$status" = "$1" ]; then
        echo "ok $cases - $5"
    else
        echo "not ok $cases - $5"
        sed 's/^/# /' "$tree/said"
    fi
    rm -f "$tree/$3" "$tree/said"
}

mkdir -p "$tree/docs" "$tree/src/base" "$tree/src/text"
cp "$root/docs/ARCHITECTURE.md" "$tree/docs/"

expect 0 layers src/text/a.c '#include "base/str.h"\n' "a lower folder may be included"
expect 1 layers src/base/a.c '#include "text/fold.h"\n' "a higher folder may not"
expect 1 layers src/spec/a.c '#include "read/read.h"\n' "spec sees the model, not the readers"
expect 0 layers src/spec/a.c '#include "read/doc.h"\n' "spec sees the model"
expect 1 layers src/spec/a.c '#include <zlib.h>\n' "only a reader uses zlib"
expect 0 layers src/spec/a.c '#include <string.h>\n' "the C library is everywhere"
expect 1 layers src/misc/a.c '/* */\n' "a folder outside the table"
expect 0 layers src/inspect/pdf/a.c '#include "inspect/found.h"\n' "a room sees the folder it lies in"
expect 0 layers src/inspect/a.c '#include "inspect/pdf/pdf.h"\n' "a folder sees its rooms"
expect 1 layers src/inspect/picture/a.c '#include "inspect/pdf/pdf.h"\n' "a room not any other room"
expect 0 layers src/clean/a.c '#include "inspect/pdf/pdf.h"\n' "a folder comes with its rooms"
expect 1 words src/base/a.c 'int f(char *s)\n{\n    return atoi(s);\n}\n' "a banned function"
expect 0 words src/base/a.c '/* atoi(s) */ int f(void) { return g("strcpy(a)"); }\n' \
    "its name in a comment or a string"
expect 0 words src/base/a.c 'int f(void) { return my_system(1) + c->system(2); }\n' "other names"
expect 1 words src/base/a.c 'int a; // note\n' "a // comment"
expect 0 words src/base/a.c '/* see http://example.jp/ */\nchar *a = "http://x";\n' "a // in a text"
expect 0 size src/base/a.c "$(printf 'int f(void)\\n{\\n'; for i in 1 2 3 4 5 6 7 8; do
    printf '    g();\\n%.0s' 1 2 3 4 5 6 7 8 9 10; done; printf '}\\n')" "80 lines"
expect 1 size src/base/a.c "$(printf 'int f(void)\\n{\\n    g();\\n'; for i in 1 2 3 4 5 6 7 8; do
    printf '    g();\\n%.0s' 1 2 3 4 5 6 7 8 9 10; done; printf '}\\n')" "81 lines"
expect 0 size src/base/a.c "/* $(printf '漢%.0s' $(seq 94)) */\n" "a line of 100 characters"
expect 1 size src/base/a.c "/* $(printf '漢%.0s' $(seq 95)) */\n" "a line of 101 characters"
mkdir -p "$tree/data/inspect" "$tree/src/clean"
echo 'PDF-101 high told' >"$tree/data/inspect/rules.txt"
expect 0 rules src/inspect/a.c '/* A. */\nvoid a(void) { f("PDF-101"); }\n' "a rule that is looked for"
expect 1 rules src/inspect/a.c '/* A. */\nvoid a(void) { f("PDF-101", "PDF-102"); }\n' \
    "a rule that there is not"
expect 1 rules src/inspect/a.c '/* A. */\n' "a rule that nothing looks for"
expect 1 headers src/base/a.h '/* A. */\n\nint a_f(int x);\n' "a function nobody explains"
expect 0 headers src/base/a.h '/* A. */\n\n/* Both. */\nint a_f(int x);\nint a_g(void);\n' \
    "one comment for a run of declarations"
expect 1 headers src/base/a.c 'int a;\n' "a file without an opening comment"
rm "$tree/docs/ARCHITECTURE.md" # it names the files of the whole house
expect 0 mentions src/base/a.c '/* A: see base/a.c and a.c; cmd-NAME.c is any. */\n' "a file that is there is named"
expect 1 mentions src/base/a.c '/*\n * A: see b.h.\n */\n' "a file that is not there is named"
expect 1 mentions src/base/a.c '/* A: see text/a.c. */\n' "a file is named in another folder"
expect 1 mentions docs/A.md 'See `b.c`.\n' "a page that names a file that is not there"
expect 1 paths README.md "see $tree/notes\n" "a path of this machine"
mkdir -p "$tree/src/web"
echo '&page_x,' >"$tree/src/web/pages.c"
page='const struct page page_x = {.path = "/x", .may = MAY_READ, .help = "X.", .input = i};\n'
expect 0 pages src/web/page-x.c "$page" "a page with all it needs"
expect 1 pages src/web/page-x.c 'const struct page page_x = {.path = "/x", .help = "X."};\n' \
    "a page that does not say who may"
expect 1 pages src/web/page-x.c 'const struct page page_y = {.path = "/x", .may = MAY_READ, .help = "X."};\n' \
    "a page that is not in the table"
expect 0 pages src/web/page-x.c "static const struct page_input i[] = {
    {\"note\", INPUT_LINES, .max = 9, .help = \"Note\"}, {}};\n$page" "an input with limit and help"
expect 1 pages src/web/page-x.c "static const struct page_input i[] = {
    {\"note\", INPUT_LINES, .help = \"Note\"}, {}};\n$page" "lines without a limit"
expect 1 pages src/web/page-x.c "static const struct page_input i[] = {
    {\"note\", INPUT_TEXT, .max = 9}, {}};\n$page" "an input without a help"
echo "1..$cases"

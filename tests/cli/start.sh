#!/bin/sh
# What the loader binds before the first line of the program runs: libraries that few commands need are
# not among it (src/base/library.h), and those few commands find them.
. "$(dirname -- "$0")/lib.sh"

readelf -d "$ITAKU" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$dir/needed"
check "the program says what it needs" grep -q '^libc\.so' "$dir/needed"
for name in microhttpd gnutls xlsxwriter minizip zip crypto ssl curl unbound; do
    check "a start does not load lib$name" sh -c "! grep -q '^lib$name\\.so' '$dir/needed'"
done

printf '仕様書\n\n１．業務内容\n\n受託者は、報告書を令和８年６月30日までに提出すること。\n' >"$dir/spec.txt"
# libxlsxwriter leaves some names behind, which the sanitizer of the test build would tell.
export ASAN_OPTIONS=detect_leaks=0
run read --xlsx "$dir/spec.xlsx" "$dir/spec.txt"
check "a workbook is written all the same" status_is 0
check "and is a zip" sh -c "head -c 2 '$dir/spec.xlsx' | grep -q PK"
done_testing

#!/bin/sh
# usage: truncated.sh PROGRAM: small files of each kind, cut off at every byte (truncated.c).
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$SOURCE/tests/fixtures/tools/make_leaks.py" "$folder/leaks" &&
    python3 "$SOURCE/tests/inspect/office/make_office.py" "$folder/office" || exit 1
mkdir "$folder/small"
for file in leaks/two-pdf.zip leaks/set.7z leaks/clean.bmp leaks/title.emf leaks/phone.wmf leaks/hidden.svg leaks/clean.png leaks/gps.jpg leaks/gps.webp leaks/covered.pdf leaks/roster.csv \
    leaks/pages.tif office/w-plain-ja.docx office/w-embedded-object-ja.docx office/x-plain-ja.xlsx \
    office/p-covered-ja.pptx office/o-hidden-ja.odt office/old.doc; do
    [ -f "$folder/$file" ] && cp "$folder/$file" "$folder/small/"
done
"$1" "$folder/small"

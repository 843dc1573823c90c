#!/bin/sh
# itaku inspect over real files, when their folder stands beside the project: what their names and
# a person's look say is in them is found, and the look-alikes stay quiet. Not a copy of them.
. "$(dirname -- "$0")/lib.sh"
corpus=$SOURCE/../shared/corpus
max_seconds=100
[ -d "$corpus" ] || { echo "1..0 # SKIP no real files here"; exit 0; }

# finds FILE RULE: the rule is among the findings.
finds() {
    run --lang en inspect --json "$corpus/$1"
    grep -q "\"$2\"" "$dir/out"
}

# quiet FILE: no finding of hidden text.
quiet() {
    run --lang en inspect --json "$1"
    ! grep -q '"PDF-10\|"PDF-11' "$dir/out"
}

while read -r file rule; do
    check "$file: $rule" finds "$file" "$rule"
done <<'LIST'
poi/TwoSheetsOneHidden.xlsx XLS-240
poi/bug65464.xlsx XLS-241
poi/delins.docx DOC-220
poi/bug59058.docx DOC-221
poi/54542_cropped_bitmap.pptx OOX-214
poi/ExcelPivotTableSample.xlsx XLS-244
poi/64759.xlsx OOX-204
poi/xlmmacro.xlsm OOX-208
poi/ms-office-2010-signed.xlsx OOX-217
poi/ref-56737.xlsx OOX-209
poi/duplicate-filename.xlsx OOX-212
poi/Excel_file_with_trash_item.xlsx OOX-212
poi/protected_agile.docx SYS-399
tika/testPDF_incrementalUpdates.pdf PDF-130
tika/testPDFPackage.pdf PDF-140
tika/testPDF_jsActionOnPage.pdf PDF-141
tika/testAttachedTemplate.docx OOX-209
tika/testSubdocument.docx OOX-209
tika/testDataConnections.xlsx XLS-245
tika/testPPT_various2.pptx PPT-260
tika/testAltChunkHTML.docx DOC-226
pdfjs/issue14627.pdf PDF-103
pdfjs/issue269_2.pdf PDF-108
pdfjs/annotation_hidden_noview.pdf PDF-151
pdfjs/attachment.pdf PDF-140
x-ray/bad_cross_hatched_redactions.pdf PDF-101
x-ray/rectangles_yes.pdf PDF-102
x-ray/rectangles_yes_2.pdf PDF-110
LIST
for file in "$corpus"/x-ray/no_bad_*.pdf "$corpus"/x-ray/rect_ordering_*.pdf; do
    check "${file##*/} is quiet" quiet "$file"
done
done_testing

#!/bin/sh
# PDF files that are damaged or hostile. Exercised: a tree of pages that is a circle, a page without
# text (a scan), encrypted with a password, cut in the middle, a wrong cross-reference table, a page of
# impossible size, a million pages in the count, a stream that inflates, JavaScript, noise after the
# header.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1

# pdf NAME OBJECT...: objects 1, 2 … with a table of their places; object 1 is the catalogue.
pdf() {
    name=$1
    shift
    printf '%%PDF-1.7\n' >"$name"
    count=0
    places=
    for object in "$@"; do
        count=$((count + 1))
        places="$places $(wc -c <"$name")"
        printf '%d 0 obj\n%s\nendobj\n' "$count" "$object" >>"$name"
    done
    table=$(wc -c <"$name")
    printf 'xref\n0 %d\n0000000000 65535 f \n' $((count + 1)) >>"$name"
    for place in $places; do
        printf '%010d 00000 n \n' "$place" >>"$name"
    done
    printf 'trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n' \
        $((count + 1)) "${trailer-}" "$table" >>"$name"
}
font='<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
text='BT /F 12 Tf 72 700 Td (1. The contractor shall submit the report by 2026-03-31.) Tj ET'
stream() { printf '<< /Length %d >>\nstream\n%s\nendstream' "${#1}" "$1"; }
page='<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>'

pdf good.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    "$page" "$(stream "$text")" "$font"
run read --json good.pdf
check "a small PDF is read" status_is 0
run text layer good.pdf
check "… with its text" shows 'submit the report'

pdf circle.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>' \
    "$page" "$(stream "$text")" "$font"
run read --json circle.pdf
check "pages that contain themselves" is_sane

pdf scan.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    "$page" "$(stream '0 0 595 842 re f')" "$font"
refuses "a page without text" read --json scan.pdf
check "… says that there is no text" sh -c 'grep -qi -e "text" -e "テキスト" -e "文字" "$0"' "$dir/err"

trailer='/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >> /ID [(0123456789abcdef) (0123456789abcdef)]'
pdf locked.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    "$page" "$(stream "$text")" "$font"
trailer=
refuses "a PDF with a password" read --json locked.pdf
check "… says so" sh -c 'grep -qi -e "password" -e "encrypt" -e "パスワード" -e "暗号" "$0"' "$dir/err"

head -c 300 good.pdf >cut.pdf
run read --json cut.pdf
check "a PDF cut in the middle" is_sane
sed 's/^startxref/startxrefx/; s/^0000000/9999999/' good.pdf >wrong-table.pdf
run read --json wrong-table.pdf
check "a wrong table of places" is_sane

pdf size.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    '<< /Type /Page /Parent 2 0 R /MediaBox [-1e30 0 1e30 1e38] /UserUnit 1e9 /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>' \
    "$(stream "$text")" "$font"
run read --json size.pdf
check "a page of impossible size" is_sane

pdf count.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>' \
    "$page" "$(stream "$text")" "$font"
run read --json count.pdf
check "two thousand million pages, one there" is_sane

pdf form.pdf '<< /Type /Catalog /Pages 2 0 R >>' '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' \
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >> >>' \
    "$(stream '/X Do')" "$font" \
    '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 12 >>
stream
/X Do /X Do 
endstream'
run read --json form.pdf
check "a form that draws itself" is_sane

pdf script.pdf '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while (true) {}) >> >>' \
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' "$page" "$(stream "$text")" "$font"
run read --json script.pdf
check "a script is not run" status_is 0

# Small files that would take hours: each must end within seconds.
max_seconds=15
one_page='<< /Type /Catalog /Pages 2 0 R >>'
kids='<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
pdf laughs.pdf "$one_page" "$kids" \
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> /Font << /F 5 0 R >> >> >>' \
    "$(stream "$text /X Do")" "$font" \
    $(for i in 7 8 9 10 11 12 13 14 15; do
        printf '<</Type/XObject/Subtype/Form/BBox[0,0,9,9]/Resources<</XObject<</X,%d,0,R>>>>/Length,59>>' $i
    done | tr ',' '_')
# The objects above hold no spaces, so that the shell keeps each in one piece: put them in, with their streams.
sed 's/^\(<<.*\)_59>>$/\1 59 >>\nstream\n\/X Do \/X Do \/X Do \/X Do \/X Do \/X Do \/X Do \/X Do \/X Do \/X Do\nendstream/; s/_/ /g' laughs.pdf >laughs-10.pdf
run read --json laughs-10.pdf
check "forms that draw forms, ten each, nine deep" is_sane
run text layer laughs-10.pdf
check "… and what came before them is read" shows 'submit the report'

repeat() { awk -v what="$1" -v times="$2" 'BEGIN { while (times-- > 0) printf "%s", what }'; }
pdf again.pdf "$one_page" "$kids" \
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [6 0 R $(repeat '4 0 R ' 20000)] /Resources << /Font << /F 5 0 R >> >> >>" \
    "$(stream "$(repeat 'q Q ' 16000)")" "$font" "$(stream "$text")"
run read --json again.pdf
check "a page of twenty thousand times the same" status_is 0
run text layer again.pdf
check "… is read up to there" shows 'submit the report'
pdf blank.pdf "$one_page" "$kids" \
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [6 0 R $(repeat '4 0 R ' 200000)] /Resources << /Font << /F 5 0 R >> >> >>" \
    "$(stream "$(repeat '    ' 16000)")" "$font" "$(stream "$text")"
run read --json blank.pdf
check "ten thousand million spaces in a page" is_sane

{ printf '%%PDF-1.7\n'; head -c 20000 /dev/urandom; } >noise.pdf
refuses "noise behind the header" read --json noise.pdf

done_testing

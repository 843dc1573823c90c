#!/bin/sh
# Word files that are damaged or hostile. Exercised: zip bomb, nested zip entry, entity bomb, an entity
# of another file, deep nesting, no document inside, cut in the middle, broken XML, two entries of one
# name, a path out of the folder, encrypted (OLE), a picture in place of the document, empty document,
# a macro file, endless numbering levels.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
"$ITAKU" read --json "$SOURCE/tests/fixtures/word-numbering/spec.docx" >/dev/null 2>&1 ||
    later="docx is not read yet"

w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
head="<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document $w><w:body>"
foot='</w:body></w:document>'
p() { printf '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' "$1"; }
duty='受注者は、令和8年3月31日までに報告書を提出すること。'

# pack NAME: zips what stands in the folder "in" into NAME, with the parts every docx has.
pack() {
    mkdir -p in/_rels in/word
    printf '%s' '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' >'in/[Content_Types].xml'
    printf '%s' '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>' >in/_rels/.rels
    rm -f "$1"
    (cd in && zip -q -X -r "../$1" .)
    rm -rf in
}

mkdir -p in/word
{ printf '%s' "$head"; p "$duty"; printf '%s' "$foot"; } >in/word/document.xml
pack good.docx
run read --json good.docx
check "a small docx is read" status_is 0
check "… with its duty" shows "${duty%。}"

mkdir -p in/word
{ printf '%s<w:p><w:r><w:t>' "$head"; head -c 60000000 /dev/zero | tr '\000' a
  printf '</w:t></w:r></w:p>%s' "$foot"; } >in/word/document.xml
pack bomb.docx
run read --json bomb.docx
check "60 MB of one letter in 60 KB" is_sane

mkdir -p in/word
{
    printf '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "%s">' "$duty"
    last=a
    for name in b c d e f g h i; do
        printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">' $name $last $last $last $last $last $last $last $last
        last=$name
    done
    printf ']><w:document %s><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p>%s' "$w" "$foot"
} >in/word/document.xml
pack entities.docx
run read --json entities.docx
check "an entity bomb" is_sane
check "… does not come out" sh -c '[ "$(wc -c <"$0")" -lt 1000000 ]' "$dir/out"

mkdir -p in/word
echo 'secret of the machine' >secret
printf '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://%s/secret">]><w:document %s><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>%s' "$dir" "$w" "$foot" >in/word/document.xml
pack external.docx
run read --json external.docx
check "an entity that names a file" is_sane
check "… does not bring it in" sh -c '! grep -q "secret of the machine" "$0"' "$dir/out"

mkdir -p in/word
awk -v head="$head" -v foot="$foot" 'BEGIN {
    printf "%s", head
    for (i = 0; i < 100000; i++) { printf "<w:tbl><w:tr><w:tc>" }
    printf "<w:p/>"
    for (i = 0; i < 100000; i++) { printf "</w:tc></w:tr></w:tbl>" }
    printf "%s", foot
}' >in/word/document.xml
pack deep.docx
run read --json deep.docx
check "tables 100,000 deep" is_sane

mkdir -p in/word
printf '%s<w:p><w:r><w:t>%s</w:t></w:r>' "$head" "$duty" >in/word/document.xml
pack broken.docx
run read --json broken.docx
check "XML that stops in the middle" is_sane
check "… is told" sh -c '[ -s "$0" ] || grep -q -e 指摘 -e anomalies "$1"' "$dir/err" "$dir/out"

mkdir -p in/other
echo '<a/>' >in/other/document.xml
pack none.docx
refuses "no document inside" read --json none.docx

mkdir -p in/word
head -c 5000 /dev/urandom >in/word/document.xml
pack noise.docx
refuses "noise in place of the document" read --json noise.docx

head -c 400 good.docx >cut.docx
refuses "a zip cut in the middle" read --json cut.docx

{ printf '\320\317\021\340\241\261\032\341'; head -c 4096 /dev/zero; } >encrypted.docx
refuses "an encrypted or old Word file" read --json encrypted.docx

mkdir -p in/word
printf '%s%s' "$head" "$foot" >in/word/document.xml
pack empty.docx
run read --json empty.docx
check "a document without a paragraph" is_sane

mkdir -p in/word
{
    printf '%s' "$head"
    for level in 0 1 8 9 99 -1 99999999999 x; do
        printf '<w:p><w:pPr><w:numPr><w:ilvl w:val="%s"/><w:numId w:val="%s"/></w:numPr></w:pPr><w:r><w:t>項目</w:t></w:r></w:p>' "$level" "$level"
    done
    printf '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4000000000"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>%s' "$foot"
} >in/word/document.xml
printf '<?xml version="1.0"?><w:numbering %s><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%%1%%9%%条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="0"><w:abstractNumId w:val="77"/></w:num></w:numbering>' "$w" >in/word/numbering.xml
pack numbers.docx
run read --json numbers.docx
check "numbering out of every range" is_sane

done_testing

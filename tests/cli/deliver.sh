#!/bin/sh
# itaku inspect --profile: a folder that is complete, then with one thing wrong at a time: forms,
# limits and their cuts, names, lists of contents, figures and their data; profiles that are wrong.
. "$(dirname -- "$0")/lib.sh"
tools=$SOURCE/tests/fixtures/tools
python3 "$tools/make_delivery.py" "$dir/base" || exit 1
cd "$dir" || exit 1

# A fresh copy in $dir/d.
fresh() { rm -rf d; cp -r base d; }

# finds RULE...: exactly these rules are found of H and M in d, with the profile $profile.
profile=meti-report
finds() {
    run --lang en inspect --profile "$profile" --json d
    python3 - "$dir/out" "$@" <<'PY'
import json, sys
got = sorted({f['rule'] for file in json.load(open(sys.argv[1], encoding='utf-8'))['files']
              for f in file['findings'] if f['severity'] in 'CHM'})
if got != sorted(sys.argv[2:]):
    print('# got', got)
sys.exit(got != sorted(sys.argv[2:]))
PY
}

fresh
check "a complete folder" finds
run --lang en inspect --profile "$profile" d
check "… of which the folder is no file" shows "^$(find d -type f | wc -l) files: "
check "… and is told by itself" shows 'the folder as a whole  Nothing was found'
rm d/調査報告書.pdf
check "no report" finds PKG-322
check "… is named" shows '調査報告書（PDF）'
fresh; rm -r d/元データ
check "no raw data" finds PKG-322
fresh; mv d/報告書骨子.docx d/報告書骨子.pdf
check "an outline under another ending" finds ZIP-296
fresh; rm d/報告書骨子.docx; cp d/調査報告書.pdf d/報告書骨子.pdf
check "an outline of another kind is none" finds PKG-322
fresh; cp d/報告書骨子.docx d/書誌情報.docx
check "a form of another kind" finds PKG-325
fresh; cp d/調査報告書.docx d/メモ.docx
check "a file that belongs nowhere, a double" finds PKG-326
check "… a double is told" shows PKG-324

# the outline
python3 - "$tools" <<'PY'
import sys
sys.path.insert(0, sys.argv[1]); sys.argv[1] = '.'
import make_delivery as m
m.keep('long.docx', m.docx(['1 目的'], pages=4))
m.keep('text.docx', m.docx(['1 目的'] + ['店の数と売上の推移を三年にわたり調べ、その結果を町ごとに比べた。' * 4] * 60, pages=1))
m.keep('short.docx', m.docx(['1 目的'] + ['店の数と売上の推移を三年にわたり調べ、その結果を町ごとに比べた。' * 4] * 20, pages=1))
m.keep('breaks.docx', m.docx(['1 目的'], body='<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 3))
m.keep('drawn.docx', m.docx(['1 目的'], body='<w:p><w:r><w:drawing/></w:r></w:p>'))
m.keep('table.docx', m.docx(['1 目的'], body='<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'))
m.keep('many.pdf', m.pdf([['第%d章 話' % (i // 4 + 1) if i % 4 == 0 else '文'] + ['あいうえお'] * 8 for i in range(12)],
                         [('第%d章 話' % (i + 1), i * 4 + 1) for i in range(3)]))
m.keep('plain.pdf', m.pdf([['第%d章 話' % (i // 4 + 1) if i % 4 == 0 else '文'] + ['あいうえお'] * 8 for i in range(12)]))
m.keep('blank.pdf', m.pdf([[], []]))
PY
for bad in long breaks drawn table text; do
    fresh; cp $bad.docx d/報告書骨子.docx
    check "an outline that is wrong: $bad" finds PKG-325
done

fresh; cp short.docx d/報告書骨子.docx
check "an outline of two pages of text" finds

# profiles of a file
sed '/^#/d' "$SOURCE/data/profiles/meti-report.txt" >own.txt
profile=../own.txt; profile=$dir/own.txt
fresh
check "a profile of a file" finds
sed 's/^見出し:.*/見出し: 目的 | 方法 | 結果/' own.txt >heads.txt
profile=$dir/heads.txt
check "the headings of the outline" finds
sed 's/^見出し:.*/見出し: 目的 | 結果 | 方法/' own.txt >heads.txt
check "… in another order" finds PKG-325
check "… the one is named" shows '見出し「方法」'
profile=$dir/limits.txt
sed 's/1000ページ/5ページ/' own.txt >limits.txt
fresh; rm -r d/図表データ; cp many.pdf d/調査報告書.pdf
check "more pages than the limit" finds PDF-182
check "… is cut at chapters" shows 'p1-4 第1章 話 | p5-8 第2章 話 | p9-12 第3章 話'
cp plain.pdf d/調査報告書.pdf
check "… of a file without an outline" finds PDF-182
check "… by its lines" shows 'p1-4 .*| p5-8 第2章 話'
sed 's/4000000文字/100文字/' own.txt >limits.txt
check "more characters than the limit" finds PDF-182
check "… chapters over the limit are cut at pages" shows 'p1-2 .*| p3-4'
sed 's/128MB/1KB/' own.txt >limits.txt
check "more bytes than the limit" finds PDF-182
cp blank.pdf d/調査報告書.pdf
profile=meti-report
fresh; rm -r d/図表データ; cp blank.pdf d/調査報告書.pdf
check "a report without text" finds PKG-325

# names
for name in 'a:b.csv' 'ポ'"$(printf '\343\202\233')"'.csv' 'か'"$(printf '\343\202\231')"'.csv' '①.csv' 'con.csv' \
    "$(printf '%064d' 1).csv" ' x.csv'; do
    fresh; printf '番号,件数\n1,%s\n' "${#name}" >"d/元データ/$name"
    [ "$name" = 'ポ'"$(printf '\343\202\233')"'.csv' ] && check "a name that is right: $name" finds && continue
    check "a name that is wrong: $name" finds PKG-321
done
fresh; printf x >d/Thumbs.db
run --lang en inspect --profile meti-report --json d
check "junk of the system" shows PKG-321

# figures
fresh; rm d/図表データ/図表2-1_区分別の売上.xlsx
check "a figure without its data" finds PKG-320
check "… by its page and caption" shows 'p3 図表2-1 区分別の売上'
fresh; mv d/図表データ/図表2-1_区分別の売上.xlsx d/図表データ/図表2-1_別の話.xlsx
check "data under another title" finds PKG-320
fresh; cp d/図表データ/図表2-1_区分別の売上.xlsx d/図表データ/図表9-1_余り.xlsx
check "data of no figure" finds PKG-320
fresh; mv d/図表データ/図表2-1_区分別の売上.xlsx d/図表データ/図表２－１　区分別の売上.xlsx
check "full-width figures are the same" finds
fresh; mv d/図表データ/図表2-1_区分別の売上.xlsx d/図表データ/まとめ.xlsx
check "a file without a number" finds PKG-320
python3 - "$tools" <<'PY'
import sys
sys.path.insert(0, sys.argv[1]); sys.argv[1] = '.'
import make_delivery as m
m.keep('sheet.xlsx', m.xlsx('図表2-1 区分別の売上', [['年', '売上（千円）'], [2024, 3], [2025, 4]]))
PY
cp sheet.xlsx d/図表データ/まとめ.xlsx
check "… whose sheet has one" finds
fresh; mv d/図表データ/図表2-1_区分別の売上.xlsx keep.xlsx; cp base/調査報告書.pdf d/図表データ/図表2-1_区分別の売上.pdf
check "a figure as PDF only" finds MRD-330 MRD-345 PKG-320
fresh; printf '年,人口\n2024,3\n2025,4\n' >d/図表データ/図表1-1_店の数の推移.csv
check "tables of data are checked" finds MRD-338

# lists of contents
fresh; (cd d && find . -type f | sort | while read -r f; do sha256sum "$f"; done) >sums; cp sums d/SHA256SUMS
check "a list of hashes" finds
printf '4,小売,6\n' >>d/元データ/集計.csv
check "… that is no longer right" finds PKG-323
check "… names the file" shows '集計.csv SHA-256'
fresh
{ echo '番号,ファイル名,バイト'; i=0
  (cd d && find . -type f | sort) | while read -r f; do i=$((i + 1)); echo "$i,${f#./},$(stat -c %s "d/$f")"; done; echo '合計,6件,'; } >list.csv
cp list.csv d/目録.csv
check "a list as csv" finds
sed '/合計/s/6件/7件/' list.csv >d/目録.csv
check "… with a wrong total" finds PKG-323
sed '/集計/d; s/6件/5件/' list.csv >d/目録.csv
check "… without a file" finds PKG-323

refuses "a profile that is not there" inspect --profile nowhere d
check "… those that are are named" says meti-report
printf '題: x\n上げん: 3\n[報告書 x]\n' >wrong.txt
refuses "a key that is not one" inspect --profile wrong.txt d
check "… with its line" says 'line 2\|2 行'
printf '[報告書 x]\n上限: 3マイル\n' >wrong.txt
refuses "a limit that is none" inspect --profile wrong.txt d
refuses "a profile against a file" inspect --profile meti-report d/調査報告書.pdf
for name in meti-media meti-single event-report proposal; do
    run inspect --profile $name --json d
    check "the profile $name" is_json
done
done_testing

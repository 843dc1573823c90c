#!/bin/sh
# itaku package: the two sets and what is in them, the gate and decisions, forms, cuts at chapters,
# mails, the check of a package that was changed, nothing left behind when it fails, is stopped, or the
# disk is full, a report of pictures, settings.
. "$(dirname -- "$0")/lib.sh"
tools=$SOURCE/tests/fixtures/tools
python3 "$tools/make_delivery.py" "$dir/base" || exit 1
cd "$dir" || exit 1
fresh() { rm -rf d; cp -r base d; }
cat >facts.txt <<'TXT'
委託事業名: 令和8年度みどり町商店調査事業
報告書の題名: みどり町の商店に関する調査報告書
受注事業者名：株式会社みどり総研
担当課室名: 商務課
概要: 店の数を調べた。
TXT
cat >rights.csv <<'CSV'
頁,図表番号,タイトル,権利者,出典,二次利用の承諾
3,図表2-1,区分別の売上,みどり新聞社,年鑑,未承諾
2,図表1-1,店の数の推移,町,町勢要覧,承諾
CSV
# pack NAME ARG...: packs d into NAME with the usual arguments.
pack() {
    to=$1
    shift
    run --lang en package --facts facts.txt --key keys/key --date 2027-03-10 --out "$to" "$@" d
}
is_there() { [ -e "$1" ]; }
is_away() { [ ! -e "$1" ]; }
nothing_left() { [ -z "$(ls -d p[0-9]*.* 2>/dev/null)" ]; }
same() { diff -r "$1" "$2" >/dev/null; }
has_text() { mutool draw -q -F txt "$1" 2>/dev/null | grep -q -- "$2"; }

fresh
pack p1 --rights rights.csv
check "a package is made" status_is 0
check "the key is made for us alone" sh -c '[ "$(stat -c %a keys/key)" = 600 ]'
check "the report goes to what is not public" is_there p1/1_非公表一式/調査報告書.pdf
check "… and anew to what is public" is_there 'p1/2_公表用一式/調査報告書（公表用）.pdf'
check "the public report holds the list" has_text 'p1/2_公表用一式/調査報告書（公表用）.pdf' '二次利用未承諾リスト'
check "… with what is not agreed to" has_text 'p1/2_公表用一式/調査報告書（公表用）.pdf' '区分別の売上'
check "data that somebody agreed to is public" is_there 'p1/2_公表用一式/図表1-1_店の数の推移.csv'
check "data that nobody agreed to is not" is_there 'p1/1_非公表一式/図表データ/図表2-1_区分別の売上.xlsx'
check "… and is away from the public set" sh -c '! find p1/2_公表用一式 | grep -q 2-1'
check "raw data is not public" sh -c '! find p1/2_公表用一式 | grep -q 集計'
check "the forms are made" is_there p1/1_非公表一式/委託調査報告書公表用書誌情報.xlsx
check "…" is_there p1/1_非公表一式/二次利用未承諾リスト.xlsx
run inspect --gate M "p1/2_公表用一式"
check "nothing is found in the public set" status_is 0
run --lang en package --verify p1
check "it is as signed" status_is 0
run package --verify p1/2_公表用一式
check "… each set by itself too" status_is 0
pack p2 --rights rights.csv
check "twice the same is made" same p1 p2
pack p1
check "nothing is overwritten" status_is 2

# changed afterwards
cp -r p1 p3; printf x >>'p3/2_公表用一式/図表1-1_店の数の推移.csv'
run --lang en package --verify p3
check "a file that was changed is told" status_is 1
check "… by name" shows '店の数の推移.csv'
rm 'p3/2_公表用一式/図表1-1_店の数の推移.csv'; run --lang en package --verify p3
check "a file that is missing is told" shows missing
rm -r p3; cp -r p1 p3; cp facts.txt p3/1_非公表一式/more.txt; run --lang en package --verify p3
check "a file that came later is told" shows 'not in the list'
rm -r p3; cp -r p1 p3; printf 'x\n' >>p3/2_公表用一式/目録.csv; run --lang en package --verify p3
check "a list for people that was changed is told" shows '目録.csv'
run package --verify p3/2_公表用一式
check "… in its set too" status_is 1
rm -r p3; cp -r p1 p3; sed -i 's/2027-03-10/2027-03-11/' p3/manifest.json; run --lang en package --verify p3
check "a list that was changed is told" shows 'signature'
rm -r p3; cp -r p1 p3; sed -i 's/"path": "/&..\/..\//' p3/manifest.json; run --lang en package --verify p3
check "a list that leaves its folder is told" shows 'leaves the folder'
refuses "no package" package --verify base

# without rights: all data of figures is public, in a folder
pack p4
check "data of several figures lies in a folder" is_there 'p4/2_公表用一式/図表等データ/図表2-1_区分別の売上.xlsx'
check "no list when nothing is to be listed" is_away p4/1_非公表一式/二次利用未承諾リスト.xlsx

# the gate
printf '連絡先 03-5555-0123\n' >d/元データ/連絡先.txt
pack p5
check "an open finding stops it" status_is 1
check "… it is said how" says 'decisions'
check "… which is told as rows to fill in" shows PII-302
check "… nothing is left" is_away p5
cp out open.csv
python3 - open.csv <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))
def write(name, who, when, why, place=None):
    with open(name, 'w', encoding='utf-8', newline='') as f:
        w = csv.writer(f); w.writerow(rows[0])
        for r in rows[1:]:
            w.writerow([r[0], r[1], place or r[2], who, when, why] + r[6:])
write('yes.csv', '緑川 花子', '2027-03-09', '代表番号のため')
write('any.csv', '緑川 花子', '2027-03-09', '代表番号のため', '*')
write('nobody.csv', '担当者', '2027-03-09', '代表番号のため')
write('late.csv', '緑川 花子', '2027-03-11', '代表番号のため')
write('why.csv', '緑川 花子', '2027-03-09', '')
write('empty.csv', '', '', '')
write('place.csv', '緑川 花子', '2027-03-09', '代表番号のため', 'L9')
PY
pack p5 --decisions yes.csv
check "a decision by a person lets it pass" status_is 0
check "… and stands in the office's list" grep -q '緑川 花子' p5/manifest.json
check "… not in the set's" sh -c '! grep -q 緑川 p5/1_非公表一式/manifest.json'
pack p6 --decisions any.csv
check "a decision for the whole file too" status_is 0
for bad in nobody late why; do
    pack p7 --decisions $bad.csv
    check "a decision that is none: $bad" status_is 2
done
for open in empty place; do
    pack p7 --decisions $open.csv
    check "what was not decided is open: $open" status_is 1
done
printf '更に\n' >>d/元データ/連絡先.txt; pack p7 --decisions yes.csv
check "a file that was changed is open again" status_is 1
fresh; rm d/報告書骨子.docx; pack p7
check "a set that is not complete stops it" shows PKG-322
cp out open.csv
python3 - open.csv <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))
with open('folder.csv', 'w', encoding='utf-8', newline='') as f:
    w = csv.writer(f); w.writerow(rows[0])
    for r in rows[1:]:
        w.writerow(r[:3] + ['緑川 花子', '2027-03-09', '骨子は後日'] + r[6:])
PY
pack p7 --decisions folder.csv
check "… unless that is decided, for the folder" status_is 0

# cuts
python3 - "$tools" <<'PY'
import sys
sys.path.insert(0, sys.argv[1]); sys.argv[1] = '.'
import make_delivery as m
m.keep('many.pdf', m.pdf([['第%d章 話%d' % (i // 4 + 1, i // 4 + 1) if i % 4 == 0 else '文%d' % i] for i in range(12)],
                         [('第%d章 話%d' % (i + 1, i + 1), i * 4 + 1) for i in range(3)]))
PY
sed 's/1000ページ/5ページ/' "$SOURCE/data/profiles/meti-report.txt" >limits.txt
fresh; rm -r d/図表データ; cp many.pdf d/調査報告書.pdf
pack p8 --profile limits.txt --rights rights.csv
check "a report over a limit is cut" status_is 0
pages() { mutool info "$1" 2>/dev/null | sed -n 's/^Pages: //p'; }
check "the parts are there" is_there 'p8/2_公表用一式/調査報告書（公表用）_3of3.pdf'
check "a part has its chapter" has_text 'p8/1_非公表一式/調査報告書_2of3.pdf' '話2'
check "… and no other" sh -c "! mutool draw -q -F txt p8/1_非公表一式/調査報告書_2of3.pdf | grep -q 話1"
check "… in its pages" [ "$(pages p8/1_非公表一式/調査報告書_2of3.pdf)" = 4 ]
check "… the outline is its own" sh -c "mutool show p8/1_非公表一式/調査報告書_2of3.pdf outline | grep -q 話2"
check "the list stands behind the last" [ "$(pages 'p8/2_公表用一式/調査報告書（公表用）_3of3.pdf')" = 5 ]

# volumes
fresh; python3 - "$tools" <<'PY'
import sys
sys.path.insert(0, sys.argv[1]); sys.argv[1] = '.'
import make_delivery as m
m.keep('annex.pdf', m.pdf([['付録の資料'], ['付録の二頁目']]))
PY
cp annex.pdf d/調査報告書_資料編.pdf; cp many.pdf d/調査報告書_概要版.pdf
pack pv --rights rights.csv
check "a report of two volumes" status_is 0
check "… is one PDF for the public" [ "$(pages 'pv/2_公表用一式/調査報告書（公表用）.pdf')" = 6 ]
check "… with the pages of both" has_text 'pv/2_公表用一式/調査報告書（公表用）.pdf' '付録の二頁目'
check "… and an entry of the outline" sh -c "mutool show 'pv/2_公表用一式/調査報告書（公表用）.pdf' outline | grep -q 資料編"
check "… the summary is one by itself" is_there 'pv/2_公表用一式/調査報告書_概要版（公表用）.pdf'
check "… the volumes are not public" is_there pv/1_非公表一式/調査報告書_資料編.pdf

# mails
fresh
pack p9 --mail
check "mails are made" is_there 'p9/3_メール/2_公表用一式_1-1.zip'
check "… with names that others read" sh -c "python3 -c 'import sys, zipfile
names = zipfile.ZipFile(sys.argv[1]).namelist()
sys.exit(not any(n.endswith(\"manifest.sig\") for n in names) or not all(n.startswith(\"2_公表用一式/\") for n in names))' 'p9/3_メール/2_公表用一式_1-1.zip'"
run package --verify p9
check "… and the package is as signed" status_is 0
printf x >>'p9/3_メール/2_公表用一式_1-1.zip'; run package --verify p9
check "… a mail that was changed is told" status_is 1
sed 's/メールの上限: 10MB/メールの上限: 80KB/' "$SOURCE/data/profiles/meti-report.txt" >small.txt
python3 -c "print('番号,件数'); [print('%d,%d' % (i, i * 7919 % 9973)) for i in range(3000)]" >d/元データ/長い.csv
pack pa --mail --profile small.txt
check "a file that no mail can carry is told" says '長い.csv'
check "… and nothing is left" is_away pa
for i in 1 2 3 4 5 6; do python3 -c "print('番号,件数'); [print('%d,%d' % (i, i * 7919 % $i$i$i)) for i in range(600)]" >d/元データ/$i.csv; done
rm d/元データ/長い.csv
sed 's/メールの上限: 10MB/メールの上限: 90KB/' "$SOURCE/data/profiles/meti-report.txt" >small.txt
pack pb --mail --profile small.txt
check "several mails when one is too small" is_there 'p9/3_メール/1_非公表一式_1-1.zip'
check "…" sh -c '[ "$(ls pb/3_メール/1_非公表一式_* | wc -l)" -gt 1 ]'

# what is wrong
fresh; cp d/元データ/集計.csv d/図表データ/図表2-2_調査の体制図.csv
pack pc
check "one file in both sets is refused" status_is 2
check "… by name" says 'both sets'
fresh; mkdir d/更に; cp d/図表データ/図表1-1_店の数の推移.csv d/更に/図表1-1_店の数の推移.csv; printf '2026,東京都,40\n' >>d/更に/図表1-1_店の数の推移.csv
pack pc
check "two files of one name are refused" status_is 2
sed '/受注事業者名/d' facts.txt >few.txt
fresh; run --lang en package --facts few.txt --key keys/key --date 2027-03-10 --out pc d
check "a fact that is missing is named" says '受注事業者名'
printf '会社: x\n' >few.txt
run package --facts few.txt --key keys/key --out pc d
check "a fact that is none" status_is 2
printf '頁,図表番号\n' >few.csv; pack pc --rights few.csv
check "a ledger without its columns" says 'タイトル'
sed 's/未承諾/たぶん/' rights.csv >few.csv; pack pc --rights few.csv
check "a consent that is none" says 'たぶん'
chmod 644 keys/key; pack pc
check "a key that others may read is refused" status_is 2
chmod 600 keys/key; printf 'x\n' >keys/key; pack pc
check "a key that is none is refused" status_is 2
refuses "no folder" package --out pc
refuses "no --out" package d
pack d/pc
check "a package in the folder itself is refused" status_is 2

# a report of pictures
rm -f keys/key
fresh
python3 - <<'PY'
page = b'q 100 0 0 100 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q'
objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
           b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>',
           b'<</Length %d>>stream\n%s\nendstream' % (len(page), page)]
out, places = b'%PDF-1.4\n', []
for i, o in enumerate(objects):
    places.append(len(out))
    out += b'%d 0 obj%sendobj\n' % (i + 1, o)
start = len(out)
out += b'xref\n0 5\n0000000000 65535 f \n' + b''.join(b'%010d 00000 n \n' % p for p in places)
out += b'trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % start
open('d/調査報告書.pdf', 'wb').write(out)
PY
pack pe
check "a report of pictures stops it" shows PKG-325
cp out open.csv
python3 - open.csv <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))
with open('scan.csv', 'w', encoding='utf-8', newline='') as f:
    w = csv.writer(f)
    w.writerow(rows[0])
    for r in rows[1:]:
        w.writerow(r[:3] + ['緑川 花子', '2027-03-09', '原本が紙のため'] + r[6:])
PY
pack pe --decisions scan.csv
check "… unless a person lets it pass" status_is 0
check "… it is told" shows '文字のないページ: 1/1'
check "… and marked in the lists" grep -q '文字のないページ' pe/2_公表用一式/目録.csv
check "… signed" grep -q '文字のないページ' pe/2_公表用一式/manifest.json
check "… the report is in both sets" is_there 'pe/2_公表用一式/調査報告書（公表用）.pdf'

# what ends it half way
fresh
python3 - <<'PY'
import random
random.seed(7)
for name in 'abc':
    with open('d/元データ/%s.csv' % name, 'w') as f:
        f.write('番号,値\n')
        for i in range(30000):
            f.write('%d,%d\n' % (i, random.randrange(10**9)))
PY
# modes UMASK: those of a package made under it.
modes() {
    rm -rf pf
    (umask "$1" && pack pf --mail)
    stat -c %a pf pf/manifest.json pf/1_非公表一式/元データ pf/1_非公表一式/元データ/a.csv pf/3_メール/1_非公表一式_1-1.zip |
        tr '\n' ' '
}
check "modes follow the umask" [ "$(modes 022)" = "755 644 755 644 644 " ]
check "… a narrow one too" [ "$(modes 077)" = "700 600 700 600 600 " ]
(trap '' XFSZ; ulimit -S -f 1000; "$ITAKU" --lang en package --facts facts.txt --key keys/key --date 2027-03-10 --mail --out pg d) >out 2>err
status=$?
check "a disk that is full is an error" status_is 2
check "… that says so" says 'File too large'
check "… and nothing is left" is_away pg
check "…" nothing_left
# stopped SIGNAL: sent as soon as something is half made.
stopped() {
    "$ITAKU" package --facts facts.txt --key keys/key --date 2027-03-10 --out ph d >/dev/null 2>&1 &
    child=$!
    until ls -d ph.* >/dev/null 2>&1; do
        kill -0 $child 2>/dev/null || return 1
    done
    kill -"$1" $child
    wait $child
    [ $? -gt 128 ] && [ -z "$(ls -d ph* 2>/dev/null)" ]
}
check "the signal to end leaves nothing behind" stopped TERM
check "… nor does a terminal that is closed" stopped HUP

# settings
run --lang en package --init settings "$SOURCE/tests/fixtures/call-polite/spec.txt"
check "settings are made from a specification" status_is 0
for f in 納入物.txt 契約.txt 権利台帳.csv 判断.csv 名簿.csv 掲載可.txt 伏せる言葉.txt; do
    check "… $f" is_there settings/$f
done
run package --init settings "$SOURCE/tests/fixtures/call-polite/spec.txt"
check "… not twice" status_is 2
run --lang en inspect --profile settings/納入物.txt base
check "… whose profile can be used" sh -c '[ "$1" -le 1 ]' sh "$status"
rm -f keys/key; cp facts.txt settings/契約.txt; cp rights.csv settings/権利台帳.csv
cp "$SOURCE/data/profiles/meti-report.txt" settings/納入物.txt
run package --profile settings --key keys/key --date 2027-03-10 --out pd d
check "a folder of settings stands for all of them" status_is 0
check "…" is_there pd/1_非公表一式/二次利用未承諾リスト.xlsx
echo '浦島 竜宮丸,,' >>settings/名簿.csv
cp -r d named && echo '配車は浦島竜宮丸が受け持つ。' >named/メモ.txt
run package --profile settings --key keys/key --date 2027-03-10 --out pn named
check "who is on its 名簿.csv is found" shows PII-305
echo '浦島 竜宮丸' >>settings/掲載可.txt
run package --profile settings --key keys/key --date 2027-03-10 --out pn named
check "… and passes on its 掲載可.txt" status_is 0
refuses "a list without an entry" package --profile settings --words settings/伏せる言葉.txt --out pm named
check "nothing was left by any of them" nothing_left
done_testing

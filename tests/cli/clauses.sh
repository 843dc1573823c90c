#!/bin/sh
# itaku text clauses: one row a duty, its bytes, modality, actor, section, condition and words.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1
cat >duty.txt <<'EOF'
仕様書

１．業務内容
（１）受託者は、受付の担当を二名置き、来訪者の数を毎日記録すること。
（２）停電の場合は、速やかに発注者に連絡すること。ただし、休日の場合は、この限りでない。
EOF
run text clauses duty.txt
check "text clauses" status_is 0
check "… splits a sentence with two duties" [ "$(wc -l <"$dir/out")" -eq 4 ]
check "… tells modality, actor and section" shows "$(printf 'must\tcontractor\t1(1)')"
check "… tells the condition" shows "$(printf '停電の場合は\t停電の場合は、速やかに')"
check "… tells an exception" shows "$(printf 'may\tcontractor\t1(2)')"
beg=$(cut -f2 "$dir/out" | sed -n 2p)
end=$(cut -f3 "$dir/out" | sed -n 2p)
words=$(dd if=duty.txt bs=1 skip="$beg" count=$((end - beg)) 2>/dev/null)
check "… its bytes are the words of the file" [ "$words" = "来訪者の数を毎日記録すること" ]
refuses "two files" text clauses duty.txt duty.txt

done_testing

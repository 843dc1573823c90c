#!/bin/sh
# itaku clean: mails whose page is written in every encoding and transfer encoding; what is in sight
# stays as it is, what is hidden goes; attachments, words beside the parts, signed mails.
. "$(dirname -- "$0")/lib.sh"
cd "$dir" || exit 1

cat >mails.py <<'PY'
import base64, email, glob, io, quopri, sys, zipfile
PAGE = ('<html><head><meta content="川田 緑" name="Author"></head><body>公開します。'
        '<p style="display:none">控えの単価</p><i style="visibility:hidden">下書き abc</i>'
        '<font color="white">旧い値 &amp; x</font>見える<b>字</b>です。<!-- 社内 の メモ -->'
        '<img alt="図" src="http://pixel.example.jp/open.gif"></body></html>\r\n')
CLEAN = ('<html><head><meta content="" name="Author"></head><body>公開します。'
         '<p style="display:none"></p><i style="visibility:hidden">&#12288;&#12288;&#12288; '
         '&nbsp;&nbsp;&nbsp;</i><font color="white">&#12288;&#12288;&#12288; &nbsp; &nbsp;</font>'
         '見える<b>字</b>です。<img alt="図" src=""></body></html>\r\n')
HEAD = ('From: office@example.jp\r\nMessage-ID: <1@invalid>\r\nMIME-Version: 1.0\r\n'
        'Content-Type: multipart/%s; boundary="cut"\r\n\r\n%s--cut\r\n')
PLAIN = 'Content-Type: text/plain\r\n\r\nhello\r\n'
END = b'\r\n--cut--\r\n'

def make():
    for charset in ('utf-8', 'iso-2022-jp', 'cp932', 'euc-jp'):
        for transfer in ('8bit', 'base64', 'quoted-printable'):
            body = PAGE.encode(charset)
            if transfer == 'base64':
                body = base64.encodebytes(body).replace(b'\n', b'\r\n')
            elif transfer == 'quoted-printable':
                body = quopri.encodestring(body)
            part = 'Content-Type: text/html; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n'
            open('page-%s-%s.eml' % (charset, transfer), 'wb').write(
                (HEAD % ('mixed', '') + part % (charset, transfer)).encode() + body + END)
    attached = io.BytesIO()
    with zipfile.ZipFile(attached, 'w') as z:
        z.writestr('a.txt', 'kept')
        z.writestr('__MACOSX/a.txt', 'junk of the system')
    open('attached.eml', 'wb').write(
        (HEAD % ('mixed', '') + PLAIN + '--cut\r\nContent-Type: application/zip; name="set.zip"\r\n'
         'Content-Transfer-Encoding: base64\r\n\r\n').encode() +
        base64.encodebytes(attached.getvalue()) + END)
    open('beside.eml', 'wb').write((HEAD % ('mixed', '控えの単価\r\n') + PLAIN).encode() + END)
    signed = 'Content-Type: text/html; charset=utf-8\r\n\r\n' + PAGE
    open('signed.eml', 'wb').write((HEAD % ('signed', '') + signed).encode() + END)

def check(what):
    for name in sorted(glob.glob('all/page-*.eml')):
        mail = email.message_from_binary_file(open(name, 'rb'))
        part = mail.get_payload()[0]
        text = part.get_payload(decode=True).decode(part.get_content_charset())
        if text.rstrip('\r\n') != CLEAN.rstrip('\r\n'):
            sys.exit('# %s: %s' % (name, text))
        if open(name, 'rb').read() != open(name.replace('all/', 'again/'), 'rb').read():
            sys.exit('# %s is not the same when cleaned again' % name)
    mail = email.message_from_binary_file(open('all/attached.eml', 'rb'))
    names = zipfile.ZipFile(io.BytesIO(mail.get_payload()[1].get_payload(decode=True))).namelist()
    if names != ['a.txt']:
        sys.exit('# %s' % names)

make() if sys.argv[1] == 'make' else check(sys.argv[1])
PY
python3 mails.py make || exit 1

run --lang en inspect --json page-utf-8-8bit.eml
for rule in DOC-221 DOC-222 TXT-291 OOX-201 OOX-210; do
    check "found in a page: $rule" shows "$rule"
done
run --lang en clean page-utf-8-8bit.eml --out some
check "words that nobody sees and the author go" sh -c '! grep -q "控え\|下書き\|川田" some/*.eml'
check "what a person must decide stays" sh -c 'grep -q "旧い値" some/*.eml && grep -q pixel some/*.eml'
check "… and is said" shows '--yes OOX-210'
run clean --yes all --out all page-*.eml attached.eml beside.eml
run clean --yes all --out again all
check "all that is hidden goes, byte by byte, in every encoding" python3 mails.py check
check "words beside the parts go" sh -c '! grep -q "控え" all/beside.eml && grep -q hello all/beside.eml'
run --lang en clean signed.eml --out done
check "a signed mail waits" test "$status" = 1 -a ! -e done/signed.eml
check "… with the option" shows '--yes OOX-217'
run --lang en clean signed.eml --out done --yes OOX-217
check "… and is cleaned when told so" sh -c '! grep -q "控え" done/signed.eml'
check "… with what to do then" shows 'sign the mail anew'
printf '%s\r\n' 'From: a@example.jp' 'Received: from PC-3 ([10.0.0.3])' ' by mx.example.jp' 'X-Mailer: W 2' \
    'Message-ID: <7@pc-3.office.local>' 'MIME-Version: 1.0' 'Subject: x' '' 'hello' >way.eml
run clean way.eml --out done
printf '%s\r\n' 'From: a@example.jp' 'Message-ID: <7@removed.invalid>' 'MIME-Version: 1.0' 'Subject: x' '' \
    'hello' >way-clean.eml
check "fields that nobody sees go, its number stays without the host" cmp way-clean.eml done/way.eml
printf '<html><body>公開<p hidden>控えの単価</p></body></html>\n' >page.html
run clean page.html --out done
check "a page by itself" sh -c 'grep -q "公開<p hidden></p>" done/page.html'
printf '連絡先 090-1234-5678\n' >letter.txt
run --lang en clean --json letter.txt --out done
check "the log says what a person has to do" shows '"fix": "delete it'
done_testing

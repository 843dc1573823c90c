#!/usr/bin/env python3
"""usage: hostile.py ITAKU

Files made to do harm or to mislead: names given twice, names that leave the folder, links, names in CP932, bombs,
files in files in files, endings that lie, nothing at all. Each has a definite state, and what is told of it. TAP.
"""
import io
import json
import lzma
import os
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'office'))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../fixtures/tools'))
from package import docx, p  # noqa: E402
from sevenzip import AES, LZMA2, seven  # noqa: E402

warnings.simplefilter('ignore')
folder = tempfile.mkdtemp()
cases = []


def keep(name, data, rules, *states):
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(data)
    cases.append((name, rules.split(), states or ('inspected',)))


def archive(*members, how=zipfile.ZIP_DEFLATED):
    """members: (name or ZipInfo, data)"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', how) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def word(body='本文', **more):
    path = os.path.join(folder, 'one.tmp')
    docx(path, p(body), **more)
    with open(path, 'rb') as file:
        data = file.read()
    os.remove(path)
    return data


def cp932(data, name, raw):
    return data.replace(name, raw)


plain = word()
out = io.BytesIO(plain)
with zipfile.ZipFile(out, 'a') as z:
    z.writestr('word/document.xml', '<a/>')
keep('twice.docx', out.getvalue(), 'OOX-212', 'partial')
keep('twice.zip', archive(('a.txt', 'x'), ('a.txt', 'y')), 'ZIP-295')
keep('leaves.zip', archive(('../../a.txt', 'x')), 'ZIP-295')
keep('leaves-windows.zip', archive(('..\\a.txt', 'x')), 'ZIP-295')
keep('root.zip', archive(('/etc/a.txt', 'x')), 'ZIP-295')
keep('leaves.docx', word(parts={'../a.xml': '<a/>'}), 'ZIP-295')
link = zipfile.ZipInfo('a')
link.create_system, link.external_attr = 3, 0o120777 << 16
keep('link.zip', archive((link, '/etc/passwd')), 'ZIP-295')
keep('cp932.zip', cp932(archive(('aaaaaa.txt', 'x')), b'aaaaaa', '名簿表'.encode('cp932')), 'ZIP-295')
keep('junk.zip', archive(('__MACOSX/._a', 'x'), ('Thumbs.db', 'x'), ('~$a.docx', 'x')), 'ZIP-295')
keep('bomb.zip', archive(('a.txt', b'\0' * 30000000)), 'ZIP-295 SYS-399', 'partial')
keep('bomb.docx', word(parts={'word/header1.xml': '<w:hdr xmlns:w="x">' + ' ' * 30000000 + '</w:hdr>'}, rels=[('h', 'header', 'header1.xml')]),
     'SYS-399', 'partial')
keep('many.zip', archive(*[('%d.txt' % i, '') for i in range(20001)], how=zipfile.ZIP_STORED), 'SYS-399', 'partial')
keep('crowd.zip', archive(*[('%d.txt' % i, 'x') for i in range(2001)]), 'ZIP-295', 'partial')
keep('laughs.docx', word(parts={'word/header1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, rels=[('h', 'header', 'header1.xml')]), 'SYS-399', 'partial')
keep('deep.docx', word(parts={'word/header1.xml': '<a>' * 5000 + '</a>' * 5000}, rels=[('h', 'header', 'header1.xml')]), 'SYS-399', 'partial')
inner = archive(('a.txt', 'TEL 03-5555-2345'))
for _ in range(2):
    inner = archive(('in.zip', inner))
keep('three.zip', inner, 'PII-302')
for _ in range(4):
    inner = archive(('in.zip', inner))
keep('seven.zip', inner, 'ZIP-295', 'partial')
keep('locked.zip', bytearray(archive(('a.txt', 'x'), how=zipfile.ZIP_STORED)).replace(b'PK\1\2\x14\x03\x14\0\0\0', b'PK\1\2\x14\x03\x14\0\1\0')
     .replace(b'PK\3\4\x14\0\0\0', b'PK\3\4\x14\0\1\0'), 'ZIP-295', 'partial')
keep('twice.7z', seven([('a.txt', b'x'), ('a.txt', b'y')]), 'ZIP-295')
keep('leaves.7z', seven([('../a.txt', b'x')]), 'ZIP-295')
keep('link.7z', seven([('a', b'/etc/passwd')], links=['a']), 'ZIP-295')
keep('behind.7z', seven([('a.txt', b'x')], behind=b'more'), 'ZIP-295')
keep('locked.7z', seven([('a.txt', b'x')], coder=AES), 'ZIP-295 SYS-399', 'partial')
keep('locked-names.7z', seven([('a.txt', b'x')], hides_names=True), 'SYS-399', 'refused')
keep('unknown.7z', seven([('a.txt', b'x')], coder=b'\x03\x77\x01'), 'SYS-399', 'partial')
zeros = lzma.compress(b'\0' * 30000000, lzma.FORMAT_RAW, filters=[{'id': lzma.FILTER_LZMA2}])
keep('bomb.7z', seven([('a.txt', zeros)], coder=LZMA2, unpacked=30000000), 'ZIP-295 SYS-399', 'partial')
inner = seven([('a.txt', b'TEL 03-5555-2345')])
keep('in.zip', archive(('a.7z', inner)), 'PII-302')
for _ in range(5):
    inner = seven([('in.7z', inner)])
keep('six.7z', inner, 'ZIP-295', 'partial')


def pdf(content, keys=b'', of_page=b''):
    """A page with these keys whose content has these bytes and, besides its length, keys. Object 5 is free."""
    objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Count 1/Kids[3 0 R]>>',
               b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R%s>>' % of_page,
               b'<<%s/Length %d>>stream\n%s\nendstream' % (keys, len(content), content)]
    out, places = b'%PDF-1.4\n', []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, text)
    table = b''.join(b'%010d 00000 n \n' % at for at in places)
    return out + b'xref\n0 6\n0000000005 65535 f \n%s0000000000 00001 f \ntrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF' % (
        table, len(out))


packed = zlib.compress(b'0 0 9 9 re f\n' * 99)
keep('page.pdf', pdf(packed, b'/Filter/FlateDecode'), '')
keep('page-key.pdf', pdf(packed, b'7/Filter/FlateDecode'), 'PDF-171', 'partial')
keep('page-cut.pdf', pdf(packed[:-9], b'/Filter/FlateDecode'), 'PDF-171', 'partial')
keep('page-filter.pdf', pdf(packed, b'/Filter/None'), 'PDF-171', 'partial')
keep('page-head.pdf', pdf(b'0 0 9 9 re f').replace(b'4 0 obj', b'\0' * 7), 'PDF-171', 'partial')
keep('page-font.pdf', pdf(b'0 0 9 9 re f', of_page=b'/Resources<</Font<</F 5 0 R>>>>'), 'PDF-171', 'partial')
keep('page-form.pdf', pdf(b'0 0 9 9 re f', of_page=b'/Resources<</XObject<</F 5 0 R>>>>'), 'PDF-171', 'partial')
keep('page-note.pdf', pdf(b'0 0 9 9 re f', of_page=b'/B 5 0 R/Annots 5 0 R'), '')
keep('word.xlsx', plain, 'ZIP-296')
keep('word.pdf', plain, 'ZIP-296')
keep('text.docx', b'only words', 'ZIP-296')
keep('program.docx', b'MZ\x90\0' + b'\0' * 100, 'ZIP-296 SYS-399', 'refused')
keep('nothing.docx', b'', 'SYS-399', 'unreadable')
keep('nothing.txt', b'', '')
keep('zeros.bin', b'\0' * 5000, 'SYS-399', 'refused')
keep('ole.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\xff' * 3000, 'SYS-399', 'refused')

run = subprocess.run([sys.argv[1], '--lang', 'en', 'inspect', '--json'] + [os.path.join(folder, c[0]) for c in cases], capture_output=True, timeout=100)
files = {os.path.basename(f['path']): f for f in json.loads(run.stdout)['files']}
for i, (name, rules, states) in enumerate(cases, 1):
    f = files[name]
    found = {x['rule'] for x in f['findings']}
    good = f['state'] in states and all(r in found for r in rules)
    print('%sok %d - %s' % ('' if good else 'not ', i, name))
    if not good:
        print('# %s (%s) %s' % (f['state'], f['why'], sorted(found)))
print('1..%d' % len(cases))

#!/usr/bin/env python3
"""usage: svg.py ITAKU

SVG pictures with one thing planted in each, in Japanese and in Latin letters, and harmless look-alikes. What must be found
is found and nothing else; what is taken out is gone from the bytes, a second cleaning changes nothing, and the picture
looks the same (rsvg-convert, where it is installed). TAP.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib

itaku = sys.argv[1]
folder = tempfile.mkdtemp()
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
EDITOR = NS + ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
cases = []


def svg(body, head='width="400" height="300" viewBox="0 0 400 300"', ns=NS, before=''):
    return '<?xml version="1.0" encoding="UTF-8"?>\n%s<svg %s %s>\n%s\n</svg>\n' % (before, ns, head, body)


def keep(name, text, rules='', gone='', options='', looks_same=True):
    """rules: what must be found, and no other; gone: a word that cleaning with the options takes out."""
    with open(os.path.join(folder, name + '.svg'), 'wb') as file:
        file.write(text if isinstance(text, bytes) else text.encode())
    cases.append((name, sorted(rules.split()), gone, options.split(), looks_same))


def chunk(kind, data):
    return len(data).to_bytes(4, 'big') + kind + data + zlib.crc32(kind + data).to_bytes(4, 'big')


def png(width, height, grey, *more):
    rows = b''.join(b'\0' + bytes([grey]) * width for _ in range(height))
    head = width.to_bytes(4, 'big') + height.to_bytes(4, 'big') + b'\x08\0\0\0\0'
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + b''.join(more) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def image(data, place='x="20" y="20" width="200" height="200"'):
    return '<image %s xlink:href="data:image/png;base64,%s"/>' % (place, base64.b64encode(data).decode())


for lang, secret, seen in (('ja', '極秘の単価', '公開する図'), ('en', 'Secret tariff', 'Public figure')):
    def both(name, body, rules='', gone=secret, options='', looks_same=True, **more):
        keep('%s-%s' % (name, lang), svg('<text x="20" y="280">%s</text>\n%s' % (seen, body), **more), rules, gone if rules else '', options, looks_same)

    text = '<text x="40" y="60" font-size="20"%s>' + secret + '</text>'
    # ---- hidden by its look ----
    both('display', text % ' display="none"', 'DOC-221')
    both('display-style', text % ' style="fill:red;display:none"', 'DOC-221')
    both('display-group', '<g style="display:none"><g>%s</g></g>' % text % '', 'DOC-221')
    both('visibility', text % ' visibility="hidden"', 'DOC-221')
    both('opacity', text % ' opacity="0"', 'DOC-221')
    both('opacity-group', '<g opacity="0.0">%s</g>' % text % '', 'DOC-221')
    both('fill-opacity', text % ' fill-opacity="0"', 'DOC-221')
    both('rgba', text % ' style="fill:rgba(0,0,0,0)"', 'DOC-221')
    both('no-fill', text % ' fill="none"', 'DOC-221')
    both('class', '<style>.a{fill:#222} .b, .c { display : none }</style>' + text % ' class="a c"', 'DOC-221')
    both('cdata', '<style type="text/css"><![CDATA[ /* x */ #q{visibility:hidden;} ]]></style>' + text % ' id="q"', 'DOC-221')
    both('white', text % ' fill="white"', 'DOC-222', options='--yes DOC-222')
    both('same', '<rect x="0" y="20" width="400" height="100" fill="#336699"/>' + text % ' fill="#336699"', 'DOC-222', options='--yes DOC-222')
    both('black-on-black', '<path d="M0 20H400V120H0z"/>' + text % '', 'DOC-222', options='--yes DOC-222')
    both('tiny', '<text x="40" y="60" font-size="0.3">%s</text>' % secret, 'DOC-222', options='--yes DOC-222', looks_same=False)
    both('tiny-scaled', '<g transform="scale(0.02)">%s</g>' % text % '', 'DOC-222', options='--yes DOC-222', looks_same=False)
    both('unused', '<defs>%s</defs>' % text % '', 'DOC-221')
    both('unused-symbol', '<symbol id="s">%s</symbol>' % text % '', 'DOC-221')
    both('layer', '<g inkscape:groupmode="layer" inkscape:label="x" style="display:none">%s<path d="M0 0h9v9z"/></g>' % text % '', 'DOC-221 PPT-264', options='--yes PPT-264', ns=EDITOR)
    both('tspan', '<text x="40" y="60">%s <tspan x="40" y="80" display="none">%s</tspan></text>' % (seen, secret), 'DOC-221')
    # ---- hidden by its place ----
    both('box', text % '' + '<rect x="30" y="35" width="300" height="40"/>', 'DOC-222', options='--yes DOC-222')
    both('box-white', text % '' + '<rect x="30" y="35" width="300" height="40" fill="#fff" stroke="black"/>', 'DOC-222', options='--yes DOC-222')
    both('box-path', text % '' + '<path d="m30,35 h300 v40 h-300 z" style="fill:#000000"/>', 'DOC-222', options='--yes DOC-222')
    both('box-moved', '<g transform="translate(10 5) rotate(10)">%s<rect x="30" y="35" width="300" height="40"/></g>' % text % '', 'DOC-222', options='--yes DOC-222')
    both('two-boxes', text % '' + '<rect x="30" y="35" width="60" height="40"/><rect x="85" y="35" width="250" height="40"/>', 'DOC-222', options='--yes DOC-222')
    both('ellipse', text % '' + '<ellipse cx="120" cy="52" rx="200" ry="60"/>', 'DOC-222', options='--yes DOC-222')
    both('marker', text % '' + '<line x1="30" y1="53" x2="340" y2="53" stroke="#000" stroke-width="30"/>', 'DOC-222', options='--yes DOC-222')
    both('marker-path', text % '' + '<path d="M30 53 L340 53" stroke="#000" stroke-width="30" fill="none"/>', 'DOC-222', options='--yes DOC-222')
    both('part', '<text x="40" y="60" font-size="20">%s%s</text><rect x="%d" y="35" width="300" height="40"/>' % (seen, secret, 138 if lang == 'ja' else 158), 'DOC-222')
    cases[-1] = cases[-1][:2] + ('', [], True)
    both('empty-clip', '<clipPath id="c"/><g clip-path="url(#c)">%s</g>' % text % '', 'DOC-221')
    both('under-photo', text % '' + image(png(9, 9, 99), 'x="30" y="35" width="300" height="40"').replace('image/png', 'image/jpeg'), 'DOC-222', options='--yes DOC-222', looks_same=False)
    both('foreign', '<foreignObject width="90" height="20" display="none"><p xmlns="http://www.w3.org/1999/xhtml">%s</p></foreignObject>' % secret, 'DOC-221')
    both('outside', '<text x="40" y="900">%s</text>' % secret, 'PPT-262', options='--yes PPT-262')
    both('outside-left', '<g transform="translate(-2000)">%s</g>' % text % '', 'PPT-262', options='--yes PPT-262')
    both('clipped', '<clipPath id="c"><rect x="300" y="200" width="50" height="50"/></clipPath><g clip-path="url(#c)">%s</g>' % text % '', 'DOC-221')
    # ---- beside the picture ----
    both('comment', '<!-- %s -->' % secret, 'IMG-281')
    both('data', '<rect x="20" y="20" width="50" height="50" data-memo="%s"/>' % secret, 'IMG-281')
    both('data-of-a-layer', '<g data-name="%s" data-id="g12"><rect x="20" y="20" width="50" height="50"/></g>' % secret)
    both('data-that-is-drawn', '<text x="20" y="60" data-plain="%s">%s</text>' % (seen, seen))
    both('data-that-is-asked-for', '<style>[data-kind="%s"]{fill:red}</style><rect width="9" height="9" data-kind="%s"/>' % (seen, seen))
    both('export', '', 'OOX-203', gone='figures', head='width="400" height="300" inkscape:export-filename="/srv/%s/figures/a.png"' % secret, ns=EDITOR)
    both('script', '<script>var a = "%s";</script>' % secret, 'OOX-208', options='--yes OOX-208')
    both('handler', '<rect width="9" height="9" onclick="go(\'%s\')"/>' % secret, 'OOX-208', options='--yes OOX-208')
    # ---- harmless look-alikes ----
    both('plain', text % '')
    both('dark-head', '<rect x="0" y="20" width="400" height="100" fill="#036"/>' + text % ' fill="white"')
    both('box-below', '<rect x="30" y="35" width="300" height="40" fill="#eee"/>' + text % '')
    keep('dark-page-' + lang, svg('<rect width="100%" height="100%" fill="#036"/>' + text % ' fill="white"'))
    both('under-glass', text % '' + image(png(9, 9, 99), 'x="30" y="35" width="300" height="40"'))
    both('scan-over', text % '' + image(png(9, 9, 99), 'width="400" height="300"').replace('image/png', 'image/jpeg'))
    both('frame', text % '' + '<rect x="30" y="35" width="300" height="40" fill="none" stroke="#000"/>')
    both('highlight', text % '' + '<rect x="30" y="35" width="300" height="40" fill="#ff0" fill-opacity="0.4"/>')
    both('underline', text % '' + '<rect x="30" y="62" width="300" height="2"/>')
    both('struck', text % '' + '<rect x="30" y="53" width="300" height="1"/>')
    both('beside', text % '' + '<rect x="30" y="65" width="300" height="40"/>')
    both('outlined', text % ' fill="none" stroke="#000"')
    both('symbol', '<defs><g id="t">%s</g></defs><use xlink:href="#t"/>' % text % '')
    both('animated', '<text x="40" y="60" opacity="0">%s<animate attributeName="opacity" to="1" dur="1s" fill="freeze"/></text>' % secret)
    both('hover', '<style>.a{opacity:1} .b:hover .a{display:none}</style>' + text % ' class="a"')
    both('clip-around', '<clipPath id="c"><rect width="390" height="290"/></clipPath><g clip-path="url(#c)">%s</g>' % text % '')
    both('turned', '<text x="-20" y="-20" transform="matrix(1 0 0 1 60 280)" opacity="0.7">%s</text><text x="20" y="-200" transform="translate(0 290)">%s</text>' % (secret, secret))
    both('edge', '<text x="330" y="60" font-size="20">%s</text>' % secret)
    both('scan', image(png(20, 20, 250), 'x="0" y="0" width="400" height="300"') + text % ' opacity="0"')
    both('scan-below', text % ' fill="none"' + image(png(20, 20, 250), 'x="0" y="0" width="400" height="300"'))
    both('made-with', '<!-- Created with Inkscape (http://www.inkscape.org/) --><!-- Generator: Adobe Illustrator 27.1 -->')
    both('gradient', '<linearGradient id="g"><stop offset="0"/></linearGradient><rect x="0" y="20" width="400" height="100" fill="url(#g)"/>' + text % ' fill="#fff"')

RDF = ('<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
       'xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>%s</cc:Work></rdf:RDF></metadata>')
keep('creator', svg(RDF % '<dc:creator><cc:Agent><dc:title>設計室第二班</dc:title></cc:Agent></dc:creator>'), 'OOX-201', 'Agent')
keep('only-format', svg(RDF % '<dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/>'))
keep('docname', svg('', ns=EDITOR, head='width="9" height="9" sodipodi:docname="draft-7.svg"'), 'OOX-205', 'draft-7')
keep('absref', svg('<image width="9" height="9" xlink:href="#" sodipodi:absref="/srv/hanako/a.png"/>', ns=EDITOR), 'OOX-203', 'hanako')
keep('metadata-of-a-word', svg('<metadata><a>Kurodasan</a></metadata>'), 'IMG-281', 'Kurodasan')
keep('comment-that-goes-along', svg('<!-- layer-kuroda --><metadata><a>Kurodasan</a></metadata>'), 'IMG-281', 'layer-kuroda')
keep('comment-of-a-word', svg('<!-- background --><metadata><a>12.5</a></metadata>'))
keep('windows-path', svg('<g data-source="C:\\Users\\hanako\\a.ai"/>'), 'OOX-203', 'hanako')
keep('linked', svg('<image width="9" height="9" xlink:href="https://pictures.example.jp/a.png"/>'), 'OOX-210', 'pictures.example', '--yes OOX-210')
keep('linked-file', svg('<image width="9" height="9" xlink:href="file:///srv/hanako/a.png"/>'), 'OOX-203', 'hanako')
keep('imported', svg('<style>@import url("https://fonts.example.jp/a.css");</style>'), 'OOX-209')
keep('web-link', svg('<a xlink:href="https://www.example.jp/"><text x="20" y="60">Text</text></a>'))
keep('private', svg('<i:pgf xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/" id="a"><![CDATA[eJzsvWuTHEd]]></i:pgf>'), 'OOX-212', 'eJzsvWuTHEd')
keep('entities', svg('<g xmlns:x="&ns_x;"><text x="20" y="60">&office;の連絡先 03-5555-2345</text></g>', before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n<!ENTITY ns_x "http://ns.adobe.com/X/1.0/">\n<!ENTITY office "調査部">\n]>\n'), 'PII-302')
keep('phone', svg('<text x="20" y="60">電話 03-5555-<tspan>2345</tspan></text>'), 'PII-302')
keep('phone-letters', svg('<text y="60">%s</text>' % ''.join('<tspan x="%d">%s</tspan>' % (20 + 9 * i, c) for i, c in enumerate('電話03-5555-2345'))), 'PII-302')
keep('label', svg('<g inkscape:label="連絡先 03-5555-2345"/>', ns=EDITOR), 'PII-302')
keep('picture-comment', svg(image(png(9, 9, 99, chunk(b'tEXt', b'Author\0Hanako Sokuryo')))), 'IMG-281 OOX-213', base64.b64encode(b'Author\0Hanako')[4:12].decode())
keep('picture-covered', svg(image(png(9, 9, 99)) + '<rect width="400" height="300"/>'), 'PPT-263')
keep('picture-box', svg(image(png(9, 9, 99)) + '<rect x="60" y="60" width="80" height="20"/>'), 'PPT-263')
keep('picture-scale', svg(image(png(9, 9, 99)) + '<rect x="60" y="200" width="100" height="3"/>'))
keep('picture-label', svg(image(png(9, 9, 99)) + '<rect x="60" y="60" width="80" height="20"/><text x="62" y="75" fill="#fff">Ginza</text>'))
keep('picture-hidden', svg('<g display="none">%s</g>' % image(png(9, 9, 99))), 'PPT-264', 'image/png', '--yes PPT-264')
keep('white-logo', svg('<text x="40" y="60" fill="#fff">Logo</text>'))
keep('prefixed', svg('<svg:text x="40" y="60" display="none">電話 03-5555-2345</svg:text>', ns='xmlns:svg="http://www.w3.org/2000/svg"').replace('<svg xmlns', '<svg:svg xmlns').replace('</svg>', '</svg:svg>'), 'DOC-221 PII-302', '5555')
keep('sjis', svg('<text x="20" y="60">電話 03-5555-2345</text>').replace('UTF-8', 'Shift_JIS').encode('cp932'), 'PII-302')


def run(*args):
    done = subprocess.run([itaku, '--lang', 'en'] + list(args), capture_output=True, timeout=60)
    return done.returncode, done.stdout


def found(paths):
    _, out = run('inspect', '--json', *paths)
    return {os.path.basename(f['path'])[:-4]: (f['state'], sorted({x['rule'] for x in f['findings']})) for f in json.loads(out)['files']}


def drawn(path):
    done = subprocess.run(['rsvg-convert', '--background-color=white', path], capture_output=True, timeout=60)
    return done.stdout if done.returncode == 0 else None


number = 0


def say(good, name, why=''):
    global number
    number += 1
    print('%sok %d - %s' % ('' if good else 'not ', number, name))
    if not good:
        print('# %s' % (why,))


results = found([os.path.join(folder, c[0] + '.svg') for c in cases])
for name, rules, gone, options, looks_same in cases:
    say(results[name] == ('inspected', rules), name, 'want %s, got %s' % (rules, results[name]))
for name, rules, gone, options, looks_same in cases:
    if not gone:
        continue
    path, once, twice = (os.path.join(folder, x) for x in (name + '.svg', 'once-' + name, 'twice-' + name))
    status, out = run('clean', path, '--out', once, *options)
    result = os.path.join(once, name + '.svg')
    if not os.path.exists(result):
        say(False, 'clean ' + name, out.decode())
        continue
    data = open(result, 'rb').read()
    run('clean', result, '--out', twice, *options)
    say(gone.encode() not in data, 'clean %s: gone' % name, out.decode())
    say(open(os.path.join(twice, name + '.svg'), 'rb').read() == data, 'clean %s: nothing left to do' % name)
    if shutil.which('rsvg-convert') and looks_same:
        say(drawn(path) is not None and drawn(path) == drawn(result), 'clean %s: looks the same' % name)
shutil.rmtree(folder)
print('1..%d' % number)

#!/usr/bin/env python3
"""usage: odf.py ITAKU

OpenDocument files with words planted where they must go, cleaned with the options that take them out: the words are gone from
every part and the others still there, parts that were not touched are the same bytes, the kind stays first and unpacked, the
manifest lists what is there, and the result is in order when inspected and the same when cleaned again. TAP.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '../inspect/office'))
itaku, folder = os.path.abspath(sys.argv[1]), tempfile.mkdtemp()
sys.argv[1] = folder  # the module makes its own files there
from make_office import odf_file, png  # noqa: E402

GONE, SEEN, ALSO = 'かくれ語', '公開する語', 'もう一つの語'
number = 0


def say(good, name, why=''):
    global number
    number += 1
    print('%sok %d - %s' % ('' if good else 'not ', number, name))
    if not good:
        print('# %s' % (why,))


def run(*args):
    done = subprocess.run([itaku, '--lang', 'en'] + list(args), capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode()


def parts(path):
    if not zipfile.is_zipfile(path):
        return {'-': open(path, 'rb').read()}
    with zipfile.ZipFile(path) as z:
        return {name: z.read(name) for name in z.namelist()}


def packed(path, name):
    with zipfile.ZipFile(path) as z, open(path, 'rb') as file:
        info = z.getinfo(name)
        file.seek(info.header_offset + 26)
        n, more = (int.from_bytes(file.read(2), 'little') for _ in range(2))
        file.seek(info.header_offset + 30 + n + more)
        return file.read(info.compress_size)


def problem(before, after, options):
    old, new = parts(before), parts(after)
    if not any(GONE.encode() in data for data in old.values()):
        return 'nothing is planted'
    for name, data in new.items():
        if GONE.encode() in data:
            return 'still in ' + name
        if name.endswith('.xml') or name == '-':
            tree.fromstring(data)
    text = b''.join(new.values()).decode(errors='replace')
    for word in (SEEN, ALSO):
        if word in b''.join(old.values()).decode(errors='replace') and word not in text:
            return '%s is lost' % word
    if '-' not in new:
        with zipfile.ZipFile(after) as z:
            first = z.infolist()[0]
        if first.filename != 'mimetype' or first.compress_type != zipfile.ZIP_STORED:
            return 'the kind does not stand first'
        for name in new:
            if old[name] == new[name] and packed(before, name) != packed(after, name):
                return '%s was packed anew' % name
        listed = [e.get(k) for e in tree.fromstring(new['META-INF/manifest.xml']) for k in e.keys() if k.endswith('full-path')]
        for name in listed:
            if not name.endswith('/') and name not in new:
                return 'the manifest lists %s' % name
    again = os.path.join(folder, 'again')
    shutil.rmtree(again, ignore_errors=True)
    run('clean', after, '--out', again, *options)
    if open(os.path.join(again, os.path.basename(after)), 'rb').read() != open(after, 'rb').read():
        return 'cleaning again changes it'
    status, out = run('inspect', after)
    return None if status == 0 else out


def case(name, kind, body, options='', state='cleaned', holds=(), lacks=(), flat=False, **more):
    """holds, lacks: what else must be, or not be, in the content of the result."""
    ending = {'text': 'odt', 'spreadsheet': 'ods', 'presentation': 'odp'}[kind]
    before = os.path.join(folder, '%s.%s%s' % (name, 'f' if flat else '', ending))
    odf_file(before, kind, body, flat=flat, **more)
    out = os.path.join(folder, 'out-' + name)
    status, answer = run('clean', before, '--out', out, '--json', *options.split())
    file = json.loads(answer)['files'][0]
    if file['state'] != state:
        say(False, name, answer)
        return
    after = os.path.join(out, os.path.basename(before))
    if state in ('undecided', 'refused', 'remains'):
        say(state == 'remains' or not os.path.exists(after), name)
        return
    why = problem(before, after, options.split())
    content = parts(after).get('content.xml', b'').decode()
    for word in holds:
        why = why or (None if word in content else '%s is missing' % word)
    for word in lacks:
        why = why or (None if word not in content else '%s is still there' % word)
    say(why is None, name, why)


def style(name, family, properties, more=''):
    return '<style:style style:name="%s" style:family="%s"%s>%s</style:style>' % (name, family, more, properties)


plain = '<text:p>%s</text:p>' % SEEN
hide = '<style:text-properties text:display="none"/>'
info = '<office:change-info><dc:creator>%s</dc:creator></office:change-info>'
case('merged-over', 'spreadsheet', '<table:table table:name="A"><table:table-column/><table:table-row table:visibility="collapse">'
     '<table:table-cell table:number-rows-spanned="2"><text:p>%s</text:p></table:table-cell></table:table-row><table:table-row>'
     '<table:covered-table-cell/></table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>%s</text:p>'
     '</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell></table:table-row>'
     '</table:table>' % (SEEN, GONE, ALSO), '--hidden remove')
case('remark', 'text', '<text:p>%s</text:p><!-- %s --><text:p>%s</text:p>' % (SEEN, GONE, ALSO))
case('author', 'text', '<text:p><text:initial-creator>%s</text:initial-creator>%s</text:p>' % (ALSO, SEEN), holds=[ALSO], lacks=['initial-creator'],
     meta='<meta:initial-creator>%s</meta:initial-creator><dc:creator>%s</dc:creator><meta:editing-cycles>9</meta:editing-cycles>' % (GONE, GONE))
case('described', 'text', plain, meta='<dc:title>%s</dc:title><meta:user-defined meta:name="a">%s</meta:user-defined>' % (GONE, GONE))
case('template', 'text', plain, meta='<meta:template xlink:href="../%s.ott"/>' % GONE)
case('printer', 'text', plain, settings='<config:config-item config:name="PrinterName">%s</config:config-item>'
     '<config:config-item config:name="PrinterSetup">AAAA</config:config-item>' % GONE)
case('path', 'text', plain, settings='<config:config-item config:name="Source">file:///srv/%s/a.odb</config:config-item>' % GONE)
case('comment', 'text', '<text:p>%s<office:annotation office:name="a"><dc:creator>%s</dc:creator><text:p>%s</text:p></office:annotation>%s'
     '<office:annotation-end office:name="a"/></text:p>' % (SEEN, GONE, GONE, ALSO), lacks=['annotation'])
case('thumbnail', 'text', plain, parts={'Thumbnails/thumbnail.png': png() + GONE.encode()})
case('unlisted', 'text', plain, parts={'lost.txt': GONE})
case('version', 'text', plain, parts={'VersionList.xml': '<a>%s</a>' % GONE})
case('macro', 'text', plain, '--yes OOX-208', parts={'Basic/Standard/a.xml': '<a>%s</a>' % GONE})
case('signed', 'text', plain, state='undecided', parts={'META-INF/documentsignatures.xml': '<a>%s</a>' % GONE})
case('signed-dropped', 'text', plain, '--yes OOX-217', parts={'META-INF/documentsignatures.xml': '<a>%s</a>' % GONE})
case('locked', 'text', plain + GONE, state='refused', encrypted=True)

case('span', 'text', '<text:p>%s<text:span text:style-name="T">%s</text:span>%s</text:p>' % (SEEN, GONE, ALSO), styles=style('T', 'text', hide))
case('span-flat', 'text', '<text:p>%s<text:span text:style-name="T">%s</text:span>%s</text:p>' % (SEEN, GONE, ALSO), styles=style('T', 'text', hide), flat=True)
case('paragraph', 'text', plain + '<text:p text:style-name="P"><text:span>%s</text:span></text:p>' % GONE, more_styles=style('P', 'paragraph', hide))
case('paragraph-of-spans', 'text', plain + '<text:p><text:bookmark text:name="b"/><text:span text:style-name="T">%s</text:span></text:p>' % GONE + '<text:p>%s</text:p>' % ALSO, styles=style('T', 'text', hide), lacks=['bookmark'])
case('paragraph-alone', 'text', plain + '<text:section><text:p><text:span text:style-name="T">%s</text:span></text:p></text:section>' % GONE, styles=style('T', 'text', hide), holds=['<text:section><text:p><text:span text:style-name="T"><text:s/></text:span></text:p>'])
case('section', 'text', plain + '<text:section text:name="a" text:display="none"><text:p>%s</text:p></text:section>' % GONE)
case('field', 'text', '<text:p>%s<text:hidden-text text:condition="x" text:string-value="%s"/></text:p>' % (SEEN, GONE))
case('variable', 'text', '<text:user-field-decls><text:user-field-decl text:name="a" office:value-type="string" office:string-value="%s"/></text:user-field-decls>'
     '<text:p>%s<text:user-field-get text:name="a">%s</text:user-field-get></text:p>' % (GONE, SEEN, ALSO), '--yes DOC-223', lacks=['user-field-get'])
case('white', 'text', '<text:p>%s<text:span text:style-name="T">%s</text:span>%s</text:p>' % (SEEN, GONE, ALSO), '--yes DOC-222',
     styles=style('T', 'text', '<style:text-properties fo:color="#ffffff"/>'), holds=['\u3000' * len(GONE)])
case('black', 'text', '<text:p text:style-name="P">%s<text:span text:style-name="T">%s</text:span></text:p>' % (GONE, ALSO), '--yes DOC-222',
     styles=style('P', 'paragraph', '<style:text-properties fo:color="#000000" fo:background-color="#000000"/>') +
     style('T', 'text', '<style:text-properties fo:color="#ffffff"/>'))
changes = ('<text:tracked-changes><text:changed-region text:id="d"><text:deletion>' + info + '<text:p>%s</text:p></text:deletion></text:changed-region>'
           '<text:changed-region text:id="i"><text:insertion>' + info + '</text:insertion></text:changed-region></text:tracked-changes>'
           '<text:p>%s<text:change text:change-id="d"/><text:change-start text:change-id="i"/>%s<text:change-end text:change-id="i"/></text:p>')
case('tracked', 'text', changes % ('x', GONE, 'x', SEEN, ALSO), state='undecided')
case('accepted', 'text', changes % ('x', GONE, 'x', SEEN, ALSO), '--tracked accept', holds=[ALSO], lacks=['change'])
case('rejected', 'text', changes % ('x', ALSO, 'x', SEEN, GONE), '--tracked reject', holds=[ALSO], lacks=['change'])
case('rejected-widely', 'text', changes % ('x', ALSO + '</text:p><text:p>', 'x', SEEN, GONE), '--tracked reject', state='undecided')
case('link', 'text', '<text:p><text:a xlink:href="file:///srv/%s/a.odt">%s</text:a></text:p>' % (GONE, SEEN))
case('path-described', 'text', '<text:p>%s<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>C:\\Users\\%s\\a.png</svg:desc></draw:frame></text:p>' % (SEEN, GONE),
     parts={'Pictures/a.png': png()}, holds=['<svg:desc>a.png<'])
case('path-in-frame-name', 'text', '<text:p><text:a xlink:href="#a" office:target-frame-name="C:\\Users\\%s\\a.docx">%s</text:a></text:p>' % (GONE, SEEN), holds=['"a.docx"'])
case('path-seen', 'text', '<text:p>C:\\Users\\%s\\a.docx</text:p>' % GONE, state='remains')
case('linked', 'text', '<text:section text:name="a"><text:section-source xlink:href="file:///srv/%s/a.odt"/>%s</text:section>' % (GONE, plain), '--yes OOX-209')
case('object', 'text', '<text:p>%s<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame></text:p>' % SEEN,
     '--yes OOX-207', parts={'Object 1/content.xml': '<a>%s</a>' % GONE, 'ObjectReplacements/Object 1': png()})


fields = '<text:p>%s<field:fieldmark-start><field:param field:value="%s"/></field:fieldmark-start><field:fieldmark-separator/>%s<field:fieldmark-end/></text:p>'
case('field-fetches', 'text', fields % (SEEN, 'INCLUDETEXT &quot;%s.docx&quot;' % GONE, ALSO), '--yes DOC-223', lacks=['fieldmark'])
case('fields-in-each-other', 'text', fields % (SEEN, 'PAGE', fields % ('', 'LINK &quot;%s.xls&quot;' % GONE, ALSO)), '--yes DOC-223', holds=['fieldmark-start', 'fieldmark-end'])
case('margin', 'text', plain, more_styles='<style:master-page style:name="Standard"/><style:master-page style:name="First"><style:header><text:p>%s</text:p></style:header></style:master-page>' % (GONE * 2))
case('tiny', 'text', '<text:p>%s<text:span text:style-name="T">%s</text:span></text:p>' % (SEEN, GONE), '--yes DOC-222', styles=style('T', 'text', '<style:text-properties fo:font-size="1pt" style:font-size-asian="1pt"/>'))
bars = style('gr', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="paragraph"/>')
bar = '<draw:custom-shape text:anchor-type="char" draw:z-index="1" draw:style-name="gr" svg:x="-0.2cm" svg:y="-0.2cm" svg:width="14cm" svg:height="1.2cm"><text:p/><draw:enhanced-geometry draw:type="ooxml-rect"/></draw:custom-shape>'
case('bar-over-words', 'text', plain + '<text:p>%s%s</text:p>' % (bar, GONE) + plain, '--yes DOC-222', styles=bars)
case('bar-over-box', 'text', plain + '<text:p>%s%s</text:p>' % ('<draw:frame text:anchor-type="char" draw:z-index="0" draw:style-name="gb" svg:x="0cm" svg:y="0cm" svg:width="12cm" svg:height="0.8cm"><draw:text-box><text:p>'
     '<text:span>%s</text:span></text:p></draw:text-box></draw:frame>' % GONE, bar) + plain, '--yes DOC-222', styles=bars + bars.replace('"gr"', '"gb"').replace('solid', 'none'))


def table(name, rows, more='', columns=''):
    return '<table:table table:name="%s"%s>%s%s</table:table>' % (name, more, columns, rows)


def row(*cells, more=''):
    return '<table:table-row%s>%s</table:table-row>' % (more, ''.join(cells))


def cell(text, formula=''):
    value = ' office:value-type="string" office:string-value="%s"' % text
    return '<table:table-cell%s%s><text:p>%s</text:p></table:table-cell>' % (' table:formula="of:=%s"' % formula if formula else '', value, text)


off = style('ta', 'table', '<style:table-properties table:display="false"/>')
names = '<table:named-expressions><table:named-range table:name="n" table:cell-range-address="$Two.$A$1"/><table:named-range table:name="m" table:cell-range-address="$One.$A$1"/></table:named-expressions>'
case('sheet', 'spreadsheet', table('One', row(cell(SEEN), cell(ALSO, '[$Two.A1]'), cell('3', 'SUM([.A1:.B1])'))) + table('Two', row(cell(GONE)), ' table:style-name="ta"') + names,
     '--hidden remove', styles=off, holds=['SUM', 'table:name="m"'], lacks=['$Two', 'table:name="n"'])
case('path-in-name', 'spreadsheet', table('One', row(cell(SEEN))) + '<table:named-expressions><table:named-expression table:name="n" table:expression="[&apos;file:///C:/%s/a.xlsx&apos;#$S.$A$1]"/></table:named-expressions>' % GONE,
     holds=['[&apos;a.xlsx&apos;#$S.$A$1]'])
case('sheet-shown', 'spreadsheet', table('One', row(cell(SEEN))) + table('Two', row(cell(ALSO)), ' table:style-name="ta"'), '--hidden show',
     styles=off, meta='<dc:creator>%s</dc:creator>' % GONE, lacks=['display'])
case('row', 'spreadsheet', table('One', row(cell(SEEN), cell('7', 'SUM([.A1:.A3])'), cell('8', '[.B1]*2'), cell('9', 'name+1')) + row(cell(GONE), more=' table:visibility="collapse"') +
     row(cell(ALSO))), '--hidden remove', holds=['[.B1]*2', 'collapse'], lacks=['SUM', 'name+1'])
case('white-cell', 'spreadsheet', table('One', row(cell(SEEN), cell(GONE).replace('<table:table-cell', '<table:table-cell table:style-name="ce"'), cell(ALSO, '[.B1]'),
     cell('9', '[.A1]*2'))), '--yes XLS-243', styles=style('ce', 'table-cell', '<style:text-properties fo:color="#ffffff"/>'), holds=['[.A1]*2'], lacks=['[.B1]'])
white = style('T', 'text', '<style:text-properties fo:color="#ffffff"/>')
case('white-run', 'spreadsheet', table('One', row(cell('%s<text:span text:style-name="T">%s</text:span>' % (SEEN, GONE)).replace(' office:string-value="%s<' % SEEN, ' x="').split(' x="')[0] +
     ' office:string-value="%s%s"><text:p>%s<text:span text:style-name="T">%s</text:span></text:p></table:table-cell>' % (SEEN, GONE, SEEN, GONE))), '--yes XLS-243', styles=white)
case('merged', 'spreadsheet', table('One', row(cell(SEEN), cell(GONE).replace('table:table-cell', 'table:covered-table-cell'), cell(ALSO, '[.B1]'))), '--yes XLS-249', lacks=['[.B1]'])
no_number = ('<number:number-style style:name="N"><number:text/></number:number-style>' + style('ce', 'table-cell', '', ' style:data-style-name="N"'))
case('no-number', 'spreadsheet', table('One', row(cell(SEEN), '<table:table-cell table:style-name="ce" office:value-type="float" office:value="7"/>')),
     '--yes XLS-243', styles=no_number, meta='<dc:creator>%s</dc:creator>' % GONE, lacks=['office:value='])
case('masked-number', 'spreadsheet', table('One', row(cell(SEEN), '<table:table-cell table:style-name="ce" office:value-type="float" office:value="7"><text:p>***</text:p></table:table-cell>')),
     '--yes XLS-243', styles=no_number.replace('<number:text/>', '<number:text>***</number:text>'), meta='<dc:creator>%s</dc:creator>' % GONE, lacks=['office:value='], holds=['<text:p>***'])
case('hidden-in-cell', 'text', plain + '<table:table><table:table-row><table:table-cell><text:p text:style-name="P">%s</text:p></table:table-cell></table:table-row></table:table>' % GONE,
     styles=style('P', 'paragraph', hide), holds=['<text:p text:style-name="P"><text:s/></text:p>'])
case('conditional', 'spreadsheet', table('One', row(cell(SEEN), cell(GONE).replace('<table:table-cell', '<table:table-cell table:style-name="ce"'))), '--yes XLS-243',
     styles=style('x', 'table-cell', '<style:text-properties fo:color="#ffffff"/>') + style('ce', 'table-cell', '<style:map style:condition="is-true-formula(1)" style:apply-style-name="x"/>'))
case('prompt', 'spreadsheet', '<table:content-validations><table:content-validation table:name="v"><table:help-message><text:p>%s</text:p></table:help-message></table:content-validation>'
     '</table:content-validations>' % GONE + table('One', row(cell(SEEN))), '--yes XLS-248')
fills = ''.join(style('g' + c[0], 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#%s" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="paragraph"/>' % c)
                for c in ('ffffff', '000000'))
shape = '<draw:custom-shape draw:z-index="%d" draw:name="b" draw:style-name="%s" svg:x="0cm" svg:y="0cm" svg:width="9cm" svg:height="2cm"><text:p>%s</text:p><draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>'
words = '<text:span text:style-name="T">%s</text:span>'
case('box-white', 'spreadsheet', table('One', row('<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gf', words % GONE + ALSO)))), '--yes DOC-222', styles=fills + white)
case('shape-under-shape', 'spreadsheet', table('One', row('<table:table-cell>%s%s</table:table-cell>' % (shape % (1, 'g0', ''), shape % (0, 'gf', GONE)))) + table('Two', row(cell(SEEN))),
     '--yes XLS-249', styles=fills)
case('column', 'spreadsheet', table('One', row(cell(SEEN), cell(GONE), cell(ALSO)), columns='<table:table-column/><table:table-column table:visibility="collapse"/>'), '--hidden remove')
case('sheet-changes', 'spreadsheet', '<table:tracked-changes><table:cell-content-change><office:change-info><dc:creator>%s</dc:creator></office:change-info><table:previous>'
     '<table:change-track-table-cell><text:p>%s</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>' % (GONE, GONE) + table('One', row(cell(SEEN))))


def page(text, more='', inside=''):
    return '<draw:page draw:name="%s"%s><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>%s</draw:page>' % (text, more, text, inside)


dark = style('dp', 'drawing-page', '<style:drawing-page-properties presentation:visibility="hidden"/>')
case('slide', 'presentation', page(SEEN) + page(GONE, ' draw:style-name="dp"'), '--hidden remove', styles=dark)
case('notes', 'presentation', page(SEEN, '', '<presentation:notes><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame></presentation:notes>' % GONE), '--hidden remove')
case('slide-comment', 'presentation', page(SEEN, '', '<office:annotation><dc:creator>x</dc:creator><text:p>%s</text:p></office:annotation>' % GONE))
case('shape', 'presentation', page(SEEN, '', '<draw:frame draw:display="none"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>' % GONE), '--hidden remove')
case('covered-shape', 'presentation', page(SEEN, '', '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>'
     '<draw:rect draw:style-name="g0" svg:x="1cm" svg:y="1cm" svg:width="12cm" svg:height="5cm"/>' % GONE), '--hidden remove', styles=fills)
case('beside-slide', 'presentation', page(SEEN, ' draw:master-page-name="m"', '<draw:frame svg:x="40cm" svg:y="2cm" svg:width="9cm" svg:height="2cm"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>' % GONE),
     '--yes PPT-262', more_styles='<style:page-layout style:name="l"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout><style:master-page style:name="m" style:page-layout-name="l"/>')
case('white-on-slide', 'presentation', page(SEEN, '', '<draw:frame svg:x="2cm" svg:y="12cm" svg:width="9cm" svg:height="2cm"><draw:text-box><text:p><text:span text:style-name="T">%s</text:span></text:p>'
     '</draw:text-box></draw:frame>' % GONE), '--yes DOC-222', styles=white)
shutil.rmtree(folder)
print('1..%d' % number)

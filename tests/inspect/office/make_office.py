#!/usr/bin/env python3
"""usage: make_office.py FOLDER

Makes office files with one thing hidden in each, in Japanese and in Latin letters, and look-alikes with
nothing, and FOLDER/labels.tsv: a line for each file, "file TAB rules TAB state". Rules that must be found
stand there, and with a "!" those that must not; a file without any to be found is a look-alike, in which nothing of severity C or H may be found. All
names, numbers and places are invented.
"""
import base64
import os
import struct
import sys
import zipfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from package import *  # noqa: E402,F403
import ole  # noqa: E402

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
labels = []
LANGUAGES = {
    'ja': {'seen': '調査の結果を次に示す。', 'lost': '予定の単価は千二百円とする', 'head': '見出し', 'name': '川田みどり',
           'short': '控え'},
    'en': {'seen': 'The results follow below.', 'lost': 'The planned unit price is twelve hundred', 'head': 'Heading',
           'name': 'Midori Kawada', 'short': 'Notes'},
}


def label(name, rules, state='inspected'):
    labels.append('%s\t%s\t%s' % (name, rules, state))
    return os.path.join(folder, name)


def png(color_type=2, more=b''):
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data) & 0xffffffff))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, color_type, 0, 0, 0)) + more +
            chunk(b'IDAT', zlib.compress(b'\0' + b'\0' * (4 if color_type == 6 else 3))) + chunk(b'IEND', b''))


def gps_jpeg():
    place = struct.pack('<H', 1) + struct.pack('<HHI', 2, 5, 3) + b'\0\0\0\0' + struct.pack('<I', 0)
    tiff = (b'II*\0' + struct.pack('<I', 8) + struct.pack('<H', 1) + struct.pack('<HHII', 0x8825, 4, 1, 26) +
            struct.pack('<I', 0) + place)
    data = b'Exif\0\0' + tiff
    return (b'\xff\xd8\xff\xe1' + struct.pack('>H', len(data) + 2) + data + b'\xff\xda\x00\x04\x01\x02\x12\x34\xff\xd9')


def word(lang):
    t = LANGUAGES[lang]
    seen, lost, head, name, short = t['seen'], t['lost'], t['head'], t['name'], t['short']

    def d(what, rules, body, state='inspected', **more):
        docx(label('w-%s-%s.docx' % (what, lang), rules, state), p(seen) + body, **more)

    def style(id_, run, kind='character', more='', based=''):
        return ('<w:style w:type="%s" w:styleId="%s"%s>%s<w:rPr>%s</w:rPr></w:style>' % (
            kind, id_, more, '<w:basedOn w:val="%s"/>' % based if based else '', run))

    def equation(text, run):
        return ('<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><w:rPr>%s</w:rPr>'
                '<m:t>%s</m:t></m:r></m:oMath></w:p>' % (run, text))

    white = '<w:color w:val="FFFFFF"/>'
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1700" w:bottom="1700" w:left="1700"/></w:sectPr>'
    moved = '<w:tbl><w:tblPr>%s</w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>'
    rows = '<w:tbl><w:tr><w:tc>' + p(head) + '</w:tc></w:tr><w:tr>%s<w:tc>%s</w:tc></w:tr></w:tbl>'

    forms = '<mc:AlternateContent><mc:Choice Requires="wps">%s</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent>'
    choices = '<w:dropDownList><w:listItem w:displayText="%s" w:value="%s"/><w:listItem w:displayText="%s" w:value="%s"/></w:dropDownList>'

    def instr(text):
        return '<w:r><w:instrText> %s </w:instrText></w:r>' % text

    def field(codes, shown, more=''):
        sign = '<w:r><w:fldChar w:fldCharType="%s">%s</w:fldChar></w:r>'
        return (sign % ('begin', more) + (codes if codes[0] == '<' else instr(codes)) + sign % ('separate', '') + '<w:r><w:t>%s</w:t></w:r>' % shown +
                sign % ('end', ''))

    def numbers(text, run):
        return {'parts': {'word/numbering.xml': '<w:numbering %s><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%s"/><w:rPr>%s</w:rPr></w:lvl>'
                                                '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>' % (W, text, run)},
                'rels': [('n', 'numbering', 'numbering.xml')]}

    def diagram(data, drawn):
        say = lambda words: ''.join('<a:p><a:r><a:t>%s</a:t></a:r></a:p>' % w for w in words)  # noqa: E731
        return {'parts': {'word/diagrams/data1.xml': '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" %s><dgm:t>%s</dgm:t>'
                                                     '</dgm:dataModel>' % (A, say(data)),
                          'word/diagrams/drawing1.xml': '<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" %s>%s</dsp:drawing>' % (
                              A, say(drawn))},
                'rels': [('a', 'diagramData', 'diagrams/data1.xml'), ('b', 'diagramDrawing', 'diagrams/drawing1.xml')]}

    def control(properties, shown, block=''):
        return '<w:sdt><w:sdtPr>%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % (properties, block or '<w:r><w:t>%s</w:t></w:r>' % shown)

    def header(text, kind='header'):
        name_ = {'header': 'hdr', 'footer': 'ftr'}[kind]
        return {'parts': {'word/%s1.xml' % kind: '<w:%s %s%s>%s</w:%s>' % (name_, W, WORDS, p(text), name_)},
                'rels': [('h', kind, kind + '1.xml')]}
    # hidden text
    d('vanish', 'DOC-221', p(lost, '<w:vanish/>'))
    d('vanish-style', 'DOC-221', p(lost, '<w:rStyle w:val="H"/>'), styles=style('H', '<w:vanish/>'))
    d('vanish-based', 'DOC-221', p(lost, '<w:rStyle w:val="B"/>'),
      styles=style('H', '<w:vanish/>') + style('B', '<w:b/>', based='H'))
    d('vanish-paragraph', 'DOC-221', p(lost, '', '<w:pStyle w:val="H"/>'), styles=style('H', '<w:vanish/>', 'paragraph'))
    d('vanish-defaults', 'DOC-221', p(lost, '<w:b/>'),
      styles='<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>')
    d('vanish-normal', 'DOC-221', p(lost), styles=style('N', '<w:vanish/>', 'paragraph', ' w:default="1"'))
    d('vanish-table', 'DOC-221', '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:tc>%s</w:tc></w:tr>'
      '</w:tbl>' % p(lost), styles=style('T', '<w:vanish/>', 'table'))
    d('vanish-strict', 'DOC-221', p(lost, '<w:vanish/>'), ns=W_STRICT, office=STRICT_OFFICE)
    d('vanish-utf16', 'DOC-221', p(lost, '<w:vanish/>'), encode='utf-16')
    for part, kind in (('header1', 'header'), ('footnotes', 'footnotes')):
        d('vanish-' + kind, 'DOC-221', '', parts={
            'word/%s.xml' % part: '<w:hdr %s%s>%s</w:hdr>' % (W, WORDS, p(lost, '<w:vanish/>'))},
          rels=[('h', kind, part + '.xml')])
    d('vanish-always', 'DOC-221', p(lost, '<w:vanish/><w:specVanish/>'))
    d('vanish-equation', 'DOC-221', equation(lost, '<w:vanish/>'))
    d('vanish-box', 'DOC-221', '<w:p>%s</w:p>' % floating(word_shape(300, 100, 'DDEEFF', lost, '<w:vanish/>')))
    # unreadable text
    d('white', 'DOC-222', p(lost, white))
    d('white-theme', 'DOC-222', p(lost, '<w:color w:val="000000" w:themeColor="background1"/>'))
    d('white-style', 'DOC-222', p(lost, '<w:rStyle w:val="X"/>'), styles=style('X', white))
    d('white-paragraph-style', 'DOC-222', p(lost, '', '<w:pStyle w:val="X"/>'), styles=style('X', white, 'paragraph'))
    d('near-white', 'DOC-222', p(lost, '<w:color w:val="FCFCFC"/>'))
    d('white-in-table', 'DOC-222', '<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>' % p(lost, white))
    d('white-table-body', 'DOC-222', '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/></w:tblPr>'
      '<w:tr><w:tc>%s</w:tc></w:tr><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>' % (p(head), p(lost, white)),
      styles='<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/>'
      '</w:rPr><w:tcPr><w:shd w:fill="203864"/></w:tcPr></w:tblStylePr></w:style>')
    d('table-style-white', 'DOC-222', '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>'
      '<w:tr><w:tc>%s</w:tc></w:tr></w:tbl>' % p(lost),
      styles='<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/>'
      '</w:rPr></w:tblStylePr></w:style>')
    d('black-highlight', 'DOC-222', p(lost, '<w:highlight w:val="black"/>'))
    d('black-highlight-style', 'DOC-222', p(lost, '<w:rStyle w:val="X"/>'), styles=style('X', '<w:highlight w:val="black"/>'))
    d('black-on-black', 'DOC-222', p(lost, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'))
    d('black-solid', 'DOC-222', p(lost, '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000"/>'))
    d('black-pattern', 'DOC-222', p(lost, '<w:color w:val="000000"/><w:shd w:val="pct90" w:color="000000" w:fill="000000"/>'))
    d('grey-pattern', '', p(seen, '<w:shd w:val="pct20" w:color="000000" w:fill="FFFFFF"/>'))
    d('black-shade-auto', 'DOC-222', p(lost, '<w:shd w:val="clear" w:fill="000000"/>'))
    d('black-paragraph', 'DOC-222', p(lost, '<w:color w:val="000000"/>', '<w:shd w:val="clear" w:fill="000000"/>'))
    d('black-cell', 'DOC-222', '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>%s</w:tc>'
      '</w:tr></w:tbl>' % p(lost, '<w:color w:val="000000"/>'))
    d('theme-on-theme', 'DOC-222', p(lost, '<w:color w:val="1F4E79" w:themeColor="accent1"/><w:shd w:val="clear" '
                                     'w:fill="1F4E79"/>'))
    d('tint-on-tint', 'DOC-222', p(lost, '<w:color w:themeColor="accent1" w:themeTint="33" w:val="x"/><w:shd '
                                   'w:val="clear" w:themeFill="accent1" w:themeFillTint="33" w:fill="x"/>'))
    d('grey-on-grey', 'DOC-222', p(lost, '<w:color w:val="C0C0C0"/><w:highlight w:val="lightGray"/>'))
    d('tiny', 'DOC-222', p(lost, '<w:sz w:val="2"/>'))
    d('no-line', 'DOC-222', p(lost, '', '<w:spacing w:line="20" w:lineRule="exact"/>'))
    d('no-fill', 'DOC-222', p(lost, '<w14:textFill><w14:noFill/></w14:textFill>'))
    d('transparent', 'DOC-222', p(lost, '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha '
                                  'w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>'))
    d('box-own-colour', 'DOC-222', '<w:p>%s</w:p>' % floating(word_shape(300, 100, 'FFFFFF', lost, white)))
    d('pressed', 'DOC-222', p(lost, '<w:w w:val="1"/>'))
    d('flat-row', 'DOC-222', '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>%s</w:tc></w:tr></w:tbl>' % p(lost))
    d('box-off-page', 'DOC-222', '<w:p>%s</w:p>' % floating(word_shape(300, 100, 'DDEEFF', lost), -500, 0, 300, 100, 'page', 'page'))
    d('run-together', 'DOC-222', p(lost, '<w:spacing w:val="-300"/>'))
    d('fitted', 'DOC-222', p(lost, '<w:fitText w:val="40"/>'))
    d('pressed-size', 'DOC-222', p(lost, '<w:w w:val="1"/><w:sz w:val="21"/>'))
    d('lowered', 'DOC-222', p(lost, '<w:position w:val="-2500"/>'))
    d('indent-left', 'DOC-222', p(lost, '', '<w:ind w:left="-25000"/>') + page)
    d('indent-right', 'DOC-222', p(lost, '', '<w:ind w:start="12000" w:end="-12000"/>') + page)
    d('indent-style', 'DOC-222', p(lost, '', '<w:pStyle w:val="P"/>') + page,
      styles='<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:ind w:left="15000"/></w:pPr></w:style>')
    d('frame-off', 'DOC-222', p(lost, '', '<w:framePr w:w="2000" w:hAnchor="page" w:vAnchor="page" w:x="-6000" w:y="500"/>') + page)
    d('table-off', 'DOC-222', moved % ('<w:tblpPr w:horzAnchor="page" w:vertAnchor="page" w:tblpX="200" w:tblpY="30000"/>', p(lost)) + page)
    d('table-indented-off', 'DOC-222', moved % ('<w:tblInd w:w="-9000"/>', p(lost)) + page)
    # what no page shows
    d('hidden-row', 'DOC-221', rows % ('<w:trPr><w:hidden/></w:trPr>', p(lost)))
    d('first-header', 'DOC-221', page.replace('<w:pgSz', '<w:headerReference w:type="first" r:id="h"/><w:pgSz'), **header(lost))
    d('even-footer', 'DOC-221', page.replace('<w:pgSz', '<w:footerReference w:type="even" r:id="h"/><w:pgSz'), **header(lost, 'footer'))
    d('header-of-none', 'DOC-221', page, **header(lost))
    # shapes over text
    d('bar-over', 'DOC-222', '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>' % (lost, floating(word_shape(500, 25, '000000'), 0, 0, 500, 25)))
    grid = ('<w:tbl><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>%s</w:tbl>')
    two = '<w:tr>%s<w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>'
    black = lambda x_, y_, w_, h_, fill='000000', text='': floating(word_shape(w_, h_, fill, text), x_, y_, w_, h_)  # noqa: E731
    with_bar = '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>'
    d('bar-in-cell', 'DOC-222', grid % (two % ('', p(head), with_bar % (lost, black(-6, -1, 250, 23)))))
    d('bar-on-table', 'DOC-222', grid % (two % ('', p(head), p(head)) + two % ('', p(head), p(lost))) + with_bar % (seen, black(255, -24, 250, 24)))
    d('bar-beside-cell', '', grid % (two % ('', p(head), with_bar % ('', black(-6, -1, 250, 23))) + two % ('', p(head), p(seen))))
    d('bar-of-plan', '', grid % (two % ('', p(head), p(head)) + two % ('', with_bar % (head, black(262, 4, 100, 12)), p(''))))
    d('bar-of-high-row', '', grid % (two % ('<w:trPr><w:trHeight w:val="2000"/></w:trPr>', p(head), with_bar % ('', black(0, 0, 250, 120))) + two % ('', p(head), p(seen))))
    d('label-in-cell', '', grid % (two % ('', p(head), with_bar % (head, black(-6, -1, 250, 23, 'FFFFFF', head)))))
    inline = ('<w:p><w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="2400000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="p"><pic:pic><pic:nvPicPr><pic:cNvPr '
              'id="1" name="p"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="j"/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="2400000"/></a:xfrm>'
              '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>')
    d('label-on-picture', '', inline + with_bar % (seen, black(10, -60, 90, 25, 'FFFFFF', head)), parts={'word/media/image1.png': png()}, rels=[('j', 'image', 'media/image1.png')])
    hidden_box = '<w:p>%s</w:p>' % floating(word_shape(300, 50, 'FFFFFF', lost))
    d('box-hidden', 'DOC-222', hidden_box.replace('<wp:docPr id="1"', '<wp:docPr id="1" hidden="1"'))
    group = '<wpg:wgp><wpg:grpSpPr/><wpg:grpSp><wpg:cNvPr id="9" name="Group 9"%s/><wpg:cNvGrpSpPr/><wpg:grpSpPr/>%s</wpg:grpSp>%s</wpg:wgp>'
    d('box-in-hidden-group', 'DOC-222', '<w:p>%s</w:p>' % floating(group % (' hidden="1"', word_shape(300, 50, 'FFFFFF', lost), word_shape(300, 50, 'FFFFFF', seen))))
    d('box-in-group', '', '<w:p>%s</w:p>' % floating(group % ('', word_shape(300, 50, 'FFFFFF', head), word_shape(300, 50, 'none', seen))))
    d('box-of-no-size', 'DOC-222', '<w:p>%s</w:p>' % floating(word_shape(0, 0, 'FFFFFF', lost), w=0, h=0))
    d('white-bar-over', 'DOC-222', '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>' % (
        lost, floating(word_shape(500, 25, 'FFFFFF'), 0, 0, 500, 25)))
    d('bar-over-previous', 'DOC-222', p(lost) + '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (
        floating(word_shape(500, 22, '000000'), 0, -22, 500, 22), seen))
    d('bar-over-next', 'DOC-222', '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>%s' % (
        floating(word_shape(500, 22, '000000'), 0, 24, 500, 22), seen, p(lost)))
    d('bar-on-page', 'DOC-222', '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>' % (
        lost, floating(word_shape(300, 20, '000000'), 100, 500, 300, 20, 'page', 'page')))
    d('box-under-shape', 'DOC-222', '<w:p>%s%s</w:p>' % (
        floating(word_shape(300, 100, 'none', lost), 0, 0, 300, 100, z=1),
        floating(word_shape(320, 120, '4472C4'), -5, -5, 320, 120, z=2)))
    # shapes of VML
    black = '<w:color w:val="000000"/>'
    d('vml-box', 'DOC-222', '<w:p>%s</w:p>' % vml(lost, black, fill='black'))
    d('vml-hidden', 'DOC-222', '<w:p>%s</w:p>' % vml(lost, more=';visibility:hidden'))
    d('vml-under', 'DOC-222', '<w:p>%s%s</w:p>' % (vml(lost, z=5), vml(fill='#000', kind='rect', w=340, h=40, x=-5, y=-5, z=50)))
    d('vml-bar', 'DOC-222', '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (vml(fill='black', kind='rect', w=400, h=24), lost))
    d('vml-dark', '', '<w:p>%s</w:p>' % vml(seen, white, fill='#203864 [1604]'))
    d('vml-frame', '', '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (vml(kind='rect', w=400, h=24), seen))
    d('vml-behind', '', '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (vml(fill='#eeeeee', kind='rect', w=400, h=24, z=-5), seen))
    d('lost-note', 'DOC-222', '', parts=notes(lost), rels=[('n', 'footnotes', 'footnotes.xml')])
    d('note', '', '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', parts=notes(seen), rels=[('n', 'footnotes', 'footnotes.xml')])
    # changes
    who = 'w:author="%s" w:date="2026-04-01T00:00:00Z"' % name
    d('inserted', 'DOC-220', '<w:p><w:ins %s><w:r><w:t>%s</w:t></w:r></w:ins></w:p>' % (who, lost))
    d('deleted', 'DOC-220', '<w:p><w:del %s><w:r><w:delText>%s</w:delText></w:r></w:del></w:p>' % (who, lost))
    d('moved', 'DOC-220', '<w:p><w:moveFrom %s><w:r><w:t>%s</w:t></w:r></w:moveFrom></w:p>' % (who, lost))
    d('reformatted', 'DOC-220', p(seen, '<w:b/><w:rPrChange %s><w:rPr/></w:rPrChange>' % who))
    d('paragraph-change', 'DOC-220', p(seen, '', '<w:jc w:val="left"/><w:pPrChange %s><w:pPr/></w:pPrChange>' % who))
    d('row-deleted', 'DOC-220', '<w:tbl><w:tr><w:trPr><w:del %s/></w:trPr><w:tc>%s</w:tc></w:tr></w:tbl>' % (who, p(lost)))
    d('deleted-note', 'DOC-220', '', parts={'word/footnotes.xml': '<w:footnotes %s><w:footnote><w:p><w:del %s><w:r>'
                                            '<w:delText>%s</w:delText></w:r></w:del></w:p></w:footnote></w:footnotes>' % (W, who, lost)},
      rels=[('f', 'footnotes', 'footnotes.xml')])
    # comments and people
    comment = '<w:comments %s><w:comment w:author="%s"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:comment></w:comments>' % (W, name, lost)
    d('comment', 'OOX-204', '', parts={'word/comments.xml': comment}, rels=[('c', 'comments', 'comments.xml')])
    d('comment-elsewhere', 'OOX-204', '', parts={'word/any.xml': comment}, rels=[('c', 'comments', 'any.xml')])
    d('people', 'OOX-204', '', parts={'word/people.xml': '<w15:people xmlns:w15="u"><w15:person w15:author="%s"/></w15:people>' % name},
      rels=[('c', 'http://schemas.microsoft.com/office/2011/relationships/people', 'people.xml')])
    # parts and links
    d('doc-variable', 'DOC-223', '', settings='<w:docVars><w:docVar w:name="x" w:val="%s"/></w:docVars>' % lost)
    d('bookmark', 'DOC-223', '<w:p><w:bookmarkStart w:id="1" w:name="_%s"/></w:p>' % short)
    d('dde', 'DOC-223', '<w:p><w:fldSimple w:instr=" DDEAUTO c:\\x.exe a "/></w:p>')
    d('link-field', 'DOC-223', '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDE</w:instrText>'
      '</w:r><w:r><w:instrText>TEXT "a.docx" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    d('if-other', 'DOC-223', '<w:p>%s</w:p>' % field('IF a = b "%s" "%s" \\* MERGEFORMAT' % (seen, lost), seen))
    d('if-nested', 'DOC-223', '<w:p>%s</w:p>' % field(instr('IF') + field('MERGEFIELD x', '1') + instr('= "1" "%s" "%s"' % (seen, lost)), seen))
    d('words-in-code', 'DOC-223', '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r><w:r><w:t>"%s"</w:t></w:r>'
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' % lost)
    for kind, code in (('set', 'SET x "%s"'), ('ask', 'ASK x "%s" \\d "1"'), ('private', 'PRIVATE %s'), ('entry', 'XE "%s"'), ('contents', 'TC "%s" \\l 2'),
                       ('authority', 'TA \\l "%s" \\c 1'), ('no-kind', '"%s" 1'), ('add-in', 'ADDIN x.y %s')):
        d('field-' + kind, 'DOC-223', '<w:p>%s</w:p>' % field(code % lost, ''))
    d('field-simple', 'DOC-223', '<w:p><w:fldSimple w:instr="IF 1 = 1 &quot;a&quot; &quot;%s&quot;"><w:r><w:t>%s</w:t></w:r></w:fldSimple></w:p>' % (lost, seen))
    d('form-default', 'DOC-223', '<w:p>%s</w:p>' % field('FORMTEXT', seen, more='<w:ffData><w:textInput><w:default w:val="%s"/></w:textInput></w:ffData>' % lost))
    d('form-help', 'DOC-223', '<w:p>%s</w:p>' % field('FORMTEXT', seen, more='<w:ffData><w:helpText w:type="text" w:val="%s"/></w:ffData>' % lost))
    d('form-list', 'DOC-223', '<w:p>%s</w:p>' % field('FORMDROPDOWN', '', more='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="%s"/>'
                                                      '<w:listEntry w:val="%s"/></w:ddList></w:ffData>' % (lost, seen)))
    d('list-left', 'DOC-223', '<w:p>%s</w:p>' % control(choices % (seen, '1', lost, '2'), seen))
    d('control-name', 'OOX-215', '<w:p>%s</w:p>' % control('<w:alias w:val="%s"/>' % lost, seen))
    d('control-tag', 'OOX-215', control('<w:tag w:val="%s"/>' % lost, '', p(seen)))
    d('smart-tag', 'OOX-206', '<w:p><w:smartTag w:uri="u" w:element="x"><w:smartTagPr><w:attr w:name="n" w:val="%s"/></w:smartTagPr><w:r><w:t>%s</w:t></w:r>'
      '</w:smartTag></w:p>' % (lost, seen))
    d('may-edit', 'OOX-201', '<w:p><w:permStart w:id="1" w:ed="SV01\\kawada"/><w:r><w:t>%s</w:t></w:r><w:permEnd w:id="1"/></w:p>' % seen)
    d('fallback-other', 'DOC-221', '<w:p><w:r>%s</w:r></w:p>' % (forms % (floating(word_shape(300, 100, 'DDEEFF', seen)), '<w:pict><v:shape><v:textbox>'
                                                                           '<w:txbxContent>%s%s</w:txbxContent></v:textbox></v:shape></w:pict>' % (p(seen), p(lost)))))
    d('fallback-drawn', 'DOC-221', '<w:p><w:r>%s</w:r></w:p>' % (forms % ('', '<w:pict><v:shape><v:textpath string="%s"/></v:shape></w:pict>' % lost)))
    d('hidden-number', 'DOC-221', p(seen, '', '<w:numPr><w:numId w:val="1"/></w:numPr>'), **numbers(lost + ' %1', '<w:vanish/>'))
    d('diagram-data', 'OOX-212', p(seen), **diagram([seen, lost], [seen]))
    d('xml-comment', 'OOX-206', p(seen) + '<!-- %s -->' % lost)
    d('foreign-attribute', 'OOX-206', p(seen).replace('<w:p>', '<w:p xmlns:own="urn:own" own:memo="%s">' % lost))
    d('foreign-element', 'OOX-206', p(seen) + '<own:memo xmlns:own="urn:own">%s</own:memo>' % lost)
    d('mail-to', 'PII-303', '', rels=[('h', 'hyperlink', 'mailto:midori.kawada@city.kawada.lg.jp?subject=x', True)])
    d('glossary', 'DOC-225', '', parts={'word/glossary/document.xml': '<w:glossaryDocument %s>%s</w:glossaryDocument>' % (W, p(lost))},
      rels=[('g', 'glossaryDocument', 'glossary/document.xml')])
    d('alt-chunk', 'DOC-226', '<w:altChunk r:id="k"/>', parts={'word/afchunk1.txt': lost}, rels=[('k', 'aFChunk', 'afchunk1.txt')])
    d('mark', 'DOC-224', '', parts={'word/header1.xml': '<w:hdr %s>%s</w:hdr>' % (W, p('社外秘' if lang == 'ja' else 'CONFIDENTIAL'))},
      rels=[('h', 'header', 'header1.xml')])
    d('mail-merge', 'OOX-209', '', settings='<w:mailMerge><w:connectString w:val="Data Source=sv01"/></w:mailMerge>')
    d('template', 'OOX-209', '', settings='<w:attachedTemplate r:id="t" xmlns:r="%s"/>' % OFFICE, rels=[('t', 'attachedTemplate', 'https://sv01.example.jp/a.dotx', True)])
    d('sub-document', 'OOX-209', '', rels=[('t', 'subDocument', 'part2.docx', True)])
    d('outside-picture', 'OOX-210', '', rels=[('t', 'image', 'https://www.example.jp/a.png', True)])
    d('path', 'OOX-203', p(seen), settings='<w:saveThroughXslt w:solutionID="C:\\Users\\kawada\\a.xsl"/>')
    d('rsid', 'OOX-205', '', settings='<w:rsids><w:rsid w:val="00A1"/></w:rsids>')
    d('custom-xml', 'OOX-206', '', parts={'customXml/item1.xml': '<r><a>%s</a></r>' % lost}, rels=[('x', 'customXml', '../customXml/item1.xml')])
    d('embedded-book', 'OOX-207 XLS-240', '', parts={'word/embeddings/book.xlsx': inner_book(lost)}, rels=[('e', 'package', 'embeddings/book.xlsx')])
    d('embedded-object', 'OOX-207 PII-302', '', parts={'word/embeddings/oleObject1.bin': ole.native('a.txt', ('TEL 03-5555-2345 ' + lost).encode())},
      rels=[('e', 'oleObject', 'embeddings/oleObject1.bin')])
    d('embedded-package', 'OOX-207 XLS-240', '', parts={'word/embeddings/oleObject1.bin': ole.compound({'Package': inner_book(lost)})},
      rels=[('e', 'oleObject', 'embeddings/oleObject1.bin')])
    d('macro', 'OOX-208', '', parts={'word/vbaProject.bin': b'\1'}, rels=[('v', 'http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin')],
      content='application/vnd.ms-word.document.macroEnabled.main+xml')
    d('macro-elsewhere', 'OOX-208', '', parts={'word/any.bin': b'\1'}, rels=[('v', 'http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'any.bin')])
    d('ribbon', 'OOX-208', '', parts={'customUI/customUI14.xml': '<customUI/>'}, top=[('u', 'http://schemas.microsoft.com/office/2007/relationships/ui/extensibility', 'customUI/customUI14.xml')])
    d('active-x', 'OOX-208', '', parts={'word/activeX/activeX1.xml': '<ax:ocx xmlns:ax="u"/>'}, rels=[('x', 'control', 'activeX/activeX1.xml')])
    d('thumbnail', 'OOX-211', '', parts={'docProps/thumbnail.png': png()}, top=[('t', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail', 'docProps/thumbnail.png')])
    d('orphan', 'OOX-212', '', parts={'word/old.xml': '<a>%s</a>' % lost})
    d('photo', 'OOX-213 IMG-280', '', parts={'word/media/image1.jpg': gps_jpeg()}, rels=[('i', 'image', 'media/image1.jpg')])
    d('cropped', 'OOX-214', '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="x">'
      '<pic:pic><pic:blipFill><a:blip r:embed="i"/><a:srcRect l="20000" r="30000"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
      '</wp:inline></w:drawing></w:r></w:p>', parts={'word/media/image1.png': png()}, rels=[('i', 'image', 'media/image1.png')])
    d('alternative', 'OOX-215', '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="C:\\Users\\kawada\\%s.png"/></wp:inline>'
      '</w:drawing></w:r></w:p>' % short)
    for name_, rules in (('社印', 'PII-312'), ('デザイン案内図', '')):
        d('seal' if rules else 'no-seal', rules, '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="%s"/></wp:inline>'
          '</w:drawing></w:r></w:p>' % name_)
    d('signature', 'OOX-217', '', parts={'_xmlsignatures/origin.sigs': '', '_xmlsignatures/sig1.xml': '<Signature/>'},
      top=[('o', 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin', '_xmlsignatures/origin.sigs')])
    d('protected', 'OOX-218', '', settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')
    core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d">%s</cp:coreProperties>'
    d('author', 'OOX-201', '', parts={'docProps/core.xml': core % ('<dc:creator>%s</dc:creator>' % name)},
      top=[('p', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml')])
    d('company', 'OOX-202', '', parts={'docProps/app.xml': '<Properties><Company>%s</Company></Properties>' % short},
      top=[('p', 'extended-properties', 'docProps/app.xml')])
    d('custom-property', 'OOX-201', '', parts={'docProps/custom.xml': '<Properties xmlns:vt="v"><property name="x"><vt:lpwstr>%s</vt:lpwstr></property></Properties>' % lost},
      top=[('p', 'custom-properties', 'docProps/custom.xml')])

    # words below the edge of a box of a fixed size
    tall = ''.join(p(t_) for t_ in (seen, seen, lost))
    cut_box = word_shape(500, 30, 'DDEEFF', 'x').replace(p('x'), tall)
    d('box-cut', 'DOC-222', '<w:p>%s</w:p>' % floating(cut_box, w=500, h=30))
    d('box-cut-line', 'DOC-222', '<w:p>%s</w:p>' % floating(word_shape(300, 30, 'DDEEFF', seen * 8 + lost), w=300, h=30))
    d('box-cut-spaced', 'DOC-222', '<w:p>%s</w:p>' % floating(word_shape(500, 30, 'DDEEFF', 'x').replace(p('x'), p(seen) + p(lost)), w=500, h=30),
      styles='<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>')
    d('vml-cut', 'DOC-222', '<w:p>%s</w:p>' % vml(seen, fill='#eeeeee').replace(p(seen), tall))
    d('box-grows', '', '<w:p>%s</w:p>' % floating(cut_box.replace('<wps:bodyPr/>', '<wps:bodyPr><a:spAutoFit/></wps:bodyPr>'), w=500, h=30))
    d('box-goes-on', '', '<w:p>%s</w:p>' % floating(cut_box.replace('<wps:txbx>', '<wps:txbx id="1">'), w=500, h=30))
    d('box-high-by-page', '', '<w:p>%s</w:p>' % floating(cut_box, w=500, h=30).replace(
        '</wp:anchor>', '<wp14:sizeRelV xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"><wp14:pctHeight>20000</wp14:pctHeight></wp14:sizeRelV></wp:anchor>'))
    d('box-full', '', '<w:p>%s</w:p>' % floating(cut_box.replace('cy="300000"', 'cy="600000"'), w=500, h=60))
    d('vml-grows', '', '<w:p>%s</w:p>' % vml(seen, fill='#eeeeee').replace(p(seen), tall).replace('<v:textbox>', '<v:textbox style="mso-fit-shape-to-text:t">'))
    # gradients
    fade = ('<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs><w14:gs w14:pos="100000"><w14:schemeClr '
            'w14:val="%s"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>')
    d('white-gradient', 'DOC-222', p(lost, fade % 'bg1'))
    line = '<w14:textOutline><w14:solidFill><w14:srgbClr w14:val="%s"/></w14:solidFill></w14:textOutline>'
    d('white-outline', 'DOC-222', p(lost, white + line % 'FFFFFF'))
    d('white-outline-alone', 'DOC-222', p(lost, line % 'FFFFFF' + '<w14:textFill><w14:noFill/></w14:textFill>'))
    d('white-dark-outline', '', p(seen, white + line % '1F4E79'))
    d('gradient', '', p(head, fade % 'accent1'))

    # look-alikes
    d('number', '', p(seen, '', '<w:numPr><w:numId w:val="1"/></w:numPr>'), **numbers('第%1条', '<w:b/>'))
    d('hidden-number-alone', '', p(seen, '', '<w:numPr><w:numId w:val="1"/></w:numPr>'), **numbers('(%1)', '<w:vanish/>'))
    d('diagram', '', p(seen), **diagram([seen, head], [head, seen]))
    d('xml-comment-of-a-word', 'OOX-206', p(seen) + '<!-- Kuroda4711 -->')
    d('xml-rule', '', p(seen) + '<!-- ======== --><![CDATA[]]>')
    d('foreign-identifier', '', p(seen).replace('<w:p>', '<w:p xmlns:own="urn:own" own:id="x-1a2b" xmlns:w99="http://schemas.microsoft.com/office/word/2099" '
                                                'w99:note="one two three four">'))
    d('if-shown', '', '<w:p>%s</w:p>' % field('IF 1 = 1 "%s" ""' % seen, seen))
    d('entries-indexed', '', '<w:p>%s</w:p><w:p>%s</w:p>' % (field('XE "%s"' % head, ''), field('INDEX \\c 2', head)))
    d('entry-of-words', '', '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>' % (seen, field('XE "%s"' % seen[:6], '')))
    d('formats', '', '<w:p>%s%s%s%s</w:p>' % (field('DATE \\@ "yyyy/MM/dd dddd"', '2026/04/01'), field('SEQ %s \\* ARABIC' % head, '1'),
                                             field('HYPERLINK "https://www.example.jp/" \\o "%s"' % head, seen), field('chapter_one \\h', '1')))
    d('ruby', '', '<w:p>%s</w:p>' % field('EQ \\* jc2 \\* &quot;Font:x&quot; \\* hps10 \\o\\ad(\\s\\up 9(%s),%s)' % (short, head), ''))
    d('list-waits', '', '<w:p>%s</w:p>' % control('<w:alias w:val="x1"/><w:tag w:val="goog_rdk_0"/><w:showingPlcHdr/>' + choices % (head, 'a', short, 'b'), seen))
    d('form', '', '<w:p>%s</w:p>' % field('FORMTEXT', seen, more='<w:ffData><w:helpText w:type="text" w:val="%s"/></w:ffData>' % head),
      settings='<w:documentProtection w:edit="forms" w:enforcement="0"/>')
    d('smart-tag-number', '', '<w:p><w:smartTag w:uri="u" w:element="date"><w:smartTagPr><w:attr w:name="Year" w:val="2004"/><w:attr w:name="IsROCDate" '
      'w:val="False"/><w:attr w:name="ProductID" w:val="%s"/></w:smartTagPr><w:r><w:t>%s</w:t></w:r></w:smartTag></w:p>' % (seen, seen))
    d('all-may-edit', '', '<w:p><w:permStart w:id="1" w:edGrp="everyone"/><w:permEnd w:id="1"/></w:p>')
    d('field-never-ends', '', '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p(head))
    d('close-together', '', p(seen, '<w:spacing w:val="-40"/>') + p('㊞1', '<w:spacing w:val="-210"/>') + p(seen, '<w:fitText w:val="2400"/>'))
    d('raised', '', p(seen, '<w:position w:val="12"/>') + p(seen, '<w:position w:val="-24"/>'))
    d('indented', '', p(seen, '', '<w:ind w:left="-800" w:firstLine="400"/>') + p(head, '', '<w:ind w:left="7000"/>') + page)
    d('outdented-long', '', p(seen * 12, '', '<w:ind w:left="-2000"/>') + page)
    d('frame-on', '', p(seen, '', '<w:framePr w:w="2000" w:hAnchor="margin" w:vAnchor="page" w:x="-900" w:y="12000"/>') + page)
    d('frame-aligned', '', p(seen, '', '<w:framePr w:w="2000" w:x="-9000" w:xAlign="right" w:y="1"/>') + page)
    d('table-beside', '', moved % ('<w:tblpPr w:horzAnchor="margin" w:vertAnchor="text" w:tblpX="-600" w:tblpY="300"/>', p(seen)) + page)
    d('wide-page', '', p(seen, '', '<w:ind w:left="15000"/>') + page.replace('11906', '23811'))
    d('shown-row', '', rows % ('<w:trPr><w:hidden w:val="0"/></w:trPr>', p(seen)))
    d('first-header-shown', '', page.replace('<w:pgSz', '<w:headerReference w:type="first" r:id="h"/><w:pgSz').replace('</w:sectPr>', '<w:titlePg/></w:sectPr>'),
      **header(seen))
    # The second section shows what the first one names.
    d('first-header-later', '', '<w:p><w:pPr>%s</w:pPr></w:p>' % page.replace('<w:pgSz', '<w:headerReference w:type="first" r:id="h"/><w:pgSz') +
      page.replace('</w:sectPr>', '<w:titlePg/></w:sectPr>'), **header(seen))
    d('even-header-shown', '', page.replace('<w:pgSz', '<w:headerReference w:type="even" r:id="h"/><w:pgSz'), settings='<w:evenAndOddHeaders/>', **header(seen))
    d('first-header-number', '', page.replace('<w:pgSz', '<w:footerReference w:type="first" r:id="h"/><w:pgSz'), **header('- 1 -', 'footer'))
    d('plain', '', p(seen))
    d('vanish-off', '', p(seen, '<w:vanish w:val="0"/>') + p(seen, '<w:webHidden/>'))
    d('vanish-unused', '', p(seen), styles=style('H', '<w:vanish/>') + style('W', white))
    d('vanish-twice', '', p(seen, '<w:rStyle w:val="H"/>', '<w:pStyle w:val="P"/>'),
      styles=style('H', '<w:vanish/>') + style('P', '<w:vanish/>', 'paragraph'))
    d('run-in', '', p(seen, '', '<w:rPr><w:vanish/><w:specVanish/></w:rPr>'))
    d('equation', '', equation(seen, '<w:b/>'))
    d('mark-hidden', '', '<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>' % seen)
    d('dark-head', '', '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>%s</w:tc></w:tr></w:tbl>' % p(head, white))
    d('dark-head-theme', '', '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="x" w:themeFill="accent1"/></w:tcPr>%s</w:tc></w:tr>'
      '</w:tbl>' % p(head, '<w:color w:val="FFFFFF" w:themeColor="background1"/>'))
    table = ('<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd '
             'w:val="clear" w:fill="203864"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:tcPr><w:shd w:val="clear" '
             'w:fill="203864"/></w:tcPr></w:tblStylePr></w:style>')
    d('dark-head-style', '', '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0060"/></w:tblPr><w:tr><w:tc>%s</w:tc></w:tr><w:tr>'
      '<w:tc>%s</w:tc></w:tr></w:tbl>' % (p(head), p(head, white)), styles=table)
    d('dark-head-based', '', '<w:tbl><w:tblPr><w:tblStyle w:val="B"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>' %
      p(head, white), styles=table + '<w:style w:type="table" w:styleId="B"><w:basedOn w:val="T"/></w:style>')
    d('dark-run', '', p(head, white + '<w:shd w:val="clear" w:fill="203040"/>') + p(head, white + '<w:highlight w:val="black"/>') +
      p(head, white, '<w:shd w:val="clear" w:fill="203040"/>'))
    d('dark-paragraph-style', '', p(head, white, '<w:pStyle w:val="P"/>'),
      styles='<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:shd w:val="clear" w:fill="203040"/></w:pPr></w:style>')
    d('dark-box', '', '<w:p>%s</w:p>' % floating(word_shape(300, 100, '203040', head, white)))
    d('clear-box', '', '<w:p>%s</w:p>' % floating(word_shape(300, 100, 'none', head, white)))
    d('dark-page', '', p(seen, white), before='<w:background w:color="203040"/>', settings='<w:displayBackgroundShape/>')
    d('outlined', '', p(head, '<w14:textOutline><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline><w14:textFill>'
                        '<w14:noFill/></w14:textFill>'))
    d('light-grey', '', p(seen, '<w:color w:val="BFBFBF"/>') + p(seen, '<w:color w:val="F2F2F2" w:themeColor="background1" w:themeShade="D9"/>'))
    d('yellow', '', p(seen, '<w:highlight w:val="yellow"/>') + p(seen, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="D9D9D9"/>'))
    d('small', '', p(seen, '<w:sz w:val="8"/>'))
    d('row-height', '', '<w:tbl><w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr><w:tc>%s</w:tc></w:tr></w:tbl>' % p(seen))
    d('narrow', '', p(seen, '<w:w w:val="66"/>'))
    d('half-off-page', '', '<w:p>%s</w:p>' % floating(word_shape(300, 100, 'DDEEFF', seen), -100, 0, 300, 100, 'page', 'page'))
    d('figure', '', '<w:p>%s%s</w:p>' % (floating(word_shape(200, 60, '4472C4', head, white), 0, 40, 200, 60, z=1),
                                         floating(word_shape(200, 60, '4472C4', head, white), 250, 40, 200, 60, z=2)))
    d('banner', '', '<w:p><w:r><w:t>%s</w:t></w:r>%s</w:p>' % (seen, floating(word_shape(1500, 300, '203040'), 0, 0, 1500, 300, 'page', 'page', behind=1)))
    d('bar-beside', '', p(seen) + '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (
        floating(word_shape(200, 60, '000000'), 0, 0, 200, 60, wrap='wrapSquare'), seen))
    d('bar-at-margin', '', '<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % (floating(word_shape(60, 60, '4472C4'), 520, 100, 60, 60), seen))
    d('empty-comments', '', '', parts={'word/comments.xml': '<w:comments %s/>' % W}, rels=[('c', 'comments', 'comments.xml')])
    d('bookmarks', '', '<w:p><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkStart w:id="2" w:name="_Toc123"/><w:bookmarkStart '
      'w:id="3" w:name="chapter_1"/></w:p>')
    d('fields', '', '<w:p><w:fldSimple w:instr=" PAGE "/><w:fldSimple w:instr=" TOC \\o "/><w:fldSimple w:instr=" REF _Ref1 "/></w:p>')
    d('web-link', '', '', rels=[('h', 'hyperlink', 'https://www.example.jp/', True)])
    d('not-cropped', '', '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="i"/>'
      '<a:srcRect l="-4" r="12"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
      parts={'word/media/image1.png': png()}, rels=[('i', 'image', 'media/image1.png')])
    d('plain-strict', '', p(seen), ns=W_STRICT, office=STRICT_OFFICE)
    d('plain-utf16', '', p(seen), encode='utf-16')
    d('sources', '', '', parts={'customXml/item1.xml': '<b:Sources xmlns:b="b" SelectedStyle="x"/>', 'customXml/itemProps1.xml': '<ds:x xmlns:ds="d"/>'},
      rels=[('x', 'customXml', '../customXml/item1.xml'), ('y', 'customXmlProps', '../customXml/itemProps1.xml')])
    d('default-author', '', '', parts={'docProps/core.xml': core % '<dc:creator>Microsoft Office User</dc:creator><cp:revision>1</cp:revision>'},
      top=[('p', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml')])
    d('not-enforced', '', '', settings='<w:documentProtection w:edit="forms" w:enforcement="0"/>')
    d('fallback', '', '<w:p><w:r>%s</w:r></w:p>' % (forms % (floating(word_shape(300, 100, 'DDEEFF', seen)), '<w:pict><v:shape><v:textbox><w:txbxContent>%s'
                                                              '</w:txbxContent></v:textbox></v:shape></w:pict>' % p(seen))))
    d('fallback-picture', '', '<w:p><w:r>%s</w:r></w:p>' % (forms % ('<w16se:symEx w16se:char="1F600" xmlns:w16se="u"/>', '<w:t>\U0001f600</w:t>')))


def inner_book(text):
    path = os.path.join(folder, 'inner.tmp')
    xlsx(path, [('a', '', '', row(1, cell('A1', 'x'))), ('b', 'hidden', '', row(1, cell('A1', text)))])
    with open(path, 'rb') as file:
        data = file.read()
    os.remove(path)
    return data


def vml(text='', run='', fill='', kind='shape', x=0, y=0, w=320, h=24, z=10, more=''):
    words = '<v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox>' % p(text, run) if text else ''
    return ('<w:r><w:pict><v:%s type="#_x0000_t202" style="position:absolute;margin-left:%dpt;margin-top:%dpt;width:%dpt;height:%dpt;z-index:%d%s" %s>%s'
            '</v:%s></w:pict></w:r>' % (kind, x, y, w, h, z, more, 'fillcolor="%s"' % fill if fill else 'filled="f"', words, kind))


def notes(text):
    return {'word/footnotes.xml': '<w:footnotes %s%s><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:id="1">%s</w:footnote></w:footnotes>' % (W, WORDS, p(text))}


BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
SHADES = ('<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000">%s</a:srgbClr></a:gs><a:gs pos="100000"><a:srgbClr val="444444">%s'
          '</a:srgbClr></a:gs></a:gsLst></a:gradFill>')


def table_at(x, y, w, h, fill):
    return ('<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="table"/></p:nvGraphicFramePr><p:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" '
            'cy="%d"/></p:xfrm><a:graphic><a:graphicData uri="x"><a:tbl><a:tblGrid><a:gridCol w="%d"/></a:tblGrid><a:tr h="%d"><a:tc><a:txBody><a:p/>'
            '</a:txBody><a:tcPr>%s</a:tcPr></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>' % (
                x * 10000, y * 10000, w * 10000, h * 10000, w * 10000, h * 10000, BLACK.replace('000000', fill) if fill else ''))


def thick_line(x, y, w, thick):
    return ('<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="9" name="line"/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="line"/><a:ln w="%d">%s</a:ln></p:spPr></p:cxnSp>' % (x * 10000, y * 10000, w * 10000, thick * 10000, BLACK))


def sheet_box(fill, colour, text):
    """The parts of a sheet with a text box."""
    return {'sheet_rels': {'xl/worksheets/sheet1.xml': [('d', 'drawing', '../drawings/drawing1.xml')]}, 'parts': {
        'xl/drawings/drawing1.xml': '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" %s><xdr:twoCellAnchor>'
        '<xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col>'
        '<xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="box"/></xdr:nvSpPr>'
        '<xdr:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="%s"/></a:solidFill></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr>'
        '<a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:rPr><a:t>%s</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>' % (
            A, fill, colour, text)}}


def sheet_chart(formula):
    """The parts of a sheet with a chart of such cells."""
    chart = ('<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart><c:ser><c:val><c:numRef><c:f>%s</c:f><c:numCache>'
             '<c:ptCount val="1"/><c:pt idx="0"><c:v>4</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>' % formula)
    return {'sheet_rels': {'xl/worksheets/sheet1.xml': [('d', 'drawing', '../drawings/drawing1.xml')], 'xl/drawings/drawing1.xml': [('c', 'chart', '../charts/chart1.xml')]},
            'parts': {'xl/drawings/drawing1.xml': '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>', 'xl/charts/chart1.xml': chart}}


GRADIENT = ('<gradientFill><stop position="0"><color rgb="%s"/></stop><stop position="1"><color rgb="%s"/></stop></gradientFill>')


def sheet(lang):
    t = LANGUAGES[lang]
    seen, lost, head, name, short = t['seen'], t['lost'], t['head'], t['name'], t['short']
    plain = row(1, cell('A1', head), cell('B1', seen))

    def x(what, rules, sheets, state='inspected', **more):
        xlsx(label('x-%s-%s.xlsx' % (what, lang), rules, state), sheets, **more)

    def one(rows, before='', after=''):
        return [(short, '', before, rows, after)]

    secret = row(2, cell('A2', lost), cell('B2', 5, 0))
    # sheets, rows, columns
    x('hidden', 'XLS-240', one(plain) + [('b', 'hidden', '', secret)])
    x('very-hidden', 'XLS-240', one(plain) + [('b', 'veryHidden', '', secret)])
    view = '<bookViews><workbookView xWindow="0"%s/></bookViews>'
    x('hidden-window', 'XLS-240', one(plain), book=view % ' visibility="hidden"')
    x('shown-window', '', one(plain), book=view % ' visibility="visible"')
    x('hidden-row', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' hidden="1"')))
    x('filtered', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' hidden="1"'), '', '<autoFilter ref="A1:B2"/>'))
    x('low-row', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' ht="2" customHeight="1"')))
    x('thin-column', 'XLS-241', one(plain, '<cols><col min="1" max="1" width="0.1" customWidth="1"/></cols>'))
    x('zero-row', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' ht="0" customHeight="1"')))
    x('thin-row', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' ht="0.75" customHeight="1"')))
    x('folded-row', 'XLS-241', one(plain + row(2, cell('A2', lost), more=' outlineLevel="1" hidden="1"')))
    x('no-default-height', 'XLS-241', one(plain.replace('<row ', '<row ht="15" ') + row(2, cell('A2', lost)), '<sheetFormatPr defaultRowHeight="0"/>'))
    x('hidden-column', 'XLS-241', one(plain, '<cols><col min="2" max="2" hidden="1"/></cols>'))
    x('zero-column', 'XLS-241', one(plain, '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'))
    x('folded-column', 'XLS-241', one(plain, '<cols><col min="2" max="2" outlineLevel="1" hidden="1"/></cols>'))
    thin = '<cols><col min="1" max="1" width="0.1" customWidth="1"/></cols>'
    both = '<mergeCells count="1"><mergeCell ref="A2:%s"/></mergeCells>'
    x('thin-merged-over', '', one(row(1, cell('B1', seen)) + row(2, cell('A2', seen)), thin, both % 'C2'))
    x('hidden-merged-over', '', one(row(1, cell('B1', seen)) + row(2, cell('A2', seen), more=' hidden="1"'), after=both % 'B3'))
    x('hidden-merged', 'XLS-241', one(row(1, cell('B1', seen)) + row(2, cell('A2', lost), more=' hidden="1"'), after=both % 'C2'))
    x('thin-flows', '', one(row(1, cell('B1', seen)) + row(2, cell('A2', seen), cell('C2', 5)), thin))
    x('thin-flows-into-hidden', 'XLS-241', one(row(1, cell('C1', seen)) + row(2, cell('A2', lost), cell('C2', 5)),
                                               thin.replace('</cols>', '<col min="2" max="2" hidden="1"/></cols>')))
    x('before-panes', 'XLS-241', one(plain + row(9, cell('A9', seen)), '<sheetViews><sheetView topLeftCell="A5" workbookViewId="0"><pane ySplit="1" '
                                     'topLeftCell="A6" state="frozen"/></sheetView></sheetViews>'))
    # looks
    cells = row(2, cell('A2', lost, 1))
    number = row(2, cell('A2', 1250, 1))
    x('white', 'XLS-243', one(plain + cells), fonts=['<color rgb="FFFFFFFF"/>'], formats=[(0, 1, 0)])
    x('white-theme', 'XLS-243', one(plain + cells), fonts=['<color theme="0"/>'], formats=[(0, 1, 0)])
    x('white-indexed', 'XLS-243', one(plain + cells), fonts=['<color indexed="9"/>'], formats=[(0, 1, 0)])
    x('near-white', 'XLS-243', one(plain + cells), fonts=['<color rgb="FFFDFDFD"/>'], formats=[(0, 1, 0)])
    x('black', 'XLS-243', one(plain + cells), fonts=['<color rgb="FF000000"/>'], fills=['rgb="FF000000"'], formats=[(0, 1, 1)])
    x('black-unnamed', 'XLS-243', one(plain + cells), fonts=['<color rgb="FF000000"/>'], fills=['auto="1"'], formats=[(0, 1, 1)])
    x('black-gradient', 'XLS-243', one(plain + cells), fonts=['<color rgb="FF000000"/>'], formats=[(0, 1, 1)], fills=[GRADIENT % ('FF000000', 'FF000000')])
    x('text-replaced', 'XLS-243', one(plain + cells), numbers=['General;General;General;&quot;-&quot;'], formats=[(1, 0, 0)])
    # table styles of the book's own
    def own_table(what, rules, parts, changes, info='showRowStripes="1"', formats=(), fonts=()):
        x('table-' + what, rules, one(plain + row(2, cell('A2', lost), cell('B2', seen)) + row(3, cell('A3', head, 1 if formats else 0), cell('B3', seen))),
          table_styles='<tableStyle name="Own">%s</tableStyle>' % ''.join('<tableStyleElement type="%s" dxfId="%d"/>' % p_ for p_ in parts), changes=changes, formats=formats, fonts=fonts,
          parts={'xl/tables/table1.xml': '<table %s ref="A1:B3"><tableStyleInfo name="Own" %s/></table>' % (SHEET, info)},
          sheet_rels={'xl/worksheets/sheet1.xml': [('t', 'table', '../tables/table1.xml')]})
    font = '<font><color rgb="FF%s"/></font>'
    dark = '<fill><patternFill><bgColor rgb="FF203040"/></patternFill></fill>'
    own_table('white', 'XLS-243', [('wholeTable', 0)], [font % 'FFFFFF'])
    own_table('white-stripe', 'XLS-243', [('firstRowStripe', 0)], [font % 'FFFFFF'])
    own_table('white-column', 'XLS-243', [('firstColumn', 0)], [font % 'FFFFFF'], 'showFirstColumn="1"')
    own_table('dark-head', '', [('headerRow', 0)], [font % 'FFFFFF' + dark])
    own_table('white-no-stripe', '', [('firstRowStripe', 0), ('lastColumn', 0), ('totalRow', 0)], [font % 'FFFFFF'], '')
    own_table('white-own-colour', '', [('secondRowStripe', 0), ('lastColumn', 1)], [font % 'FFFFFF', font % '203040'], 'showRowStripes="1" showLastColumn="1"',
              fonts=['<color rgb="FFC00000"/>'], formats=[(0, 1, 0)])
    # series that the filter of a chart leaves out
    left = ('<c:extLst><c:ext uri="x" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:filteredBarSeries><c15:ser><c:tx><c:strRef><c:f>s!$B$1</c:f><c:strCache>'
            '<c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx></c15:ser></c15:filteredBarSeries></c:ext></c:extLst></c:barChart>')
    for what, words_, rules in (('lost', lost, 'XLS-244'), ('of-cells', seen, '')):
        chart = sheet_chart('s!$A$1')
        chart['parts']['xl/charts/chart1.xml'] = chart['parts']['xl/charts/chart1.xml'].replace('</c:barChart>', left % words_)
        x('chart-filter-' + what, rules, one(plain, '', '<drawing r:id="d"/>'), **chart)
    for what, formula, rules in (('other', "[1]One!$A$1", 'OOX-209'), ('own', "'My One'!$A$1", '')):
        x('chart-of-' + what, rules, one(plain, '', '<drawing r:id="d"/>'), **sheet_chart(formula))
    x('box-black', 'DOC-222', one(plain, '', '<drawing r:id="d"/>'), **sheet_box('000000', '000000', lost))
    x('box-white', 'DOC-222', one(plain, '', '<drawing r:id="d"/>'), **sheet_box('FFFFFF', 'FFFFFF', lost))
    def low_box(height, body):
        parts = sheet_box('FFFFFF', '000000', lost)
        name_ = 'xl/drawings/drawing1.xml'
        xml = parts['parts'][name_]
        run_ = xml[xml.index('<a:p>'):xml.index('</xdr:txBody>')]
        xml = xml.replace(run_, run_.replace(lost, seen) * 2 + run_).replace('<a:bodyPr/>', body)
        parts['parts'][name_] = xml.replace('<a:prstGeom', '<a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="%d"/></a:xfrm><a:prstGeom' % height)
        return parts
    clip = '<a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="square"%s>%s</a:bodyPr>'
    bare = sheet_box('FFFFFF', 'FFFFFF', lost)
    name_ = next(iter(bare['parts']))
    bare['parts'][name_] = bare['parts'][name_].replace('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', '<a:noFill/>', 1)
    x('box-white-on-cells', 'DOC-222', one(plain, '', '<drawing r:id="d"/>'), **bare)
    painted = ''.join(row(n, *[cell('%s%d' % (c, n), '', 1) for c in 'ABCDEFGHIJ']) for n in range(2, 12))
    x('box-white-on-dark-cells', '', one(plain + painted, '', '<drawing r:id="d"/>'), fills=['rgb="FF203040"'], formats=[(0, 0, 1)], **bare)
    x('box-white-on-picture', '', one(plain, '', '<drawing r:id="d"/><picture r:id="none"/>'), **bare)
    x('box-cut', 'DOC-222', one(plain, '', '<drawing r:id="d"/>'), **low_box(300000, clip % ('', '')))
    x('box-full', '', one(plain, '', '<drawing r:id="d"/>'), **low_box(600000, clip % ('', '')))
    x('box-grows', '', one(plain, '', '<drawing r:id="d"/>'), **low_box(300000, clip % ('', '<a:spAutoFit/>')))
    x('box-upright', '', one(plain, '', '<drawing r:id="d"/>'), **low_box(300000, clip % (' vert="eaVert"', '')))
    x('box-shows-all', '', one(plain, '', '<drawing r:id="d"/>'), **low_box(300000, '<a:bodyPr vertOverflow="overflow"/>'))
    x('box-in-hidden', 'XLS-241', one(plain + ''.join('<row r="%d" hidden="1"/>' % n for n in (4, 5, 6)), '', '<drawing r:id="d"/>'),
      **sheet_box('FFFFFF', '000000', lost))
    x('header-mark', 'DOC-224', one(plain, '', '<headerFooter><oddHeader>&amp;C%s</oddHeader></headerFooter>' % ('社外秘' if lang == 'ja' else 'CONFIDENTIAL')))
    x('inline-white', 'XLS-243', one(plain + '<row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>%s</t></r>'
                                     '<r><rPr><color rgb="FFFF0000"/></rPr><t>b</t></r></is></c></row>' % lost))
    x('black-default', 'XLS-243', one(plain + cells), fills=['rgb="FF000000"'], formats=[(0, 0, 1)])
    x('black-theme', 'XLS-243', one(plain + cells), fonts=['<color theme="1"/>'], fills=['indexed="8"'], formats=[(0, 1, 1)])
    x('same-colour', 'XLS-243', one(plain + cells), fonts=['<color theme="4"/>'], fills=['rgb="FF1F4E79"'], formats=[(0, 1, 1)])
    x('same-tint', 'XLS-243', one(plain + cells), fonts=['<color theme="4" tint="0.79998168889431442"/>'],
      fills=['theme="4" tint="0.79998168889431442"'], formats=[(0, 1, 1)])
    x('no-format', 'XLS-243', one(plain + number), numbers=[';;;'], formats=[(1, 0, 0)])
    x('no-format-text', 'XLS-243', one(plain + cells), numbers=[';;;'], formats=[(1, 0, 0)])
    x('no-format-quoted', 'XLS-243', one(plain + number), numbers=['&quot;&quot;;&quot;&quot;;&quot;&quot;;&quot;&quot;'], formats=[(1, 0, 0)])
    x('no-format-two', 'XLS-243', one(plain + number), numbers=[';;'], formats=[(1, 0, 0)])
    x('masked-format', 'XLS-243', one(plain + number), numbers=['&quot;***&quot;;&quot;***&quot;;&quot;***&quot;;&quot;***&quot;'], formats=[(1, 0, 0)])
    x('white-format', 'XLS-243', one(plain + number), numbers=['[White]General'], formats=[(1, 0, 0)])
    x('tiny', 'XLS-243', one(plain + cells), fonts=['<sz val="1"/>'], formats=[(0, 1, 0)])
    x('white-run', 'XLS-243', one(plain + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'),
      strings='<si><r><t>%s</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>%s</t></r></si>' % (seen, lost))
    rule = '<conditionalFormatting sqref="A1:B9"><cfRule type="%s" dxfId="0" priority="1"%s>%s</cfRule></conditionalFormatting>'
    values = plain + row(2, cell('A2', lost), cell('B2', 12))
    for what, kind, more, formula in (('always', 'expression', '', '<formula>TRUE</formula>'), ('filled', 'expression', '', '<formula>$A1&lt;&gt;""</formula>'),
                                      ('above', 'cellIs', ' operator="greaterThan"', '<formula>10</formula>'),
                                      ('trimmed', 'expression', '', '<formula>LEN(TRIM(A1))&gt;0</formula>'),
                                      ('not-blank', 'notContainsBlanks', '', '<formula>LEN(TRIM(A1))&gt;0</formula>')):
        x('rule-white-' + what, 'XLS-243', one(values, '', rule % (kind, more, formula)), changes=['<font><color rgb="FFFFFFFF"/></font>'])
    x('rule-no-format', 'XLS-243', one(values, '', rule % ('expression', '', '<formula>1=1</formula>')), changes=['<numFmt numFmtId="190" formatCode=";;;"/>'])
    x('rule-black-unnamed', 'XLS-243', one(values, '', rule % ('expression', '', '<formula>TRUE</formula>')), changes=['<fill><patternFill patternType="solid"/></fill>'])
    # conditions that ask other cells
    asked = row(1, cell('A1', lost), cell('B1', 'x')) + row(2, cell('A2', 12), cell('B2', 'y')) + row(3, cell('A3', seen), cell('B3', 'y'))
    white_ = '<font><color rgb="FFFFFFFF"/></font>'
    for i, (formula, rules) in enumerate((('$B1="x"', 'XLS-243'), ('AND($B$1="x",ROW()=1)', 'XLS-243'), ('MOD(ROW(),3)=1', 'XLS-243'), ('ISNUMBER(SEARCH("Y",B1))', 'XLS-243'),
                                          ('$B1&lt;&gt;"z"', 'XLS-243'), ('$B1="z"', ''), ('C1&gt;0', ''), ('$C1=""', ''), ('ISBLANK($C1)', ''), ('$C1&lt;&gt;"z"', 'XLS-243'), ('COUNTIF($B$1:$B$3,$B1)&gt;1', ''), ('$B1=$B$1', ''))):
        x('rule-asks-%d' % i, rules, one(asked, '', '<conditionalFormatting sqref="A1:A3"><cfRule type="expression" dxfId="0" priority="1"><formula>%s</formula></cfRule>'
                                         '</conditionalFormatting>' % formula), changes=[white_])
    extension = ('<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
                 '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="%s" priority="1" id="{1}"><xm:f>%s</xm:f><x14:dxf>%s</x14:dxf></x14:cfRule>'
                 '<xm:sqref>A1:A3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>')
    other = [('b c', '', '', row(1, cell('A1', 'x'), cell('B1', 7)), '')]
    for i, (formula, rules) in enumerate((("'b c'!$A$1=\"x\"", 'XLS-243'), ("AND('b c'!$B$1&gt;5,$B1=\"x\")", 'XLS-243'), ("'b c'!$A$1=\"y\"", ''), ("'b c'!$C$1=\"\"", ''),
                                          ("missing!$A$1=\"x\"", ''))):
        x('rule-extension-%d' % i, rules, one(asked, '', extension % ('expression', formula, white_)) + other)
        x('rule-other-sheet-%d' % i, rules, one(asked, '', '<conditionalFormatting sqref="A1:A3"><cfRule type="expression" dxfId="0" priority="1"><formula>%s</formula></cfRule>'
                                                '</conditionalFormatting>' % formula) + other, changes=[white_])
    x('rule-extension-red', '', one(asked, '', extension % ('expression', 'TRUE', '<font><color rgb="FFFF0000"/></font>')) + other)
    x('rule-extension-bars', '', one(asked, '', (extension % ('dataBar', '', '')).replace('<xm:f></xm:f><x14:dxf></x14:dxf>', '<x14:dataBar><x14:cfvo type="autoMin"/></x14:dataBar>')))
    x('rule-between', 'XLS-243', one(asked, '', rule % ('cellIs', ' operator="between"', '<formula>10</formula><formula>20</formula>')), changes=[white_])
    x('rule-between-not', '', one(asked, '', rule % ('cellIs', ' operator="between"', '<formula>1</formula><formula>$D$1</formula>')), changes=[white_])
    x('rule-asks-dark', '', one(asked, '', ''.join('<conditionalFormatting sqref="A1:A3"><cfRule type="expression" dxfId="%d" priority="%d"><formula>$B1="%s"</formula></cfRule>'
                                                   '</conditionalFormatting>' % r_ for r_ in ((0, 2, 'x'), (1, 1, 'x')))),
      changes=[white_, '<fill><patternFill><bgColor rgb="FF203040"/></patternFill></fill>'])
    x('rule-no-colour', '', one(values, '', rule % ('expression', '', '<formula>TRUE</formula>')), changes=['<fill><patternFill/></fill>'])
    x('rule-black', 'XLS-243', one(values, '', rule % ('expression', '', '<formula>TRUE</formula>')),
      changes=['<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>'])
    # objects
    anchor = ('<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" %s xmlns:r="%s"><xdr:twoCellAnchor><xdr:from>'
              '<xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col>'
              '<xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>%%s</xdr:twoCellAnchor></xdr:wsDr>' % (A, OFFICE))
    block = ('<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="block"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="570000"/>'
             '</a:xfrm><a:prstGeom prst="rect"/>%s</xdr:spPr></xdr:sp>')

    def drawn(what, rules, inner, rows=plain):
        x(what, rules, one(rows, '', '<drawing r:id="d"/>'), parts={'xl/drawings/drawing1.xml': anchor % inner, 'xl/media/image1.png': png()},
          sheet_rels={'xl/worksheets/sheet1.xml': [('d', 'drawing', '../drawings/drawing1.xml')],
                      'xl/drawings/drawing1.xml': [('i', 'image', '../media/image1.png')]})
    drawn('covered', 'XLS-249', block % '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')
    drawn('covered-picture', 'XLS-249', '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="p"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="i"/>'
          '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>')
    drawn('covered-text', 'XLS-249', block % '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' .replace('x', 'x') +
          '', rows=row(1, cell('A1', lost)))
    drawn('red-frame', '', block % '<a:noFill/><a:ln><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>')
    drawn('shape-on-nothing', '', block % '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', rows=row(9, cell('H9', seen)))
    x('merged', 'XLS-249', one(row(1, cell('A1', seen), cell('B1', lost)), '', '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'))
    x('far', 'XLS-250', one(plain + row(9000, cell('A9000', lost))))
    # copies and connections
    cache = '<pivotCacheDefinition %s><cacheFields><cacheField name="a"><sharedItems><s v="%s"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    records = '<pivotCacheRecords %s><r><x v="0"/><n v="1250"/></r></pivotCacheRecords>' % SHEET
    x('pivot', 'XLS-244', one(plain), parts={'xl/pivotCache/pivotCacheDefinition1.xml': cache % (SHEET, lost), 'xl/pivotCache/pivotCacheRecords1.xml': records},
      rels=[('p', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml')],
      sheet_rels={'xl/pivotCache/pivotCacheDefinition1.xml': [('r', 'pivotCacheRecords', 'pivotCacheRecords1.xml')]})
    x('pivot-old-item', 'XLS-244', one(plain), parts={'xl/pivotCache/pivotCacheDefinition1.xml': cache % (SHEET, lost)},
      rels=[('p', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml')])
    x('pivot-seen', '', one(plain), parts={'xl/pivotCache/pivotCacheDefinition1.xml': cache % (SHEET, seen)},
      rels=[('p', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml')])
    x('model', 'XLS-244', one(plain), parts={'xl/model/item.data': b'\1'}, rels=[('m', 'http://schemas.microsoft.com/office/2011/relationships/powerPivotData', 'model/item.data')])
    x('connection', 'XLS-245', one(plain), parts={'xl/connections.xml': '<connections %s><connection id="1" name="x"><dbPr connection="Data Source=sv01"/></connection></connections>' % SHEET},
      rels=[('c', 'connections', 'connections.xml')])
    x('query', 'XLS-245', one(plain), parts={'customXml/item1.xml': '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">%s</DataMashup>' % base64.b64encode(b'1234').decode()},
      rels=[('q', 'customXml', '../customXml/item1.xml')])
    x('outside', 'OOX-209 XLS-246', one(plain), parts={'xl/externalLinks/externalLink1.xml': '<externalLink %s><externalBook><sheetDataSet><sheetData><row><cell r="A1"><v>%s</v></cell></row>'
      '</sheetData></sheetDataSet></externalBook></externalLink>' % (SHEET, lost)}, rels=[('e', 'externalLink', 'externalLinks/externalLink1.xml')],
      sheet_rels={'xl/externalLinks/externalLink1.xml': [('r', 'externalLinkPath', 'file:///C:\\data\\a.xlsx', True)]})
    x('revisions', 'XLS-247', one(plain), parts={'xl/revisions/revisionHeaders.xml': '<headers %s><header userName="%s"/></headers>' % (SHEET, name)},
      rels=[('r', 'revisionHeaders', 'revisions/revisionHeaders.xml')])
    x('scenario', 'XLS-248', one(plain, '', '<scenarios><scenario name="x" user="%s"/></scenarios>' % name))
    x('view', 'XLS-248', one(plain), names='<customWorkbookViews><customWorkbookView name="%s"/></customWorkbookViews>' % name)
    x('list', 'XLS-248', one(row(1, cell('A1', '担当者氏名' if lang == 'ja' else 'Person name')), '', '<dataValidations><dataValidation type="list" sqref="A2:A9"><formula1>"%s,%s"'
      '</formula1></dataValidation></dataValidations>' % (name, name)))
    x('hidden-name', 'XLS-242', one(plain), names='<definedNames><definedName name="%s" hidden="1">1250</definedName></definedNames>' % short)
    x('comment', 'OOX-204', one(plain), parts={'xl/comments1.xml': '<comments %s><authors><author>%s</author></authors><commentList><comment ref="A1"><text><t>%s</t></text></comment></commentList></comments>' % (SHEET, name, lost)},
      sheet_rels={'xl/worksheets/sheet1.xml': [('c', 'comments', '../comments1.xml')]})
    x('thread', 'OOX-204', one(plain), parts={'xl/threadedComments/threadedComment1.xml': '<ThreadedComments><threadedComment><text>%s</text></threadedComment></ThreadedComments>' % lost,
                                             'xl/persons/person.xml': '<personList><person displayName="%s"/></personList>' % name},
      rels=[('p', 'http://schemas.microsoft.com/office/2017/10/relationships/person', 'persons/person.xml')],
      sheet_rels={'xl/worksheets/sheet1.xml': [('c', 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment', '../threadedComments/threadedComment1.xml')]})
    x('abs-path', 'OOX-203', one(plain), book='<x15ac:absPath xmlns:x15ac="u" url="C:\\Users\\kawada\\"/>')
    x('abs-path-web', 'OOX-203', one(plain), book='<x15ac:absPath xmlns:x15ac="u" url="https://sv01.example.jp/sites/a/"/>')
    x('printer', 'OOX-211', one(plain), parts={'xl/printerSettings/printerSettings1.bin': b'\1'},
      sheet_rels={'xl/worksheets/sheet1.xml': [('p', 'printerSettings', '../printerSettings/printerSettings1.bin')]})
    x('macro', 'OOX-208', one(plain), parts={'xl/vbaProject.bin': b'\1'}, rels=[('v', 'http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin')],
      content='application/vnd.ms-excel.sheet.macroEnabled.main+xml')
    x('macro-sheet', 'OOX-208', one(plain), parts={'xl/macrosheets/sheet1.xml': '<xm:macrosheet xmlns:xm="u"/>'},
      rels=[('x', 'http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet', 'macrosheets/sheet1.xml')])
    # words that no cell shows
    names = '<definedNames><definedName name="n"%s>%s</definedName></definedNames>'
    shared = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    si = '<si><t>%s</t>%s</si>'

    def reading(text, last=1):
        return '<rPh sb="0" eb="%d"><t>%s</t></rPh>' % (last, text)

    def formula(text):
        return plain + row(2, '<c r="A2" t="str"><f>%s</f><v>%s</v></c>' % (text, seen))

    def table(attributes, column):
        return dict(after='<tableParts><tablePart r:id="t"/></tableParts>', parts={
            'xl/tables/table1.xml': '<table %s id="1" name="t" displayName="t" ref="A1:A2"%s><tableColumns><tableColumn id="1" '
            'name="%s"/></tableColumns></table>' % (SHEET, attributes, column)},
            sheet_rels={'xl/worksheets/sheet1.xml': [('t', 'table', '../tables/table1.xml')]})
    x('name-text', 'XLS-242', one(plain), names=names % ('', '&quot;%s&quot;' % lost))
    x('name-number', 'XLS-242', one(plain), names=names % ('', '1250'))
    x('name-remark', 'XLS-242', one(plain), names=names % (' comment="%s"' % lost, 'A1'))
    x('name-range', '!XLS-242', one(plain), names=names % ('', '$A$1:$B$9'))
    x('orphan', 'XLS-242', one(plain + shared), strings=si % (seen, '') + si % (lost, ''))
    x('orphan-twice', '!XLS-242', one(plain + shared), strings=si % (seen, '') + si % (seen, ''))
    x('reading', 'OOX-212', one(plain + shared), strings=si % (seen, reading('予定単価' if lang == 'ja' else 'planned price')))
    x('reading-long', 'OOX-212', one(plain + shared), strings=si % (seen, reading('ヨテイノタンカハセンニヒャクエントスル')))
    x('reading-kana', '', one(plain + shared), strings=si % (seen, reading('チョウサ', 2)))
    x('reading-same', '', one(plain + shared), strings=si % (seen, reading(seen, len(seen))))
    x('branch', 'XLS-242', one(formula('IF(1=1,"%s","%s")' % (seen, lost))))
    x('branch-false', 'XLS-242', one(formula('IF(FALSE,"%s",A1)' % lost)))
    x('branch-quoted', 'XLS-242', one(formula('IF(2&gt;=1,A1,&quot;%s&quot;)' % lost)))
    x('remark-in-formula', 'XLS-242', one(formula('A1&amp;T(N("%s"))' % lost)))
    x('branch-real', '!XLS-242', one(formula('IF(B1&gt;3,"%s","%s")' % (seen, lost))))
    x('branch-shown', '!XLS-242', one(formula('IF(TRUE,"%s",B1)' % seen)))
    prompt = '<dataValidations><dataValidation type="whole" prompt="%s" sqref="A2:A9"/></dataValidations>'
    x('prompt', 'XLS-248', one(plain, '', prompt % lost))
    x('prompt-usual', '!XLS-248', one(plain, '', prompt % ('一覧から選択してください' if lang == 'ja' else 'Please select from the list')))
    criteria = '<autoFilter ref="A1:B2"><filterColumn colId="0"><filters><filter val="%s"/><filter val="12"/></filters></filterColumn></autoFilter>'
    x('criterion', 'XLS-248', one(plain, '', criteria % lost))
    x('criterion-shown', '!XLS-248', one(plain, '', criteria % head))
    for what, rules, more in (('table-remark', 'XLS-242', table(' comment="%s"' % lost, head)),
                              ('table-no-head', 'XLS-242', table(' headerRowCount="0"', lost)),
                              ('table-usual', '!XLS-242', table('', head))):
        x(what, rules, one(plain, '', more.pop('after')), **more)
    margin = '<headerFooter%s><oddHeader>&amp;C%s</oddHeader><%s>&amp;L&amp;"Arial,Bold"&amp;12%s</%s></headerFooter>'
    x('header-never-first', 'XLS-242', one(plain, '', margin % ('', seen, 'firstHeader', lost, 'firstHeader')))
    x('footer-never-even', 'XLS-242', one(plain, '', margin % (' differentFirst="1"', seen, 'evenFooter', lost, 'evenFooter')))
    x('header-of-first', '!XLS-242', one(plain, '', margin % (' differentFirst="1"', seen, 'firstHeader', lost, 'firstHeader')))
    x('header-same', '!XLS-242', one(plain, '', margin % ('', seen, 'firstHeader', seen, 'firstHeader')))
    x('header-page-only', '!XLS-242', one(plain, '', margin % ('', seen, 'evenFooter', '&amp;P / &amp;N', 'evenFooter')))
    x('margin-path', 'OOX-203', one(plain, '', '<headerFooter><oddFooter>&amp;LC:\\Users\\kawada\\a.xlsx</oddFooter></headerFooter>'))
    x('margin-folder', 'DOC-224', one(plain, '', '<headerFooter><oddFooter>&amp;L&amp;Z&amp;F</oddFooter></headerFooter>'))
    x('xml-comment', 'OOX-206', one(plain + '<!-- %s -->' % lost))
    x('xml-comment-dull', '!OOX-206', one(plain + '<!-- Generated by a program -->'))
    x('lineage', 'OOX-205', one(plain), book='<xr:revisionPtr xmlns:xr="u" documentId="13_ncr:1_{5A}"/>')
    born = cell('B1', '生年月日' if lang == 'ja' else 'Date of birth')
    x('days-from-1904', 'PII-306', one(row(1, cell('A1', '氏名' if lang == 'ja' else 'Name'), born) + row(2, cell('A2', name), cell('B2', 27821))),
      book='<workbookPr date1904="1"/>')
    x('protected', 'OOX-218', one(plain, '', '<sheetProtection sheet="1"/>'))

    # look-alikes
    x('unwritten-rows-hidden', '', one(plain + row(2, cell('A2', seen)), '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'))
    x('box-beside-hidden', '', one(plain + '<row r="5" hidden="1"/>', '', '<drawing r:id="d"/>'), **sheet_box('FFFFFF', '000000', seen))
    x('header', '', one(plain, '', '<headerFooter><oddHeader>&amp;C%s</oddHeader></headerFooter>' % head))
    x('rule-white-blank', '', one(plain, '', '<conditionalFormatting sqref="A1:B9"><cfRule type="expression" dxfId="0" priority="1"><formula>LEN(TRIM(A1))=0'
      '</formula></cfRule></conditionalFormatting>'), changes=['<font><color rgb="FFFFFFFF"/></font>'])
    x('box-dark', '', one(plain, '', '<drawing r:id="d"/>'), **sheet_box('000000', 'FFFFFF', seen))
    x('text-mask-itself', '', one(plain + row(2, cell('A2', '***', 1))), numbers=['&quot;***&quot;;&quot;***&quot;;&quot;***&quot;;&quot;***&quot;'],
      formats=[(1, 0, 0)])
    x('text-with-words', '', one(plain + row(2, cell('A2', seen, 1))), numbers=['0;-0;0;&quot;:&quot;@'], formats=[(1, 0, 0)])
    x('inline-red', '', one(plain + '<row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>%s</t></r></is></c></row>' % seen))
    x('gradient', '', one(plain + cells), fonts=['<color rgb="FF000000"/>'], formats=[(0, 1, 1)], fills=[GRADIENT % ('FF000000', 'FFFFFFFF')])
    x('own-head', '', one(plain + row(2, cell('A2', seen), cell('C2', 'Column1')), '<cols><col min="3" max="3" hidden="1"/></cols>',
                          '<tableParts><tablePart r:id="t"/></tableParts>'), sheet_rels={'xl/worksheets/sheet1.xml': [('t', 'table', '../tables/table1.xml')]},
      parts={'xl/tables/table1.xml': '<table %s id="1" name="t" displayName="t" ref="C2:C3"><tableColumns><tableColumn id="1" name="Column1"/>'
             '</tableColumns></table>' % SHEET})
    x('types-of-nothing', '', one(plain), parts={'[Content_Types].xml': types('xl/workbook.xml', TYPES + 'spreadsheetml.sheet.main+xml').replace(
        '<Default ', '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default ', 1)})
    x('plain', '', one(plain + row(2, cell('A2', seen), cell('B2', 12))))
    x('hidden-empty', '', one(plain) + [('b', 'hidden', '', '')])
    x('empty-rows', '', one(plain + row(2, more=' hidden="1"') + row(3, '<c r="A3" s="0"/>', more=' hidden="1"')))
    x('empty-columns', '', one(plain, '<cols><col min="3" max="16384" hidden="1"/></cols>'))
    x('dark-head', '', one(row(1, cell('A1', head, 1)) + secret), fonts=['<color rgb="FFFFFFFF"/>'], fills=['rgb="FF203864"'], formats=[(0, 1, 1)])
    x('dark-head-theme', '', one(row(1, cell('A1', head, 1)) + secret), fonts=['<color theme="0"/>'], fills=['theme="4" tint="-0.25"'], formats=[(0, 1, 1)])
    x('table-head', '', one(row(1, cell('A1', head, 1), cell('B1', head, 1)) + secret, '', '<tableParts><tablePart r:id="t"/></tableParts>'),
      fonts=['<color theme="0"/>'], formats=[(0, 1, 0)],
      parts={'xl/tables/table1.xml': '<table %s ref="A1:B2"><tableStyleInfo name="TableStyleMedium2"/></table>' % SHEET},
      sheet_rels={'xl/worksheets/sheet1.xml': [('t', 'table', '../tables/table1.xml')]})
    for i, code in enumerate(('0_ ;[Red]\\-0\\ ', '#,##0;&quot;△&quot; #,##0', '0;-0;;@', '#,##0;\\-#,##0;&quot;-&quot;', '@', 'yyyy/m/d;@',
                              '_ * #,##0_ ;_ * \\-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ ', '[&gt;0]&quot;○&quot;;&quot;×&quot;', '0.0%;;')):
        x('code-%d' % i, '', one(plain + row(2, cell('A2', 0 if code in ('0;-0;;@', '0.0%;;') else 12, 1), cell('B2', seen if code != '0.0%;;' else 3, 1 if code != '0.0%;;' else 0))),
          numbers=[code], formats=[(1, 0, 0)])
    x('rule-zero', '', one(plain + row(2, cell('A2', 0), cell('B2', 12)), '', rule % ('cellIs', ' operator="equal"', '<formula>0</formula>')),
      changes=['<font><color rgb="FFFFFFFF"/></font>'])
    x('rule-error', '', one(values, '', rule % ('expression', '', '<formula>ISERROR(A1)</formula>')), changes=['<font><color rgb="FFFFFFFF"/></font>'])
    x('rule-repeat', '', one(values, '', rule % ('expression', '', '<formula>$A2=$A1</formula>')), changes=['<font><color rgb="FFFFFFFF"/></font>'])
    x('rule-dark', '', one(values, '', rule % ('expression', '', '<formula>TRUE</formula>')),
      changes=['<font><color rgb="FFFFFFFF"/></font><fill><patternFill><bgColor rgb="FF203864"/></patternFill></fill>'])
    x('rule-paints', '', one(plain + cells, '', rule % ('expression', '', '<formula>$B1=1</formula>')), fonts=['<color rgb="FFFFFFFF"/>'], formats=[(0, 1, 0)],
      changes=['<fill><patternFill><bgColor rgb="FFC00000"/></patternFill></fill>'])
    x('own-names', '', one(plain), names='<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">A1:B2</definedName><definedName '
      'name="_xlnm._FilterDatabase" hidden="1">A1:B2</definedName><definedName name="_xlfn.IFERROR" hidden="1">#NAME?</definedName></definedNames>')
    x('empty-comments', '', one(plain), parts={'xl/comments1.xml': '<comments %s><authors/><commentList/></comments>' % SHEET},
      sheet_rels={'xl/worksheets/sheet1.xml': [('c', 'comments', '../comments1.xml')]})
    x('not-protected', '', one(plain), book='<workbookProtection/>')
    x('book-protected', 'OOX-218', one(plain), book='<workbookProtection lockStructure="1"/>')
    x('panes', '', one(plain, '<sheetViews><sheetView topLeftCell="A1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
                       '</sheetViews>'))
    x('scrolled', '', one(plain, '<sheetViews><sheetView topLeftCell="A50" workbookViewId="0"/></sheetViews>'))
    x('yes-no', '', one(plain, '', '<dataValidations><dataValidation type="list" sqref="B2:B9"><formula1>"%s"</formula1></dataValidation></dataValidations>' %
                        ('可,不可' if lang == 'ja' else 'yes,no')))
    x('hatched', '', one(plain + cells), fonts=['<color rgb="FF000000"/>'], fills=['rgb="FFFFFF00"'], formats=[(0, 1, 1)])
    x('pale-fill', '', one(plain + cells), fonts=['<color rgb="FFA6A6A6"/>'], fills=['rgb="FFF2F2F2"'], formats=[(0, 1, 1)])
    x('merged-empty', '', one(row(1, cell('A1', seen), '<c r="B1"/>'), '', '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'))


def slides(lang):
    t = LANGUAGES[lang]
    seen, lost, head, name, short = t['seen'], t['lost'], t['head'], t['name'], t['short']
    first = shape(50, 50, 800, 80, seen)

    def s(what, rules, shapes, attributes='', after='', state='inspected', **more):
        pptx(label('p-%s-%s.pptx' % (what, lang), rules, state), [(shapes, attributes, after)], **more)

    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    image = {'parts': {'ppt/media/image1.png': png()}, 'slide_rels': {'ppt/slides/slide1.xml': [('pic', 'image', '../media/image1.png')]}}
    holed = {'parts': {'ppt/media/image1.png': png(6)}, 'slide_rels': image['slide_rels']}

    def notes(text, holder='<p:ph type="body" idx="1"/>'):
        return {'parts': {'ppt/notesSlides/notesSlide1.xml': '<p:notes %s><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:notes>' % (
            SLIDE, shape(50, 50, 500, 80, text, holder=holder))}, 'slide_rels': {'ppt/slides/slide1.xml': [('n', 'notesSlide', '../notesSlides/notesSlide1.xml')]}}
    def ground_(kind, part, element, shapes):
        up = {'slideLayout': ('l', 'slideLayout', '../' + part)}
        more = {'slide_rels': {'ppt/slideMasters/slideMaster1.xml': [('x', kind, '../' + part)]}} if kind in up else {'rels': [('x', kind, part)]}
        return dict(parts={'ppt/' + part: '<p:%s %s><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:%s>' % (element, SLIDE, shapes, element)}, **more)

    def titles(*groups):
        pairs = ''.join('<vt:variant><vt:lpstr>%s</vt:lpstr></vt:variant><vt:variant><vt:i4>%d</vt:i4></vt:variant>' % g[:2] for g in groups)
        names = ''.join('<vt:lpstr>%s</vt:lpstr>' % n for g in groups for n in g[2])
        return {'parts': {'docProps/app.xml': '<Properties xmlns:vt="v"><HeadingPairs><vt:vector>%s</vt:vector></HeadingPairs><TitlesOfParts><vt:vector>%s'
                                              '</vt:vector></TitlesOfParts></Properties>' % (pairs, names)},
                'top': [('p', 'extended-properties', 'docProps/app.xml')]}

    s('hidden', 'PPT-260', first + shape(50, 200, 800, 80, lost), 'show="0"')
    pptx(label('p-unlisted-%s.pptx' % lang, 'PPT-260'), [(first, ''), (shape(50, 50, 800, 80, lost), '')], listed=[1])
    s('notes', 'PPT-261', first, **notes(lost))
    s('off-left', 'PPT-262', first + shape(-500, 50, 300, 80, lost))
    s('off-below', 'PPT-262', first + shape(50, 900, 300, 80, lost))
    group = ('<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="group"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/><a:chOff x="0" '
             'y="0"/><a:chExt cx="%d" cy="%d"/></a:xfrm></p:grpSpPr>%s</p:grpSp>')
    s('off-group', 'PPT-262', first + group % (12000000, 0, 1000000, 1000000, 1000000, 1000000, shape(10, 10, 50, 50, lost)))
    box = shape(100, 300, 400, 60, lost, id_=4)
    s('covered', 'PPT-263', first + box + shape(90, 290, 420, 80, fill='000000', id_=5))
    s('covered-theme', 'PPT-263', first + box + shape(90, 290, 420, 80, fill='<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', id_=5))
    s('covered-white', 'PPT-263', first + box + shape(90, 290, 420, 80, fill='FFFFFF', id_=5))
    s('covered-style', 'PPT-263', first + box + shape(90, 290, 420, 80, id_=5).replace('</p:spPr>', '</p:spPr><p:style><a:fillRef idx="1"><a:schemeClr val="accent2"/></a:fillRef></p:style>'))
    s('covered-part', 'PPT-263', first + shape(100, 300, 500, 200, '%s\n%s' % (seen, lost), id_=4) + shape(100, 325, 500, 30, fill='000000', id_=5))
    s('covered-name', 'PPT-263', first + shape(100, 300, 600, 40, lost, id_=4) + shape(180, 300, 100, 35, fill='000000', id_=5))
    s('covered-by-arrow', 'PPT-263', first + box + shape(40, 230, 800, 180, fill='000000', geometry='rightArrow', id_=5))
    s('covered-by-terminator', 'PPT-263', first + box + shape(40, 280, 600, 90, fill='000000', geometry='flowChartTerminator', id_=5))
    def freehand(*contours, curved=False):
        inside = ''
        for c in contours:
            first, *others = ['<a:pt x="%d" y="%d"/>' % xy for xy in c]
            inside += '<a:moveTo>%s</a:moveTo>' % first + ''.join('<a:cubicBezTo>%s</a:cubicBezTo>' % (p_ * 3) if curved else '<a:lnTo>%s</a:lnTo>' % p_ for p_ in others) + '<a:close/>'
        return '<a:custGeom><a:pathLst><a:path w="100" h="100">%s</a:path></a:pathLst></a:custGeom>' % inside

    def blot(geometry_, fill='000000'):
        return shape(60, 260, 600, 150, fill=fill, id_=5).replace('<a:prstGeom prst="rect"/>', geometry_)
    cover_ = [(0, 10), (50, 0), (100, 10), (95, 90), (40, 100), (0, 80)]
    s('covered-by-freehand', 'PPT-263', first + box + blot(freehand(cover_)))
    s('covered-by-curves', 'PPT-263', first + box + blot(freehand(cover_, curved=True)))
    s('under-freehand-corner', '', first + box + blot(freehand([(0, 0), (100, 0), (0, 40)])))
    s('under-freehand-hole', '', first + box + blot(freehand(cover_, [(5, 15), (90, 15), (90, 80), (5, 80)])))
    s('under-freehand-line', '', first + box + blot(freehand(cover_), fill='none'))
    s('under-freehand-unknown', '', first + box + blot(freehand(cover_).replace('x="95"', 'x="x1"')))
    s('covered-by-two', 'PPT-263', first + box + shape(90, 290, 220, 80, fill='000000', id_=5) + shape(300, 290, 220, 80, fill='000000', id_=6))
    s('covered-by-picture', 'PPT-263', first + box + picture(90, 290, 420, 80, id_=5), **image)
    s('covered-picture', 'PPT-263', first + picture(100, 300, 200, 100) + shape(90, 290, 220, 120, fill='4472C4', id_=5), **image)
    s('masked-picture', 'PPT-263', first + picture(100, 300, 300, 200) + shape(150, 350, 80, 30, fill='000000', id_=5), **image)
    s('covered-group', 'PPT-263', first + group % (1000000, 3000000, 4000000, 600000, 8000000, 1200000, shape(0, 0, 800, 120, lost, id_=4)) +
      shape(90, 290, 420, 80, fill='000000', id_=7))
    s('covered-by-group', 'PPT-263', first + box + group % (900000, 2900000, 4200000, 800000, 420, 80, shape(0, 0, 0.042, 0.008, fill='000000', id_=7)))
    s('covered-holder', 'PPT-263', shape(0, 0, 0, 0, lost, holder='<p:ph type="title"/>', id_=4) + shape(40, 40, 820, 120, fill='000000', id_=5),
      layout=shape(50, 50, 800, 100, holder='<p:ph type="title"/>', body=' anchor="ctr"'))
    table = ('<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="table"/></p:nvGraphicFramePr><p:xfrm><a:off x="1000000" y="3000000"/><a:ext cx="6000000" '
             'cy="800000"/></p:xfrm><a:graphic><a:graphicData uri="t"><a:tbl><a:tblGrid><a:gridCol w="3000000"/><a:gridCol w="3000000"/></a:tblGrid>%s</a:tbl>'
             '</a:graphicData></a:graphic></p:graphicFrame>')
    tr = '<a:tr h="400000"><a:tc><a:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc></a:tr>'
    s('covered-cell', 'PPT-263', first + table % (tr % (head, head) + tr % (short, lost)) + shape(400, 340, 300, 40, fill='000000', id_=7))
    s('hidden-shape', 'PPT-264', first + shape(50, 200, 500, 80, lost, more=' hidden="1"'))
    s('white', 'DOC-222', first + shape(50, 200, 500, 80, lost, run=white))
    s('tiny', 'DOC-222', first + shape(50, 200, 500, 80, lost).replace('sz="1800"', 'sz="100"'))
    s('no-fill', 'DOC-222', first + shape(50, 200, 500, 80, lost, run='<a:noFill/>'))
    s('second-run', 'DOC-222', first + shape(50, 200, 500, 80, lost, fill='FFFFFF', run=white).replace('<a:p><a:r>', '<a:p><a:r><a:rPr><a:solidFill><a:srgbClr '
      'val="000000"/></a:solidFill></a:rPr><a:t>%s</a:t></a:r><a:r>' % seen))
    s('black-highlight', 'DOC-222', first + shape(50, 200, 500, 80, lost, run=BLACK + '<a:highlight><a:srgbClr val="000000"/></a:highlight>'))
    under = first + shape(50, 200, 400, 40, lost)
    s('under-gradient', 'PPT-263', under + shape(40, 190, 500, 60, fill=SHADES % ('', '')))
    s('under-pattern', 'PPT-263', under + shape(40, 190, 500, 60, fill='<a:pattFill prst="dkUpDiag"><a:fgClr><a:srgbClr val="000000"/></a:fgClr><a:bgClr>'
      '<a:srgbClr val="444444"/></a:bgClr></a:pattFill>'))
    s('under-turned', 'PPT-263', under + shape(260, -30, 60, 500, fill='000000').replace('<a:xfrm>', '<a:xfrm rot="5400000">'))
    turned = ('<a:xfrm>', '<a:xfrm rot="900000">')
    s('both-turned', 'PPT-263', first + shape(50, 200, 400, 40, lost, id_=3).replace(*turned) + shape(40, 190, 500, 60, fill='000000').replace(*turned))
    s('under-cells', 'PPT-263', under + table_at(40, 190, 500, 60, '000000'))
    s('under-line', 'PPT-263', under + thick_line(40, 220, 500, 60))
    s('own-colour', 'DOC-222', first + shape(50, 200, 500, 80, lost, fill='C55A11', run='<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'))
    s('comment', 'PPT-265', first, parts={'ppt/comments/comment1.xml': '<p:cmLst %s><p:cm><p:text>%s</p:text></p:cm></p:cmLst>' % (SLIDE, lost)},
      slide_rels={'ppt/slides/slide1.xml': [('c', 'comments', '../comments/comment1.xml')]})
    s('authors', 'PPT-265', first, parts={'ppt/commentAuthors.xml': '<p:cmAuthorLst %s><p:cmAuthor name="%s"/></p:cmAuthorLst>' % (SLIDE, name)}, rels=[('a', 'commentAuthors', 'commentAuthors.xml')])
    s('sound', 'PPT-266', first, parts={'ppt/media/media1.m4a': b'\1'}, slide_rels={'ppt/slides/slide1.xml': [('m', 'audio', '../media/media1.m4a')]})
    s('linked-sound', 'OOX-209', first, slide_rels={'ppt/slides/slide1.xml': [('m', 'audio', 'file:///C:\\a.wav', True)]})
    s('section', 'PPT-267', first, book='<p14:sectionLst xmlns:p14="u"><p14:section name="%s"/></p14:sectionLst>' % short)
    s('tag', 'PPT-267', first, parts={'ppt/tags/tag1.xml': '<p:tagLst %s><p:tag name="x" val="y"/></p:tagLst>' % SLIDE}, rels=[('t', 'tags', 'tags/tag1.xml')])
    s('cropped', 'OOX-214', first + picture(100, 300, 200, 100, '<a:srcRect l="25000"/>'), **image)
    s('cropped-fill', 'OOX-214', first + picture(100, 300, 200, 100, '<a:stretch><a:fillRect l="-40000" r="-20000"/></a:stretch>'), **image)
    s('embedded', 'OOX-207 XLS-240', first, parts={'ppt/embeddings/book.xlsx': inner_book(lost)}, slide_rels={'ppt/slides/slide1.xml': [('e', 'package', '../embeddings/book.xlsx')]})
    s('photo', 'OOX-213 IMG-280', first, parts={'ppt/media/image1.jpg': gps_jpeg()}, slide_rels={'ppt/slides/slide1.xml': [('i', 'image', '../media/image1.jpg')]})
    s('macro', 'OOX-208', first, parts={'ppt/vbaProject.bin': b'\1'}, rels=[('v', 'http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin')],
      content='application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml')
    s('protected', 'OOX-218', first, book='<p:modifyVerifier/>')
    s('no-size', 'PPT-264', first + shape(50, 200, 0.001, 0.001, lost, body=' horzOverflow="clip" vertOverflow="clip"'))
    s('flat-box', 'PPT-264', first + shape(50, 200, 300, 0.001, lost, body=' vertOverflow="clip"'))
    s('unused-layout', 'PPT-264', first, **ground_('slideLayout', 'slideLayouts/slideLayout9.xml', 'sldLayout', shape(50, 200, 500, 80, lost)))
    s('unused-master', 'PPT-264', first, **ground_('slideMaster', 'slideMasters/slideMaster9.xml', 'sldMaster', shape(50, 200, 500, 80, lost)))
    s('notes-master', 'PPT-264', first, **ground_('notesMaster', 'notesMasters/notesMaster1.xml', 'notesMaster', shape(50, 200, 500, 80, lost)))
    s('handout-master', 'PPT-264', first, **ground_('handoutMaster', 'handoutMasters/handoutMaster1.xml', 'handoutMaster', shape(50, 200, 500, 80, lost)))
    s('gone-title', 'OOX-201', first, **titles(('x', 2, ['Arial', 'Calibri']), ('y', 1, ['Some theme']), ('z', 1, [lost])))
    s('gone-titles', 'OOX-201', first, **titles(('y', 1, ['Some theme']), ('z', 2, [seen, lost])))
    s('show', 'PPT-267', first, book='<p:custShowLst><p:custShow name="%s" id="0"/></p:custShowLst>' % short)
    s('shape-name', 'OOX-215', first + shape(50, 200, 500, 80, seen, name=lost))
    pptx(label('p-slide-name-%s.pptx' % lang, 'PPT-267'), [(first, '')], ground='', parts={
        'ppt/slides/slide1.xml': '<p:sld %s><p:cSld name="%s"><p:spTree>%s</p:spTree></p:cSld></p:sld>' % (SLIDE, lost, first)})

    # look-alikes
    s('plain', '', first + shape(50, 200, 800, 300, '%s\n%s' % (head, seen)))
    s('half-off', '', first + shape(-100, 300, 300, 80, seen))
    s('notes-number', '', first, **notes('3', '<p:ph type="sldNum"/>'))
    s('notes-empty', '', first, **notes(''))
    s('label', '', first + shape(100, 300, 400, 80, fill='203864', id_=4) + shape(100, 300, 400, 80, head, run=white, id_=5))
    s('over-label', '', first + picture(100, 300, 300, 200) + shape(150, 350, 100, 40, fill='FFFFFF', id_=5) + shape(150, 350, 100, 40, short, id_=6), **image)
    s('beside', '', first + shape(100, 300, 800, 60, short, id_=4) + shape(600, 290, 200, 80, fill='000000', id_=5))
    s('below-text', '', first + shape(100, 300, 400, 300, short, id_=4) + shape(100, 450, 400, 100, fill='000000', id_=5))
    s('touching', '', first + shape(100, 300, 400, 50, seen, id_=4) + shape(80, 300, 25, 50, fill='C55A11', id_=5))
    s('see-through', '', first + box + shape(90, 290, 420, 80, fill='<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="40000"/></a:srgbClr></a:solidFill>', id_=5))
    s('frame', '', first + box + shape(90, 290, 420, 80, fill='none', id_=5))
    s('underneath', '', first + shape(90, 290, 420, 80, fill='DDEEFF', id_=5) + box)
    s('logo', '', first + box + picture(90, 290, 420, 80, id_=5), **holed)
    timing = '<p:timing><p:tnLst><p:spTgt spid="5"/></p:tnLst></p:timing>'
    s('animated', '', first + box + shape(90, 290, 420, 80, fill='000000', id_=5), after=timing)
    s('arrow', '', first + box + shape(90, 290, 420, 80, fill='000000', id_=5, geometry='rightArrow'))
    s('over-the-shaft', '', first + shape(100, 185, 420, 40, seen, id_=4) + shape(40, 180, 800, 300, fill='000000', geometry='rightArrow', id_=5))
    s('in-the-notch', '', first + shape(100, 330, 90, 40, short, id_=4) + shape(95, 250, 600, 200, fill='000000', geometry='chevron', id_=5))
    s('dark-ground', '', shape(50, 50, 800, 80, seen, run=white), ground='<p:bg><p:bgPr><a:solidFill><a:srgbClr val="203040"/></a:solidFill></p:bgPr></p:bg>')
    fade = '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000"><a:schemeClr val="%s"/></a:gs></a:gsLst></a:gradFill>'
    s('box-cut', 'DOC-222', first + shape(50, 200, 800, 28, '%s\n%s' % (seen, lost), body=' vertOverflow="clip"'))
    s('box-overflows', '', first + shape(50, 200, 800, 28, '%s\n%s' % (seen, seen)))
    s('white-gradient', 'DOC-222', first + shape(50, 200, 500, 80, lost, run=fade % 'bg1'))
    s('black-gradient', 'DOC-222', first + shape(50, 200, 500, 80, lost, fill=SHADES.replace('444444', '000000') % ('', ''), run=BLACK))
    s('gradient', '', first + shape(50, 200, 500, 80, seen, run=fade % 'accent1') + shape(50, 400, 500, 80, seen, fill=fade % 'accent1', run=white))
    s('white-outlined', '', first + shape(50, 200, 500, 80, seen, run='<a:ln><a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill></a:ln>' + white))
    s('outlined', '', first + shape(50, 200, 500, 80, seen, run='<a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln><a:noFill/>'))
    s('marker', '', first + shape(50, 200, 500, 80, seen, run=BLACK + '<a:highlight><a:srgbClr val="FFFF00"/></a:highlight>'))
    s('over-glass', '', under + shape(40, 190, 500, 60, fill=SHADES % ('<a:alpha val="40000"/>', '')))
    s('beside-turned', '', under + shape(40, 190, 500, 60, fill='000000').replace('<a:xfrm>', '<a:xfrm rot="5400000">').replace('y="1900000"', 'y="4500000"'))
    s('turned-away', '', first + shape(50, 200, 400, 40, seen, id_=3).replace('<a:xfrm>', '<a:xfrm rot="5400000">') + shape(40, 190, 180, 60, fill='000000'))
    s('over-open-cells', '', under + table_at(40, 190, 500, 60, ''))
    s('under-thin-line', '', under + thick_line(40, 240, 500, 1))
    s('dark-theme', '', shape(50, 50, 800, 80, seen, run='<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'), color_map='bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"')
    s('dark-band', '', shape(50, 50, 800, 80, seen, run=white), master=shape(0, 0, 914, 150, fill='203040'))
    s('dark-cell', '', first + table % ('<a:tr h="400000"><a:tc><a:txBody><a:p><a:r><a:rPr>%s</a:rPr><a:t>%s</a:t></a:r></a:p></a:txBody><a:tcPr><a:solidFill><a:srgbClr '
                                        'val="203040"/></a:solidFill></a:tcPr></a:tc></a:tr>' % (white, head)))
    white_cell = '<a:tr h="400000"><a:tc><a:txBody><a:p><a:r><a:rPr>%s</a:rPr><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc></a:tr>'
    styled = table.replace('<a:tbl>', '<a:tbl><a:tblPr><a:tableStyleId>%s</a:tableStyleId></a:tblPr>')
    s('white-plain-cell', 'DOC-222', first + table % (white_cell % (white, lost)))
    s('white-cell-no-style', 'DOC-222', first + (styled % ('{2D5ABB26-0587-4C30-8999-92F81FD0307C}', '%s')) % (white_cell % (white, lost)))
    s('white-cell-styled', '', first + (styled % ('{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}', '%s')) % (white_cell % (white, head)))
    s('white-cell-on-dark', '', first + shape(0, 250, 914, 300, fill='203040', id_=6) + table % (white_cell % (white, head)))
    s('small-box', '', first + shape(50, 200, 0.001, 0.001, seen) + shape(50, 300, 500, 40, head, body=' vertOverflow="clip" horzOverflow="clip"'))
    prompt = shape(50, 50, 500, 80, lost, holder='<p:ph type="title"/>') + shape(50, 200, 100, 30, '3', holder='<p:ph type="sldNum"/>')
    s('unused-prompts', '', first, **ground_('slideLayout', 'slideLayouts/slideLayout9.xml', 'sldLayout', prompt))
    s('notes-prompts', '', first, **ground_('notesMaster', 'notesMasters/notesMaster1.xml', 'notesMaster', prompt))
    s('unused-same', '', first, master=shape(0, 700, 500, 40, head),
      **ground_('slideLayout', 'slideLayouts/slideLayout9.xml', 'sldLayout', shape(0, 700, 500, 40, head)))
    s('titles', '', first, **titles(('x', 1, ['Arial']), ('y', 1, ['Some theme']), ('z', 1, [seen[:8]])))
    s('titles-made', '', first, **titles(('y', 1, ['Some theme']), ('z', 2, ['PowerPoint プレゼンテーション', 'Slide 2'])))
    s('names-made', '', first + shape(50, 200, 500, 80, seen, name='Rectangle: Rounded Corners 12') + shape(50, 300, 500, 80, head, name='!!the same on both slides'),
      book='<p:custShowLst><p:custShow name="目的別スライド ショー 1" id="0"/></p:custShowLst>')
    s('not-cropped', '', first + picture(100, 300, 200, 100, '<a:srcRect/><a:stretch><a:fillRect/></a:stretch>'), **image)


ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
       'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
       'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
       'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
       'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0" '
       'xmlns:smil="urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0" '
       'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" '
       'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
       'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"')


def odf_file(path, kind, body, styles='', meta='', settings='', parts=None, more_styles='', encrypted=False, flat=False, old=False):
    """kind: text, spreadsheet or presentation"""
    content = '<office:automatic-styles>%s</office:automatic-styles><office:body><office:%s>%s</office:%s></office:body>' % (styles, kind, body, kind)
    mime = 'application/vnd.oasis.opendocument.' + kind
    if flat:
        with open(path, 'w') as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:mimetype="%s"><office:meta>%s</office:meta>%s</office:document>' %
                       (ODF, mime, meta, content))
        return
    all_ = {'content.xml': '<office:document-content %s>%s</office:document-content>' % (ODF, content),
            'styles.xml': '<office:document-styles %s><office:styles>%s</office:styles></office:document-styles>' % (ODF, more_styles),
            'meta.xml': '<office:document-meta %s><office:meta>%s</office:meta></office:document-meta>' % (ODF, meta),
            'settings.xml': '<office:document-settings %s>%s</office:document-settings>' % (ODF, settings)}
    all_.update(parts or {})
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('mimetype', mime)
        for name, data in all_.items():
            z.writestr(name, data)
        z.writestr('META-INF/manifest.xml', ('<!DOCTYPE manifest:manifest PUBLIC "-//x//DTD Manifest 1.0//EN" "Manifest.dtd">' if old else '') + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%s</manifest:manifest>' %
                   ''.join('<manifest:file-entry manifest:full-path="%s">%s</manifest:file-entry>' % (n, '<manifest:encryption-data/>' if encrypted else '')
                           for n in all_ if not n.startswith('lost')))


def odf(lang):
    t = LANGUAGES[lang]
    seen, lost, head, name, short = t['seen'], t['lost'], t['head'], t['name'], t['short']

    def o(what, rules, kind, body, state='inspected', ending='', **more):
        odf_file(label('o-%s-%s.%s' % (what, lang, ending or {'text': 'odt', 'spreadsheet': 'ods', 'presentation': 'odp'}[kind]), rules, state), kind, body, **more)

    def style(name_, family, properties, more=''):
        return '<style:style style:name="%s" style:family="%s"%s>%s</style:style>' % (name_, family, more, properties)
    plain = '<text:p>%s</text:p>' % seen
    span = '<text:p>%s<text:span text:style-name="T1">%s</text:span></text:p>' % (seen, lost)
    gone = '<style:text-properties text:display="none"/>'
    white = '<style:text-properties fo:color="#ffffff"/>'
    o('hidden', 'DOC-221', 'text', span, styles=style('T1', 'text', gone))
    o('hidden-based', 'DOC-221', 'text', span, styles=style('T1', 'text', '', ' style:parent-style-name="T0"'), more_styles=style('T0', 'text', gone))
    o('hidden-paragraph', 'DOC-221', 'text', '<text:p text:style-name="P1">%s</text:p>' % lost, styles=style('P1', 'paragraph', gone))
    o('hidden-section', 'DOC-221', 'text', plain + '<text:section text:name="a" text:display="none"><text:p>%s</text:p></text:section>' % lost)
    o('hidden-field', 'DOC-221', 'text', '<text:p><text:hidden-text text:condition="x" text:string-value="%s"/></text:p>' % lost)
    o('hidden-flat', 'DOC-221 OOX-201', 'text', span, styles=style('T1', 'text', gone), meta='<dc:creator>%s</dc:creator>' % name, flat=True, ending='fodt')
    o('white', 'DOC-222', 'text', span, styles=style('T1', 'text', white))
    o('black', 'DOC-222', 'text', span, styles=style('T1', 'text', '<style:text-properties fo:color="#000000" fo:background-color="#000000"/>'))
    info = '<office:change-info><dc:creator>%s</dc:creator></office:change-info>' % name
    o('tracked', 'DOC-220', 'text', '<text:tracked-changes><text:changed-region><text:deletion>%s<text:p>%s</text:p></text:deletion></text:changed-region>'
      '</text:tracked-changes>%s' % (info, lost, plain))
    o('tracked-format', 'DOC-220', 'text', '<text:tracked-changes><text:changed-region><text:format-change>%s</text:format-change></text:changed-region>'
      '</text:tracked-changes>%s' % (info, plain))
    note = '<office:annotation><dc:creator>%s</dc:creator><text:p>%s</text:p></office:annotation>' % (name, lost)
    o('comment', 'OOX-204', 'text', '<text:p>%s%s</text:p>' % (seen, note))
    o('author', 'OOX-201', 'text', plain, meta='<meta:initial-creator>%s</meta:initial-creator>' % name)
    o('template', 'OOX-202', 'text', plain, meta='<meta:template xlink:href="../a.ott"/>')
    o('printer', 'OOX-211', 'text', plain, settings='<config:config-item config:name="PrinterName">PR01</config:config-item>')
    o('thumbnail', 'OOX-211', 'text', plain, parts={'Thumbnails/thumbnail.png': png()})
    o('macro', 'OOX-208', 'text', plain, parts={'Basic/Standard/Module1.xml': '<a/>'})
    o('object', 'OOX-207', 'text', plain, parts={'Object 1/content.xml': '<office:document-content %s>%s</office:document-content>' % (ODF, plain)})
    o('linked', 'OOX-209', 'text', '<text:section text:name="a"><text:section-source xlink:href="file:///C:/data/a.odt"/></text:section>' + plain)
    o('outside-picture', 'OOX-210', 'text', '<text:p><draw:frame><draw:image xlink:href="https://www.example.jp/a.png"/></draw:frame></text:p>')
    o('orphan', 'OOX-212', 'text', plain, parts={'lost.txt': lost})
    o('photo', 'OOX-213 IMG-280', 'text', plain, parts={'Pictures/1.jpg': gps_jpeg()})
    o('signature', 'OOX-217', 'text', plain, parts={'META-INF/documentsignatures.xml': '<a/>'})
    o('person', 'PII-302', 'text', '<text:p>TEL 03-5555-2345</text:p>')
    o('encrypted', 'OOX-216 SYS-399', 'text', plain, state='refused', encrypted=True)

    def tab(rows, more='', columns=''):
        return '<table:table table:name="%s"%s>%s%s</table:table>' % (short, more, columns, rows)

    def r(*texts, more='', style_=''):
        return '<table:table-row%s>%s</table:table-row>' % (more, ''.join('<table:table-cell%s><text:p>%s</text:p></table:table-cell>' % (style_, x) for x in texts))
    hide = style('ta', 'table', '<style:table-properties table:display="false"/>')
    o('sheet', 'XLS-240', 'spreadsheet', tab(r(seen)) + tab(r(lost), ' table:style-name="ta"'), styles=hide)
    o('row', 'XLS-241', 'spreadsheet', tab(r(seen) + r(lost, more=' table:visibility="collapse"')))
    o('filtered', 'XLS-241', 'spreadsheet', tab(r(seen) + r(lost, more=' table:visibility="filter"')))
    wide = '<table:table-row%s><table:table-cell%s><text:p>%s</text:p></table:table-cell></table:table-row>'
    under = '<table:table-row><table:covered-table-cell/></table:table-row>'
    o('row-merged-over', '', 'spreadsheet', tab(wide % (' table:visibility="collapse"', ' table:number-rows-spanned="2"', seen) + under))
    o('row-merged-in-hidden', 'XLS-241', 'spreadsheet', tab(r(seen) + wide % (
        ' table:visibility="collapse"', ' table:number-rows-spanned="2"', lost) + under.replace('-row>', '-row table:visibility="collapse">', 1)))
    o('column-merged-over', '', 'spreadsheet', tab(wide % ('', ' table:number-columns-spanned="2"', seen),
                                                   columns='<table:table-column table:visibility="collapse"/><table:table-column/>'))
    o('column', 'XLS-241', 'spreadsheet', tab(r(seen, lost), columns='<table:table-column/><table:table-column table:visibility="collapse"/>'))
    o('white-cell', 'XLS-243', 'spreadsheet', tab(r(lost, style_=' table:style-name="ce"')), styles=style('ce', 'table-cell', white))
    o('sheet-comment', 'OOX-204', 'spreadsheet', tab('<table:table-row><table:table-cell>%s<text:p>%s</text:p></table:table-cell></table:table-row>' % (note, seen)))

    def page(shapes, more=''):
        return '<draw:page draw:name="1"%s><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>%s</draw:page>' % (more, seen, shapes)
    o('slide', 'PPT-260', 'presentation', page('', ' draw:style-name="dp"'), styles=style('dp', 'drawing-page', '<style:drawing-page-properties presentation:visibility="hidden"/>'))
    o('notes', 'PPT-261', 'presentation', page('<presentation:notes><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame></presentation:notes>' % lost))
    o('slide-comment', 'PPT-265', 'presentation', page(note))
    over = '<draw:custom-shape draw:style-name="%s" svg:x="1cm" svg:y="1cm" svg:width="12cm" svg:height="3cm"%s><draw:enhanced-geometry draw:type="%s"/></draw:custom-shape>'
    under = '<draw:frame svg:x="2cm" svg:y="1.5cm" svg:width="8cm" svg:height="1in"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>' % lost
    fills = style('gr', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>') + style(
        'gt', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#ffff00" draw:opacity="40%"/>') + style(
        'gn', 'graphic', '<style:graphic-properties draw:fill="none"/>')
    o('covered', 'PPT-263', 'presentation', page(under + over % ('gr', '', 'rectangle')), styles=fills)
    o('covered-grouped', 'PPT-263', 'presentation', page('<draw:g>%s</draw:g>' % under + over % ('gr', '', 'ooxml-rect')), styles=fills)
    o('covered-picture', 'PPT-263', 'presentation', page(under.replace('<draw:text-box><text:p>%s</text:p></draw:text-box>' % lost, '<draw:image xlink:href="Pictures/a.png"/>') +
                                                         over % ('gr', '', 'rectangle')), styles=fills)
    o('card', '', 'presentation', page(over % ('gr', '', 'rectangle') + under), styles=fills)
    o('marked', '', 'presentation', page(under + over % ('gt', '', 'rectangle')), styles=fills)
    o('framed', '', 'presentation', page(under + over % ('gn', '', 'rectangle')), styles=fills)
    o('balloon', '', 'presentation', page(under + over % ('gr', '', 'cloud')), styles=fills)
    o('moving', '', 'presentation', page(under + over % ('gr', ' draw:id="a"', 'rectangle') + '<anim:par><anim:set smil:targetElement="a"/></anim:par>'), styles=fills)
    # look-alikes
    o('plain', '', 'text', plain, styles=style('T1', 'text', gone))
    o('plain-old', '', 'text', plain, old=True, settings='<config:config-item config:name="CurrentDatabaseDataSource">x</config:config-item>')
    o('plain-sheet', '', 'spreadsheet', tab(r(seen)))
    o('plain-slide', '', 'presentation', page('<presentation:notes><draw:frame><draw:text-box/></draw:frame></presentation:notes>'),
      more_styles='<style:master-page style:name="x"><presentation:notes><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>'
      '</presentation:notes></style:master-page>' % head)
    o('dark-head', '', 'text', span, styles=style('T1', 'text', '<style:text-properties fo:color="#ffffff" fo:background-color="#203040"/>'))
    o('dark-table', '', 'text', '<table:table><table:table-row><table:table-cell table:style-name="ce"><text:p text:style-name="P">%s</text:p></table:table-cell>'
      '</table:table-row></table:table>' % head, styles=style('P', 'paragraph', white) +
      style('ce', 'table-cell', '<style:table-cell-properties fo:background-color="#203040"/>'))
    o('white-table', 'DOC-222', 'text', '<table:table><table:table-row><table:table-cell><text:p text:style-name="P">%s</text:p></table:table-cell>'
      '</table:table-row></table:table>' % lost, styles=style('P', 'paragraph', white))
    o('dark-cell', '', 'spreadsheet', tab(r(head, style_=' table:style-name="ce"')),
      styles=style('ce', 'table-cell', white + '<style:table-cell-properties fo:background-color="#203040"/>'))
    o('empty-row', '', 'spreadsheet', tab(r(seen) + '<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'))
    o('empty-sheet', '', 'spreadsheet', tab(r(seen)) + tab('<table:table-row><table:table-cell/></table:table-row>', ' table:style-name="ta"'), styles=hide)
    o('shown-run', '', 'text', '<text:p text:style-name="P"><text:span text:style-name="T1">%s</text:span></text:p>' % seen,
      styles=style('P', 'paragraph', gone) + style('T1', 'text', '<style:text-properties text:display="true"/>'))
    o('shut-section', 'DOC-221', 'text', '<text:section text:name="a" text:display="none"><text:p><text:span text:style-name="T1">%s</text:span></text:p>'
      '</text:section>' % lost, styles=style('T1', 'text', '<style:text-properties text:display="true"/>'))
    for what, cells, rules in (('other', "'file:///srv/a.ods'#$One.A2:.A3", 'OOX-209'), ('own', "'My One'.A2:.A3", '')):
        o('chart-of-' + what, rules, 'spreadsheet', tab(r(seen)), parts={'Object 1/content.xml': '<office:document-content %s><office:body><office:chart xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><chart:series chart:values-cell-range-address="%s"/></office:chart></office:body></office:document-content>' % (ODF, cells)})
    for kind_, inside in (('chart', '<office:body><office:chart/></office:body>'), ('formula', '<math><mi>x</mi></math>')):
        o(kind_, '', 'spreadsheet', tab(r(seen)), parts={'Object 1/content.xml': '<office:document-content %s>%s</office:document-content>' % (ODF, inside)})
    odf_words(o, style, t)
    odf_shapes(o, style, t)
    odf_cells(o, style, t, tab)
    odf_slides(o, style, t)
    o('shown-section', '', 'text', '<text:section text:name="a"><text:p>%s</text:p></text:section>' % seen)


def odf_words(o, style, t):
    seen, lost, head = t['seen'], t['lost'], t['head']
    span = '<text:p>%s<text:span text:style-name="T1">%s</text:span></text:p>' % (seen, lost)

    def letters(what, rules, properties, body=span, more=''):
        o(what, rules, 'text', body, styles=style('T1', 'text', '<style:text-properties %s/>' % properties) + more)
    letters('tiny', 'DOC-222', 'fo:font-size="1pt" style:font-size-asian="1pt"')
    letters('narrow', 'DOC-222', 'style:text-scale="1%"')
    letters('clear', 'DOC-222', 'fo:color="#000000" loext:opacity="0%" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"')
    letters('black-mark', 'DOC-222', 'fo:background-color="#000000"')
    letters('black-mark-note', 'DOC-222', 'fo:background-color="#000000"', '<text:p>%s<text:note><text:note-body>%s</text:note-body></text:note></text:p>' % (seen, span))
    letters('small', '', 'fo:font-size="6pt" style:font-size-asian="6pt"')
    letters('yellow-mark', '', 'fo:background-color="#ffff00"')
    letters('auto-colour', '', 'style:use-window-font-color="true" loext:opacity="0%" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"')
    letters('white-on-mark', '', 'fo:color="#ffffff" fo:background-color="#203040"')
    line = '<text:p text:style-name="P">%s</text:p>'
    for height, rules in (('0.02cm', 'DOC-222'), ('0.5cm', '')):
        o('line-' + height.replace('.', ''), rules, 'text', line % (lost if rules else seen),
          styles=style('P', 'paragraph', '<style:paragraph-properties fo:line-height="%s"/>' % height))
    o('note-on-dark', '', 'text', '<text:p text:style-name="P"><text:span text:style-name="T1">%s</text:span><text:note><text:note-body><text:p>%s</text:p></text:note-body></text:note></text:p>' % (head, seen),
      styles=style('P', 'paragraph', '<style:paragraph-properties fo:background-color="#203040"/>') + style('T1', 'text', '<style:text-properties fo:color="#ffffff"/>'))
    rows = '<table:table><table:table-row table:style-name="ro"><table:table-cell><text:p>%s</text:p></table:table-cell></table:table-row></table:table>'
    for height, rules in (('row-height="0.01cm"', 'DOC-222'), ('min-row-height="0.01cm"', ''), ('row-height="1cm"', '')):
        o('flat-' + height.replace('"', '').replace('=', '').replace('.', ''), rules, 'text', rows % lost, styles=style('ro', 'table-row', '<style:table-row-properties style:%s/>' % height))
    o('painted-page', '', 'text', '<text:p><text:span text:style-name="T1">%s</text:span></text:p>' % seen, styles=style('T1', 'text', '<style:text-properties fo:color="#ffffff"/>') +
      '<style:page-layout style:name="pm"><style:page-layout-properties fo:background-color="#203040"/></style:page-layout>')
    masters = ('<style:master-page style:name="Standard"><style:header><text:p>%s</text:p></style:header></style:master-page><style:master-page style:name="First"%s>'
               '<style:header><text:p>%s</text:p></style:header></style:master-page>')
    o('margin-unused', 'DOC-221', 'text', line % seen, more_styles=masters % (head, ' style:next-style-name="Standard"', lost))
    o('margin-off', 'DOC-221', 'text', line % seen, more_styles=(masters % (head, '', '')).replace('</style:header>', '</style:header><style:header-left style:display="false"><text:p>%s</text:p></style:header-left>' % lost, 1))
    o('margin-used', '', 'text', line % seen, more_styles=masters % (head, '', seen), styles=style('P', 'paragraph', '', ' style:master-page-name="First"'))
    o('margin-next', '', 'text', line % seen, more_styles=(masters % (head, '', seen)).replace('"Standard"', '"Standard" style:next-style-name="First"', 1))
    o('margin-same', '', 'text', line % seen, more_styles=masters % (seen, '', seen))
    o('margin-number', '', 'text', line % seen, more_styles=masters % (head, '', 'p. <text:page-number>3</text:page-number>'))
    field = '<text:p>%s<field:fieldmark-start><field:param field:value="%s"/></field:fieldmark-start><field:fieldmark-separator/>%s<field:fieldmark-end/></text:p>'
    o('field-fetches', 'DOC-223', 'text', field % (seen, 'INCLUDETEXT a.docx', head))
    o('field-plain', '', 'text', field % (seen, 'PAGE', head))


BLACK_FILL = '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" style:wrap="run-through" style:run-through="%s" style:vertical-pos="from-top" style:vertical-rel="%s"/>'


def odf_shapes(o, style, t):
    seen, lost, head = t['seen'], t['lost'], t['head']
    bar = '<draw:custom-shape text:anchor-type="char" draw:z-index="%d" draw:name="b" draw:style-name="gr" svg:x="-0.2cm" svg:y="-0.2cm" svg:width="14cm" svg:height="1.2cm"><text:p/><draw:enhanced-geometry draw:type="ooxml-rect"/></draw:custom-shape>'
    box = '<draw:frame text:anchor-type="char" draw:z-index="0" draw:name="a" draw:style-name="gb" svg:x="0cm" svg:y="0cm" svg:width="12cm" svg:height="0.8cm"><draw:text-box><text:p><text:span text:style-name="T">%s</text:span></text:p></draw:text-box></draw:frame>'

    def over(what, rules, body, where='foreground', rel='paragraph', more=''):
        o('float-' + what, rules, 'text', '<text:p>%s</text:p>' % seen + body, styles=style('gr', 'graphic', BLACK_FILL % (where, rel)) + more)
    over('over-words', 'DOC-222', '<text:p>%s%s</text:p>' % (bar % 1, lost))
    over('behind-words', '', '<text:p>%s%s</text:p>' % (bar % 1, seen), 'background')
    pale = style('T', 'text', '<style:text-properties fo:color="#ffffff"/>')
    letters = '<text:span text:style-name="T">%s</text:span>'
    over('behind-white-words', '', '<text:p>%s%s</text:p>' % (bar % 1, letters % seen), 'background', more=pale)
    over('behind-white-words-by-page', '', '<text:p>%s%s</text:p>' % (bar % 1, letters % seen), 'background', 'page', more=pale)
    over('far-from-white-words', 'DOC-222', '<text:p>%s</text:p>%s<text:p>%s</text:p>' % (bar % 1, '<text:p/>' * 12, letters % lost), 'background', more=pale)
    over('over-nothing', '', '<text:p>%s</text:p><text:p/><text:p/><text:p/><text:p>%s</text:p>' % (bar % 1, seen))
    through = style('gb', 'graphic', '<style:graphic-properties draw:fill="none" style:wrap="run-through" style:vertical-pos="from-top" style:vertical-rel="%s"/>')
    over('over-box', 'DOC-222', '<text:p>%s%s</text:p>' % (box % lost, bar % 1), more=through % 'paragraph')
    over('under-box', '', '<text:p>%s%s</text:p>' % (bar % -1, box % seen), more=through % 'paragraph' + style('T', 'text', '<style:text-properties fo:color="#ffffff"/>'))
    over('over-box-by-page', 'DOC-222', '<text:p>%s%s</text:p>' % (box % lost, bar % 1), rel='page', more=through % 'page')
    aside = '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" style:wrap="parallel" style:vertical-pos="from-top" style:vertical-rel="paragraph"/>'
    o('float-beside-words', '', 'text', '<text:p>%s%s</text:p>' % (bar % 1, seen), styles=style('gr', 'graphic', aside))
    for colour, fill, rules in (('ffffff', 'ffffff', 'DOC-222'), ('000000', '000000', 'DOC-222'), ('ffffff', '203040', ''), ('000000', 'ffffff', '')):
        o('box-%s-on-%s' % (colour, fill), rules, 'text', '<text:p>%s%s</text:p>' % (seen, box % (lost if rules else head)),
          styles=style('gb', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#%s"/>' % fill) + style('T', 'text', '<style:text-properties fo:color="#%s"/>' % colour))
    o('frame-ground', 'DOC-222', 'text', '<text:p>%s%s</text:p>' % (seen, box % lost),
      styles=style('gb', 'graphic', '<style:graphic-properties fo:background-color="#000000"/>') + style('T', 'text', '<style:text-properties fo:color="#000000" fo:background-color="transparent"/>'))
    o('mark-in-box', 'DOC-222', 'text', '<text:p>%s%s</text:p>' % (seen, box % lost),
      styles=style('gb', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#ffffff"/>') + style('T', 'text', '<style:text-properties fo:background-color="#000000"/>'))


def odf_cells(o, style, t, tab):
    seen, lost, head = t['seen'], t['lost'], t['head']

    def cell(text, more='', kind='string'):
        return '<table:table-cell office:value-type="%s"%s>%s</table:table-cell>' % (kind, more, '<text:p>%s</text:p>' % text if text else '')

    def sheet(what, rules, rows, styles='', columns='', more=''):
        o('cell-' + what, rules, 'spreadsheet', tab('<table:table-row>%s</table:table-row>' % ''.join(rows) + more, columns=columns), styles=styles)
    mine = ' table:style-name="ce"'

    def number(name, kind, inside, maps=''):
        return '<number:%s-style style:name="%s">%s%s</number:%s-style>' % (kind, name, inside, maps, kind)
    maps = ''.join('<style:map style:condition="value()%s0" style:apply-style-name="N%d"/>' % (sign, i) for i, sign in enumerate(('&gt;', '&lt;', '=')))
    nothing = ''.join(number('N%d' % i, 'number', '<number:text/>') for i in range(3))
    plain = ''.join(number('N%d' % i, 'number', '<number:number/>') for i in range(2)) + number('N2', 'number', '<number:text/>')
    ce = style('ce', 'table-cell', '', ' style:data-style-name="N"')
    sheet('no-text', 'XLS-243', [cell(lost, mine)], nothing + number('N', 'text', '<number:text/>', maps) + ce)
    sheet('no-number', 'XLS-243', [cell('', mine + ' office:value="4711"', 'float')], nothing + number('N', 'text', '<number:text/>', maps) + ce)
    sheet('masked-number', 'XLS-243', [cell('***', mine + ' office:value="4711"', 'float')], number('N', 'number', '<number:text>***</number:text>') + ce)
    sheet('masked-text', 'XLS-243', [cell(lost, mine)], number('N', 'text', '<number:text>%s</number:text>' % head) + ce)
    sheet('white-by-format', 'XLS-243', [cell(lost, mine)], number('N', 'text', '<style:text-properties fo:color="#ffffff"/><number:text-content/>') + ce)
    sheet('no-zeros', '', [cell('', mine + ' office:value="0"', 'float'), cell('5', mine + ' office:value="5"', 'float')], plain + number('N', 'text', '<number:text-content/>', maps) + ce)
    sheet('units', '', [cell('5 mg', mine + ' office:value="5"', 'float')], number('N', 'number', '<number:number/><number:text> mg</number:text>') + ce)
    sheet('red-losses', '', [cell('-5', mine + ' office:value="-5"', 'float')], number('N', 'number', '<style:text-properties fo:color="#ff0000"/><number:number/>') + ce)
    sheet('tiny', 'XLS-243', [cell(lost, mine)], style('ce', 'table-cell', '<style:text-properties fo:font-size="1pt" style:font-size-asian="1pt"/>'))
    white = '<style:text-properties fo:color="#ffffff"/>'
    dark = '<style:table-cell-properties fo:background-color="#203040"/>'

    def asking(condition, what, rules):
        sheet(what, rules, [cell(lost, mine), cell('x'), cell('y')], style('x', 'table-cell', white) +
              style('ce', 'table-cell', '<style:map style:condition="%s" style:apply-style-name="x" style:base-cell-address="%s.A1"/>' % (condition, t['short'])))
    asking('is-true-formula([.$B1]=&quot;x&quot;)', 'rule-asks', 'XLS-243')
    asking('is-true-formula(AND([.B1]=&quot;x&quot;;[.$C$1]&lt;&gt;&quot;x&quot;))', 'rule-asks-two', 'XLS-243')
    asking('is-true-formula([.$C1]=&quot;x&quot;)', 'rule-asks-not', '')
    asking('is-true-formula([$Other.B1]=&quot;x&quot;)', 'rule-asks-other-sheet', '')

    def rule(condition, properties, text, what, rules, own='', kind='string', value=''):
        sheet(what, rules, [cell(text, mine + value, kind)], style('x', 'table-cell', properties, ' style:parent-style-name="Default"') + style('Default', 'table-cell', '<style:text-properties fo:color="#000000"/>') +
              style('ce', 'table-cell', own + '<style:map style:condition="%s" style:apply-style-name="x"/>' % condition, ' style:parent-style-name="Default"'))
    rule('is-true-formula(1)', white, lost, 'rule-always', 'XLS-243')
    rule('is-true-formula(NOT(ISBLANK([.A1])))', white + '<style:table-cell-properties fo:background-color="#ffffff"/>', lost, 'rule-filled', 'XLS-243')
    rule('cell-content()&gt;10', white, '12', 'rule-number', 'XLS-243', kind='float', value=' office:value="12"')
    rule('cell-content-is-between(10,20)', white, '12', 'rule-between', 'XLS-243', kind='float', value=' office:value="12"')
    rule('cell-content()=0', white, '12', 'rule-zero', '', kind='float', value=' office:value="12"')
    rule('is-true-formula(1)', white + dark, seen, 'rule-dark', '')
    rule('is-true-formula(1)', dark, seen, 'rule-ground', '', own=white)
    rule('is-true-formula([.B1]&gt;3)', dark, seen, 'rule-unknown', '', own=white)
    pale = style('ce', 'table-cell', white)
    scale = '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="%s.A1:%s.B9"><calcext:color-scale/></calcext:conditional-format></calcext:conditional-formats>' % (t['short'], t['short'])
    sheet('scale', '', [cell(seen, mine)], pale, more=scale)
    sheet('beside-scale', 'XLS-243', [cell(seen), cell(seen), cell(lost, mine)], pale, more=scale)
    words = ('<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="%s.A1:%s.B9"><calcext:condition calcext:apply-style-name="My_x" calcext:value="%s(&quot;%s&quot;)"/>'
             '</calcext:conditional-format></calcext:conditional-formats>')
    for what, text, start, look, rules in (('contains-text', lost, lost[2:5], white, 'XLS-243'), ('begins-with', lost, lost[:3], white, 'XLS-243'), ('ends-with', seen, lost[:3], white, ''),
                                           ('begins-with', seen, seen[:3], white + dark, '')):
        sheet('words-%s%s' % (what, '' if rules else '-not'), rules, [cell(text)], style('My_5f_x', 'table-cell', look), more=words % (t['short'], t['short'], what, start))
    sheet('white-painted', '', [cell(seen, mine)], pale + style('My_5f_x', 'table-cell', dark), more=words % (t['short'], t['short'], 'contains-text', seen[:3]))
    run = style('T', 'text', white)
    letters = 'a<text:span text:style-name="T">%s</text:span>'
    sheet('run', 'XLS-243', [cell(letters % lost)], run)
    sheet('run-on-dark', '', [cell(letters % head, mine)], run + style('ce', 'table-cell', dark + '<style:text-properties fo:color="#ffff00"/>'))
    sheet('by-column', 'XLS-243', ['<table:table-cell/>', cell(lost)], pale, '<table:table-column/><table:table-column table:default-cell-style-name="ce" table:number-columns-repeated="3"/>')
    sheet('by-column-not', '', [cell(seen), '<table:table-cell/>', cell(seen, ' table:style-name="cx"')], pale + style('cx', 'table-cell', '<style:text-properties fo:color="#000000"/>'),
          '<table:table-column/><table:table-column table:default-cell-style-name="ce" table:number-columns-repeated="3"/>')
    sheet('merged', 'XLS-249', [cell(seen, ' table:number-columns-spanned="2"'), '<table:covered-table-cell><text:p>%s</text:p></table:covered-table-cell>' % lost])
    sheet('merged-empty', '', [cell(seen, ' table:number-columns-spanned="2"'), '<table:covered-table-cell/>'])
    shape = '<draw:custom-shape draw:z-index="%d" draw:name="b" draw:style-name="%s" svg:x="%s" svg:y="0cm" svg:width="9cm" svg:height="2cm"><text:p>%s</text:p><draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>'
    fills = (style('gr', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>') + style('gn', 'graphic', '<style:graphic-properties draw:fill="none"/>') +
             style('gw', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#ffffff"/>') + run)
    black = style('T', 'text', '<style:text-properties fo:color="#000000"/>')
    sheet('under-shape', 'XLS-249', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gr', '0cm', '')), cell(lost)], fills)
    sheet('under-open-shape', '', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gn', '0cm', '')), cell(seen)], fills)
    sheet('beside-shape', '', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gr', '12cm', '')), cell(seen)], fills)
    words = '<text:span text:style-name="T">%s</text:span>'
    sheet('box-white', 'DOC-222', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gw', '0cm', words % lost))], fills)
    sheet('box-white-on-black', '', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gr', '0cm', words % head))], fills)
    sheet('box-black', 'DOC-222', ['<table:table-cell>%s</table:table-cell>' % (shape % (0, 'gr', '0cm', words % lost))], fills + black)
    sheet('shape-under-shape', 'XLS-249', ['<table:table-cell>%s%s</table:table-cell>' % (shape % (1, 'gr', '0cm', ''), shape % (0, 'gw', '0cm', seen))], fills)
    o('cell-prompt', 'XLS-248', 'spreadsheet', '<table:content-validations><table:content-validation table:name="v"><table:help-message><text:p>%s</text:p></table:help-message>'
      '</table:content-validation></table:content-validations>' % lost + tab('<table:table-row>%s</table:table-row>' % cell(seen)))


def odf_slides(o, style, t):
    seen, lost, head = t['seen'], t['lost'], t['head']
    box = '<draw:frame draw:style-name="%s" svg:x="2cm" svg:y="2cm" svg:width="16cm" svg:height="2cm"%s><draw:text-box><text:p><text:span text:style-name="T">%s</text:span></text:p></draw:text-box></draw:frame>'
    cover = '<draw:custom-shape draw:style-name="gr" svg:width="%s" svg:height="%s"%s><draw:enhanced-geometry draw:type="%s"/></draw:custom-shape>'
    white = style('T', 'text', '<style:text-properties fo:color="#ffffff"/>')
    gr = style('gr', 'graphic', '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>')
    shaded = style('gr', 'graphic', '<style:graphic-properties draw:fill="gradient"/>')

    def slide(what, rules, shapes, styles, page='', master=''):
        o('slide-' + what, rules, 'presentation', '<draw:page draw:name="1"%s>%s</draw:page>' % (page, shapes), styles=styles, more_styles=master)
    slide('white', 'DOC-222', box % ('gn', '', lost), white)
    slide('white-on-shape', '', cover % ('20cm', '5cm', ' svg:x="1cm" svg:y="1cm"', 'rectangle') + box % ('gn', '', seen), white + gr)
    slide('white-on-page', '', box % ('gn', '', seen), white + style('dp', 'drawing-page', '<style:drawing-page-properties draw:fill="solid" draw:fill-color="#203040"/>'), ' draw:style-name="dp"')
    slide('white-on-master', '', box % ('gn', '', seen), white, ' draw:master-page-name="m"', gr +
          '<style:master-page style:name="m">%s</style:master-page>' % (cover % ('20cm', '5cm', ' svg:x="1cm" svg:y="1cm"', 'rectangle')))
    sized = '<style:page-layout style:name="l"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout><style:master-page style:name="m" style:page-layout-name="l"/>'
    for left, rules in (('40cm', 'PPT-262'), ('-30cm', 'PPT-262'), ('20cm', '')):
        slide('beside' + left, rules, (box % ('gn', '', seen)).replace('svg:x="2cm"', 'svg:x="%s"' % left), '', ' draw:master-page-name="m"', sized)
    free = '<draw:%s draw:style-name="gr" svg:x="1cm" svg:y="1cm" svg:width="18cm" svg:height="4cm" svg:viewBox="0 0 1800 400" %s/>'
    slide('polygon', 'PPT-263', box % ('gn', '', lost) + free % ('polygon', 'draw:points="0,20 900,0 1800,40 1750,380 700,400 0,350"'), gr)
    slide('path', 'PPT-263', box % ('gn', '', lost) + free % ('path', 'svg:d="M0 20 C0 0 900 0 1800 40 l-20 340 H20z"'), gr)
    own = ('<draw:custom-shape draw:style-name="gr" svg:x="1cm" svg:y="1cm" svg:width="18cm" svg:height="4cm"><draw:enhanced-geometry draw:type="ooxml-non-primitive" '
           'svg:viewBox="0 0 1800 400" draw:enhanced-path="%s"/></draw:custom-shape>')
    slide('own-path', 'PPT-263', box % ('gn', '', lost) + own % 'M 0 20 L 900 0 1800 40 1750 380 700 400 0 350 Z N', gr)
    slide('own-path-unfilled', '', box % ('gn', '', seen) + own % 'M 0 20 L 900 0 1800 40 1750 380 700 400 0 350 Z F N', gr)
    slide('own-path-by-handles', '', box % ('gn', '', seen) + own % 'M 0 0 L ?f1 0 1800 400 0 400 Z N', gr)
    slide('corner-of-polygon', '', box % ('gn', '', seen) + free % ('polygon', 'draw:points="0,0 1800,0 0,150"'), gr)
    slide('hole-in-path', '', box % ('gn', '', seen) + free % ('path', 'svg:d="M0 0 H1800 V400 H0 Z M50 50 H1750 V380 H50 Z"'), gr)
    slide('no-colour-said', '', cover % ('20cm', '5cm', ' svg:x="1cm" svg:y="1cm"', 'rectangle') + box % ('gn', '', seen), gr)
    slide('turned', 'PPT-263', box % ('gn', '', lost) + cover % ('4cm', '18cm', ' draw:transform="rotate (1.5707963) translate (1cm 5cm)"'.replace('translate (1cm 5cm)', 'translate (1cm 5cm)'), 'rectangle'), gr)
    slide('turned-away', '', box % ('gn', '', seen) + cover % ('4cm', '18cm', ' draw:transform="rotate (1.5707963) translate (1cm 15cm)"', 'rectangle'), gr)
    slide('shaded', 'PPT-263', box % ('gn', '', lost) + cover % ('18cm', '4cm', ' svg:x="1cm" svg:y="1cm"', 'rectangle'), shaded)
    slide('ellipse', 'PPT-263', box % ('gn', '', lost) + cover % ('30cm', '10cm', ' svg:x="-5cm" svg:y="-2cm"', 'ellipse'), gr)
    slide('corner-of-ellipse', '', (box % ('gn', '', seen)).replace('svg:x="2cm"', 'svg:x="0cm"') + cover % ('17cm', '17cm', ' svg:x="8cm" svg:y="2cm"', 'ellipse'), gr)


def binary(path):
    """A binary workbook: a hidden sheet with a hidden column and row."""
    def record(kind, data=b''):
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(data)]) + data

    def wide(text):
        return struct.pack('<I', len(text)) + text.encode('utf-16-le')

    def row_(n, flags=0, height=300):
        return record(0, struct.pack('<IIHBBB', n, 0, height, 0, flags, 0))

    def shared(column, index):
        return record(7, struct.pack('<III', column, 0, index))
    sheet_ = (record(60, struct.pack('<IIIIH', 1, 1, 2048, 0, 1)) + row_(0) + shared(0, 0) + shared(1, 1) + row_(1, 0x10) + shared(0, 2) +
              row_(2) + record(6, struct.pack('<II', 0, 0) + wide('本文')))
    parts = {'[Content_Types].xml': types('xl/workbook.bin', 'application/vnd.ms-excel.sheet.binary.macroEnabled.main'),
             'xl/workbook.bin': record(2071, wide('C:\\Users\\kawada\\')) + record(156, struct.pack('<II', 0, 1) + wide('s1') + wide('表')) +
             record(156, struct.pack('<II', 1, 2) + wide('s2') + wide('控え')) + record(39, struct.pack('<IBI', 1, 0, 0xFFFFFFFF) + wide('旧単価')),
             'xl/sharedStrings.bin': b''.join(record(19, b'\0' + wide(t)) for t in ('件名', '単価', 'TEL 03-5555-2345')),
             'xl/worksheets/sheet1.bin': row_(0) + shared(0, 0), 'xl/worksheets/sheet2.bin': sheet_}
    write(path, parts, {'': [('d', 'officeDocument', 'xl/workbook.bin')], 'xl/workbook.bin': [
        ('s1', 'worksheet', 'worksheets/sheet1.bin'), ('s2', 'worksheet', 'worksheets/sheet2.bin'), ('ss', 'sharedStrings', 'sharedStrings.bin')]})


def rest():
    """What is neither of the three kinds nor of one language."""
    with open(label('encrypted.docx', 'OOX-216 SYS-399', 'refused'), 'wb') as file:
        file.write(ole.compound({'EncryptionInfo': b'\4\0\4\0' + b'x' * 60, 'EncryptedPackage': b'y' * 5000}))
    summary = ole.properties('川田みどり')
    for name, stream in (('old.doc', 'WordDocument'), ('old.xls', 'Workbook'), ('old.ppt', 'PowerPoint Document')):
        with open(label(name, 'OOX-201 SYS-399', 'refused'), 'wb') as file:
            file.write(ole.compound({stream: b'z' * 5000, '\5SummaryInformation': summary}))
    with open(label('macro.xls', 'OOX-208 SYS-399', 'refused'), 'wb') as file:
        file.write(ole.compound({'Workbook': b'z' * 5000, '_VBA_PROJECT': b'v'}))
    binary(label('hidden.xlsb', 'XLS-240 XLS-241 XLS-242 OOX-203 PII-302', 'partial'))
    path = label('behind.docx', 'OOX-212')
    docx(path, p('本文'))
    with open(path, 'ab') as file:
        data = bytearray()
        file.write(data)
    with open(path, 'rb') as file:
        data = file.read()
    end = data.rindex(b'PK\5\6')
    at = struct.unpack('<I', data[end + 16:end + 20])[0]
    extra = 'ここに控えを置く'.encode() * 4
    data = data[:at] + extra + data[at:end] + data[end:end + 16] + struct.pack('<I', at + len(extra)) + data[end + 20:]
    with open(path, 'wb') as file:
        file.write(data)
    path = label('comment-of-zip.docx', 'OOX-212')
    docx(path, p('本文'))
    with zipfile.ZipFile(path, 'a') as z:
        z.comment = 'memo'.encode()


for lang_ in LANGUAGES:
    word(lang_)
    sheet(lang_)
    slides(lang_)
    odf(lang_)
rest()
with open(os.path.join(folder, 'labels.tsv'), 'w') as file_:
    file_.write('\n'.join(labels) + '\n')

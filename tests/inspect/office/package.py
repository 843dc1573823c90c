"""Small office files, written by hand part by part; nothing of it is any program's own template."""
import zipfile

OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W_STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WORDS = (' xmlns:r="%s" %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
         'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
         'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
         'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
         'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
         'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
         'xmlns:v="urn:schemas-microsoft-com:vml"' % (OFFICE, A))
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"' % OFFICE
SLIDE = ('xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" %s xmlns:r="%s"' %
         (A, OFFICE))
TYPES = 'application/vnd.openxmlformats-officedocument.'

THEME = '<a:theme %s><a:themeElements><a:clrScheme name="x">%s</a:clrScheme></a:themeElements></a:theme>' % (
    A, ''.join('<a:%s><a:srgbClr val="%s"/></a:%s>' % (n, c, n) for n, c in (
        ('dk1', '000000'), ('lt1', 'FFFFFF'), ('dk2', '203040'), ('lt2', 'EEEEEE'), ('accent1', '1F4E79'),
        ('accent2', 'C55A11'), ('accent3', '7F7F7F'), ('accent4', 'FFC000'), ('accent5', '4472C4'),
        ('accent6', '70AD47'), ('hlink', '0000FF'), ('folHlink', '800080'))))


def write(path, parts, rels, order=None):
    """parts: name -> text or bytes; rels: source -> [(id, type, target[, external])]"""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for source, list_ in rels.items():
            base, _, name = source.rpartition('/')
            z.writestr((base + '/' if base else '') + '_rels/' + name + '.rels',
                       '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
                       ''.join('<Relationship Id="%s" Type="%s" Target="%s"%s/>' % (
                           r[0], r[1] if r[1].startswith('http') else OFFICE + '/' + r[1], r[2],
                           ' TargetMode="External"' if len(r) > 3 and r[3] else '') for r in list_) +
                       '</Relationships>')
        for name, data in parts.items():
            z.writestr(name, data)


def types(main, content):
    return ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/%s" '
            'ContentType="%s"/></Types>' % (main, content))


def docx(path, body, styles='', settings='', parts=None, rels=(), top=(), ns=W, before='',
         content=TYPES + 'wordprocessingml.document.main+xml', encode='utf-8', office=OFFICE):
    head = '<w:document %s%s>%s<w:body>%s</w:body></w:document>' % (ns, WORDS, before, body)
    if encode != 'utf-8':
        head = '<?xml version="1.0" encoding="%s"?>%s' % (encode, head)
    all_ = {'[Content_Types].xml': types('word/document.xml', content),
            'word/document.xml': head.encode(encode), 'word/theme/theme1.xml': THEME,
            'word/styles.xml': '<w:styles %s>%s</w:styles>' % (ns, styles)}
    list_ = [('st', office + '/styles', 'styles.xml'), ('th', office + '/theme', 'theme/theme1.xml')]
    if settings:
        all_['word/settings.xml'] = '<w:settings %s>%s</w:settings>' % (ns, settings)
        list_.append(('se', office + '/settings', 'settings.xml'))
    all_.update(parts or {})
    write(path, all_, {'': [('d', office + '/officeDocument', 'word/document.xml')] + list(top),
                       'word/document.xml': list_ + list(rels)})


def p(text, run='', par=''):
    return '<w:p><w:pPr>%s</w:pPr><w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r></w:p>' % (par, run, text)


def xlsx(path, sheets, fonts=(), fills=(), numbers=(), formats=(), changes=(), names='', strings='',
         book='', parts=None, rels=(), sheet_rels=None, top=(), table_styles='',
         content=TYPES + 'spreadsheetml.sheet.main+xml'):
    """sheets: [(name, state, before, rows, after)]; formats: [(number, font, fill)], the first is plain"""
    styles = ('<styleSheet %s><numFmts>%s</numFmts><fonts><font><sz val="11"/></font>%s</fonts><fills><fill>'
              '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>%s'
              '</fills><cellXfs><xf numFmtId="0" fontId="0" fillId="0"/>%s</cellXfs><dxfs>%s</dxfs>'
              '<tableStyles>%s</tableStyles></styleSheet>' % (
                  SHEET, ''.join('<numFmt numFmtId="%d" formatCode="%s"/>' % (170 + i, n)
                                 for i, n in enumerate(numbers)),
                  ''.join('<font>%s</font>' % f for f in fonts),
                  ''.join('<fill>%s</fill>' % f if f[0] == '<' else
                          '<fill><patternFill patternType="solid"><fgColor %s/></patternFill></fill>' % f for f in fills),
                  ''.join('<xf numFmtId="%d" fontId="%d" fillId="%d"/>' %
                          (n and 169 + n, f, g and g + 1) for n, f, g in formats),
                  ''.join('<dxf>%s</dxf>' % c for c in changes), table_styles))
    all_ = {'[Content_Types].xml': types('xl/workbook.xml', content),
            'xl/workbook.xml': '<workbook %s>%s<sheets>%s</sheets>%s</workbook>' % (
                SHEET, book, ''.join('<sheet name="%s" sheetId="%d" r:id="s%d"%s/>' % (
                    s[0], i, i, ' state="%s"' % s[1] if s[1] else '') for i, s in enumerate(sheets, 1)), names),
            'xl/styles.xml': styles, 'xl/theme/theme1.xml': THEME}
    list_ = [('st', 'styles', 'styles.xml'), ('th', 'theme', 'theme/theme1.xml')] + list(rels)
    if strings:
        all_['xl/sharedStrings.xml'] = '<sst %s>%s</sst>' % (SHEET, strings)
        list_.append(('ss', 'sharedStrings', 'sharedStrings.xml'))
    for i, s in enumerate(sheets, 1):
        after = s[4] if len(s) > 4 else ''
        all_['xl/worksheets/sheet%d.xml' % i] = ('<worksheet %s>%s<sheetData>%s</sheetData>%s</worksheet>' %
                                                 (SHEET, s[2], s[3], after))
        list_.append(('s%d' % i, 'worksheet', 'worksheets/sheet%d.xml' % i))
    all_.update(parts or {})
    all_rels = {'': [('d', 'officeDocument', 'xl/workbook.xml')] + list(top), 'xl/workbook.xml': list_}
    all_rels.update(sheet_rels or {})
    write(path, all_, all_rels)


def cell(ref, text, style=0):
    if isinstance(text, (int, float)):
        return '<c r="%s" s="%d"><v>%s</v></c>' % (ref, style, text)
    return '<c r="%s" t="inlineStr" s="%d"><is><t>%s</t></is></c>' % (ref, style, text)


def row(n, *cells, more=''):
    return '<row r="%d"%s>%s</row>' % (n, more, ''.join(cells))


def pptx(path, slides, ground='', master='', layout='', parts=None, rels=(), slide_rels=None, book='', top=(),
         listed=None, content=TYPES + 'presentationml.presentation.main+xml', color_map=''):
    """slides: [(shapes, attributes, after the tree)]"""
    tree = '<p:cSld>%s<p:spTree>%s</p:spTree></p:cSld>%s'
    all_ = {'[Content_Types].xml': types('ppt/presentation.xml', content), 'ppt/theme/theme1.xml': THEME,
            'ppt/slideMasters/slideMaster1.xml': '<p:sldMaster %s>%s<p:clrMap %s/></p:sldMaster>' % (
                SLIDE, tree % ('<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></p:bgPr>'
                               '</p:bg>', master, ''),
                color_map or 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"'),
            'ppt/slideLayouts/slideLayout1.xml': '<p:sldLayout %s>%s</p:sldLayout>' % (SLIDE, tree % (
                '', layout, ''))}
    list_ = [('m', 'slideMaster', 'slideMasters/slideMaster1.xml'), ('th', 'theme', 'theme/theme1.xml')]
    ids = ''
    all_rels = {'ppt/slideMasters/slideMaster1.xml': [('l', 'slideLayout', '../slideLayouts/slideLayout1.xml'),
                                                      ('t', 'theme', '../theme/theme1.xml')],
                'ppt/slideLayouts/slideLayout1.xml': [('m', 'slideMaster', '../slideMasters/slideMaster1.xml')]}
    for i, s in enumerate(slides, 1):
        name = 'ppt/slides/slide%d.xml' % i
        all_[name] = '<p:sld %s %s>%s</p:sld>' % (SLIDE, s[1], tree % (ground, s[0], s[2] if len(s) > 2 else ''))
        list_.append(('s%d' % i, 'slide', 'slides/slide%d.xml' % i))
        all_rels[name] = [('l', 'slideLayout', '../slideLayouts/slideLayout1.xml')]
        if listed is None or i in listed:
            ids += '<p:sldId id="%d" r:id="s%d"/>' % (255 + i, i)
    all_['ppt/presentation.xml'] = ('<p:presentation %s><p:sldIdLst>%s</p:sldIdLst><p:sldSz cx="9144000" '
                                    'cy="6858000"/>%s</p:presentation>' % (SLIDE, ids, book))
    all_.update(parts or {})
    all_rels[''] = [('d', 'officeDocument', 'ppt/presentation.xml')] + list(top)
    all_rels['ppt/presentation.xml'] = list_ + list(rels)
    for name, more in (slide_rels or {}).items():
        all_rels[name] = all_rels.get(name, []) + more
    write(path, all_, all_rels)


def shape(x, y, w, h, text='', fill='', run='', more='', name='', geometry='rect', holder='', id_=2, body=''):
    """EMU in units of 10000"""
    paint = {'': '', 'none': '<a:noFill/>'}.get(fill, '<a:solidFill><a:srgbClr val="%s"/></a:solidFill>' % fill)
    if fill.startswith('<'):
        paint = fill
    box = ('<a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm>' %
           (x * 10000, y * 10000, w * 10000, h * 10000) if w else '')
    words = ''.join('<a:p><a:r><a:rPr sz="1800">%s</a:rPr><a:t>%s</a:t></a:r></a:p>' % (run, t)
                    for t in text.split('\n')) if text else '<a:p/>'
    return ('<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"%s/><p:cNvSpPr/><p:nvPr>%s</p:nvPr></p:nvSpPr><p:spPr>%s'
            '%s%s</p:spPr><p:txBody><a:bodyPr%s/>%s</p:txBody></p:sp>' % (
                id_, name or 'shape %d' % id_, more, holder, box,
                '<a:prstGeom prst="%s"/>' % geometry if w else '', paint, body, words))


def picture(x, y, w, h, crop='', id_=3, blip='pic'):
    return ('<p:pic><p:nvPicPr><p:cNvPr id="%d" name="picture %d"/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip '
            'r:embed="%s"/>%s</p:blipFill><p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm>'
            '<a:prstGeom prst="rect"/></p:spPr></p:pic>' % (
                id_, id_, blip, crop, x * 10000, y * 10000, w * 10000, h * 10000))


def floating(inner, x=0, y=0, w=300, h=20, horizontal='column', vertical='paragraph', wrap='wrapNone', behind=0,
             z=100):
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="%d" '
            'relativeHeight="%d"><wp:positionH relativeFrom="%s"><wp:posOffset>%d</wp:posOffset></wp:positionH>'
            '<wp:positionV relativeFrom="%s"><wp:posOffset>%d</wp:posOffset></wp:positionV><wp:extent cx="%d" '
            'cy="%d"/><wp:%s/><wp:docPr id="1" name="shape"/><a:graphic><a:graphicData uri="x">%s</a:graphicData>'
            '</a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>' % (
                behind, z, horizontal, x * 10000, vertical, y * 10000, w * 10000, h * 10000, wrap, inner))


def word_shape(w, h, fill, text='', run=''):
    paint = '<a:noFill/>' if fill == 'none' else '<a:solidFill><a:srgbClr val="%s"/></a:solidFill>' % fill
    words = '<wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx>' % p(text, run) if text else ''
    return ('<wps:wsp><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom '
            'prst="rect"/>%s</wps:spPr>%s<wps:bodyPr/></wps:wsp>' % (w * 10000, h * 10000, paint, words))

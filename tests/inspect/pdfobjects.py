"""What a PDF may carry beside its pages: metadata, revisions, files, scripts, fields, limits."""
import re
import struct
import zlib

from pdfcases import annotation, case, masked, noise, photo
from pdfwriter import text


def jpeg(*segments):
    """A JPEG of one grey pixel with these segments (marker, bytes) after its start."""
    tail = bytes.fromhex(
        'ffdb004300' + '01' * 64 +
        'ffc0000b080001000101011100' +
        'ffc4001400010000000000000000000000000000000b' +
        'ffc400141001000000000000000000000000000000' + '00' * 1 +
        'ffda0008010100003f00') + b'\x7f' + bytes.fromhex('ffd9')
    return b'\xff\xd8' + b''.join(struct.pack('>BBH', 255, m, len(d) + 2) + d
                                  for m, d in segments) + tail


def tiff(entries):
    return (b'II*\0' + struct.pack('<IH', 8, len(entries)) +
            b''.join(struct.pack('<HHI', t, k, n) + v for t, k, n, v in entries) + b'\0' * 4)


@case('PDF-120', only='hand qpdf')
def author(c):
    c.page('')
    c.pdf.trailer['Info'] = c.pdf.ref(c.pdf.add('<< /Author %s >>' % text('川田みどり')))


@case('PDF-132', only='hand')
def words_behind_packed_data(c):
    data = zlib.compress(c.show(72, 600, c.plain).encode('latin-1')) + c.secret.encode()
    f = c.pdf.form(data, head='/Filter /FlateDecode')
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-132', only='hand')
def words_behind_a_jpeg(c):
    i = c.pdf.stream(jpeg() + c.secret.encode(), '/Type /XObject /Subtype /Image /Width 1 /Height 1 '
                     '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode')
    c.page('q 50 0 0 50 72 600 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('!PDF-132')
def data_that_are_filled_up(c):
    i = c.pdf.stream(jpeg() + b'\0' * 9, '/Type /XObject /Subtype /Image /Width 1 /Height 1 '
                     '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode')
    f = c.pdf.form(zlib.compress(c.show(72, 600, c.plain).encode('latin-1')) + b'\r\n',
                   head='/Filter /FlateDecode')
    c.page('/F Do q 50 0 0 50 72 500 cm /I Do Q\n', '/XObject << /I %s /F %s >>' % (
        c.pdf.ref(i), c.pdf.ref(f)))


@case('PDF-132', only='hand')
def words_behind_a_stream(c):
    c.page('')
    number = c.pdf.stream(c.show(72, 600, c.plain))
    data = c.pdf.objects[number]
    c.pdf.set(number, data + b' % ' + c.secret.encode())
    c.pdf.catalog['X'] = c.pdf.ref(number)


@case('PDF-121')
def xmp_history(c):
    c.page('')
    c.pdf.catalog['Metadata'] = c.pdf.ref(c.pdf.stream(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID></x:xmpmeta>',
        '/Type /Metadata /Subtype /XML'))


@case('PDF-122', only='hand qpdf')
def producer(c):
    c.page('')
    c.pdf.trailer['Info'] = c.pdf.ref(c.pdf.add('<< /Producer (Office) >>'))


@case('PDF-130', only='hand')
def text_removed_later(c):
    page = c.page(c.show(72, 600))
    c.pdf.write()
    body = c.pdf.stream(c.body())
    return c.pdf.revise({body: c.pdf.objects[body], page: c.pdf.objects[page].replace(
        b'/Contents', b'/Contents %d 0 R /Was' % body)})


@case('PDF-130', only='hand')
def field_changed_later(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V %s' % text(c.secret), '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])
    c.pdf.write()
    return c.pdf.revise({w: c.pdf.objects[w].replace(text(c.secret).encode(), b'()')})


@case('PDF-130', only='hand')
def page_taken_out_later(c):
    c.page('')
    c.page(c.show(72, 600))
    c.pdf.write()
    tree = c.pdf.tree_number
    return c.pdf.revise({tree: '<< /Type /Pages /Count 1 /Kids [%s] >>' % c.pdf.ref(c.pdf.pages[0])})


@case('PDF-130', only='hand')
def note_taken_off_later(c):
    note = annotation(c, 'Text', '/Contents %s' % text(c.secret), '', rect='60 100 80 120')
    page = c.page('', annots=[note])
    c.pdf.write()
    return c.pdf.revise({page: re.sub(rb'/Annots *\[[^]]*\]', b'', c.pdf.objects[page])})


@case('PDF-131', only='hand')
def page_taken_out(c):
    c.page(c.show(72, 600))
    c.page('')
    del c.pdf.pages[0]


@case('PDF-132', only='hand')
def bytes_behind(c):
    c.page('')
    return c.pdf.write() + b'PK\3\4' + b'secret' * 20


def attach(c, name, data):
    f = c.pdf.stream(data, '/Type /EmbeddedFile')
    s = c.pdf.add('<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %s >> >>' % (name, name, c.pdf.ref(f)))
    c.pdf.catalog['Names'] = '<< /EmbeddedFiles << /Names [(%s) %s] >> >>' % (name, c.pdf.ref(s))
    return s


@case('PDF-140')
def attachment(c):
    c.page('')
    attach(c, 'list.txt', 'one two')


@case('PDF-140', only='hand')
def document_it_was_made_of(c):
    c.page('')
    c.pdf.trailer['AdditionalStreams'] = '[/application#2Fx %s]' % c.pdf.ref(c.pdf.stream('one two'))


@case('PDF-140')
def file_annotation(c):
    s = attach(c, 'list.txt', 'one two')
    del c.pdf.catalog['Names']
    c.page('', annots=[annotation(c, 'FileAttachment', '/FS %s' % c.pdf.ref(s))])


@case('PDF-101')
def pdf_in_pdf(c):
    inner = type(c)(c.language)
    inner.page(masked(inner))
    c.page('')
    attach(c, 'inner.pdf', inner.pdf.write())


@case('PDF-141')
def script(c):
    c.page('')
    c.pdf.catalog['OpenAction'] = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'


@case('PDF-142')
def launch(c):
    c.page('', annots=[annotation(c, 'Link', '/A << /S /Launch /F (calc.exe) >>')])


@case('PDF-142')
def form_sent(c):
    w = annotation(c, 'Widget', '/FT /Btn /T (b) /Ff 65536 /A << /S /SubmitForm /F '
                   '(https://form.example.jp/) >>', '')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('PDF-143')
def opens_a_page(c):
    c.page('')
    c.pdf.catalog['OpenAction'] = '<< /S /URI /URI (https://track.example.jp/) >>'


@case('PDF-144')
def xfa(c):
    c.page('')
    c.pdf.catalog['AcroForm'] = '<< /Fields [] /XFA %s >>' % c.pdf.ref(c.pdf.stream('<xdp:xdp/>'))


@case('PDF-145')
def filled_field(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V %s' % text(c.plain), '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('PDF-146')
def sound(c):
    c.page('', annots=[annotation(c, 'Sound', '', '')])


@case('PDF-150')
def note(c):
    c.page('', annots=[annotation(c, 'Text', '/T %s /Contents %s' % (text('川田'), text(c.plain)))])


@case('PDF-151')
def hidden_note(c):
    a = annotation(c, 'FreeText', '/Contents %s' % text(c.secret), '')
    c.pdf.set(a, c.pdf.objects[a].replace(b'/F 4', b'/F 2'))
    c.page('', annots=[a])


@case('PDF-152')
def link_to_office(c):
    c.page('', annots=[annotation(c, 'Link', '/A << /S /URI /URI (file:///S:/tender/plan.xlsx) >>')])


@case('PDF-160')
def place_in_picture(c):
    gps = tiff([(0x8825, 4, 1, struct.pack('<I', 26))]) + b'\1\0' + struct.pack('<HHI', 2, 5, 1) + b'\0' * 8
    i = c.pdf.stream(jpeg((0xe1, b'Exif\0\0' + gps)), '/Type /XObject /Subtype /Image /Width 1 '
                     '/Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode')
    c.page('q 90 0 0 90 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-160')
def xmp_in_picture(c):
    i = c.pdf.stream(jpeg((0xe1, b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>Oda</dc:creator>'
                           b'</x:xmpmeta>')), '/Type /XObject /Subtype /Image /Width 1 /Height 1 '
                     '/BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode')
    c.page('q 90 0 0 90 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-160', only='hand qpdf')
def xmp_in_packed_picture(c):
    """A JPEG that was packed once more."""
    i = c.pdf.stream(zlib.compress(jpeg((
        0xe1, b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>Oda</dc:creator></x:xmpmeta>'))),
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace '
        '/DeviceGray /Filter [/FlateDecode /DCTDecode]')
    c.page('q 90 0 0 90 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('!PDF-160', only='hand qpdf')
def packed_picture_without_more(c):
    i = c.pdf.stream(zlib.compress(jpeg((0xe0, b'JFIF\0\1\1\0\0\1\0\1\0\0'))),
                     '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 '
                     '/ColorSpace /DeviceGray /Filter [/FlateDecode /DCTDecode]')
    c.page('q 90 0 0 90 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-161')
def private_data(c):
    c.page('', head='/PieceInfo << /Maker << /LastModified (D:20260101) /Private (x) >> >>')


@case('PDF-161')
def thumbnail(c):
    c.page('', head='/Thumb %s' % c.pdf.ref(c.pdf.image(6, 8, noise(6, 8))))


@case('PDF-161')
def captured_from_web(c):
    c.page('')
    c.pdf.catalog['SpiderInfo'] = '<< /V 1.0 >>'


@case('PDF-170', only='locked')
def permissions(c):
    c.page('')


@case('PDF-171', only='hand')
def damaged(c):
    c.page('')
    return c.pdf.write().replace(b'startxref\n', b'startxref\n9')


@case('PDF-172')
def font_not_embedded(c):
    c.page('')


@case('PDF-180')
def scan_without_text(c):
    i = c.pdf.image(595, 842, noise(595, 842))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-181', only='hand qpdf')
def text_without_meaning(c):
    cid = c.pdf.add('<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Unknown /DW 1000 '
                    '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> '
                    '/FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Unknown /Flags 4 '
                    '/FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >> >>')
    f = c.pdf.add('<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Unknown /Encoding /Identity-H '
                  '/DescendantFonts [%s] >>' % c.pdf.ref(cid))
    c.pdf.fonts += ' /U %s' % c.pdf.ref(f)
    c.pdf.page(''.join('BT /U 12 Tf 72 %d Td <%s> Tj ET\n' % (
        700 - 20 * y, ''.join('%04x' % (3 + 7 * y + x) for x in range(30))) for y in range(12)))


@case('PDF-182')
def too_many_pages(c):
    for _ in range(1001):
        c.pdf.page('')
    o = c.pdf.add('<< /Type /Outlines >>')
    items = [c.pdf.add('') for _ in range(4)]
    for n, i in enumerate(items):
        c.pdf.set(i, '<< /Title (Chapter %d) /Parent %s /Dest [%s /Fit] %s %s >>' % (
            n + 1, c.pdf.ref(o), c.pdf.ref(c.pdf.pages[n * 300]),
            '/Next %s' % c.pdf.ref(items[n + 1]) if n < 3 else '',
            '/Prev %s' % c.pdf.ref(items[n - 1]) if n else ''))
    c.pdf.set(o, '<< /Type /Outlines /First %s /Last %s /Count 4 >>' % (
        c.pdf.ref(items[0]), c.pdf.ref(items[-1])))
    c.pdf.catalog['Outlines'] = c.pdf.ref(o)


@case('PDF-183')
def mixed_sizes(c):
    for box in ('0 0 595 842', '0 0 595 842', '0 0 842 1191'):
        c.page('', box=box)


# Not a leak: what a picture on a page carries, none of it about anybody.
@case()
def plain_picture(c):
    i = c.pdf.stream(jpeg((0xe0, b'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')), '/Type /XObject /Subtype /Image '
                     '/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode')
    c.page('q 90 0 0 90 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def same_text_in_revision(c):
    """A later revision that only adds; nothing of the first is gone."""
    page = c.page(c.show(72, 600, c.plain))
    c.pdf.write()
    more = c.pdf.stream(c.show(72, 580, c.plain))
    old = c.pdf.objects[page]
    was = int(old.split(b'/Contents ')[1].split()[0])
    return c.pdf.revise({more: c.pdf.objects[more], page: old.replace(
        b'/Contents %d 0 R' % was, b'/Contents [%d 0 R %d 0 R]' % (was, more))})


@case()
def soft_picture(c):
    i = c.pdf.image(60, 40, photo(60, 40))
    c.page('q 300 0 0 200 100 300 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- entries that no reader shows: pdf-entry.c, pdf-property.c ----

@case('PDF-131')
def words_of_the_window_of_a_note(c):
    w = annotation(c, 'Popup', '/Contents %s' % text(c.secret))
    c.page('', annots=[w])


@case('!PDF-131')
def window_as_programs_write_it(c):
    c.page('', annots=[annotation(c, 'Popup', '/M (D:20250401120000) /NM (0f3c-77aa-1b2d)')])


@case('PDF-131')
def caption_of_a_text_field(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /MK << /CA %s >>' % text(c.secret), '')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('!PDF-131')
def caption_of_a_button(c):
    w = annotation(c, 'Widget', '/FT /Btn /Ff 65536 /T (a) /TU %s /MK << /CA %s >>' % (
        text('次の頁へ'), text('次の頁')), '')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('PDF-131', only='hand qpdf')
def property_list_that_nothing_names(c):
    c.page('/Span /P0 BDC ' + c.show(72, 600, c.plain) + ' EMC\n',
           '/Properties << /P0 << /ActualText %s >> /P1 << /ActualText %s >> >>' % (
               text(c.plain), text(c.secret)))


@case('!PDF-131')
def property_lists_of_all_pages(c):
    r = c.pdf.ref(c.pdf.add('<< /P0 << /ActualText %s >> /P1 << /ActualText %s >> >>' % (
        text(c.plain), text(c.plain))))
    for name in ('P0', 'P1'):
        c.page('/Span /%s BDC ' % name + c.show(72, 600, c.plain) + ' EMC\n', '/Properties %s' % r)


def element(c, more):
    e = c.pdf.add('')
    root = c.pdf.add('<< /Type /StructTreeRoot /K %s >>' % c.pdf.ref(e))
    page = c.page('/P << /MCID 0 >> BDC ' + c.show(72, 600, c.plain) + ' EMC\n')
    c.pdf.set(e, '<< /Type /StructElem /S /P /P %s /Pg %s /K 0 %s >>' % (
        c.pdf.ref(root), c.pdf.ref(page), more))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


@case('PDF-161')
def attributes_of_some_program(c):
    element(c, '/A << /O /Own /Memo %s >>' % text(c.secret))


@case('PDF-161')
def properties_of_an_element(c):
    element(c, '/A [<< /O /UserProperties /P [<< /N (Memo) /V %s /H true >>] >> 0]' % text(c.secret))


@case('!PDF-161')
def attributes_of_the_standard(c):
    element(c, '/A [<< /O /Table /Summary %s /Headers [(head-1)] >> 0 << /O /CSS-2 /font-family '
            '(Mincho) >> 0 << /O /Layout /Placement /Block >> 0]' % text(c.plain))


@case('PDF-152')
def links_that_start_on_a_local_disk(c):
    c.page('')
    c.pdf.catalog['URI'] = '<< /Base %s >>' % text('file:///C:/Users/' + c.secret + '/')


@case('!PDF-152')
def links_that_start_on_the_web(c):
    c.page('')
    c.pdf.catalog['URI'] = '<< /Base (https://www.example.jp/) >>'


@case('PII-303')
def hint_of_a_field_with_an_address(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /TU (kawada.midori@mail.example.jp)', '')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


def two_looks(c, other, state=''):
    """An annotation that shows a look with plain words, and has another one at `other`."""
    box = '60 590 400 620'
    shown, hidden = (c.pdf.ref(c.pdf.form(c.show(64, 600, words), box=box))
                     for words in (c.plain, state or c.secret))
    more = other % {'shown': shown, 'hidden': hidden}
    return c.pdf.add('<< /Type /Annot /Subtype /Widget /FT /Btn /T (a) /Rect [%s] /F 4 %s >>' % (box, more))


@case('PDF-131')
def look_of_another_state(c):
    c.page('', annots=[two_looks(c, '/AS /On /AP << /N << /On %(shown)s /Off %(hidden)s >> >>')])


@case('PDF-131')
def look_of_a_button_pressed(c):
    c.page('', annots=[two_looks(c, '/AP << /N %(shown)s /D %(hidden)s >>')])


@case('!PDF-131')
def button_that_says_the_same_when_pressed(c):
    c.page('', annots=[two_looks(c, '/AP << /N %(shown)s /D %(hidden)s >>', c.plain)])


@case('!PDF-131')
def box_to_tick(c):
    c.page('', annots=[two_looks(c, '/AS /Off /AP << /N << /Yes %(hidden)s /Off %(shown)s >> >>', '4')])


@case('PDF-161', only='hand qpdf')
def source_of_a_figure(c):
    who = c.pdf.ref(c.pdf.add('<< /Author %s >>' % text(c.secret)))
    f = c.pdf.form(c.show(72, 600, c.plain), head='/PTEX.PageNumber 1 /PTEX.FileName (./figure-one.pdf) '
                   '/PTEX.InfoDict %s' % who)
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('!PDF-161')
def picture_with_a_palette(c):
    i = c.pdf.stream(bytes(400), '/Type /XObject /Subtype /Image /Width 20 /Height 20 /BitsPerComponent 8 '
                     '/ColorSpace [/Indexed /DeviceGray 9 (palettewords)] /LastModified (D:20250401)')
    c.page('q 50 0 0 50 72 600 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-161')
def script_that_a_requirement_names(c):
    c.pdf.catalog['Requirements'] = ('[<< /S /EnableJavaScripts /RH [<< /S /JS /Script %s >>] >>]' %
                                     text(c.secret))
    c.page('')


@case('!PDF-161')
def requirement_without_words(c):
    c.pdf.catalog['Requirements'] = '[<< /S /EnableJavaScripts /RH [<< /S /NoOp >>] >>]'
    c.page('')

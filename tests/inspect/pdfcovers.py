"""Covers of any form over pictures, pictures shown in part, borders of links, lines that run down;
with what looks like these and hides nothing."""
import math
import struct
import zlib

from pdfcases import annotation, case, circle, layer, noise, photo
from pdfpictures import on_scan, written


def down(c, x, y, text, size=11):
    """Text that is written down, a character at a time."""
    return ''.join('BT /J %g Tf %g %g Td <%s> Tj ET\n' % (
        size, x, y - size * n, ch.encode('utf-16-be').hex()) for n, ch in enumerate(text))


@case('!PII-311')
def lone_character_of_a_column(c):
    """What the column has no room for stands alone in the next one."""
    c.page(down(c, 400, 600, '三つの案を比べた。いずれも') + down(c, 384, 600, '案') +
           down(c, 368, 600, '費用の見通しを要する。'))


@case('PII-311')
def draft_mark_alone(c):
    c.pdf.page('BT /J 30 Tf 480 780 Td <%s> Tj ET\n' % '案'.encode('utf-16-be').hex() + c.body())


def link(c, rect, border, more=''):
    c.page(c.show(72, 600), annots=[annotation(
        c, 'Link', '%s %s /A << /S /URI /URI (https://www.example.com/) >>' % (border, more), rect=rect)])


@case('PDF-110')
def link_border_along_the_words(c):
    """The rectangle is a line; half of its border lies on each side."""
    link(c, '69 603 %g 605' % (76 + c.width()), '/Border [0 0 30]')


@case('PDF-110')
def link_border_that_fills_the_link(c):
    link(c, '60 590 %g 620' % (90 + c.width()), '/BS << /W 16 /S /S >>', '/C [0.5]')


@case()
def link_border_around_the_words(c):
    link(c, '60 590 %g 620' % (90 + c.width()), '/Border [0 0 5]')


@case()
def link_border_that_is_not_drawn(c):
    link(c, '69 603 %g 605' % (76 + c.width()), '/Border [0 0 30]', '/C []')


@case()
def link_underlined(c):
    link(c, '60 590 %g 620' % (90 + c.width()), '/BS << /W 6 /S /U >>')


# ---- covers over pictures ----

def rounded(x, y, w, h, r):
    k = 0.4477 * r
    return ('%g %g m %g %g l %g %g %g %g %g %g c %g %g l %g %g %g %g %g %g c %g %g l '
            '%g %g %g %g %g %g c %g %g l %g %g %g %g %g %g c h' % (
                x + r, y, x + w - r, y, x + w - k, y, x + w, y + k, x + w, y + r,
                x + w, y + h - r, x + w, y + h - k, x + w - k, y + h, x + w - r, y + h,
                x + r, y + h, x + k, y + h, x, y + h - k, x, y + h - r,
                x, y + r, x, y + k, x + k, y, x + r, y))


def letter(c, cover, more=''):
    """A scan of a letter with 20 lines, one of which the cover lies on: its baseline is at 628."""
    rows = b'\xff' * 595 * 842
    lines = [written(595, 842, 80, 200 + 30 * n, 20 - n % 3) for n in range(18)]
    for line in lines:
        rows = bytes(map(min, rows, line))
    on_scan(c, rows, cover, more)


@case('PDF-112')
def white_oval_on_a_scan(c):
    letter(c, '1 g %s f' % circle(170, 635, 110, 18))


@case('PDF-112')
def black_oval_on_a_scan(c):
    letter(c, '0 g %s f' % circle(170, 635, 110, 18))


@case('PDF-112')
def rounded_box_on_a_scan(c):
    letter(c, '1 g 0 G 1 w %s B' % rounded(70, 622, 220, 26, 8))


@case('PDF-112')
def free_form_on_a_scan(c):
    letter(c, '0.1 g 60 615 m 160 660 250 600 380 630 c 390 650 l 260 655 170 660 66 650 c h f')


@case('PDF-112')
def marker_on_a_scan(c):
    letter(c, '0 G 1 J 20 w 80 634 m 300 636 l S')


@case('PDF-112')
def oval_by_a_clip(c):
    letter(c, 'q %s W n 1 g 0 0 595 842 re f Q' % circle(170, 635, 110, 18))


@case('PDF-112')
def label_on_a_scan(c):
    """A white box with what stands there instead."""
    letter(c, '1 g 70 620 240 30 re f 0 g ' + c.show(100, 632, c.plain, 10))


@case('PDF-112')
def picture_with_a_pattern_on_a_scan(c):
    i = c.pdf.image(40, 10, noise(40, 10, 60, 160))
    letter(c, 'q 240 0 0 30 70 620 cm /J Do Q', '/J %s' % c.pdf.ref(i))


@case('!PDF-112')
def oval_beside_the_words(c):
    letter(c, '1 g %s f 0.9 g %s f' % (circle(470, 760, 60, 30), circle(300, 60, 40, 20)))


@case('!PDF-112')
def ring_around_the_words(c):
    letter(c, '1 0 0 RG 3 w %s S' % circle(170, 635, 110, 18))


def on_photo(c, what, more=''):
    i = c.pdf.image(300, 200, bytes(
        80 + p // 2 + 37 * n % 97 for n, p in enumerate(photo(300, 200))))
    c.page('q 450 0 0 300 60 300 cm /I Do Q %s\n' % what,
           '/XObject << /I %s %s >>' % (c.pdf.ref(i), more))


@case('!PDF-112')
def label_on_a_photograph(c):
    on_photo(c, '1 g %s f 0 g ' % rounded(90, 420, 200, 40, 10) + c.show(100, 436, c.plain, 10) +
             '1 1 0.6 rg %s f' % circle(400, 400, 50, 40))


@case('PDF-112')
def black_disc_on_a_photograph(c):
    on_photo(c, '0 g %s f' % circle(280, 450, 40, 40))


@case('PDF-112')
def thick_line_on_a_photograph(c):
    on_photo(c, '0 G 30 w 180 440 m 300 440 l S')


@case('PDF-112')
def grey_box_with_a_notice_on_a_photograph(c):
    on_photo(c, '0.6 g 120 340 260 200 re f 0 g ' + c.show(200, 436, c.plain[:8], 10))


def on_pale(c, what, value):
    """A picture without hard edges, and something drawn on it."""
    i = c.pdf.image(300, 200, bytes(
        int(value(n % 300, n // 300)) for n in range(300 * 200)))
    c.page('q 300 0 0 200 60 400 cm /I Do Q %s\n' % what, '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def box_on_a_pale_photograph(c):
    on_pale(c, '0 g 140 460 80 80 re f',
            lambda x, y: 128 + 60 * math.sin(x / 9) * math.sin(y / 11))


@case('!PDF-112')
def box_on_a_ground_that_fades(c):
    on_pale(c, '1 g 140 460 80 80 re f', lambda x, y: 250 - x / 4 - y / 3)


@case('!PDF-112')
def numbers_on_a_photograph(c):
    on_photo(c, ''.join('1 g %s f 0 g ' % circle(x, 450, 9, 9) + c.show(x - 3, 446, '%d' % n, 10)
                        for n, x in enumerate((120, 240, 360))))


@case('!PDF-112')
def title_across_a_photograph(c):
    on_photo(c, '1 g 60 420 450 60 re f 0 g ' + c.show(80, 440, c.plain[:8], 18))


@case('!PDF-112')
def arrow_and_ring_on_a_photograph(c):
    on_photo(c, '0 G 4 w 100 350 m 220 440 l S 1 0 0 RG 3 w %s S' % circle(300, 440, 50, 40))


@case('!PDF-112')
def picture_on_a_photograph(c):
    j = c.pdf.image(60, 40, noise(60, 40, 30, 200))
    on_photo(c, 'q 120 0 0 80 100 320 cm /J Do Q', '/J %s' % c.pdf.ref(j))


def chart(c, what):
    """A picture of curves in a frame, and something drawn on it."""
    rows = [bytearray(b'\xff') * 300 for _ in range(200)]
    for x in range(300):
        for y in (20, 60, 100, 140, 180):
            rows[y][x] = 0xB0
        for k in (0.2, 0.3, 0.5):
            y = int(190 - k * x)
            rows[y][x] = rows[min(199, y + 1)][x] = 0x20
    i = c.pdf.image(300, 200, b''.join(bytes(r) for r in rows))
    c.page('q 450 0 0 300 60 300 cm /I Do Q %s\n' % what, '/XObject << /I %s >>' % c.pdf.ref(i))


@case('!PDF-112')
def legend_on_a_chart(c):
    chart(c, '1 g 0 G 0.5 w 330 330 150 60 re B 0 g ' + c.show(340, 370, c.plain, 9) +
          c.show(340, 350, c.plain, 9))


@case('!PDF-112')
def oval_mark_on_a_chart(c):
    chart(c, '1 g 0.5 G 1 w %s B 0 g ' % circle(250, 400, 60, 25) + c.show(210, 397, c.plain, 8))


# ---- pictures shown in part ----

def lines(width, height, first, count, step=30):
    """A picture of lines of writing, `count` of them from the row `first`."""
    rows = b'\xff' * (width * height)
    for n in range(count):
        line = written(width, height, 30, first + step * n, (width - 60) // 16 - n % 3)
        rows = bytes(map(min, rows, line))
    return rows


def clipped(c, pixels, clip, place='400 0 0 300 90 300', size=(400, 300), more=''):
    i = c.pdf.image(size[0], size[1], pixels)
    c.page('q %s re W n q %s cm /I Do Q Q\n' % (clip, place) + more,
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-107')
def clip_that_leaves_a_stripe(c):
    clipped(c, lines(400, 300, 20, 9), '90 500 400 100')


@case('PDF-107')
def clip_that_leaves_nothing(c):
    clipped(c, lines(400, 300, 20, 9), '10 10 5 5')


@case('PDF-107')
def picture_over_the_edge_of_the_page(c):
    i = c.pdf.image(400, 300, lines(400, 300, 20, 9))
    c.page('q 400 0 0 300 400 300 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-107')
def page_cropped_over_a_scan(c):
    i = c.pdf.image(595, 842, lines(595, 842, 40, 25))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + c.body(), '/XObject << /I %s >>' % c.pdf.ref(i),
               head='/CropBox [0 421 595 842]')


@case()
def picture_trimmed_a_little(c):
    clipped(c, lines(400, 300, 20, 9), '96 312 388 280')


@case()
def blank_margin_cut_off(c):
    clipped(c, lines(400, 300, 20, 3), '90 450 400 150')


@case()
def photograph_in_its_frame(c):
    clipped(c, bytes(min(255, 80 + p // 2 + 37 * n % 97) for n, p in enumerate(photo(400, 300))),
            '150 400 200 120')


@case()
def picture_with_bleed(c):
    i = c.pdf.image(300, 200, photo(300, 200))
    c.page('q 620 0 0 300 -12 -12 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def picture_on_two_pages(c):
    i = c.pdf.image(400, 300, lines(400, 300, 20, 9))
    for clip in ('90 450 400 150', '90 300 400 150'):
        c.page('q %s re W n q 400 0 0 300 90 300 cm /I Do Q Q\n' % clip,
               '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def signs_of_one_picture(c):
    """Two rows of one picture, each drawn where it belongs."""
    i = c.pdf.image(400, 100, lines(400, 100, 15, 2, 50))
    c.page('q 90 500 400 50 re W n q 400 0 0 100 90 450 cm /I Do Q Q\n'
           'q 90 300 400 50 re W n q 400 0 0 100 90 300 cm /I Do Q Q\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- rows behind the last one ----

def low(c, data, height, head, size=(400, 300)):
    i = c.pdf.stream(data, '/Type /XObject /Subtype /Image /Width %d /Height %d %s' % (
        size[0], height, head))
    c.page('q 400 0 0 %d 90 300 cm /I Do Q\n' % height, '/XObject << /I %s >>' % c.pdf.ref(i))


GREY = '/BitsPerComponent 8 /ColorSpace /DeviceGray'


@case('PDF-107', only='hand qpdf')
def rows_behind_the_height(c):
    low(c, zlib.compress(lines(400, 300, 20, 9)), 100, GREY + ' /Filter /FlateDecode')


@case('PDF-107', only='hand qpdf')
def unpacked_rows_behind_the_height(c):
    low(c, lines(160, 120, 10, 4), 40, GREY, size=(160, 120))


@case('PDF-107', only='hand qpdf')
def fax_rows_behind_the_height(c):
    """The parameters say that there are more rows than the picture has."""
    low(c, fax(64, 96), 32, '/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode '
        '/DecodeParms << /K 0 /Columns 64 /Rows 96 >>', size=(64, 96))


@case()
def rows_of_padding(c):
    low(c, zlib.compress(lines(400, 100, 20, 2) + b'\xff' * 400 * 60), 100,
        GREY + ' /Filter /FlateDecode')


@case()
def some_rows_too_many(c):
    low(c, zlib.compress(lines(400, 112, 20, 3)), 100, GREY + ' /Filter /FlateDecode')


def fax(width, height):
    """Rows of 64 pixels in one dimension (T.4, no ends of lines): black and white in turn, by eight."""
    assert width == 64
    bits = ''
    for _ in range(height):
        bits += ('10011' + '000101') * 4  # 8 white, 8 black
    return int(bits, 2).to_bytes(len(bits) // 8, 'big')


# ---- letters without a shape ----

def truetype(shapes):
    """A font file: an empty shape 0, then these: None (empty) or a box of half the size."""
    box = (struct.pack('>hhhhh', 1, 0, 0, 500, 500) + struct.pack('>HH', 3, 0) + b'\x01' * 4 +
           struct.pack('>hhhhhhhh', 0, 500, 0, -500, 0, 0, 500, 0))
    box += b'\0' * (-len(box) % 4)
    glyphs, places = b'', [0]
    for shape in [None] + list(shapes):
        glyphs += box if shape else b''
        places.append(len(glyphs))
    count = len(places) - 1
    tables = {
        b'head': struct.pack('>IIIIHHQQhhhhHHhhh', 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0,
                             0, 0, 500, 500, 0, 8, 2, 1, 0),
        b'hhea': struct.pack('>IhhhHhhhhhhhhhhhH', 0x10000, 800, -200, 0, 600, 0, 0, 500, 1, 0, 0,
                             0, 0, 0, 0, 0, count),
        b'hmtx': struct.pack('>Hh', 600, 0) * count,
        b'maxp': struct.pack('>IHHHHHHHHHHHHHH', 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
                             0),
        b'loca': b''.join(struct.pack('>I', p) for p in places),
        b'glyf': glyphs or b'\0' * 4}
    head, body = struct.pack('>IHHHH', 0x10000, len(tables), 64, 2, 32), b''
    at = 12 + 16 * len(tables)
    for name, data in sorted(tables.items()):
        head += name + struct.pack('>III', 0, at + len(body), len(data))
        body += data + b'\0' * (-len(data) % 4)
    return head + body


def own_font(c, words, inked):
    """Shows the words in a font made for them; `inked`: those of its characters with a shape."""
    signs = sorted(set(words))
    file = c.pdf.stream(truetype([ch in inked for ch in signs]), pack=True)
    below = c.pdf.add(
        '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /DW 600 /CIDToGIDMap /Identity '
        '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s '
        '>>' % c.pdf.ref(c.pdf.add(
            '<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 /ItalicAngle 0 /FontBBox '
            '[0 0 500 500] /Ascent 800 /Descent -200 /StemV 80 /CapHeight 500 /FontFile2 %s >>' %
            c.pdf.ref(file))))
    table = ('/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> '
             'endcodespacerange %d beginbfchar %s endbfchar endcmap end' % (len(signs), ' '.join(
                 '<%04X> <%s>' % (n + 1, ch.encode('utf-16-be').hex()) for n, ch in enumerate(signs))))
    font = c.pdf.add('<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H '
                     '/ToUnicode %s /DescendantFonts [%s] >>' % (
                         c.pdf.ref(c.pdf.stream(table)), c.pdf.ref(below)))
    c.pdf.fonts += ' /O %s' % c.pdf.ref(font)
    return 'BT /O 12 Tf 72 600 Td <%s> Tj ET\n' % ''.join(
        '%04X' % (signs.index(ch) + 1) for ch in words)


@case('PDF-104')
def font_of_empty_shapes(c):
    c.page(own_font(c, c.secret, ''))


@case('PDF-104')
def drawn_font_of_nothing(c):
    nothing = c.pdf.ref(c.pdf.stream('600 0 d0'))
    font = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 '
                     '0.001 0 0] /Resources << >> /CharProcs << %s >> /Encoding << /Type /Encoding '
                     '/Differences [97 /a /b /c /d /e /f] >> /FirstChar 97 /LastChar 102 /Widths '
                     '[600 600 600 600 600 600] >>' % ' '.join('/%s %s' % (ch, nothing) for ch in 'abcdef'))
    c.pdf.fonts += ' /N %s' % c.pdf.ref(font)
    c.page('BT /N 12 Tf 72 600 Td (faceddecade) Tj ET\n')


@case()
def font_with_shapes(c):
    c.page(own_font(c, c.secret, c.secret))


@case()
def font_with_one_empty_shape(c):
    """The second half of a ligature is empty."""
    c.page(own_font(c, c.secret, c.secret.replace(c.secret[1], '')))


@case()
def text_layer_of_empty_shapes(c):
    i = c.pdf.image(595, 842, noise(595, 842))
    show = own_font(c, c.secret, '')
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + show, '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- letters as outlines ----

def outlined(x, y, count=12, size=12):
    """Signs with slopes, each filled by itself, as programs write letters as outlines."""
    signs = ''
    for n in range(count):
        at, w, top = x + n * size * 0.8, size * 0.6, y + size
        if n % 3 == 0:
            signs += '%g %g m %g %g l %g %g l %g %g l %g %g l %g %g l h f\n' % (
                at, y, at + w / 2, top, at + w, y, at + w * 0.8, y, at + w / 2, top - 3, at + 2, y)
        elif n % 3 == 1:
            signs += '%s %s f*\n' % (circle(at + w / 2, y + size / 2, w / 2, size / 2),
                                     circle(at + w / 2, y + size / 2, w / 4, size / 4))
        else:
            signs += '%g %g m %g %g %g %g %g %g c %g %g l h f\n' % (
                at, y, at, top, at + w, top, at + w, y, at + w / 2, y + 3)
    return signs


@case('PDF-131')
def outlines_under_a_box(c):
    c.page('0 g ' + outlined(80, 600) + '0.1 g 70 590 140 30 re f\n')


@case('PDF-131')
def outlines_under_white(c):
    c.page('0 g ' + outlined(80, 600) + '1 g 70 590 140 30 re f\n')


@case('PDF-131')
def outlines_off_the_page(c):
    c.page('0 g ' + outlined(700, 600))


@case('PDF-108')
def outlines_in_a_layer(c):
    r = layer(c)
    c.page('/OC /P BDC 0 g %s EMC\n' % outlined(80, 600), '/Properties << /P %s >>' % r)


@case('!PDF-131')
def outlines_in_sight(c):
    c.page('0.9 g 70 590 140 30 re f 0 g ' + outlined(80, 600) + '0.5 G 70 590 140 30 re S\n')


@case('!PDF-131')
def outlines_with_a_halo(c):
    c.page('0.8 g 70 590 140 30 re f 1 g 1 G 2 w ' + outlined(80, 600).replace('f\n', 'B\n') + '0 g ' +
           outlined(80, 600))


@case('!PDF-131')
def map_with_layers_of_paint(c):
    """Land over sea, a lake over land, signs over each other."""
    c.page('0.7 0.8 1 rg 60 300 400 300 re f 0.8 0.9 0.7 rg %s f 0.7 0.8 1 rg %s f\n' % (
        circle(250, 450, 160, 120), circle(250, 450, 60, 40)) +
        '0.8 0.2 0.2 rg ' + ''.join('%s f\n' % circle(200 + n * 2, 430, 5, 5) for n in range(30)))


@case('!PDF-131')
def drawing_cut_by_the_page(c):
    c.page('0.9 g %s f 0 g ' % circle(560, 600, 80, 60) + outlined(520, 600) + outlined(700, 500))

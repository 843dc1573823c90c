"""Boxes over pictures that are longer than the words below, pictures under pictures, and words whose
characters the file does not tell; with what looks like these and hides nothing."""
import math

from pdfcases import case, photo


def written(width, height, x, y, count, size=14):
    """White pixels with `count` signs of crossing strokes, as of a line of writing, from (x, y)."""
    rows = [bytearray(b'\xff') * width for _ in range(height)]
    for n in range(count):
        left = x + n * (size + 2)
        for k in range(size):
            for at in (2, size // 2, size - 3):
                if n % 3 != at % 3:
                    rows[y + at][left + k] = 0
                    rows[y + k][left + at] = rows[y + k][left + at + 1] = 0
    return b''.join(bytes(r) for r in rows)


def on_scan(c, pixels, cover, more='', width=595, height=842):
    i = c.pdf.image(width, height, pixels)
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q q %s Q\n' % cover + c.body(), '/XObject << /I %s %s >>' % (
        c.pdf.ref(i), more))


@case('PDF-112')
def bar_longer_than_the_words(c):
    """Four signs at the start of a bar that runs over the whole line."""
    on_scan(c, written(595, 842, 80, 200, 4), '0 g 74 620 420 26 re f')


@case('PDF-112')
def bar_with_the_words_in_its_middle(c):
    on_scan(c, written(595, 842, 260, 200, 5), '1 g 60 616 480 34 re f')


@case('PDF-112')
def area_over_one_line(c):
    on_scan(c, written(595, 842, 80, 280, 6), '0.4 g 60 480 400 250 re f')


@case('PDF-112')
def two_bars_on_a_scan(c):
    on_scan(c, written(595, 842, 80, 200, 9), '0 g 74 620 70 26 re f 150 620 90 26 re f')


@case('PDF-112')
def picture_wholly_under_a_plain_one(c):
    i = c.pdf.image(300, 200, written(300, 200, 30, 40, 8))
    j = c.pdf.image(2, 2, b'\xff' * 4)
    c.page('q 300 0 0 200 100 300 cm /I Do Q q 304 0 0 204 98 298 cm /J Do Q\n',
           '/XObject << /I %s /J %s >>' % (c.pdf.ref(i), c.pdf.ref(j)))


@case('PDF-112')
def page_wholly_under_a_picture(c):
    j = c.pdf.image(60, 80, photo(60, 80))
    on_scan(c, written(595, 842, 80, 200, 20), 'q 595 0 0 842 0 0 cm /J Do Q',
            '/J %s' % c.pdf.ref(j))


def stencil(c, cover):
    """A scan in black and white, as programs of scanners store it."""
    grey = written(592, 842, 80, 200, 12)
    bits = bytes(sum((grey[n + k] > 128) << (7 - k) for k in range(8)) for n in range(0, len(grey), 8))
    i = c.pdf.stream(bits, '/Type /XObject /Subtype /Image /Width 592 /Height 842 /ImageMask true '
                     '/BitsPerComponent 1', pack=True)
    c.pdf.page('q 0 g 595 0 0 842 0 0 cm /I Do Q %s\n' % cover + c.body(),
               '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def bar_over_a_stencil(c):
    stencil(c, 'q 0 g 74 620 300 26 re f Q')


@case('!PDF-112')
def margins_over_a_stencil(c):
    stencil(c, 'q 1 g 0 0 595 40 re f 0 800 595 42 re f 40 300 200 60 re f Q')


@case('PDF-112')
def pasted_bar_with_a_mask(c):
    """A black picture that is opaque by its mask."""
    m = c.pdf.image(4, 4, b'\xff' * 16)
    j = c.pdf.image(4, 4, bytes(16), head='/SMask %s' % c.pdf.ref(m))
    on_scan(c, written(595, 842, 80, 200, 9), 'q 300 0 0 26 74 620 cm /J Do Q', '/J %s' % c.pdf.ref(j))


@case('!PDF-112')
def pasted_stamp_one_sees_through(c):
    m = c.pdf.image(4, 4, b'\x50' * 16)
    j = c.pdf.image(4, 4, bytes(16), head='/SMask %s' % c.pdf.ref(m))
    on_scan(c, written(595, 842, 80, 200, 9), 'q 300 0 0 26 74 620 cm /J Do Q', '/J %s' % c.pdf.ref(j))


def clear(c, opacity):
    i = c.pdf.image(300, 200, written(300, 200, 30, 40, 8))
    g = c.pdf.add('<< /Type /ExtGState /ca %g >>' % opacity)
    c.page('q /G gs 300 0 0 200 100 300 cm /I Do Q\n',
           '/XObject << /I %s >> /ExtGState << /G %s >>' % (c.pdf.ref(i), c.pdf.ref(g)))


@case('PDF-103')
def picture_of_no_opacity(c):
    clear(c, 0)


@case()
def picture_that_is_faint(c):
    clear(c, 0.15)


@case('!PDF-112')
def picture_drawn_again_finer(c):
    """A preview below the picture itself: both show the same."""
    i = c.pdf.image(300, 200, written(300, 200, 30, 40, 8))
    j = c.pdf.image(300, 200, written(300, 200, 30, 40, 8), head='/Interpolate true')
    c.page('q 300 0 0 200 100 300 cm /I Do Q q 300 0 0 200 100 300 cm /J Do Q\n',
           '/XObject << /I %s /J %s >>' % (c.pdf.ref(i), c.pdf.ref(j)))


@case('!PDF-112')
def box_over_a_frame(c):
    """Only the sides of a frame run below the box."""
    rows = [bytearray(b'\xff') * 595 for _ in range(842)]
    for y in range(100, 400):
        for x in (90, 91, 300, 301, 480, 481):
            rows[y][x] = 0
    on_scan(c, b''.join(bytes(r) for r in rows), 'q 1 g 74 600 440 60 re f Q')


@case('!PDF-112')
def box_over_what_is_black_already(c):
    rows = [bytearray(b'\xff') * 595 for _ in range(842)]
    for y in range(190, 220):
        rows[y][100:300] = bytes(200)
    on_scan(c, b''.join(bytes(r) for r in rows), '0 g 90 610 260 56 re f')


def whitened(c, lines, colour=246):
    """A scan with its text layer; these lines of the picture are painted over in one colour."""
    rows = [bytearray(b'\xff') * 595 for _ in range(842)]
    for n in range(12):
        for y in range(142 + 30 * n - 10, 142 + 30 * n + 2):
            rows[y][72:400:3] = bytes(110)
    for n in lines:
        for y in range(142 + 30 * n - 14, 142 + 30 * n + 6):
            rows[y][60:420] = bytes([colour]) * 360
    i = c.pdf.image(595, 842, b''.join(bytes(r) for r in rows))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + ''.join(
        c.show(72, 700 - 30 * n, None if n in lines else c.plain, before='3 Tr') for n in range(12)), '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-105')
def scan_line_painted_out(c):
    whitened(c, [4])


@case('PDF-105')
def scan_line_painted_grey(c):
    whitened(c, [2], 128)


def smeared(c, value, line=5, ink=0, paper=(60, 420), lines=1, secret=True):
    """A scan with its text layer; where some lines stand the picture shows value(x, y)."""
    rows = [bytearray(b'\xff') * 595 for _ in range(842)]
    for n in range(12):
        for y in range(142 + 30 * n - 10, 142 + 30 * n + 2):
            for x in range(72, 340):
                rows[y][x] = ink if (x // 2 + y // 3 + n) % 3 == 0 else 255
    for y in range(142 + 30 * line - 14, 142 + 30 * (line + lines - 1) + 6):
        for x in range(*paper):
            rows[y][x] = value(x, y)
    i = c.pdf.image(595, 842, b''.join(bytes(r) for r in rows))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + ''.join(
        c.show(72, 700 - 30 * n, c.secret if secret and line <= n < line + lines else c.plain,
               before='3 Tr') for n in range(12)), '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-105')
def scan_line_made_coarse(c):
    smeared(c, lambda x, y: 170 + (x // 10 * 7 + y // 10 * 5) % 6 * 12)


@case('PDF-105')
def scan_line_blurred(c):
    smeared(c, lambda x, y: 190 + int(20 * math.sin(x / 9) * math.cos(y / 7)))


@case()
def scan_with_a_faint_line(c):
    smeared(c, lambda x, y: 205 if (x // 2 + y // 3) % 3 == 0 else 250, secret=False)


@case()
def scan_with_a_photograph(c):
    """A program read words into it."""
    smeared(c, lambda x, y: 122 + int(24 * math.sin(x / 30) * math.cos(y / 25)), line=3, lines=5,
            paper=(20, 560), secret=False)


@case('!PDF-105')
def text_layer_that_does_not_fit(c):
    """Half of the layer lies where nothing is: it belongs to another picture, or has moved."""
    whitened(c, range(6))


def said_to_be_blank(c, after):
    """Words in a font whose table of characters says that all are blanks."""
    words = 'Winner Acme Holdings'
    table = ('/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> '
             'endcodespacerange %d beginbfchar %s endbfchar endcmap end' % (
                 len(set(words)), ' '.join('<%02X> <0020>' % ord(x) for x in sorted(set(words)))))
    font = c.pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding '
                     '/ToUnicode %s >>' % c.pdf.ref(c.pdf.stream(table)))
    c.pdf.fonts += ' /B %s' % c.pdf.ref(font)
    c.page('BT /B 12 Tf 72 600 Td (%s) Tj ET %s' % (words, after))


@case('PDF-101')
def letters_said_to_be_blanks(c):
    said_to_be_blank(c, '0 g 66 594 150 20 re f')


@case()
def blanks_that_are_seen(c):
    said_to_be_blank(c, '')


def nameless(c, size=16):
    """A font of shapes that no table gives a character; its codes are a, b, c, …"""
    shapes = []
    for n in range(8):
        strokes = '80 0 0 0 1000 1000 d1 %d 0 120 900 re 0 %d 900 120 re f' % (90 * n, 100 * n)
        shapes.append('/q%d %s' % (n + 1, c.pdf.ref(c.pdf.stream(strokes))))
    font = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 '
                     '0.001 0 0] /Resources << >> /CharProcs << %s >> /Encoding << /Type /Encoding '
                     '/Differences [97 %s] >> /FirstChar 97 /LastChar 104 /Widths [%s] >>' % (
                         ' '.join(shapes), ' '.join('/q%d' % (n + 1) for n in range(8)),
                         '1000 ' * 8))
    c.pdf.fonts += ' /N %s' % c.pdf.ref(font)
    return 'q BT /N %d Tf 72 600 Td %%s Tj ET Q\n' % size


@case('PDF-101')
def nameless_glyphs_under_a_box(c):
    show = nameless(c)
    c.page(show % '(abcdefgh)' + '0 g 66 594 160 28 re f\n')


@case('PDF-102')
def nameless_glyphs_in_white(c):
    show = nameless(c)
    c.page('1 g ' + show % '(abcdefgh)')


@case('!PDF-101', '!PDF-102')
def nameless_glyphs_in_sight(c):
    show = nameless(c)
    c.page('0.9 g 66 594 160 28 re f 0 g ' + show % '(abcdefgh)')


@case('!PDF-101')
def one_nameless_sign_under_a_box(c):
    """The same sign again and again, as of a line of dots: nothing to be read."""
    show = nameless(c)
    c.page(show % '(aaaaaaaa)' + '0 g 66 594 160 28 re f\n')


def unprinted(c, name):
    f = c.pdf.add('<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>')
    c.page('/S cs 1 scn ' + c.show(72, 600), '/ColorSpace << /S [/Separation /%s /DeviceCMYK %s] >>' % (
        name, c.pdf.ref(f)))


@case('PDF-104')
def separation_none(c):
    unprinted(c, 'None')


@case('!PDF-104')
def separation_black(c):
    unprinted(c, 'Black')


@case('!PDF-183')
def all_pages_turned(c):
    for _ in range(3):
        c.page('', head='/Rotate 90')


@case('PDF-183')
def one_page_turned(c):
    for turn in (0, 0, 90):
        c.page('', head='/Rotate %d' % turn)


# ---- pictures that are covered as a whole ----

@case('PDF-112')
def pale_picture_under_a_panel_in_colour(c):
    """A few pixels of little contrast, in the content itself."""
    pixels = bytes(150 + i * 29 % 23 for i in range(48))
    c.page('q 60 0 0 60 100 300 cm BI /W 4 /H 4 /CS /RGB /BPC 8 /F /AHx ID %s> EI Q '
           '0 0.5 0.8 rg 90 290 80 80 re f\n' % pixels.hex())


@case()
def even_picture_under_a_panel_in_colour(c):
    c.page('q 60 0 0 60 100 300 cm BI /W 4 /H 4 /CS /RGB /BPC 8 /F /AHx ID %s> EI Q '
           '0 0.5 0.8 rg 90 290 80 80 re f\n' % (b'\xd0\xd8\xe0' * 16).hex())


@case()
def fading_picture_under_a_panel_in_colour(c):
    i = c.pdf.image(40, 40, bytes(120 + 3 * (i // 40) for i in range(1600)))
    c.page('q 60 0 0 60 100 300 cm /I Do Q 0 0.5 0.8 rg 90 290 80 80 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))

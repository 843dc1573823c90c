"""Letters that are hidden themselves and seen all the same, because something else draws their shapes;
and such where only a part is seen, or something else."""
from pdfcases import SHADE, case
from pdfpictures import nameless, written

SIZE = 16
AT = (72, 600)  # of nameless()


def strokes(count, paint):
    """The shapes of the letters of nameless() as paths: `paint` for each."""
    out = ''
    for n in range(count):
        for x, y, w, h in ((90 * n, 100, 120, 900), (0, 100 * n, 900, 120)):
            out += '%g %g %g %g re %s\n' % (AT[0] + (n + x / 1000) * SIZE, AT[1] + y / 1000 * SIZE,
                                            w / 1000 * SIZE, h / 1000 * SIZE, paint)
    return out


@case('!PDF-101', '!PDF-102')
def outlined_letters(c):
    """White letters, then their outlines."""
    show = nameless(c)
    c.page('q 1 g ' + show % '(abcdefgh)' + 'Q 0 G 0.7 w ' + strokes(8, 'S'))


@case('PDF-101', 'PDF-102')
def letters_outlined_in_part(c):
    """Half of the word is outlined; nobody reads the rest."""
    show = nameless(c)
    c.page('q 1 g ' + show % '(abcdefgh)' + 'Q 0 G 0.7 w ' + strokes(3, 'S'))


@case('PDF-101', 'PDF-102')
def frame_about_white_letters(c):
    show = nameless(c)
    c.page('q 1 g ' + show % '(abcdefgh)' + 'Q 0 G 1 w 70 598 134 22 re S 70 609 134 1 re S\n')


@case('!PDF-103')
def letters_filled_with_a_gradient(c):
    """The text itself is transparent; what fills its shapes is painted."""
    show = nameless(c)
    c.page('q /G gs ' + show % '(abcdefgh)' + 'Q q ' + strokes(8, '').replace('\n', ' ') +
           ' W n /S sh Q\n', SHADE % (0, 0.5) + ' /ExtGState << /G << /ca 0 >> >>')


@case('PDF-103')
def transparent_letters_on_a_gradient(c):
    show = nameless(c)
    c.page('q 60 580 450 60 re W n /S sh Q q /G gs ' + show % '(abcdefgh)' + 'Q\n',
           SHADE % (0, 0.5) + ' /ExtGState << /G << /ca 0 >> >>')


@case('!PDF-103')
def caster_of_a_shadow(c):
    """The text is drawn aside of the clip to cast a shadow into it; it stands below itself."""
    c.page('q 60 590 400 30 re W n 0 g ' + c.show(72, 560, c.plain) + 'Q ' + c.show(72, 600, c.plain))


@case('PDF-103')
def clipped_away_beside_other_text(c):
    c.page('q 60 590 400 30 re W n 0 g ' + c.show(72, 560) + 'Q ' + c.show(72, 600, c.plain))


LINES = 6


def layer_below_a_scan(c, cover=None):
    """A text layer in ordinary letters, and over it the scan that shows its lines but the one that
    `cover` paints out."""
    rows = bytearray(b'\xff' * (595 * 842))
    lines = [c.secret if cover and n == 1 else c.plain for n in range(LINES)]
    for n in range(LINES):
        count = int(c.width(lines[n]) / 16) + 1
        for y in range(14):
            at = (842 - (704 - 40 * n) - 4 + y - 8) * 595
            line = written(595, 14, 72, 0, count)[y * 595:(y + 1) * 595]
            rows[at:at + 595] = line
    i = c.pdf.image(595, 842, bytes(cover(rows) if cover else rows))
    c.pdf.page(''.join(c.show(72, 700 - 40 * n, lines[n]) for n in range(LINES)) +
               'q 595 0 0 842 0 0 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('!PDF-101')
def scan_over_its_layer_in_letters(c):
    layer_below_a_scan(c)


@case('PDF-101')
def scan_over_its_layer_with_a_line_whited_out(c):
    def cover(rows):
        for y in range(842 - 680, 842 - 640):
            rows[y * 595:(y + 1) * 595] = b'\xff' * 595
        return rows
    layer_below_a_scan(c, cover)


@case('PDF-101')
def scan_over_its_layer_with_a_line_blackened(c):
    def cover(rows):
        for y in range(842 - 680, 842 - 640):
            rows[y * 595 + 60:y * 595 + 560] = b'\x00' * 500
        return rows
    layer_below_a_scan(c, cover)


@case('PDF-101')
def letters_below_a_scan_of_another_page(c):
    """What the scan shows stands elsewhere."""
    rows = written(595, 842, 80, 500, 20)
    i = c.pdf.image(595, 842, rows)
    c.pdf.page(''.join(c.show(72, 700 - 40 * n) for n in range(LINES)) +
               'q 595 0 0 842 0 0 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- scans as JPEG ----

def jpeg(across, down, shade):
    """Grey, of 8 x 8 blocks: each of one shade with a slope of its own (ITU-T T.81 annex F), so that
    a reader that unpacks it at a smaller size gets other pixels than one that makes it smaller later."""
    bits, before = [], 0

    def put(category, value):
        bits.append(format(category, '04b'))
        if category > 0:
            bits.append(format(value if value > 0 else value + (1 << category) - 1, '0%db' % category))

    for y in range(down):
        for x in range(across):
            level = (shade(x, y) - 128) * 8
            put((level - before).bit_length() if level > before else (before - level).bit_length(),
                level - before)
            before = level
            slope = 4 + 3 * ((x * 7 + y * 3) % 5)
            put(slope.bit_length(), slope)
            bits.append('0000')
    line = ''.join(bits)
    line += '1' * (-len(line) % 8)
    data = bytes(int(line[i:i + 8], 2) for i in range(0, len(line), 8)).replace(b'\xff', b'\xff\0')
    codes = bytes([0, 0, 0, 12] + [0] * 12 + list(range(12)))  # each of four bits, its own number

    def part(marker, body):
        return bytes([255, marker]) + (len(body) + 2).to_bytes(2, 'big') + body

    return (b'\xff\xd8' + part(0xDB, b'\0' + b'\1' * 64) +
            part(0xC0, b'\x08' + (down * 8).to_bytes(2, 'big') + (across * 8).to_bytes(2, 'big') +
                 b'\1\1\x11\0') + part(0xC4, b'\0' + codes) + part(0xC4, b'\x10' + codes) +
            part(0xDA, b'\1\1\0\0\x3f\0') + data + b'\xff\xd9')


@case('PDF-105', 'PDF-112')
def bar_over_a_jpeg_scan(c):
    """Its text layer still says what the bar hides."""
    across, down = 149, 211  # four points a block

    def shade(x, y):
        return 20 if y in (51, 52, 53, 54) and 18 < x < 60 and (x % 4 == 0 or y % 3 == 0) else 235

    number = c.pdf.stream(jpeg(across, down, shade), '/Type /XObject /Subtype /Image /Width %d /Height '
                          '%d /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode' % (
                              across * 8, down * 8))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + c.show(80, 625, before='3 Tr') +
               '0 g %s f\n' % '70 616 300 32 re', '/XObject << /I %s >>' % c.pdf.ref(number))

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
    c.page('q 60 590 400 30 re W n 0 g ' + c.show(72, 560) + 'Q ' + c.show(72, 600))


@case('PDF-103')
def clipped_away_beside_other_text(c):
    c.page('q 60 590 400 30 re W n 0 g ' + c.show(72, 560) + 'Q ' + c.show(72, 600, c.plain))


LINES = 6


def layer_below_a_scan(c, cover=lambda rows: rows):
    """A text layer in ordinary letters, and over it the scan that shows its lines."""
    rows = bytearray(b'\xff' * (595 * 842))
    for n in range(LINES):
        count = int(c.width() / 16) + 1
        for y in range(14):
            at = (842 - (704 - 40 * n) - 4 + y - 8) * 595
            line = written(595, 14, 72, 0, count)[y * 595:(y + 1) * 595]
            rows[at:at + 595] = line
    i = c.pdf.image(595, 842, bytes(cover(rows)))
    c.pdf.page(''.join(c.show(72, 700 - 40 * n) for n in range(LINES)) +
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

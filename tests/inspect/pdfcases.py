"""Techniques of hiding in PDF and look-alikes that hide nothing, as content by hand.

Each case is a function of a Case: it draws on c.pdf and may use c.secret (what must not be read),
c.plain (what may). CASES lists them with the rules of which one must be found; () = a look-alike,
on which no C or H finding is allowed. `only` names the producers that keep what is planted.
"""
import random

from pdfwriter import Pdf, text

CASES = []


class Case:
    """One file in the making."""

    def __init__(self, language):
        self.pdf = Pdf()
        self.language = language
        japanese = language == 'ja'
        self.secret = '受託者川田みどり選定' if japanese else 'Winner Acme Holdings'
        self.plain = '調査の結果を次に示す' if japanese else 'Results are given below'
        self.font = 'J' if japanese else 'L'
        self.wide = 1 if japanese else 0.52

    def string(self, s):
        return '<%s>' % s.encode('utf-16-be' if self.font == 'J' else 'latin-1').hex()

    def show(self, x, y, s=None, size=12, before='', tm=None):
        return 'q BT %s /%s %g Tf %s Tm %s Tj ET Q\n' % (
            before, self.font, size, tm or '1 0 0 1 %g %g' % (x, y),
            self.string(self.secret if s is None else s))

    def width(self, s=None, size=12):
        return len(self.secret if s is None else s) * self.wide * size

    def body(self):
        return self.show(72, 770, self.plain) + self.show(72, 750, self.plain)

    def page(self, content, resources='', **more):
        return self.pdf.page(self.body() + content, resources, **more)

    def box(self, x, y, pad=3, size=12):
        """A rectangle around the secret at this place."""
        return '%g %g %g %g re' % (x - pad, y - pad - size * 0.15, self.width(size=size) + 2 * pad,
                                   size + 2 * pad)


def case(*rules, only=''):
    def keep(function):
        CASES.append((function.__name__, rules, only.split(), function))
        return function
    return keep


def alpha(value, blend='Normal'):
    return '/ExtGState << /G << /ca %g /CA %g /BM /%s >> >>' % (value, value, blend)


def noise(width, height, dark=0, light=255, seed=7):
    """Pixels with content: strokes as of a written page."""
    r = random.Random(seed)
    rows = [bytearray([light]) * width for _ in range(height)]
    for _ in range(width * height // 60):
        x, y, n = r.randrange(width), r.randrange(height), r.randrange(3, 9)
        for i in range(x, min(x + n, width)):
            rows[y][i] = dark
    return b''.join(bytes(row) for row in rows)


def photo(width, height):
    """Pixels of a soft picture, dark above, lighter below."""
    return bytes(min(255, 40 + (x * 40 // width) + (y * 60 // height))
                 for y in range(height) for x in range(width))


def circle(x, y, rx, ry):
    k = 0.5523
    return ('%g %g m %g %g %g %g %g %g c %g %g %g %g %g %g c %g %g %g %g %g %g c %g %g %g %g %g %g c h' %
            (x + rx, y, x + rx, y + k * ry, x + k * rx, y + ry, x, y + ry,
             x - k * rx, y + ry, x - rx, y + k * ry, x - rx, y,
             x - rx, y - k * ry, x - k * rx, y - ry, x, y - ry,
             x + k * rx, y - ry, x + rx, y - k * ry, x + rx, y))


# ---- text under what was painted later: PDF-101 ----

@case('PDF-101')
def black_box(c):
    c.page(c.show(72, 600) + '0 g %s f\n' % c.box(72, 600))


@case('PDF-101')
def white_box(c):
    c.page(c.show(72, 600) + '1 g %s f\n' % c.box(72, 600))


@case('PDF-101')
def cmyk_box(c):
    c.page(c.show(72, 600) + '0.2 0.1 0.1 1 k %s f\n' % c.box(72, 600))


@case('PDF-101')
def spot_box(c):
    f = c.pdf.add('<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>')
    c.page(c.show(72, 600) + '/S cs 1 scn %s f\n' % c.box(72, 600),
           '/ColorSpace << /S [/Separation /Black /DeviceCMYK %s] >>' % c.pdf.ref(f))


@case('PDF-101')
def ellipse(c):
    w = c.width()
    c.page(c.show(72, 600) + '0.1 0.1 0.4 rg %s f\n' % circle(72 + w / 2, 605, w * 0.75, 16))


@case('PDF-101')
def polygon(c):
    w = c.width()
    c.page(c.show(72, 600) + '0 g %g 590 m %g 590 l %g 605 l %g 622 l %g 622 l 50 605 l h f\n' %
           (66, 80 + w, 95 + w, 80 + w, 66))


@case('PDF-101')
def marker_stroke(c):
    c.page(c.show(72, 600) + '0 G 20 w 66 604 m %g 604 l S\n' % (78 + c.width()))


@case('PDF-101')
def round_strokes(c):
    c.page(c.show(72, 600) + '0 G 1 J 12 w 68 600 m %g 600 l S 68 608 m %g 608 l S\n' %
           (76 + c.width(), 76 + c.width()))


@case('PDF-101')
def hatching(c):
    n = int((c.width() + 30) / 2)
    c.page(c.show(72, 600) + '0 G 3 w ' + ''.join('%g 594 m %g 616 l S ' % (60 + 2 * i, 66 + 2 * i)
                                                  for i in range(n)) + '\n')


@case('PDF-101')
def picture_over(c):
    i = c.pdf.image(2, 2, b'\x10\x10\x10\x10')
    c.page(c.show(72, 600) + 'q %g 0 0 20 66 594 cm /I Do Q\n' % (c.width() + 12),
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-101')
def photo_over(c):
    i = c.pdf.image(60, 40, photo(60, 40))
    c.page(c.show(72, 600) + 'q %g 0 0 120 60 540 cm /I Do Q\n' % (c.width() + 40),
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-101')
def inline_picture(c):
    c.page(c.show(72, 600) + 'q %g 0 0 20 66 594 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 20> EI Q\n' %
           (c.width() + 12))


@case('PDF-101')
def stencil(c):
    i = c.pdf.stream(b'\x00', '/Type /XObject /Subtype /Image /Width 8 /Height 1 /ImageMask true '
                     '/BitsPerComponent 1')
    c.page(c.show(72, 600) + 'q 0 g %g 0 0 20 66 594 cm /I Do Q\n' % (c.width() + 12),
           '/XObject << /I %s >>' % c.pdf.ref(i))


SHADE = ('/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [60 0 400 0] /Extend '
         '[true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [%g] /C1 [%g] /N 1 >> >> >>')


@case('PDF-101')
def gradient_over(c):
    c.page(c.show(72, 600) + 'q %s W n /S sh Q\n' % c.box(72, 600), SHADE % (0, 0.4))


@case('PDF-101')
def pattern_over(c):
    p = c.pdf.stream('0.2 g 0 0 4 4 re f 0.5 g 1 1 2 2 re f', '/PatternType 1 /PaintType 1 '
                     '/TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>')
    c.page(c.show(72, 600) + '/Pattern cs /P scn %s f\n' % c.box(72, 600),
           '/Pattern << /P %s >>' % c.pdf.ref(p))


@case('PDF-101')
def form_over(c):
    f = c.pdf.form('0 g %s f' % c.box(72, 600))
    c.page(c.show(72, 600) + '/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-101')
def text_in_form(c):
    f = c.pdf.form(c.show(72, 600))
    c.page('/F Do 0 g %s f\n' % c.box(72, 600), '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-101')
def nested_forms(c):
    inner = c.pdf.form(c.show(0, 0))
    f = c.pdf.form('q 1 0 0 1 12 0 cm /F Do Q', '/XObject << /F %s >>' % c.pdf.ref(inner))
    c.page('q 1 0 0 1 60 600 cm /F Do Q 0 g %s f\n' % c.box(72, 600),
           '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-101')
def group_over(c):
    f = c.pdf.form('0 g %s f' % c.box(72, 600),
                   head='/Group << /S /Transparency /I true /CS /DeviceGray >>')
    c.page(c.show(72, 600) + '/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-101')
def multiply_black(c):
    c.page(c.show(72, 600) + '/G gs 0 g %s f\n' % c.box(72, 600), alpha(1, 'Multiply'))


@case('PDF-101')
def two_halves(c):
    w = c.width() / 2
    c.page(c.show(72, 600) + '0 g 66 594 %g 20 re f %g 594 %g 20 re f\n' % (w + 6, 72 + w, w + 8))


@case('PDF-101')
def strips(c):
    c.page(c.show(72, 600) + '0 g ' + ''.join('66 %g %g 2 re f ' % (594 + 1.5 * i, c.width() + 12)
                                              for i in range(14)) + '\n')


@case('PDF-101')
def turned_page(c):
    c.page(c.show(72, 600) + '0 g %s f\n' % c.box(72, 600), head='/Rotate 90')


@case('PDF-101')
def slanted(c):
    m = '0.866 0.5 -0.5 0.866 150 400'
    c.page('q %s cm %s 0 g %s f Q\n' % (m, c.show(0, 0), c.box(0, 0)))


@case('PDF-101')
def written_down(c):
    c.page(''.join(c.show(300, 600 - 14 * i, s) for i, s in enumerate(c.secret) if s != ' ') +
           '0 g 294 %g 24 %g re f\n' % (590 - 14 * len(c.secret), 40 + 14 * len(c.secret)))


@case('PDF-101')
def under_blocks(c):
    # A font of our own whose only glyph is a solid square.
    p = c.pdf.stream('1000 0 0 -200 1000 1000 d1 0 -200 1000 1200 re f')
    f = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 1000] /FontMatrix '
                  '[.001 0 0 .001 0 0] /CharProcs << /b %s >> /Encoding << /Type /Encoding '
                  '/Differences [66 /b] >> /FirstChar 66 /LastChar 66 /Widths [1000] /Resources << >> '
                  '>>' % c.pdf.ref(p))
    c.pdf.fonts += ' /B %s' % c.pdf.ref(f)
    n = int(c.width() / 14) + 2
    c.page(c.show(72, 600) + 'BT /B 18 Tf 66 600 Td (%s) Tj ET\n' % ('B' * n))


@case('PDF-101')
def type3_text(c):
    letters = 'SECRETPLAN'
    glyphs = ''.join('/%s %s ' % (x, c.pdf.ref(c.pdf.stream(
        '600 0 0 0 600 700 d1 50 0 100 700 re f 50 %d 500 100 re f' % (n * 60))))
        for n, x in enumerate(sorted(set(letters))))
    f = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [.001 0 0 .001 '
                  '0 0] /CharProcs << %s >> /Encoding << /Type /Encoding /Differences [%s] >> '
                  '/FirstChar 65 /LastChar 90 /Widths [%s] /Resources << >> >>' % (
                      glyphs, ' '.join('%d /%s' % (ord(x), x) for x in sorted(set(letters))),
                      ' '.join(['600'] * 26)))
    c.pdf.fonts += ' /B %s' % c.pdf.ref(f)
    c.page('BT /B 14 Tf 72 600 Td (%s) Tj ET 0 g 66 590 120 24 re f\n' % letters)


def coloured_letters(c, draw):
    """A font /B whose letters A to F begin with d0: they have colours of their own, or the page's."""
    glyphs = ''.join('/%s %s ' % (x, c.pdf.ref(c.pdf.stream(
        '600 0 d0 ' + draw % (n * 90)))) for n, x in enumerate('ABCDEF'))
    f = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [.001 0 0 .001 '
                  '0 0] /CharProcs << %s >> /Encoding << /Type /Encoding /Differences [65 /A /B /C '
                  '/D /E /F] >> /FirstChar 65 /LastChar 70 /Widths [%s] /Resources << >> >>' % (
                      glyphs, ' '.join(['600'] * 6)))
    c.pdf.fonts += ' /B %s' % c.pdf.ref(f)


@case('PDF-101')
def letters_of_the_page_under_a_box(c):
    coloured_letters(c, '50 0 100 700 re f 50 %d 500 100 re f')
    c.page('0.2 0.3 0.6 rg BT /B 14 Tf 72 600 Td (FACADE) Tj ET 0 g 66 590 120 24 re f\n')


@case('PDF-102')
def letters_of_the_page_in_white(c):
    coloured_letters(c, '50 0 100 700 re f 50 %d 500 100 re f')
    c.page('1 g BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')


@case('PDF-102')
def letters_with_their_own_white(c):
    coloured_letters(c, '1 g 50 0 100 700 re f 50 %d 500 100 re f')
    c.page('0 g BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')


@case('PDF-101')
def box_with_label(c):
    c.page(c.show(72, 600) + '0 g %s f 1 g BT /L 8 Tf 80 602 Td (REDACTED) Tj ET\n' % c.box(72, 600))


@case('PDF-101')
def short_word(c):
    c.page(c.show(72, 600, '川田' if c.language == 'ja' else 'Oda') + '0 g 66 592 60 24 re f\n')


@case('PDF-101')
def in_header_zone(c):
    c.page(c.show(72, 822, size=9) + '0 g %s f\n' % c.box(72, 822, size=9))


@case('PDF-101')
def second_page(c):
    c.page('')
    c.page(c.show(72, 600) + '0 g %s f\n' % c.box(72, 600))


# ---- text in the colour of its ground: PDF-102 ----

@case('PDF-102')
def white_on_paper(c):
    c.page('1 g ' + c.show(72, 600))


@case('PDF-102')
def eaten_by_its_outline(c):
    """Black letters with a white outline that is wider than they are."""
    c.page(c.show(72, 600, before='2 Tr 0 g 1 G 4 w', size=9))


@case()
def outlined_in_another_colour(c):
    c.page(c.show(72, 600, c.plain, before='2 Tr 0 g 1 0 0 RG 0.3 w'))


@case('PDF-102')
def nearly_white(c):
    c.page('0.985 g ' + c.show(72, 600))


@case('PDF-102')
def black_on_black(c):
    c.page('0 g %s f ' % c.box(72, 600) + c.show(72, 600))


@case('PDF-102')
def blue_on_blue(c):
    c.page('0.1 0.2 0.5 rg %s f ' % c.box(72, 600, 30) + c.show(72, 600))


@case('PDF-102')
def colour_of_picture(c):
    i = c.pdf.image(4, 4, b'\x33' * 16)
    c.page('q %g 0 0 60 60 580 cm /I Do Q 0.2 g ' % (c.width() + 40) + c.show(72, 600),
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-102')
def white_on_white_box(c):
    c.page('0.3 g 40 560 500 90 re f 1 g 60 590 400 40 re f ' + c.show(72, 600))


@case('PDF-102')
def white_outline(c):
    c.page('1 G 1 g ' + c.show(72, 600, before='2 Tr 0.5 w'))


@case('PDF-102')
def cmyk_no_ink(c):
    c.page('0 0 0 0 k ' + c.show(72, 600))


# ---- opacity, clip, mask: PDF-103 ----

@case('PDF-103')
def opacity_none(c):
    c.page('/G gs ' + c.show(72, 600), alpha(0))


@case('PDF-103')
def opacity_hint(c):
    c.page('/G gs ' + c.show(72, 600), alpha(0.005))


@case('PDF-103')
def clipped_away(c):
    c.page('q 72 700 200 20 re W n ' + c.show(72, 600) + 'Q\n')


@case('PDF-103')
def clipped_by_shape(c):
    c.page('q %s W n ' % circle(300, 300, 60, 60) + c.show(72, 600) + 'Q\n')


@case('PDF-103')
def masked_away(c):
    g = c.pdf.form('0 g 0 0 595 842 re f', head='/Group << /S /Transparency /CS /DeviceGray >>')
    f = c.pdf.form(c.show(72, 600), head='/Group << /S /Transparency /CS /DeviceGray >>')
    c.page('/M gs /F Do\n', '/ExtGState << /M << /SMask << /S /Luminosity /G %s >> >> >> '
           '/XObject << /F %s >>' % (c.pdf.ref(g), c.pdf.ref(f)))


def turned_mask(c, kind, shape, words, below=''):
    """Drawn through a mask whose values are turned round: what it shows is hidden."""
    head = '/Group << /S /Transparency /CS /DeviceGray >>'
    turned = c.pdf.stream('{ 1 exch sub }', '/FunctionType 4 /Domain [0 1] /Range [0 1]')
    g, f = c.pdf.form(shape, head=head), c.pdf.form(words, head=head)
    c.page(below + '/M gs /F Do\n', '/ExtGState << /M << /SMask << /S /%s /G %s /TR %s >> >> >> '
           '/XObject << /F %s >>' % (kind, c.pdf.ref(g), c.pdf.ref(turned), c.pdf.ref(f)))


@case('PDF-103')
def masked_by_what_is_not_there(c):
    turned_mask(c, 'Alpha', '0 g 0 0 595 842 re f', c.show(72, 600))


@case('PDF-103')
def masked_by_what_is_dark(c):
    turned_mask(c, 'Luminosity', '1 g 0 500 595 300 re f', c.show(72, 600))


@case('PDF-103')
def group_transparent(c):
    f = c.pdf.form(c.show(72, 600), head='/Group << /S /Transparency /CS /DeviceGray >>')
    c.page('/G gs /F Do\n', alpha(0) + '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-103', 'PDF-104')
def clip_only(c):
    c.page('q ' + c.show(72, 600, before='7 Tr').replace('q ', '').replace(' Q', '') + 'Q\n')


@case('PDF-103', 'PDF-101')
def outside_form_box(c):
    f = c.pdf.form(c.show(72, 600), box='0 0 50 50')
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


# ---- the invisible mode: PDF-104, PDF-105 ----

@case('PDF-104')
def mode_invisible(c):
    c.page(c.show(72, 600, before='3 Tr'))


@case('PDF-104')
def invisible_beside_picture(c):
    i = c.pdf.image(60, 40, photo(60, 40))
    c.page('q 200 0 0 100 300 100 cm /I Do Q ' + c.show(72, 600, before='3 Tr'),
           '/XObject << /I %s >>' % c.pdf.ref(i))


def scan(c, dark=None):
    """A scanned page with its text layer; `dark` = rows and columns (of 10 points) made black."""
    rows = [bytearray(noise(60, 84)[60 * y:60 * y + 60]) for y in range(84)]
    if dark:
        y0, y1, x0, x1 = dark
        for y in range(y0, y1):
            rows[y][x0:x1] = b'\0' * (x1 - x0)
    i = c.pdf.image(60, 84, b''.join(bytes(r) for r in rows))
    return 'q 600 0 0 840 0 0 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i)


@case('PDF-105')
def scan_blackened(c):
    draw, resources = scan(c, (21, 27, 5, 45))
    c.pdf.page(draw + c.show(72, 600, before='3 Tr') + c.show(72, 300, c.plain, before='3 Tr'),
               resources)


@case('PDF-105')
def scan_boxed(c):
    draw, resources = scan(c)
    c.pdf.page(draw + c.show(72, 600, before='3 Tr') + '0 g %s f\n' % c.box(72, 600, 6), resources)


@case('PDF-105')
def scan_whitened(c):
    draw, resources = scan(c)
    c.pdf.page(draw + c.show(72, 600, before='3 Tr') + '1 g %s f\n' % c.box(72, 600, 6), resources)


# ---- small, outside ----

@case('PDF-106')
def half_a_point(c):
    c.page(c.show(72, 600, size=0.5))


@case('PDF-106')
def scaled_down(c):
    c.page('q 0.03 0 0 0.03 72 600 cm ' + c.show(0, 0) + 'Q\n')


@case('PDF-107')
def right_of_page(c):
    c.page(c.show(700, 600))


@case('PDF-107')
def below_page(c):
    c.page(c.show(72, -60))


@case('PDF-107')
def cropped_away(c):
    c.page(c.show(72, 60), head='/CropBox [0 200 595 842]')


@case('PDF-107')
def picture_off_page(c):
    i = c.pdf.image(60, 40, noise(60, 40))
    c.page('q 200 0 0 100 700 100 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- layers: PDF-108 ----

def layer(c, more='', config='/OFF [%s]', name='控え'):
    o = c.pdf.add('<< /Type /OCG /Name %s %s >>' % (text(name), more))
    r = c.pdf.ref(o)
    c.pdf.catalog['OCProperties'] = '<< /OCGs [%s] /D << /Order [%s] %s >> >>' % (
        r, r, config % r if '%s' in config else config)
    return r


@case('PDF-108')
def layer_off(c):
    r = layer(c)
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case('PDF-108')
def layers_off_by_default(c):
    r = layer(c, config='/BaseState /OFF')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case('PDF-108')
def form_in_layer(c):
    r = layer(c)
    f = c.pdf.form(c.show(72, 600), head='/OC %s' % r)
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-108')
def picture_in_layer(c):
    r = layer(c)
    i = c.pdf.image(60, 40, noise(60, 40), head='/OC %s' % r)
    c.page('q 200 0 0 100 100 100 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-108')
def membership_all_on(c):
    r = layer(c)
    m = c.pdf.add('<< /Type /OCMD /OCGs [%s] /P /AllOn >>' % r)
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % c.pdf.ref(m))


@case('PDF-108')
def membership_any_on(c):
    r = layer(c)
    m = c.pdf.add('<< /Type /OCMD /OCGs %s >>' % r)
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % c.pdf.ref(m))


@case('PDF-108')
def membership_expression(c):
    r = layer(c)
    m = c.pdf.add('<< /Type /OCMD /OCGs [%s] /VE [/And %s] >>' % (r, r))
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % c.pdf.ref(m))


@case('PDF-108')
def membership_all_off(c):
    r = layer(c, config='')
    m = c.pdf.add('<< /Type /OCMD /OCGs [%s] /P /AllOff >>' % r)
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % c.pdf.ref(m))


@case('PDF-108')
def print_only(c):
    r = layer(c, '/Usage << /Print << /PrintState /ON >> /View << /ViewState /OFF >> >>',
              '/AS [<< /Event /View /OCGs [%s] /Category [/View] >>]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case('PDF-108')
def view_only(c):
    r = layer(c, '/Usage << /Print << /PrintState /OFF >> /View << /ViewState /ON >> >>',
              '/AS [<< /Event /Print /OCGs [%s] /Category [/Print] >>]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case('PDF-108')
def shown_when_magnified(c):
    r = layer(c, '/Usage << /Zoom << /min 8 >> >>',
              '/AS [<< /Event /View /OCGs [%s] /Category [/Zoom] >>]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


# ---- annotations ----

def annotation(c, kind, more='', appearance=None, blend=None, rect='60 590 400 620'):
    ap = ''
    if appearance is not None:
        f = c.pdf.form(appearance, alpha(1, blend) if blend else '',
                       '/Group << /S /Transparency >>' if blend else '', box=rect)
        ap = '/AP << /N %s >>' % c.pdf.ref(f)
    return c.pdf.add('<< /Type /Annot /Subtype /%s /Rect [%s] /F 4 %s %s >>' % (kind, rect, more, ap))


@case('PDF-109')
def redact_not_applied(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Redact', '/QuadPoints [60 620 400 620 60 590 400 590]')])


@case('PDF-110')
def black_highlight(c):
    c.page(c.show(72, 600), annots=[annotation(
        c, 'Highlight', '/C [0 0 0] /QuadPoints [60 620 400 620 60 590 400 590]',
        '/G gs 0 g 60 590 340 30 re f', 'Multiply')])


@case('PDF-110')
def black_highlight_plain(c):
    c.page(c.show(72, 600), annots=[annotation(
        c, 'Highlight', '/C [0 0 0] /QuadPoints [60 620 400 620 60 590 400 590]')])


@case('PDF-110')
def square_annotation(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Square', '/IC [0 0 0] /C [0 0 0]',
                                               '0 g 60 590 340 30 re f')])


@case('PDF-110')
def ink_annotation(c):
    c.page(c.show(72, 600), annots=[annotation(
        c, 'Ink', '/InkList [[60 605 400 605]] /C [0 0 0] /BS << /W 24 >>',
        '0 G 24 w 60 605 m 400 605 l S')])


@case('PDF-110')
def free_text_annotation(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'FreeText', '/DA (0 g /L 9 Tf) /Contents (x)',
                                               '1 g 60 590 340 30 re f')])


@case('PDF-110')
def stamp_annotation(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Stamp', '', '0.8 0.1 0.1 rg 60 590 340 30 re f')])


@case('PDF-101', 'PDF-110')
def field_over_text(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /Ff 1', '1 g 60 590 340 30 re f')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page(c.show(72, 600), annots=[w])


# ---- masked, and named elsewhere: PDF-111 ----

def masked(c):
    return c.show(72, 600) + '0 g %s f\n' % c.box(72, 600)


@case('PDF-111')
def named_in_bookmark(c):
    page = c.page(masked(c))
    o = c.pdf.add('<< /Type /Outlines >>')
    b = c.pdf.add('<< /Title %s /Parent %s /Dest [%s /Fit] >>' % (
        text('1. ' + c.secret), c.pdf.ref(o), c.pdf.ref(page)))
    c.pdf.set(o, '<< /Type /Outlines /First %s /Last %s /Count 1 >>' % (c.pdf.ref(b), c.pdf.ref(b)))
    c.pdf.catalog['Outlines'] = c.pdf.ref(o)


@case('PDF-111')
def named_destination(c):
    page = c.page(masked(c))
    c.pdf.catalog['Names'] = '<< /Dests << /Names [%s [%s /Fit]] >> >>' % (
        text(c.secret), c.pdf.ref(page))


def structure(c, key):
    page = c.page(masked(c))
    root = c.pdf.add('')
    e = c.pdf.add('<< /Type /StructElem /S /Span /P %s /Pg %s /%s %s /K 0 >>' % (
        c.pdf.ref(root), c.pdf.ref(page), key, text(c.secret)))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K [%s] >>' % c.pdf.ref(e))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


@case('PDF-111')
def named_in_actual_text(c):
    structure(c, 'ActualText')


@case('PDF-111')
def named_in_alternative(c):
    structure(c, 'Alt')


@case('PDF-111', only='hand qpdf')
def named_in_marked_content(c):
    c.page('/Span << /ActualText %s >> BDC %s EMC\n' % (text(c.secret), masked(c)))


@case('PDF-111')
def named_in_field(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V %s' % text(c.secret), '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page(masked(c), annots=[w])


@case('PDF-111')
def named_in_xmp(c):
    c.page(masked(c))
    x = c.pdf.stream(('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999'
                      '/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/'
                      '1.1/"><dc:subject>%s</dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>' %
                      c.secret).encode(), '/Type /Metadata /Subtype /XML')
    c.pdf.catalog['Metadata'] = c.pdf.ref(x)


# ---- pictures under boxes: PDF-112 ----

@case('PDF-112')
def box_on_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q 0 g 150 380 90 30 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def white_box_on_scan(c):
    i = c.pdf.image(595, 842, noise(595, 842))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q 1 g 150 380 120 30 re f\n',
               '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def bordered_box_on_scan(c):
    i = c.pdf.image(595, 842, noise(595, 842))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q 1 g 0.8 0 0 RG 3 w 150 380 120 30 re B\n',
               '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def picture_on_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    j = c.pdf.image(1, 1, b'\0')
    c.page('q 300 0 0 200 100 300 cm /I Do Q q 90 0 0 30 150 380 cm /J Do Q\n',
           '/XObject << /I %s /J %s >>' % (c.pdf.ref(i), c.pdf.ref(j)))


@case('PDF-112', 'PDF-110')
def annotation_on_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i), annots=[
        annotation(c, 'Square', '/IC [0 0 0]', '0 g 150 380 90 30 re f', rect='150 380 240 410')])


@case('PDF-112')
def whole_picture_covered_in_colour(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 150 0 0 100 100 300 cm /I Do Q 0 0.6 0.2 rg 90 290 170 120 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def inline_picture_covered(c):
    c.page('q 150 0 0 100 100 300 cm BI /W 30 /H 20 /CS /G /BPC 8 /F /AHx ID %s> EI Q '
           '0 g 90 290 170 120 re f\n' % bytes(i * 73 % 251 for i in range(600)).hex())


@case('PDF-112')
def whole_picture_covered(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 150 0 0 100 100 300 cm /I Do Q 0 g 90 290 170 120 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def box_over_the_edge(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q 0 g 80 380 90 30 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-112')
def blue_box_on_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q 0.27 0.45 0.77 rg 150 380 90 30 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-105')
def scan_word_blackened(c):
    """One word of a line, blackened in the pixels, which are not wholly black."""
    x = 72 + c.width(c.plain + ' ')
    rows = [bytearray(noise(595, 842)[595 * y:595 * y + 595]) for y in range(842)]
    for y in range(842 - 616, 842 - 594):
        for k in range(int(x) - 4, int(x + c.width()) + 6):
            rows[y][k] = (k * 7 + y * 13) % 40
    i = c.pdf.image(595, 842, b''.join(bytes(r) for r in rows))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + c.show(72, 600, c.plain + ' ' + c.secret + ' ' +
               c.plain[:4], before='3 Tr'), '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-106')
def of_no_size(c):
    c.page(c.show(72, 600, tm='0 0 0 0 72 600'))


@case('PDF-106', 'PDF-103')
def of_no_width(c):
    c.page(c.show(72, 600, before='0.001 Tz'))

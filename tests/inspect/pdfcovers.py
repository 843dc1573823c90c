"""Covers of any form over pictures, pictures shown in part, borders of links, lines that run down;
with what looks like these and hides nothing."""
from pdfcases import annotation, case, circle, noise, photo
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

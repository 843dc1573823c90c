"""What stands in pieces: lines over the break of two pages, covers that abut, words here and there."""
from pdfcases import case
from pdfwriter import text

LEFT, RIGHT = 57.3, 538.1  # of what a page prints
CLIP = 'q %g 57 %g 728 re W n\n' % (LEFT, RIGHT - LEFT)




@case()
def line_over_a_page_break(c):
    """A sheet wider than its paper: each page draws the line and shows its own part."""
    at = RIGHT - c.width() * 0.47
    c.page(CLIP + c.show(at, 600) + c.show(at - 40, 570) + 'Q\n')
    c.page(CLIP + c.show(at + LEFT - RIGHT, 600) + c.show(at - 40 + LEFT - RIGHT, 570) + 'Q\n')


@case()
def labels_over_a_page_break(c):
    """A drawing over the lower end: on the first page some of its letters are off the paper."""
    lines = [c.show(200, 90 - 22 * i) for i in range(9)]
    c.page(''.join(lines))
    c.page(''.join(c.show(200, 90 - 22 * i + 760) for i in range(9)))


@case('PDF-103')
def line_cut_for_good(c):
    """No page shows what is behind the edge."""
    at = RIGHT - c.width() * 0.47
    c.page(CLIP + c.show(at, 600) + 'Q\n')
    c.page(CLIP + c.show(at, 500, c.plain) + 'Q\n')


@case('PDF-103')
def line_cut_and_covered_behind_the_break(c):
    """The other page has the rest, under a box."""
    at = RIGHT - c.width() * 0.47
    c.page(CLIP + c.show(at, 600) + 'Q\n')
    c.page(CLIP + c.show(at + LEFT - RIGHT, 600) + '%s f Q\n' % c.box(at + LEFT - RIGHT, 600))


# ---- covers in pieces ----

def cover(c, x, y, pieces, gray=lambda i: 0):
    """The secret, then rectangles (dx, dy, width, height) from a point below and before it."""
    return c.show(x, y) + ''.join('%g g %g %g %g %g re f\n' % (gray(i), x - 3.3 + dx, y - 3.7 + dy, w, h)
                                  for i, (dx, dy, w, h) in enumerate(pieces)) + '0 g '


@case('PDF-101')
def strips_across(c):
    w = c.width() + 7
    c.page(cover(c, 72.4, 600.2, [(0, 1.37 * i, w, 1.37) for i in range(14)]))


@case('PDF-101')
def strips_upright(c):
    c.page(cover(c, 72.4, 600.2, [(3.3 * i, 0, 3.3, 19) for i in range(int(c.width() / 3.3) + 3)]))


@case('PDF-101')
def mosaic_of_greys(c):
    tiles = [(3.37 * i, 3.37 * k, 3.37, 3.37) for i in range(int(c.width() / 3.37) + 3)
             for k in range(6)]
    c.page(cover(c, 72.4, 600.2, tiles, lambda i: 0.3 + 0.5 * (i * 7 % 10) / 10))


@case('PDF-101')
def strokes_that_touch(c):
    lines = ''.join('%g %g m %g %g l S\n' % (68.3, 597.1 + 1.2 * i, 76 + c.width(), 597.1 + 1.2 * i)
                    for i in range(15))
    c.page(c.show(72.4, 600.2) + '0 G 1.2 w ' + lines)


@case()
def shutters_with_gaps(c):
    """Between the strips one reads what is below."""
    w = c.width() + 7
    c.page(cover(c, 72.4, 600.2, [(0, 2.3 * i, w, 1.5) for i in range(9)]))


@case()
def line_through_pale_words(c):
    c.page('0.6 g ' + c.show(72.4, 600.2) + '0.6 G 1.1 w 70 604.3 m %g 604.3 l S\n' % (80 + c.width()))


# ---- words that are masked in one place and readable in another ----

def bookmark(c, title):
    top = c.pdf.add('')
    entry = c.pdf.add('<< /Title %s /Parent %s >>' % (text(title), c.pdf.ref(top)))
    c.pdf.set(top, '<< /Type /Outlines /First %s /Last %s /Count 1 >>' % (
        c.pdf.ref(entry), c.pdf.ref(entry)))
    c.pdf.catalog['Outlines'] = c.pdf.ref(top)


@case('PDF-102', '!PDF-111')
def heading_again_in_white(c):
    c.page('1 g ' + c.show(300, 700) + '0 g ' + c.show(72, 600))
    bookmark(c, c.secret)


@case('PDF-101', '!PDF-111')
def heading_read_on_another_page(c):
    c.page(c.show(72, 600) + '0 g %s f\n' % c.box(72, 600))
    c.page(c.show(72, 700))
    bookmark(c, c.secret)


@case('PDF-111')
def bookmark_of_words_half_seen(c):
    """The other page shows the first half only."""
    c.page(c.show(72, 600) + '0 g %s f\n' % c.box(72, 600))
    c.page(c.show(72, 700, c.secret[:len(c.secret) // 2]))
    bookmark(c, c.secret)

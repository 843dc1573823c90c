"""What stands in pieces: lines over the break of two pages, covers that abut."""
from pdfcases import case

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

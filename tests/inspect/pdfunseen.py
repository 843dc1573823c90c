"""Pictures that show nothing of what is in them, layers in odd places, and what looks like these and
hides nothing."""
from pdfcases import case, layer, photo
from pdfpictures import written


def shown(c, head='', width=300, height=200, pixels=None, before='', more=''):
    """A picture with writing, drawn on paper after `before`."""
    i = c.pdf.image(width, height, pixels or written(width, height, 30, 40, 8), head=head)
    c.page('%s q 300 0 0 200 100 300 cm /I Do Q\n' % before,
           '/XObject << /I %s >> %s' % (c.pdf.ref(i), more))


def stencil(c, bits):
    return c.pdf.stream(bytes([bits]) * 8, '/Type /XObject /Subtype /Image /Width 8 /Height 8 '
                        '/ImageMask true /BitsPerComponent 1')


@case('PDF-103')
def picture_whose_mask_is_shut(c):
    shown(c, '/SMask %s' % c.pdf.ref(c.pdf.image(2, 2, bytes(4))))


@case('PDF-103')
def photograph_whose_mask_is_shut(c):
    m = c.pdf.image(300, 200, bytes(300 * 200))
    shown(c, '/SMask %s' % c.pdf.ref(m), 60, 40, photo(60, 40))


@case('PDF-103')
def picture_whose_stencil_is_shut(c):
    shown(c, '/Mask %s' % c.pdf.ref(stencil(c, 0xFF)))


@case('PDF-103')
def picture_whose_key_is_every_colour(c):
    shown(c, '/Mask [0 255]')


@case('PDF-107')
def picture_whose_key_is_its_writing(c):
    """The paper is left, white on white."""
    shown(c, '/Mask [0 120]')


@case('PDF-107')
def picture_that_is_decoded_to_white(c):
    shown(c, '/Decode [1 1]')


def by_palette(c, entries):
    """The writing as numbers of two entries."""
    pixels = bytes(p > 128 for p in written(300, 200, 30, 40, 8))
    i = c.pdf.stream(pixels, '/Type /XObject /Subtype /Image /Width 300 /Height 200 /ColorSpace '
                     '[/Indexed /DeviceRGB 1 <%s>] /BitsPerComponent 8' % entries, pack=True)
    c.page('q 300 0 0 200 100 300 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-107')
def picture_whose_palette_is_one_colour(c):
    by_palette(c, 'FFFFFF FFFFFF')


@case()
def picture_by_a_palette(c):
    by_palette(c, '000000 FFFFFF')


@case()
def picture_whose_mask_is_open(c):
    shown(c, '/SMask %s' % c.pdf.ref(c.pdf.image(2, 2, b'\xff' * 4)))


@case()
def picture_whose_mask_is_faint(c):
    shown(c, '/SMask %s' % c.pdf.ref(c.pdf.image(2, 2, b'\x30' * 4)))


@case()
def picture_whose_stencil_is_open(c):
    shown(c, '/Mask %s' % c.pdf.ref(stencil(c, 0)))


@case()
def picture_whose_paper_is_its_key(c):
    shown(c, '/Mask [200 255]')


@case()
def white_letters_of_a_picture_on_black(c):
    """The key takes away what is black around them."""
    white = bytes(255 - p for p in written(300, 200, 30, 40, 8))
    shown(c, '/Mask [0 120]', pixels=white, before='0 g 90 290 320 220 re f')


@case()
def picture_that_is_turned_to_its_negative(c):
    shown(c, '/Decode [1 0]')


@case()
def blank_whose_mask_is_shut(c):
    """What programs put where nothing is to be seen."""
    m = c.pdf.image(2, 2, bytes(4))
    shown(c, '/SMask %s' % c.pdf.ref(m), 60, 40, bytes(60 * 40))


# ---- layers ----

@case('PDF-108')
def membership_that_stands_where_it_is_used(c):
    r = layer(c, config='/ON [%s]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n',
           '/Properties << /P << /Type /OCMD /VE [/Not %s] >> >>' % r)


@case('PDF-108')
def layer_off_with_a_drawing(c):
    r = layer(c)
    c.page('/OC /P BDC 0 g 72 600 200 80 re f EMC\n', '/Properties << /P %s >>' % r)


@case()
def membership_that_shows(c):
    r = layer(c, config='/ON [%s]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n',
           '/Properties << /P << /Type /OCMD /VE [/Or %s [/Not %s]] >> >>' % (r, r))


@case()
def layer_off_that_is_empty(c):
    r = layer(c)
    c.page('/OC /P BDC EMC\n', '/Properties << /P %s >>' % r)

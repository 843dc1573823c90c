"""Pages that look like hiding and hide nothing: no C or H finding is allowed on any."""
from pdfcases import (SHADE, alpha, annotation, case, circle, coloured_letters, layer, noise, photo,
                      scan, turned_mask)
from pdfwriter import text


@case()
def plain_page(c):
    c.page(c.show(72, 600))


@case()
def dark_table_head(c):
    c.page('0.1 0.2 0.4 rg 72 600 400 20 re f 1 g ' + c.show(80, 604, c.plain, 10) +
           '0 g ' + c.show(80, 580, c.plain, 10) + '0 G 0.5 w 72 570 400 50 re S 272 570 m 272 620 l S\n')


@case()
def white_on_photo(c):
    i = c.pdf.image(60, 40, photo(60, 40))
    c.page('q 450 0 0 300 60 400 cm /I Do Q 1 g ' + c.show(80, 600, size=18),
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def white_on_gradient(c):
    c.page('q 60 580 450 60 re W n /S sh Q 1 g ' + c.show(80, 600), SHADE % (0, 0.5))


@case()
def white_on_circle(c):
    c.page('0.6 0.1 0.1 rg %s f 1 g ' % circle(200, 600, 140, 60) + c.show(110, 598, size=10))


@case()
def white_on_stroke(c):
    c.page('0 G 30 w 60 604 m 450 604 l S 1 g ' + c.show(72, 600))


@case()
def white_on_pattern(c):
    p = c.pdf.stream('0.2 g 0 0 4 4 re f 0.4 g 1 1 2 2 re f', '/PatternType 1 /PaintType 1 '
                     '/TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>')
    c.page('/Pattern cs /P scn 60 580 450 60 re f 1 g ' + c.show(80, 600),
           '/Pattern << /P %s >>' % c.pdf.ref(p))


@case()
def scan_with_text_layer(c):
    draw, resources = scan(c)
    c.pdf.page(draw + ''.join(c.show(72, 700 - 30 * i, before='3 Tr') for i in range(12)), resources)


@case()
def scan_over_its_text(c):
    draw, resources = scan(c)
    c.pdf.page(''.join(c.show(72, 700 - 30 * i) for i in range(12)).replace('BT', 'BT 3 Tr') + draw,
               resources)


@case()
def scan_in_strips(c):
    parts, names = '', ''
    for n in range(6):
        i = c.pdf.image(60, 14, noise(60, 14, seed=n))
        names += '/I%d %s ' % (n, c.pdf.ref(i))
        parts += 'q 595 0 0 141 0 %d cm /I%d Do Q\n' % (n * 140, n)
    c.pdf.page(parts + c.show(72, 600, before='3 Tr'), '/XObject << %s >>' % names)


@case()
def watermark(c):
    c.page('/G gs 0.6 g ' + c.show(0, 0, c.plain, 40, tm='0.7 0.7 -0.7 0.7 100 200') +
           '/N gs 0 g ' + c.show(72, 600), '/ExtGState << /G << /ca 0.3 >> /N << /ca 1 >> >>')


@case()
def pale_watermark(c):
    c.page('0.93 g ' + c.show(80, 300, c.plain, 40) + '0 g ' + c.show(72, 600))


@case()
def clipped_figure(c):
    i = c.pdf.image(60, 40, noise(60, 40))
    c.page('q 100 400 200 100 re W n q 300 0 0 200 50 350 cm /I Do Q 0.5 g ' +
           c.show(120, 440, c.plain) + 'Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def overprint(c):
    c.page('0.1 0.4 0.7 rg 60 580 450 60 re f /G gs 0 0 0 1 k ' + c.show(80, 600),
           '/ExtGState << /G << /OP true /op true /OPM 1 >> >>')


@case()
def shadow(c):
    c.page('0.6 g ' + c.show(73.5, 598.5, c.plain, 24) + '0 g ' + c.show(72, 600, c.plain, 24))


@case()
def struck_twice(c):
    c.page(c.show(72, 600) + c.show(72.3, 600) + c.show(72, 560) + c.show(72, 560))


@case()
def white_glow(c):
    c.page('0.2 0.3 0.3 rg 60 580 450 60 re f 1 G 1 g ' + c.show(72, 600, before='2 Tr 3 w') +
           '0 g ' + c.show(72, 600))


@case()
def outlined(c):
    c.page('0 G 1 g ' + c.show(72, 600, before='2 Tr 0.5 w', size=24) +
           c.show(72, 540, before='1 Tr 0.5 w', size=24))


@case()
def gradient_text(c):
    c.page('q ' + c.show(72, 600, before='7 Tr', size=24).replace('q ', '').replace(' Q', '') +
           '/S sh Q\n', SHADE % (0, 0.5))


@case()
def turned_by_quarter(c):
    c.page('0.1 0.2 0.4 rg 72 600 400 20 re f 1 g ' + c.show(80, 604, size=10), head='/Rotate 90')


@case()
def turned_half(c):
    c.page(c.show(72, 600), head='/Rotate 180')


@case()
def half_transparent_group(c):
    f = c.pdf.form(c.show(72, 600), head='/Group << /S /Transparency /CS /DeviceGray >>')
    c.page('/G gs /F Do\n', alpha(0.5) + '/XObject << /F %s >>' % c.pdf.ref(f))


@case()
def tinted_over_text(c):
    c.page(c.show(72, 600) + '/G gs 1 1 0 rg %s f\n' % c.box(72, 600), alpha(0.4))


@case()
def yellow_multiplied(c):
    c.page(c.show(72, 600) + '/G gs 1 1 0 rg %s f\n' % c.box(72, 600), alpha(1, 'Multiply'))


@case()
def on_coloured_shapes(c):
    c.page('0.9 0.6 0.1 rg %s f 0 g ' % circle(160, 606, 120, 40) + c.show(80, 600, size=10) +
           '0.1 0.4 0.3 rg 72 500 m 272 500 l 292 530 l 72 530 l h f 1 g ' + c.show(80, 510, size=10))


@case()
def superscript(c):
    c.page(c.show(72, 600) + c.show(74 + c.width(), 605, '注1)' if c.language == 'ja' else 'note 1', 3.5))


@case()
def struck_through(c):
    c.page(c.show(72, 600) + '0 G 0.7 w 70 604 m %g 604 l S\n' % (74 + c.width()))


@case()
def underlined(c):
    c.page(c.show(72, 600) + '0 G 0.7 w 70 598.5 m %g 598.5 l S 70 596.5 m %g 596.5 l S\n' %
           (74 + c.width(), 74 + c.width()))


@case()
def line_art_over_text(c):
    c.page(c.show(72, 600) + '0.5 G 0.4 w ' + ''.join(
        '%d 580 m %d 640 l S ' % (60 + 12 * i, 90 + 12 * i) for i in range(20)) + '\n')


@case()
def framed_later(c):
    c.page(c.show(72, 600) + '0 G 1 w 66 594 200 22 re S 60 300 450 400 re S\n')


@case()
def ring_around(c):
    w = c.width()
    c.page(c.show(72, 600) + '0.8 0 0 rg 60 590 %g 30 re 62 592 %g 26 re f*\n' % (w + 24, w + 20))


@case()
def page_painted_white(c):
    c.pdf.page('1 g 0 0 595 842 re f 0 g ' + c.show(72, 600) + c.body())


@case()
def box_before_text(c):
    c.page('0.85 g %s f 0 g ' % c.box(72, 600) + c.show(72, 600))


@case()
def box_beside_text(c):
    c.page(c.show(72, 600) + '0 g 66 580 200 15 re f 66 613 200 15 re f\n')


@case()
def bars_of_a_chart(c):
    c.page(''.join('0.2 0.4 0.7 rg %d 400 30 %d re f 0 g %s' % (
        80 + 60 * i, 60 + 25 * i, c.show(84 + 60 * i, 410 + 25 * i, '%d.%d%%' % (i, i), 9)
        if c.language == 'en' else c.show(80 + 60 * i, 466 + 25 * i, '値%d' % i, 9))
        for i in range(6)))


@case()
def redacted_well(c):
    c.page('0 g 72 600 180 16 re f 1 g BT /L 8 Tf 80 604 Td (REDACTED) Tj ET\n')


@case()
def yellow_highlight(c):
    c.page(c.show(72, 600), annots=[annotation(
        c, 'Highlight', '/C [1 1 0] /QuadPoints [60 620 400 620 60 590 400 590]',
        '/G gs 1 1 0 rg 60 590 340 30 re f', 'Multiply')])


@case()
def frame_annotation(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Square', '/C [1 0 0]', '1 0 0 RG 61 591 338 28 re S')])


@case()
def note_icon(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Text', '/Contents (See below)', rect='500 600 520 620')])


@case()
def link_over_text(c):
    c.page(c.show(72, 600), annots=[annotation(c, 'Link', '/A << /S /URI /URI '
                                               '(https://www.example.jp/) >> /Border [0 0 1]')])


@case()
def form_field(c):
    f = ('0.95 g 60 590 340 30 re f 0 g BT /L 12 Tf 64 600 Td (filled in) Tj ET')
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V (filled in)', f)
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case()
def layer_on(c):
    r = layer(c, config='/ON [%s]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case()
def drawing_cut_into_pages(c):
    """All of it is drawn on each page; what lies beside the one is on the other."""
    c.page(c.show(72, 600, c.plain) + c.show(620, 600))
    c.page(c.show(72 - 595, 600, c.plain) + c.show(25, 600))


@case()
def layer_for_usual_sizes(c):
    r = layer(c, '/Usage << /Zoom << /min 0.1 /max 6 >> >>',
              '/AS [<< /Event /View /OCGs [%s] /Category [/Zoom] >>]')
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case()
def magnification_nobody_asks_for(c):
    r = layer(c, '/Usage << /Zoom << /min 8 >> >>')
    c.pdf.catalog['OCProperties'] = '<< /OCGs [%s] /D << /Order [%s] >> >>' % (r, r)
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % r)


@case()
def mask_turned_round(c):
    turned_mask(c, 'Luminosity', '0 g 0 500 595 300 re f', c.show(72, 600))


@case()
def bar_masked_away(c):
    turned_mask(c, 'Alpha', '0 g 0 0 595 842 re f', '0 g 60 590 400 30 re f',
                c.show(72, 600))


@case()
def membership_on(c):
    r = layer(c, config='/ON [%s]')
    m = c.pdf.add('<< /Type /OCMD /OCGs [%s] /P /AllOn /VE [/And %s] >>' % (r, r))
    c.page('/OC /P BDC ' + c.show(72, 600) + 'EMC\n', '/Properties << /P %s >>' % c.pdf.ref(m))


@case()
def see_through_picture(c):
    m = c.pdf.image(2, 2, b'\x20\x20\x20\x20')
    i = c.pdf.image(2, 2, b'\xff\x40\xff\x40', '/SMask %s' % c.pdf.ref(m))
    c.page(c.show(72, 600) + 'q 400 0 0 40 60 590 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def stencil_with_holes(c):
    i = c.pdf.stream(b'\xee' * 200, '/Type /XObject /Subtype /Image /Width 200 /Height 8 /ImageMask true '
                     '/BitsPerComponent 1')
    c.page(c.show(72, 600, size=24) + 'q 0.5 g 400 0 0 40 60 590 cm /I Do Q\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def blanks_outside(c):
    c.page(c.show(700, 600, '   ' if c.language == 'en' else '　　'))


@case()
def page_mark_outside(c):
    c.page('0 G 0.3 w -20 800 m -5 800 l S 600 20 m 620 20 l S ' + c.show(600, 840, '1', 6))


@case()
def reaches_over_the_edge(c):
    c.page(c.show(595 - c.width(size=12) + 8, 600))


@case()
def legend_on_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q 1 g 110 310 160 40 re f 0 G 110 310 160 40 re S 0 g ' +
           c.show(114, 325, c.plain, 9), '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def box_on_soft_picture(c):
    i = c.pdf.image(60, 40, photo(60, 40))
    c.page('q 450 0 0 300 60 400 cm /I Do Q 0.9 0.3 0.1 rg 100 450 120 60 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def picture_beside_box(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.page('q 300 0 0 200 100 300 cm /I Do Q 0 g 420 300 60 200 re f 100 280 300 16 re f\n',
           '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def bookmark_of_a_heading(c):
    page = c.page(c.show(72, 600))
    o = c.pdf.add('<< /Type /Outlines >>')
    b = c.pdf.add('<< /Title %s /Parent %s /Dest [%s /Fit] >>' % (
        text(c.secret), c.pdf.ref(o), c.pdf.ref(page)))
    c.pdf.set(o, '<< /Type /Outlines /First %s /Last %s /Count 1 >>' % (c.pdf.ref(b), c.pdf.ref(b)))
    c.pdf.catalog['Outlines'] = c.pdf.ref(o)


@case()
def opens_at_a_page(c):
    page = c.page('')
    c.pdf.catalog['OpenAction'] = '[%s /Fit]' % c.pdf.ref(page)


@case()
def circled_letters(c):
    c.page(''.join('0 G %s S ' % circle(100 + 30 * i, 604, 9, 9) + c.show(97 + 30 * i, 600, s)
                   for i, s in enumerate(c.secret[:6]) if s != ' '))


@case()
def negative_rectangle(c):
    c.page(c.show(72, 600) + '0 g 300 700 -100 -40 re f\n')


@case()
def empty_path_over_text(c):
    c.page(c.show(72, 600) + '0 g %s n\n' % c.box(72, 600))


@case()
def scan_with_white_margin(c):
    draw, resources = scan(c)
    c.pdf.page(draw + '1 g 0 820 595 22 re f ' + c.show(72, 600, before='3 Tr'), resources)


@case()
def panel_on_background_picture(c):
    i = c.pdf.image(595, 842, noise(595, 842))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q 1 g 60 540 475 240 re f 0 g ' + c.show(80, 700) +
               c.show(80, 600), '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def bold_print_in_scan(c):
    """Headings in heavy print, whose text layer lies on dark pixels."""
    rows = [bytearray(noise(595, 842)[595 * y:595 * y + 595]) for y in range(842)]
    for n in range(10):
        for y in range(842 - 612, 842 - 600):
            for k in range(int(72 + 14 * n), int(72 + 14 * n + 10)):
                rows[y][k] = 10
    i = c.pdf.image(595, 842, b''.join(bytes(r) for r in rows))
    c.pdf.page('q 595 0 0 842 0 0 cm /I Do Q\n' + c.show(72, 600, c.secret, 14, before='3 Tr'),
               '/XObject << /I %s >>' % c.pdf.ref(i))


@case()
def page_ground_over_picture(c):
    i = c.pdf.image(300, 200, noise(300, 200))
    c.pdf.page('q 300 0 0 200 100 300 cm /I Do Q 1 g 0 0 595 842 re f 0 g ' + c.show(72, 600),
               '/XObject << /I %s >>' % c.pdf.ref(i))


# ---- Type 3 ----

@case()
def letters_in_the_colour_of_the_page(c):
    coloured_letters(c, '50 0 100 700 re f 50 %d 500 100 re f')
    c.page('0.2 0.3 0.6 rg BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')


@case()
def letters_drawn_with_lines_of_the_page(c):
    coloured_letters(c, '50 0 m 50 700 l S 50 %d m 500 100 l S')
    c.page('20 w BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')


@case()
def letters_with_their_own_colour_in_white(c):
    coloured_letters(c, '1 0 0 rg 50 0 100 700 re f 50 %d 500 100 re f')
    c.page('1 g BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')


@case()
def letters_of_the_page_on_a_band(c):
    coloured_letters(c, '50 0 100 700 re f 50 %d 500 100 re f')
    c.page('0.1 0.2 0.4 rg 66 590 400 30 re f 1 g BT /B 14 Tf 72 600 Td (FACADE) Tj ET\n')

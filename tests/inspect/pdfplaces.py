"""Where else a PDF keeps what no page shows: actions, files and metadata on any object, marks in the
content, comments, forms and pages that nothing draws; with what looks like these and tells nothing."""
from pdfcases import annotation, case, masked, noise, photo
from pdfwriter import text

SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
OPEN = '<< /S /URI /URI (https://www.example.jp/) %s >>'


def link(c, action):
    c.page('', annots=[annotation(c, 'Link', '/A %s' % action, '')])


# ---- actions ----

@case('PDF-141')
def script_in_next(c):
    link(c, OPEN % '/Next %s' % SCRIPT)


@case('PDF-141')
def script_in_a_list_of_next(c):
    link(c, OPEN % '/Next [ << /S /Named /N /NextPage /Next [ %s ] >> ]' % SCRIPT)


@case('PDF-142')
def launch_behind_a_loop(c):
    """The action comes back to itself; what follows is told all the same."""
    a = c.pdf.add('')
    c.pdf.set(a, OPEN % ('/Next [ %s << /S /Launch /F (calc.exe) >> ]' % c.pdf.ref(a)))
    link(c, c.pdf.ref(a))


@case('PDF-141')
def script_of_a_bookmark(c):
    c.page('')
    o = c.pdf.add('')
    b = c.pdf.add('<< /Title (1) /Parent %s /A %s >>' % (c.pdf.ref(o), OPEN % '/Next %s' % SCRIPT))
    c.pdf.set(o, '<< /Type /Outlines /First %s /Last %s /Count 1 >>' % (c.pdf.ref(b), c.pdf.ref(b)))
    c.pdf.catalog['Outlines'] = c.pdf.ref(o)


@case('!PDF-141', '!PDF-142', '!PDF-143')
def pages_turned_by_next(c):
    link(c, OPEN % '/Next [ << /S /Named /N /NextPage >> << /S /GoTo /D [0 /Fit] >> ]')


@case('PDF-152')
def link_to_a_host_of_the_office(c):
    link(c, '<< /S /URI /URI (http://intra01/plan/) >>')


@case('PDF-152')
def link_to_a_private_address(c):
    link(c, '<< /S /URI /URI (https://192.168.10.4:8080/plan) >>')


@case('PDF-152')
def link_to_a_file_of_a_share(c):
    link(c, '<< /S /GoToR /F << /Type /Filespec /F (\\\\\\\\fs01\\\\plan\\\\a.pdf) >> /D [0 /Fit] >>')


@case('!PDF-152')
def link_to_the_public(c):
    link(c, '<< /S /URI /URI (http://www.example.jp:80/intra01/?to=192.168.1.1) >>')


# ---- files, metadata, private data ----

def spec(c):
    f = c.pdf.stream(c.secret.encode(), '/Type /EmbeddedFile')
    return '<< /Type /Filespec /F (memo.txt) /AFRelationship /Data /EF << /UF %s >> >>' % c.pdf.ref(f)


@case('PDF-140')
def file_of_a_page(c):
    c.page('', head='/AF [ %s ]' % spec(c))


@case('PDF-140')
def file_of_a_form(c):
    f = c.pdf.form('0.5 g 72 500 20 20 re f', head='/AF %s' % spec(c))
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-140')
def file_of_an_element(c):
    page = c.page('')
    root = c.pdf.add('')
    e = c.pdf.add('<< /Type /StructElem /S /P /P %s /Pg %s /K 0 /AF [ %s ] >>' % (
        c.pdf.ref(root), c.pdf.ref(page), spec(c)))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K [ %s ] >>' % c.pdf.ref(e))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


@case('PDF-140', only='hand')
def file_that_nothing_names(c):
    c.page('')
    spec(c)


@case('!PDF-140')
def file_that_is_not_within(c):
    c.page('', head='/AF [ << /Type /Filespec /F (table.csv) /AFRelationship /Data >> ]')


def xmp(c):
    return c.pdf.ref(c.pdf.stream(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><xmpMM:DocumentID>uuid:1</xmpMM:DocumentID></x:xmpmeta>',
        '/Type /Metadata /Subtype /XML'))


@case('PDF-121')
def xmp_of_a_page(c):
    c.page('', head='/Metadata %s' % xmp(c))


@case('PDF-121')
def xmp_of_a_picture(c):
    i = c.pdf.image(40, 30, noise(40, 30), head='/Metadata %s' % xmp(c))
    c.page('q 90 0 0 60 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-161')
def private_data_of_a_form(c):
    f = c.pdf.form('0.5 g 72 500 20 20 re f', head='/PieceInfo << /Maker << /Private (x) >> >>')
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-152')
def path_of_a_picture(c):
    i = c.pdf.image(40, 30, noise(40, 30), head='/OPI << /1.3 << /Type /OPI /Version 1.3 /F '
                    '(C:\\\\Users\\\\oda\\\\a.tif) >> >>')
    c.page('q 90 0 0 60 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-120')
def author_of_an_article(c):
    c.page('')
    c.pdf.catalog['Threads'] = '[ << /Type /Thread /I << /Author %s >> >> ]' % text('川田みどり')


@case('PDF-145')
def value_that_a_field_is_set_to(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V () /DV %s' % text(c.plain), '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('PDF-145')
def choices_of_a_filled_field(c):
    w = annotation(c, 'Widget', '/FT /Ch /T (a) /V %s /Opt [ (1) %s ]' % (text(c.plain), text(c.secret)),
                   '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


@case('!PDF-145')
def field_without_a_value(c):
    w = annotation(c, 'Widget', '/FT /Tx /T (a) /V () /DV ()', '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page('', annots=[w])


# ---- what nothing draws ----

@case('PDF-107')
def picture_for_printing(c):
    j = c.pdf.image(40, 30, noise(40, 30, seed=3))
    i = c.pdf.image(40, 30, noise(40, 30), head='/Alternates [ << /Image %s /DefaultForPrinting true >> ]' %
                    c.pdf.ref(j))
    c.page('q 90 0 0 60 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-131', '!PDF-107')
def picture_for_printing_that_is_finer(c):
    j = c.pdf.image(240, 180, photo(240, 180))
    i = c.pdf.image(40, 30, photo(40, 30), head='/Alternates [ << /Image %s /DefaultForPrinting true >> ]' %
                    c.pdf.ref(j))
    c.page('q 90 0 0 60 72 500 cm /I Do Q\n', '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-131')
def words_under_a_key_of_a_page(c):
    c.page('', head='/Memo %s' % text(c.secret))


@case('PDF-131')
def page_that_only_a_place_names(c):
    c.page(c.show(72, 600))
    lost = c.pdf.pages.pop()
    c.page('')
    c.pdf.catalog['Names'] = '<< /Dests << /Names [ (a) [ %s /Fit ] ] >> >>' % c.pdf.ref(lost)


@case('!PDF-131')
def page_that_a_place_names(c):
    page = c.page(c.show(72, 600, c.plain))
    c.pdf.catalog['Names'] = '<< /Dests << /Names [ (a) [ %s /Fit ] ] >> >>' % c.pdf.ref(page)


@case('PDF-131')
def form_that_nothing_draws(c):
    f = c.pdf.form(c.show(72, 600))
    c.page('', '/XObject << /Fm1 %s >>' % c.pdf.ref(f))


@case('PDF-131')
def picture_that_nothing_draws(c):
    i = c.pdf.image(80, 60, noise(80, 60))
    c.page('', '/XObject << /Im1 %s >>' % c.pdf.ref(i))


@case('!PDF-131')
def forms_in_forms(c):
    f = c.pdf.form(c.show(72, 600, c.plain))
    g = c.pdf.form('/In#6eer Do', '/XObject << /Inner %s >>' % c.pdf.ref(f))
    c.page('/G Do\n', '/XObject << /G %s >>' % c.pdf.ref(g))


@case('!PDF-131')
def resources_of_two_pages(c):
    """Each page draws one of the two forms that both pages have."""
    both = '/XObject << /A %s /B %s >>' % tuple(
        c.pdf.ref(c.pdf.form(c.show(72, 600 - 40 * n, c.plain))) for n in range(2))
    c.page('/A Do\n', both)
    c.page('/B Do\n', both)


@case('!PDF-131')
def form_that_a_field_draws(c):
    f = c.pdf.form(c.show(60, 596, c.plain))
    a = c.pdf.add('<< /Type /Annot /Subtype /Widget /FT /Btn /T (a) /F 4 /Rect [60 590 300 620] '
                  '/AP << /N %s >> >>' % c.pdf.ref(f))
    c.page('', '/XObject << /F %s >>' % c.pdf.ref(f), annots=[a])


# ---- comments, bytes of no object ----

@case('PDF-131', only='hand qpdf')
def comment_in_content(c):
    c.page('%% the name is %s\n' % 'Winner Acme Holdings')


@case('PDF-131', only='hand qpdf')
def comment_in_a_form(c):
    f = c.pdf.form('0.5 g 72 500 20 20 re f\n% ask Winner Acme Holdings first\n')
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('PDF-132', only='hand')
def comment_between_objects(c):
    """It stands behind all objects, so that no offset but that of the table moves."""
    c.page('')
    data = c.pdf.write()
    at = data.rindex(b'xref\n0 1')
    note = b'% memo: ' + c.secret.encode() + b'\n'
    return data[:at] + note + data[at:].replace(b'startxref\n%d' % at,
                                                b'startxref\n%d' % (at + len(note)))


@case('PDF-132', only='hand')
def comment_in_an_object(c):
    c.page('')
    c.pdf.add('<< /Type /Nothing %% memo: %s\n>>' % 'Winner Acme Holdings')
    c.pdf.catalog['Extensions'] = c.pdf.ref(len(c.pdf.objects))


@case('PDF-132', only='hand')
def bytes_before(c):
    c.page('')
    return b'memo: ' + c.secret.encode() + b'\n' + c.pdf.write()


@case('!PDF-131', '!PDF-132', only='hand')
def percent_signs(c):
    """In strings and pictures they are no comments; those of writers say nothing."""
    c.page(c.show(72, 600, '100 % and 50 % more (all of it)' if c.language == 'en' else None) +
           'q BI /W 8 /H 2 /BPC 8 /CS /G ID %abcdefg%hijklmn EI Q\n')
    o = c.pdf.add('<< /Type /Nothing /Note (50 % of everything is known) >>')
    c.pdf.catalog['Extensions'] = c.pdf.ref(o)
    return c.pdf.write()


# ---- marks ----

def span(c, words, content, tag='/Span', key='ActualText'):
    return '%s << /%s %s >> BDC %s EMC\n' % (tag, key, text(words), content)


@case('PDF-111', only='hand qpdf')
def words_of_a_black_box(c):
    c.page(span(c, c.secret, '0 g %s f' % c.box(72, 600)))


@case('PDF-111', only='hand qpdf')
def words_of_boxes_letter_by_letter(c):
    c.page(span(c, c.secret, '0 g ' + ''.join('%d 600 11 12 re f ' % (72 + 12 * i) for i in range(9))))


@case('PDF-111', only='hand qpdf')
def words_listed_in_the_resources(c):
    c.page('/Span /MC0 BDC 0 g %s f EMC\n' % c.box(72, 600),
           '/Properties << /MC0 << /ActualText %s >> >>' % text(c.secret))


@case('PDF-111', only='hand qpdf')
def words_of_asterisks(c):
    c.page(span(c, c.secret, 'BT /L 12 Tf 72 600 Td (**********) Tj ET'))


@case('PDF-111', only='hand qpdf')
def words_of_nothing(c):
    c.page(span(c, c.secret, '', key='E'))


@case('PDF-111', only='hand qpdf')
def words_of_a_labelled_box(c):
    c.page(span(c, c.secret, '0 g %s f 1 g BT /L 9 Tf 80 602 Td (XXXXX) Tj ET' % c.box(72, 600)))


@case('PDF-111', only='hand qpdf')
def words_in_a_form(c):
    f = c.pdf.form(span(c, c.secret, '0 g %s f' % c.box(72, 600)))
    c.page('/F Do\n', '/XObject << /F %s >>' % c.pdf.ref(f))


@case('!PDF-111', only='hand qpdf')
def words_of_what_is_shown(c):
    c.page(span(c, c.plain, c.show(72, 600, c.plain)) +
           span(c, c.plain + '.', c.show(72, 580, c.plain[:6]) + c.show(72, 560, c.plain[6:])) +
           '0.9 g ' + span(c, c.plain, '60 530 300 20 re f 0 g ' + c.show(72, 536, c.plain)))


@case('!PDF-111', only='hand qpdf')
def words_of_a_figure(c):
    c.page(span(c, c.plain, '0.4 g 72 400 50 50 re f', '/Figure', 'Alt') +
           span(c, c.plain, '0.4 g 172 400 m 172 460 220 460 220 400 c f'))


@case('!PDF-111', only='hand qpdf')
def words_of_a_bar_code(c):
    c.page(span(c, '4901234567894', '0 g ' + ''.join('%d 400 %d 40 re f ' % (72 + 4 * i, 1 + i % 3)
                                                     for i in range(30))))


@case('!PDF-111', only='hand qpdf')
def words_of_a_sign(c):
    c.page(span(c, c.plain, 'BT /L 12 Tf 72 600 Td (+) Tj ET'))


@case('!PDF-111', only='hand qpdf')
def words_of_a_picture(c):
    i = c.pdf.image(80, 60, noise(80, 60))
    c.page(span(c, c.plain, 'q 80 0 0 60 72 500 cm /I Do Q'), '/XObject << /I %s >>' % c.pdf.ref(i))


@case('PDF-131', only='hand qpdf')
def private_words_of_a_mark(c):
    c.page(span(c, c.secret, c.show(72, 600, c.plain), key='Remark'))


@case('!PDF-131', '!PDF-111', only='hand qpdf')
def marks_of_a_writer(c):
    c.page('/P << /MCID 0 /Lang (ja-JP) >> BDC %s EMC\n/Artifact << /Type /Pagination /Subtype /Header '
           '/Contents %s >> BDC %s EMC\n' % (c.show(72, 600, c.plain), text(c.plain),
                                             c.show(72, 800, c.plain)))


# ---- masked on a page, and named in any other text ----

def label(c, words):
    c.page(masked(c))
    c.pdf.catalog['PageLabels'] = '<< /Nums [ 0 << /P %s >> ] >>' % text(words)


@case('PDF-111')
def named_in_a_page_label(c):
    label(c, c.secret)


@case('PDF-101', '!PDF-111')
def page_label_of_its_own(c):
    label(c, c.plain)


@case('PDF-111')
def named_in_a_field_name(c):
    w = annotation(c, 'Widget', '/FT /Tx /T %s' % text(c.secret), '', rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page(masked(c), annots=[w])


@case('PDF-111')
def named_in_choices(c):
    w = annotation(c, 'Widget', '/FT /Ch /T (a) /Opt [ (1) %s ]' % text(c.secret), '',
                   rect='60 100 200 120')
    c.pdf.catalog['AcroForm'] = '<< /Fields [%s] >>' % c.pdf.ref(w)
    c.page(masked(c), annots=[w])


@case('PDF-111')
def named_in_an_element_without_content(c):
    page = c.page(masked(c))
    root = c.pdf.add('')
    e = c.pdf.add('<< /Type /StructElem /S /Figure /P %s /Pg %s /Alt %s >>' % (
        c.pdf.ref(root), c.pdf.ref(page), text(c.secret)))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K [ %s ] >>' % c.pdf.ref(e))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


def element(c, kind, words, content, kids='0'):
    """An element of the structure with words, whose content is marked 0 on the page."""
    root, e = c.pdf.add(''), c.pdf.add('')
    page = c.page('/%s << /MCID 0 >> BDC %s EMC\n' % (kind, content))
    c.pdf.set(e, '<< /Type /StructElem /S /%s /P %s /Pg %s %s %s >>' % (
        kind, c.pdf.ref(root), c.pdf.ref(page), words, '/K %s' % kids if kids else ''))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K [ %s ] >>' % c.pdf.ref(e))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)
    c.pdf.catalog['MarkInfo'] = '<< /Marked true >>'


@case('PDF-111')
def element_of_a_black_box(c):
    element(c, 'Span', '/ActualText %s' % text(c.secret), '0 g 72 600 200 20 re f')


@case('PDF-111')
def element_of_nothing(c):
    element(c, 'P', '/Alt %s' % text(c.secret), '')


@case('PDF-111')
def element_of_marks_that_are_gone(c):
    element(c, 'Span', '/E %s' % text(c.secret), '', '[ 3 4 ]')


@case('PDF-111')
def element_of_a_labelled_box(c):
    element(c, 'Span', '/ActualText %s' % text(c.secret),
            '0.8 g 72 600 200 20 re f 0 g BT /L 9 Tf 80 602 Td (XXXXX) Tj ET')


@case('PDF-131')
def element_without_content(c):
    element(c, 'Figure', '/Alt %s' % text(c.secret), '', '')


@case()
def element_of_a_drawing(c):
    element(c, 'Figure', '/Alt %s' % text(c.secret), '0 g 72 600 200 20 re f')


@case()
def element_of_outlines(c):
    shape = ' '.join('%d 600 m %d 610 %d 620 %d 600 c f' % (x, x, x + 5, x + 9)
                     for x in range(72, 200, 10))
    element(c, 'Span', '/ActualText %s' % text(c.secret), shape)


@case()
def element_with_its_own_words(c):
    element(c, 'Span', '/ActualText %s' % text(c.secret), c.show(72, 600))


@case()
def element_of_a_picture(c):
    i = c.pdf.image(60, 40, noise(60, 40))
    root, e = c.pdf.add(''), c.pdf.add('')
    page = c.page('/Span << /MCID 0 >> BDC q 200 0 0 100 72 600 cm /I Do Q EMC\n',
                  '/XObject << /I %s >>' % c.pdf.ref(i))
    c.pdf.set(e, '<< /Type /StructElem /S /Span /P %s /Pg %s /ActualText %s /K 0 >>' % (
        c.pdf.ref(root), c.pdf.ref(page), text(c.secret)))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K [ %s ] >>' % c.pdf.ref(e))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


@case('PDF-111')
def named_in_a_link(c):
    words = c.secret.replace(' ', '%20') if c.language == 'en' else ''.join(
        '%%%02X' % b for b in c.secret.encode())
    c.page(masked(c), annots=[annotation(c, 'Link', '/A << /S /URI /URI (https://www.example.jp/?q=%s) >>' %
                                         words, '')])

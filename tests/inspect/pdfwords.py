"""Words that stand for what one sees and say something else (ActualText, tables of characters, glyphs
with words in them), single letters under boxes; and those that rightly do, or hide nothing."""
from pdfcases import case
from pdfwriter import text


def pick(c, japanese, latin):
    return japanese if c.language == 'ja' else latin


def replaced(c, words, shown, tag='Span'):
    """A line that is shown, and the words that are copied in its place."""
    c.page('/%s << /ActualText %s >> BDC %s EMC\n' % (tag, text(words), c.show(72, 600, shown)))


def of_element(c, words, shown):
    """The same by an element of the structure tree."""
    page = len(c.pdf.objects) + 2  # its content comes first
    c.page('/P << /MCID 0 >> BDC ' + c.show(72, 600, shown) + 'EMC\n')
    root = c.pdf.add('')
    element = c.pdf.add('<< /Type /StructElem /S /P /P %s /Pg %s /K 0 /ActualText %s >>' % (
        c.pdf.ref(root), c.pdf.ref(page), text(words)))
    c.pdf.set(root, '<< /Type /StructTreeRoot /K %s >>' % c.pdf.ref(element))
    c.pdf.catalog['StructTreeRoot'] = c.pdf.ref(root)


@case('PDF-111')
def another_sentence_is_copied(c):
    replaced(c, c.secret, pick(c, '調査地点は次の表のとおりである', 'The sites are those of the next table'))


@case('PDF-111')
def another_sentence_of_an_element(c):
    of_element(c, c.secret, pick(c, '調査地点は次の表のとおりである', 'The sites are those of the next table'))


@case()
def same_sentence_in_other_letters(c):
    replaced(c, pick(c, '調査の結果を、次に示す。', 'RESULTS ARE GIVEN BELOW.'), c.plain)


@case()
def word_that_was_broken(c):
    replaced(c, pick(c, '事業者が実施する環境調査の結果', 'environmental investigations'),
             pick(c, '事業者が実施する環-境調査の結果', 'environmental inves-tigations'))


@case()
def abbreviation_written_out(c):
    replaced(c, pick(c, '国土交通省と経済産業省と環境省と総務省', 'World Health Organization, European Union, '
                     'African Development Bank, Asian Institute of Energy'),
             pick(c, '国交省経産省環境省総務省', 'WHO EU ADB AIE'))


@case()
def reading_in_kana(c):
    replaced(c, pick(c, 'じゅたくしゃせんていいいんかい', 'results are given below'),
             pick(c, '受託者選定委員会', 'Results are given below'))


@case()
def formula_written_out(c):
    replaced(c, r'\frac{\alpha}{\beta} = \sum_{i} x_i \quad \text{where x is the measured value}',
             pick(c, '比率は測定値の総和に等しい', 'a over b equals sum of x of i'))


@case()
def font_with_letters_of_its_own(c):
    """As of a font that calls each letter by the name of the next one but two."""
    c.font, c.plain = 'L', 'Results are given below'
    words = 'Results are given below in full'
    replaced(c, words, ''.join(chr(ord(x) + 3) if x != ' ' else x for x in words))


@case()
def figure_that_is_described(c):
    replaced(c, pick(c, '河川の水位の変化を示すグラフ', 'A chart of the levels of the river'),
             pick(c, '一月二月三月四月五月六月', 'January February March April'), 'Figure')


# ---- tables of characters ----

def table_of(c, words, names):
    """Words in a font that draws each of their letters as the shape of that name."""
    letters = sorted(set(words))
    table = ('/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> '
             'endcodespacerange %d beginbfchar %s endbfchar endcmap end' % (
                 len(letters), ' '.join('<%02X> <%04X>' % (i + 33, ord(x)) for i, x in enumerate(letters))))
    font = c.pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding '
                     '/Differences [33 %s] >> /ToUnicode %s >>' % (
                         ' '.join('/' + names(i) for i in range(len(letters))),
                         c.pdf.ref(c.pdf.stream(table))))
    c.pdf.fonts += ' /B %s' % c.pdf.ref(font)
    c.page('BT /B 12 Tf 72 600 Td <%s> Tj ET\n' % ''.join('%02X' % (letters.index(x) + 33) for x in words))


@case('PDF-111')
def letters_all_drawn_as_one(c):
    table_of(c, c.secret, lambda i: 'x')


@case()
def letters_drawn_each(c):
    table_of(c, c.plain, lambda i: 'abcdefghijklmnopqrstuvwxyz'[i])


@case()
def letters_that_the_font_has_not(c):
    """What is seen are boxes or nothing: the font is incomplete."""
    table_of(c, c.plain, lambda i: 'uni%04X' % (0xF000 + i))


@case()
def dots_of_a_line(c):
    """Three points for each dot of a leader, and a minus that is a hyphen."""
    table_of(c, '…．・‥' * 6, lambda i: 'period')


# ---- glyphs with words in them ----

def glyph_with_words(c, words, after=''):
    """A font with one glyph that draws a line of text."""
    proc = c.pdf.stream('400000 0 d0 1000 0 0 1000 0 0 cm ' + c.show(0, 0, words))
    font = c.pdf.add('<< /Type /Font /Subtype /Type3 /FontBBox [0 -5000 400000 20000] /FontMatrix [.001 0 0 '
                     '.001 0 0] /CharProcs << /a %s >> /Encoding << /Type /Encoding /Differences [97 /a] >> '
                     '/FirstChar 97 /LastChar 97 /Widths [400000] /Resources << /Font << %s >> >> >>' % (
                         c.pdf.ref(proc), c.pdf.fonts))
    c.pdf.fonts += ' /W %s' % c.pdf.ref(font)
    c.page(after % 'BT /W 1 Tf 72 600 Td (a) Tj ET')


@case('PDF-101')
def words_in_a_glyph_under_a_box(c):
    glyph_with_words(c, c.secret, '%s 0 g ' + c.box(72, 600) + ' f')


@case('PDF-131', only='hand qpdf')
def words_in_a_glyph_that_nothing_draws(c):
    glyph_with_words(c, c.secret, '%% %s\n')


@case()
def words_in_a_glyph_that_is_seen(c):
    glyph_with_words(c, c.plain, '0.9 g ' + c.box(72, 600) + ' f 0 g %s')


# ---- single letters ----

def graded(c, cover, letter=None, before='', x=0):
    """A grade behind its label, and what is painted over it."""
    label = before or pick(c, '評価', 'Grade')
    at = 72 + c.width(label) + 14
    c.page(c.show(72, 600, label) + c.show(at + x, 600, letter or pick(c, '甲', 'B')) + cover % (
        at - 3, 597, c.wide * 12 + 6, 16))


@case('PDF-101')
def grade_under_a_box(c):
    graded(c, '0 g %g %g %g %g re f')


@case()
def bullet_under_a_box(c):
    graded(c, '0 g %g %g %g %g re f', letter=pick(c, '・', '*'))


@case()
def letter_again_on_its_box(c):
    """A badge: what is below it is seen on it."""
    label = pick(c, '評価', 'Grade')
    graded(c, '0 g %g %g %g %g re f 1 g ' + c.show(72 + c.width(label) + 14, 600, pick(c, '甲', 'B')))


@case()
def letter_under_a_long_bar(c):
    """Of a chart: the bar is drawn over the end of a label."""
    at = 72 + c.width(pick(c, '評価', 'Grade')) + 14
    graded(c, '0 g %g %g %g %g re f ' + '%g 595 400 20 re f' % (at - 3))


@case()
def letter_alone_under_a_box(c):
    c.page(c.show(300, 300, pick(c, '甲', 'B')) + '0 g 296 297 18 16 re f')

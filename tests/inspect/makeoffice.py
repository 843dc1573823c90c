"""usage: makeoffice.py FOLDER

Techniques of hiding as they are made in an office: drawn shapes over text, black highlights, white
letters, in flat ODF files that LibreOffice makes into PDF, all in one call. Prints a line for each
file: its name and the rules of which one must be found.
"""
import os
import shutil
import subprocess
import sys
import tempfile

folder = sys.argv[1]
CASES = []
SECRET = {'ja': '受託者川田みどり選定', 'en': 'Winner Acme Holdings'}
PLAIN = {'ja': '調査の結果を次に示す', 'en': 'Results are given below'}
NS = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (a, b) for a, b in (
    ('office', 'office'), ('text', 'text'), ('draw', 'drawing'), ('style', 'style'),
    ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible'), ('table', 'table')))


def case(*rules):
    def keep(function):
        CASES.append((function.__name__, rules, function))
        return function
    return keep


def graphic(name, fill, text='#000000', more=''):
    """A style of shapes, and one of the letters in them."""
    return ('<style:style style:name="%s" style:family="graphic"><style:graphic-properties %s '
            'draw:stroke="none" style:run-through="foreground" style:wrap="run-through" %s/>'
            '</style:style>' % (name, 'draw:fill="solid" draw:fill-color="%s"' % fill if fill
                                else 'draw:fill="none"', more)) + letters(
        name + 't', 'fo:color="%s"' % text)


def shape(style, x, y, w, h, text='', kind='rect'):
    body = ('<text:p><text:span text:style-name="%st">%s</text:span></text:p>' % (style, text)
            if text else '')
    return ('<draw:%s text:anchor-type="paragraph" draw:style-name="%s" svg:x="%gcm" svg:y="%gcm" '
            'svg:width="%gcm" svg:height="%gcm">%s</draw:%s>' % (kind, style, x, y, w, h, body, kind))


def page(styles, shapes):
    return document(styles, '<text:p>%s</text:p>' % shapes)


def letters(name, more):
    return ('<style:style style:name="%s" style:family="text"><style:text-properties %s/>'
            '</style:style>' % (name, more))


def document(styles, body):
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>%s'
            '</office:automatic-styles><office:body><office:text>%s</office:text></office:body>'
            '</office:document>' % (NS, styles, body))


NONE = graphic('n', '')


@case('PDF-101')
def black_shape(secret, plain):
    return page(NONE + graphic('b', '#000000'), shape('n', 2, 2, 12, 1, plain) +
                shape('n', 2, 5, 12, 1, secret) + shape('b', 1.5, 4.5, 14, 2))


@case('PDF-101')
def white_shape(secret, plain):
    return page(NONE + graphic('b', '#ffffff'), shape('n', 2, 2, 12, 1, plain) +
                shape('n', 2, 5, 12, 1, secret) + shape('b', 1.5, 4.5, 14, 2))


@case('PDF-101')
def ellipse_over(secret, plain):
    return page(NONE + graphic('b', '#203864'), shape('n', 2, 2, 12, 1, plain) +
                shape('n', 4, 5, 8, 1, secret) + shape('b', 0, 2.5, 16, 6, kind='ellipse'))


@case('PDF-102')
def white_letters(secret, plain):
    return page(NONE + graphic('w', '', '#ffffff'), shape('n', 2, 2, 12, 1, plain) +
                shape('w', 2, 5, 12, 1, secret))


@case('PDF-102')
def letters_of_their_ground(secret, plain):
    return page(NONE + graphic('b', '#203864', '#203864'), shape('n', 2, 2, 12, 1, plain) +
                shape('b', 2, 5, 12, 2, secret))


@case('PDF-102')
def black_highlight(secret, plain):
    return document(letters('b', 'fo:color="#000000" fo:background-color="#000000"'),
                    '<text:p>%s</text:p><text:p>%s <text:span text:style-name="b">%s</text:span>'
                    '</text:p>' % (plain, plain, secret))


@case('PDF-102')
def white_words(secret, plain):
    return document(letters('w', 'fo:color="#ffffff"'),
                    '<text:p>%s</text:p><text:p><text:span text:style-name="w">%s</text:span></text:p>'
                    % (plain, secret))


@case('PDF-101')
def shape_over_words(secret, plain):
    return document(
        '<style:style style:name="b" style:family="graphic"><style:graphic-properties '
        'draw:fill="solid" draw:fill-color="#000000" draw:stroke="none" style:run-through="foreground" '
        'style:wrap="run-through"/></style:style>',
        '<text:p>%s</text:p><text:p>%s<draw:rect text:anchor-type="paragraph" draw:style-name="b" '
        'svg:x="-0.2cm" svg:y="-0.1cm" svg:width="12cm" svg:height="0.9cm"/></text:p>' % (plain, secret))


@case()
def panels(secret, plain):
    return page(NONE + graphic('b', '#203864', '#ffffff') + graphic('y', '#ffe699'),
                shape('b', 2, 2, 12, 1.2, plain) + shape('y', 2, 4, 12, 3, secret))


@case()
def faded_shape(secret, plain):
    return page(NONE + graphic('b', '#ffff00', more='draw:opacity="40%"'),
                shape('n', 2, 5, 12, 1, secret) + shape('b', 1.5, 4.5, 14, 2))


@case()
def behind(secret, plain):
    return page(NONE + graphic('b', '#d9e2f3'), shape('b', 1.5, 4.5, 14, 2) +
                shape('n', 2, 5, 12, 1, secret))


@case()
def marked_words(secret, plain):
    return document(letters('y', 'fo:background-color="#ffff00"') +
                    letters('s', 'style:text-line-through-style="solid"') +
                    letters('i', 'fo:color="#ffffff" fo:background-color="#1f3864"'),
                    '<text:p><text:span text:style-name="y">%s</text:span> <text:span '
                    'text:style-name="s">%s</text:span> <text:span text:style-name="i">%s</text:span>'
                    '</text:p>' % (secret, plain, plain))


@case()
def table(secret, plain):
    return document(
        '<style:style style:name="h" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#1f3864" fo:border="0.5pt solid #000000"/></style:style>' +
        letters('w', 'fo:color="#ffffff"'),
        '<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>'
        '<table:table-cell table:style-name="h"><text:p><text:span text:style-name="w">%s</text:span>'
        '</text:p></table:table-cell><table:table-cell><text:p>%s</text:p></table:table-cell>'
        '</table:table-row></table:table>' % (secret, plain))


work = tempfile.mkdtemp()
sources, labels = [], []
for name, rules, function in CASES:
    for language in ('ja', 'en'):
        path = os.path.join(work, 'office-%s-%s.fodt' % (name, language))
        with open(path, 'w', encoding='utf-8') as file:
            file.write(function(SECRET[language], PLAIN[language]))
        sources.append(path)
        labels.append(('office-%s-%s.pdf' % (name, language), rules))
try:
    subprocess.run(['soffice', '--headless', '-env:UserInstallation=file://' + work + '/profile',
                    '--convert-to', 'pdf', '--outdir', folder] + sources, check=True, timeout=60,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
except (OSError, subprocess.SubprocessError):
    sys.exit(1)
finally:
    shutil.rmtree(work, ignore_errors=True)
for file, rules in labels:
    print(file, *rules)

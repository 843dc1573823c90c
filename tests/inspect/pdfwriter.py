"""A small writer of PDF, for making files with known leaks: objects, pages, revisions."""
import zlib


class Raw(str):
    """Syntax that is written as it is: names, references, arrays."""


def text(s):
    """A text string as hexadecimal UTF-16."""
    return '<FEFF%s>' % s.encode('utf-16-be').hex()


class Pdf:
    """Objects by number; write() lays them out. A later revision is appended with revise()."""

    def __init__(self):
        self.objects = {}
        self.pages = []
        self.catalog = {}
        self.trailer = {}
        self.catalog_number = self.add('')
        self.tree_number = self.add('')
        self.latin = self.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica '
                              '/Encoding /WinAnsiEncoding >>')
        cid = self.add('<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000 '
                       '/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 4 >> '
                       '/FontDescriptor %s >>' % self.ref(self.add(
                           '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /ItalicAngle 0 '
                           '/FontBBox [-123 -257 1001 910] /Ascent 709 /Descent -241 /StemV 69 '
                           '/CapHeight 709 >>')))
        self.japanese = self.add('<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 '
                                 '/Encoding /UniJIS-UTF16-H /DescendantFonts [%s] >>' % self.ref(cid))
        self.fonts = '/L %s /J %s' % (self.ref(self.latin), self.ref(self.japanese))

    @staticmethod
    def ref(number):
        return '%d 0 R' % number

    def add(self, body):
        number = len(self.objects) + 1
        self.objects[number] = body.encode('latin-1') if isinstance(body, str) else body
        return number

    def set(self, number, body):
        self.objects[number] = body.encode('latin-1') if isinstance(body, str) else body

    def stream(self, data, head='', pack=False):
        if isinstance(data, str):
            data = data.encode('latin-1')
        if pack:
            data = zlib.compress(data)
            head += ' /Filter /FlateDecode'
        return self.add(b'<< %s /Length %d >>\nstream\n' % (head.encode('latin-1'), len(data)) +
                        data + b'\nendstream')

    def form(self, content, resources='', head='', box='0 0 595 842'):
        return self.stream(content, '/Type /XObject /Subtype /Form /BBox [%s] /Resources << /Font << '
                           '%s >> %s >> %s' % (box, self.fonts, resources, head))

    def image(self, width, height, pixels, head='', gray=True):
        return self.stream(pixels, '/Type /XObject /Subtype /Image /Width %d /Height %d '
                           '/BitsPerComponent 8 /ColorSpace /Device%s %s' %
                           (width, height, 'Gray' if gray else 'RGB', head), pack=True)

    def page(self, content, resources='', head='', annots=(), box='0 0 595 842'):
        body = self.stream(content)
        number = self.add('<< /Type /Page /Parent %s /MediaBox [%s] /Contents %s /Resources << /Font '
                          '<< %s >> %s >> %s %s >>' % (
                              self.ref(self.tree_number), box, self.ref(body), self.fonts, resources,
                              '/Annots [%s]' % ' '.join(self.ref(a) for a in annots) if annots else '',
                              head))
        self.pages.append(number)
        return number

    def _finish(self):
        self.set(self.tree_number, '<< /Type /Pages /Count %d /Kids [%s] >>' % (
            len(self.pages), ' '.join(self.ref(p) for p in self.pages)))
        self.set(self.catalog_number, '<< /Type /Catalog /Pages %s %s >>' % (
            self.ref(self.tree_number), ' '.join('/%s %s' % i for i in self.catalog.items())))

    def _table(self, out, numbers, previous):
        start = len(out)
        out += b'xref\n'
        if not previous:
            out += b'0 1\n0000000000 65535 f \n'
        for number in sorted(numbers):
            out += b'%d 1\n%010d 00000 n \n' % (number, self.offsets[number])
        more = ' '.join('/%s %s' % i for i in self.trailer.items())
        if previous:
            more += ' /Prev %d' % previous
        out += b'trailer << /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n' % (
            len(self.objects) + 1, self.catalog_number, more.encode('latin-1'), start)
        self.last_table = start

    def write(self):
        self._finish()
        out = bytearray(b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
        self.offsets = {}
        for number, body in self.objects.items():
            self.offsets[number] = len(out)
            out += b'%d 0 obj\n' % number + body + b'\nendobj\n'
        self._table(out, self.objects, 0)
        self.bytes = out
        return bytes(out)

    def revise(self, changed):
        """After write(): appends these objects (number -> body) as a new revision."""
        for number, body in changed.items():
            self.set(number, body)
            self.offsets[number] = len(self.bytes)
            self.bytes += b'%d 0 obj\n' % number + self.objects[number] + b'\nendobj\n'
        self._table(self.bytes, changed, self.last_table)
        return bytes(self.bytes)

"""usage: makecairo.py FOLDER

Techniques of hiding and look-alikes drawn by Cairo, which embeds its fonts and writes its own kind
of content. Prints a line for each file: its name and the rules of which one must be found.
"""
import math
import os
import sys

import cairo

folder = sys.argv[1]
CASES = []
SECRET = {'ja': '受託者川田みどり選定', 'en': 'Winner Acme Holdings'}
PLAIN = {'ja': '調査の結果を次に示す', 'en': 'Results are given below'}


def case(*rules):
    def keep(function):
        CASES.append((function.__name__, rules, function))
        return function
    return keep


class Page:
    def __init__(self, path, language):
        self.surface = cairo.PDFSurface(path, 595, 842)
        self.c = cairo.Context(self.surface)
        self.c.select_font_face('Noto Sans CJK JP' if language == 'ja' else 'DejaVu Sans')
        self.secret, self.plain = SECRET[language], PLAIN[language]
        self.text(72, 90, self.plain)

    def text(self, x, y, s=None, size=12, color=(0, 0, 0, 1)):
        self.c.set_font_size(size)
        self.c.set_source_rgba(*color)
        self.c.move_to(x, y)
        self.c.show_text(self.secret if s is None else s)

    def box(self, x, y, w, h, color=(0, 0, 0, 1)):
        self.c.set_source_rgba(*color)
        self.c.rectangle(x, y, w, h)
        self.c.fill()


@case('PDF-101')
def black_box(p):
    p.text(72, 200)
    p.box(66, 186, 200, 20)


@case('PDF-101')
def white_box(p):
    p.text(72, 200)
    p.box(66, 186, 200, 20, (1, 1, 1, 1))


@case('PDF-101')
def ellipse(p):
    p.text(72, 200)
    p.c.save()
    p.c.translate(140, 196)
    p.c.scale(130, 30)
    p.c.arc(0, 0, 1, 0, 2 * math.pi)
    p.c.restore()
    p.c.set_source_rgb(0.2, 0, 0)
    p.c.fill()


@case('PDF-101')
def stroke(p):
    p.text(72, 200)
    p.c.set_line_width(24)
    p.c.move_to(60, 196)
    p.c.line_to(300, 196)
    p.c.stroke()


@case('PDF-101')
def gradient(p):
    p.text(72, 200)
    g = cairo.LinearGradient(60, 0, 300, 0)
    g.add_color_stop_rgb(0, 0, 0, 0)
    g.add_color_stop_rgb(1, 0.4, 0.4, 0.4)
    p.c.set_source(g)
    p.c.rectangle(60, 180, 240, 30)
    p.c.fill()


def picture(w, h, value):
    s = cairo.ImageSurface(cairo.FORMAT_RGB24, w, h)
    c = cairo.Context(s)
    c.set_source_rgb(value, value, value)
    c.paint()
    return s


@case('PDF-101')
def image(p):
    p.text(72, 200)
    p.c.set_source_surface(picture(240, 30, 0.1), 60, 180)
    p.c.paint()


@case('PDF-101')
def group(p):
    p.text(72, 200)
    p.c.push_group()
    p.box(66, 186, 200, 20)
    p.c.pop_group_to_source()
    p.c.paint()


@case('PDF-101')
def turned(p):
    p.c.rotate(0.5)
    p.text(200, 100)
    p.box(194, 86, 200, 20)


@case('PDF-101')
def two_pages(p):
    p.c.show_page()
    p.text(72, 200)
    p.box(66, 186, 200, 20)


@case('PDF-101')
def tall_text(p):
    p.text(72, 300, size=24)
    p.box(60, 270, 400, 40, (0.1, 0.1, 0.1, 1))


@case('PDF-102')
def white(p):
    p.text(72, 200, color=(1, 1, 1, 1))


@case('PDF-102')
def black_on_black(p):
    p.box(66, 186, 200, 20)
    p.text(72, 200)


@case('PDF-102')
def on_picture(p):
    p.c.set_source_surface(picture(240, 30, 0.2), 60, 180)
    p.c.paint()
    p.text(72, 200, color=(0.2, 0.2, 0.2, 1))


@case('PDF-103')
def transparent(p):
    p.text(72, 200, color=(0, 0, 0, 0.004))


@case('PDF-106')
def tiny(p):
    p.text(72, 200, size=0.6)


@case('PDF-120')
def author(p):
    p.surface.set_metadata(cairo.PDF_METADATA_AUTHOR, p.secret)


@case()
def plain(p):
    p.text(72, 200)


@case()
def dark_head(p):
    p.box(66, 186, 300, 20, (0.1, 0.2, 0.5, 1))
    p.text(72, 200, color=(1, 1, 1, 1))


@case()
def on_gradient(p):
    g = cairo.RadialGradient(150, 200, 10, 150, 200, 260)
    g.add_color_stop_rgb(0, 0, 0, 0)
    g.add_color_stop_rgb(1, 0.5, 0.1, 0.1)
    p.c.set_source(g)
    p.c.rectangle(60, 150, 300, 80)
    p.c.fill()
    p.text(72, 200, color=(1, 1, 1, 1))


@case()
def outlined_path(p):
    p.c.set_font_size(30)
    p.c.move_to(72, 200)
    p.c.text_path(p.secret)
    p.c.set_line_width(0.5)
    p.c.stroke()


@case()
def half_transparent(p):
    p.text(72, 200)
    p.box(66, 186, 200, 20, (1, 0.9, 0, 0.4))


@case()
def watermark(p):
    p.c.rotate(0.6)
    p.text(200, 100, size=50, color=(0.5, 0.5, 0.5, 0.3))


@case()
def shadow(p):
    p.text(73, 201, size=26, color=(0.6, 0.6, 0.6, 1))
    p.text(72, 200, size=26)


@case()
def twice(p):
    p.text(72, 200)
    p.text(72, 200)


@case()
def frames(p):
    p.text(72, 200)
    for i in range(4):
        p.c.rectangle(60 - 3 * i, 180 - 3 * i, 300 + 6 * i, 30 + 6 * i)
    p.c.stroke()


@case()
def struck_through(p):
    p.text(72, 200)
    p.c.set_line_width(0.8)
    p.c.move_to(70, 196)
    p.c.line_to(260, 196)
    p.c.stroke()


@case()
def page_white(p):
    p.c.show_page()
    p.box(0, 0, 595, 842, (1, 1, 1, 1))
    p.text(72, 200)


@case()
def text_as_mask(p):
    p.c.push_group()
    p.text(72, 200, size=30)
    mask = p.c.pop_group()
    p.c.set_source_rgb(0.1, 0.1, 0.6)
    p.c.mask(mask)


for name, rules, function in CASES:
    for language in ('ja', 'en'):
        file = 'cairo-%s-%s.pdf' % (name, language)
        page = Page(os.path.join(folder, file), language)
        function(page)
        page.surface.finish()
        print(file, *rules)

/*
 * A line of a cell goes on when what comes first on the next would not have fitted behind it: an
 * ideograph (with the signs that may not begin a line), or a Latin word. The room is the width of
 * the cell without its padding, which is the least distance of any line to its side; so lines in
 * the middle of a cell and at its right count too. A line that begins with a mark begins an item.
 */
#include "read/pdf-cell.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_CELL_BYTES = 4 * 1024 * 1024 };

static const float most_padding = 1.0f; /* of the size */
static const float slack = 0.3f;        /* of the size: justified lines, rounded widths */

static bool is_wide(uint32_t cp)
{
    return cp >= 0x2E80 && !(cp >= 0xFF61 && cp <= 0xFF9F);
}

static bool is_one_of(uint32_t cp, const char *signs)
{
    struct str s = str_of(signs);

    for (size_t at = 0; at < s.n;) {
        uint32_t sign;

        at += utf8_decode(s, at, &sign);
        if (sign == cp) {
            return true;
        }
    }
    return false;
}

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0x30A1 && cp <= 0x30F6);
}

/* "・", "①", "（１）", "2.", "ア　". */
static bool begins_item(struct str s)
{
    uint32_t cp[6] = {};
    size_t at = 0;
    uint32_t n = 0;

    while (at < s.n && n < COUNT(cp)) {
        at += utf8_decode(s, at, &cp[n++]);
    }
    if (is_one_of(cp[0], "・○●◎■□◆◇※◦•▪➢☐☑✓✔〇＊") || (cp[0] >= 0x2460 && cp[0] <= 0x24FF)) {
        return true;
    }
    if (is_one_of(cp[0], "-－–*") && is_one_of(cp[1], " 　")) {
        return true;
    }
    bool opened = cp[0] == '(' || cp[0] == 0xFF08;
    uint32_t i = opened;

    while (i < 4 && (is_digit(cp[i]) || (i == (uint32_t)opened && is_letter(cp[i])))) {
        i++;
    }
    return i > (uint32_t)opened &&
           (opened ? is_one_of(cp[i], ")）") : is_one_of(cp[i], "．.)）") && !is_digit(cp[i + 1]));
}

/* The width of what would have to stand on the line before: all that must not be parted. */
static float first_piece(const struct pdf_line *line)
{
    const float narrow = 0.5f;
    uint32_t cp;
    size_t at = utf8_decode(line->text, 0, &cp);
    float width = is_wide(cp) ? 1 : narrow;
    bool word = !is_wide(cp);

    while (at < line->text.n) {
        size_t n = utf8_decode(line->text, at, &cp);

        if (word
                ? is_wide(cp) || cp == ' '
                : !is_one_of(cp, "、。，．・：；）」』】〕！？ーゃゅょっァィゥェォャュョッ々,.)")) {
            break;
        }
        width += is_wide(cp) ? 1 : narrow;
        at += n;
    }
    return width * line->size;
}

static bool goes_on(const struct pdf_line *line, const struct pdf_line *next, float room)
{
    float left = room - (line->box.x1 - line->box.x0);

    return left < first_piece(next) + slack * line->size && !str_ends(line->text, STR("。")) &&
           !begins_item(next->text);
}

static void add_joint(struct buf *out, const struct pdf_line *line, const struct pdf_line *next)
{
    uint32_t last = (unsigned char)line->text.p[line->text.n - 1];
    uint32_t first;

    utf8_decode(next->text, 0, &first);
    if (last < 0x80 && !is_wide(first) && !is_one_of(last, "-/_")) {
        buf_add_char(out, ' ');
    }
}

static float room_in(const struct pdf_cell *cell, const struct pdf_line *lines, uint32_t n)
{
    float padding = n > 0 ? most_padding * lines[0].size : 0;

    for (uint32_t i = 0; i < n; i++) {
        padding = MIN(padding, lines[i].box.x0 - cell->box.x0);
        padding = MIN(padding, cell->box.x1 - lines[i].box.x1);
    }
    return cell->box.x1 - cell->box.x0 - 2 * MAX(padding, 0.0f);
}

uint32_t pdf_cell_join(struct arena *a, const struct pdf_cell *cell, struct pdf_line *lines,
                       uint32_t n)
{
    float room = room_in(cell, lines, n);
    uint32_t kept = 0;

    for (uint32_t beg = 0; beg < n;) {
        struct buf out CLEANUP(buf_done);
        struct pdf_line whole = lines[beg];
        uint32_t end = beg + 1;

        buf_init(&out, MAX_CELL_BYTES);
        buf_add(&out, lines[beg].text);
        while (end < n && goes_on(&lines[end - 1], &lines[end], room)) {
            add_joint(&out, &lines[end - 1], &lines[end]);
            buf_add(&out, lines[end].text);
            whole.box.x0 = MIN(whole.box.x0, lines[end].box.x0);
            whole.box.x1 = MAX(whole.box.x1, lines[end].box.x1);
            whole.box.y1 = MAX(whole.box.y1, lines[end].box.y1);
            end++;
        }
        if (end > beg + 1) {
            whole.text = arena_str(a, buf_str(&out));
        }
        lines[kept++] = whole;
        beg = end;
    }
    return kept;
}

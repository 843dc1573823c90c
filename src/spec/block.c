/*
 * Lines into paragraphs.
 *
 * A paragraph goes on over a line break when a bracket is open, or when its text does not end
 * like a sentence and the next line starts with no mark and goes on grammatically: the line was
 * full (wrapped text), or it starts with a particle or an inflection, or it completes a word that
 * the break cut. Running heads, page numbers and footnotes between two halves stay out.
 * Cells are paragraphs of their own; a file that marks its paragraph ends (docx) is believed.
 */
#include "spec/reading.h"

#include "text/chars.h"

enum {
    LONGEST_OPEN_BRACKET = 600, /* characters a paragraph may grow while a bracket is open */
    RIGHT_ALIGNED_COLUMNS =
        24,                /* a line set so far in reaches the margin because it is set there */
    SENTENCE_COLUMNS = 60, /* a line this wide without a stop is probably no title */
};

struct joiner {
    struct reading *r;
    VEC(uint32_t) pieces; /* lines of the paragraph that is open */
    bool open;
    bool blank;            /* a blank line was met since the last body line */
    bool open_after_blank; /* the open paragraph came after one */
    int bracket_depth;
    uint32_t columns; /* width of the paragraph so far */
};

static struct str line_text(const struct reading *r, uint32_t line)
{
    return str_trim(doc_line_text(r->doc, &r->doc->lines.v[line]));
}

static int bracket_balance(struct str s, int depth)
{
    for (size_t at = next_punctuation(s, 0); at < s.n; at = next_punctuation(s, at)) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        int step = bracket_step(cp < 0xFF00 ? cp : fold_code_point(cp));

        /* A closing bracket after a number is a mark: １） 2). */
        depth += step;
        if (depth < 0) {
            depth = 0;
        }
    }
    return depth;
}

static bool ends_like_a_sentence(struct str s)
{
    static const char *const ends[] = {"。", "：", ":",  "」", "】", "）", ")",
                                       "．", ".",  "！", "？", "』", "＞", ">"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(s, str_of(ends[i]))) {
            return true;
        }
    }
    return s.n == 0;
}

/* Starts with a particle or an inflection that cannot start a paragraph. */
static bool starts_inside_a_sentence(struct str s)
{
    static const char *const starts[] = {
        "を", "に", "は", "が", "の", "と", "で", "て", "も", "へ", "や", "、", "。", "，",
        "．", "）", "」", "』", "る", "れ", "っ", "つ", "り", "う", "く", "い", "し", "す",
        "せ", "た", "だ", "な", "き", "ら", "ん", "め", "け", "ば", "ず", "ま", "よ", "ゃ",
        "ゅ", "ょ", "さ", "え", "わ", "か", "べ", "び", "み", "じ", "ー", "ァ", "ィ", "ゥ",
        "ェ", "ォ", "ャ", "ュ", "ョ", "ッ", "ン", "げ", "ぎ", "こ", "ど", "お", "そ",
    };
    static const char *const openings[] = {
        "なお",   "また", "ただし",     "この",     "その",   "これ",     "それ",
        "以下",   "もし", "あらかじめ", "いずれ",   "すべて", "かつ",     "さら",
        "おって", "たと", "いう",       "こと",     "ここ",   "おい",     "とき",
        "ところ", "まで", "よる",       "うち",     "わが",   "ただちに", "すみやか",
        "どの",   "そこ", "しかし",     "おおむね", "かかる", "くるみん",
    };

    if (str_at_any(s, 0, openings, COUNT(openings))) {
        return false;
    }
    return str_at_any(s, 0, starts, COUNT(starts));
}

/* （注２）を…: the mark of a note that is no mark of a paragraph refers from a word cut off. */
static bool starts_with_reference(struct str s)
{
    static const char *const starts[] = {"（注", "(注", "（※", "(※"};

    return str_at_any(s, 0, starts, COUNT(starts));
}

/* Latin and katakana runs and kanji runs that a break cut in two. */
static bool cuts_a_word(struct str before, struct str after)
{
    enum char_class left = char_class_before(before, before.n);
    enum char_class right = char_class_at(after, 0);

    return left == right && (left == CHAR_KANJI || left == CHAR_KATAKANA || left == CHAR_LATIN);
}

static bool reads_like_prose(struct str s)
{
    return str_has(s, STR("、")) || str_has(s, STR("。")) || str_has(s, STR("，")) ||
           (utf8_columns(s) >= SENTENCE_COLUMNS &&
            (str_has(s, STR("を")) || str_has(s, STR("は")) || str_has(s, STR("に"))));
}

static struct marker line_marker(const struct reading *r, uint32_t line)
{
    char bytes[96];
    struct str s = line_text(r, line);
    struct folder f = {
        .bytes = bytes, .src = (uint32_t[sizeof(bytes)]){}, .room = sizeof(bytes) - 1};

    folder_add(&f, str_sub(s, 0, utf8_floor(s, MIN(s.n, sizeof(bytes) / 2))), 0);
    return marker_read((struct str){.p = bytes, .n = f.n});
}

/*
 * The next line of a cell, when the one before filled the cell: of a cell drawn with characters, or
 * on the next page. Other lines of cells are paragraphs.
 */
static bool is_rest_of_cell(const struct joiner *j, const struct doc_line *before,
                            const struct doc_line *next, struct str a)
{
    return (j->r->doc->kind == DOC_TEXT || next->page != before->page) && before->table != 0 &&
           next->table == before->table && next->row == before->row && next->col == before->col &&
           (before->flags & DOC_FULL_WIDTH) && !j->blank && !ends_like_a_sentence(a);
}

/* Columns set apart with spaces: three half-width or two full-width ones between two words. */
static bool has_columns(struct str s)
{
    uint32_t wide = 0;
    bool any_text = false;

    for (size_t at = 0; at < s.n;) {
        uint32_t cp;

        at += utf8_decode(s, at, &cp);
        if (cp == ' ' || cp == 0x3000) {
            wide += cp == ' ' ? 2 : 3;
            continue;
        }
        if (any_text && wide >= 6) {
            return true;
        }
        any_text = true;
        wide = 0;
    }
    return false;
}

/* Whether `line`, which begins with the mark `m`, goes on with the open paragraph. */
static bool goes_on(struct joiner *j, uint32_t line, struct marker m)
{
    const struct doc_line *next = &j->r->doc->lines.v[line];
    uint32_t last = j->pieces.v[j->pieces.n - 1];
    const struct doc_line *before = &j->r->doc->lines.v[last];
    struct str a = line_text(j->r, last);
    struct str b = line_text(j->r, line);

    if (is_rest_of_cell(j, before, next, a) && m.class == MARK_NONE) {
        return true;
    }
    if ((before->flags & DOC_PARAGRAPH_END) || next->table != before->table || next->table != 0 ||
        next->label.n > 0 || (next->flags & DOC_LIST_ITEM) || next->list_level > 0) {
        return false;
    }
    bool has_mark = m.class != MARK_NONE;

    if (j->bracket_depth > 0 && j->columns < LONGEST_OPEN_BRACKET * 2) {
        return !has_mark ||
               (m.class != MARK_ARTICLE && m.class != MARK_DECIMAL && m.class != MARK_HEAD &&
                m.class != MARK_BULLET && m.class != MARK_CIRCLED && m.class != MARK_PAREN);
    }
    if (has_mark || str_ends(a, STR("。")) || str_ends(a, STR("："))) {
        return false;
    }
    if (!j->blank && starts_with_reference(b)) {
        return true;
    }
    if (starts_inside_a_sentence(b) && !str_ends(a, STR("」"))) {
        return true;
    }
    if (ends_like_a_sentence(a)) {
        return !j->blank && (before->flags & DOC_FULL_WIDTH) && reads_like_prose(a);
    }
    if (before->flags & DOC_FULL_WIDTH && before->indent < RIGHT_ALIGNED_COLUMNS) {
        if (has_columns(a) && has_columns(b)) {
            return false; /* rows of a table without cells */
        }
        return next->indent <= before->indent + 2 || reads_like_prose(a);
    }
    if (j->blank) {
        return reads_like_prose(a) && str_has(a, STR("。")) && cuts_a_word(a, b);
    }
    return utf8_columns(a) >= SENTENCE_COLUMNS && reads_like_prose(a) &&
           (cuts_a_word(a, b) || str_ends(a, STR("、")));
}

static void fold_pieces(struct joiner *j, struct block *b)
{
    size_t bytes = 0;

    for (uint32_t i = 0; i < j->pieces.n; i++) {
        bytes += line_text(j->r, j->pieces.v[i]).n;
    }
    struct folder f;

    folder_init(&f, j->r->arena, bytes);
    for (uint32_t i = 0; i < j->pieces.n; i++) {
        struct str piece = line_text(j->r, j->pieces.v[i]);

        folder_add(&f, piece, (uint32_t)(piece.p - j->r->doc->text.p));
    }
    b->t = folder_end(&f);
    while (b->t.s.n > 0 && b->t.s.p[0] == ' ') {
        b->t.s = str_sub(b->t.s, 1, b->t.s.n);
        b->t.src++;
    }
    b->beg = ftext_beg(&b->t, 0);
    b->end = f.source_end;
}

/* "- ① …": a converter's bullet before the document's own mark. */
static struct marker read_mark_after_bullet(struct str s)
{
    struct marker m = marker_read(s);

    if (m.class == MARK_BULLET) {
        struct marker inner = marker_read(str_sub(s, m.length, s.n));

        if (marker_is_numbered(&inner) || inner.class == MARK_BULLET || inner.class == MARK_NOTE) {
            inner.label_beg = m.length;
            inner.label_length += m.length;
            inner.length += m.length;
            return inner;
        }
    }
    return m;
}

static void set_marker(struct reading *r, struct block *b, const struct doc_line *line)
{
    if (line->label.n > 0) {
        struct str label = fold(r->arena, line->label).s;
        struct str spaced = arena_printf(r->arena, "%.*s x", STR_ARG(label));

        b->marker = marker_read(spaced);
        b->marker.length = 0;
        b->marker.label_length = 0;
        b->is_auto_marker = b->marker.class != MARK_NONE;
    }
    if (!b->is_auto_marker) {
        b->marker = read_mark_after_bullet(b->t.s);
    }
    if (b->marker.class == MARK_NONE && (line->list_level > 0 || (line->flags & DOC_LIST_ITEM))) {
        b->marker = (struct marker){.class = MARK_BULLET};
    }
    b->body = b->marker.length;
    if (b->marker.class != MARK_NONE && b->marker.label_length > 0) {
        uint32_t cp;

        utf8_decode(r->doc->text, b->beg, &cp);
        b->marker.is_wide = cp >= 0xFF00;
    }
}

static void close_block(struct joiner *j)
{
    if (!j->open) {
        return;
    }
    const struct doc_line *line = &j->r->doc->lines.v[j->pieces.v[0]];
    struct block *b = VEC_ADD(j->r->arena, &j->r->blocks);

    b->line_first = j->pieces.v[0];
    b->line_last = j->pieces.v[j->pieces.n - 1];
    fold_pieces(j, b);
    b->table = line->table;
    b->row = line->row;
    b->col = line->col;
    b->list_level = line->list_level;
    b->kind = line->table != 0 ? BLOCK_CELL : BLOCK_TEXT;
    if (line->role == DOC_FOOTNOTE) {
        b->kind = BLOCK_NOTE;
    }
    set_marker(j->r, b, line);
    if (b->kind == BLOCK_TEXT && b->marker.class == MARK_NOTE) {
        b->kind = BLOCK_NOTE;
    }
    b->follows_blank = j->open_after_blank;
    j->open = false;
    j->pieces.n = 0;
    j->bracket_depth = 0;
    j->columns = 0;
}

static void add_piece(struct joiner *j, uint32_t line, struct marker m)
{
    struct str s = line_text(j->r, line);

    if (!j->open) {
        j->open_after_blank = j->blank || line == 0;
    }
    *VEC_ADD(j->r->arena, &j->pieces) = line;
    j->open = true;
    j->blank = false;
    j->bracket_depth =
        bracket_balance(str_sub(s, m.class == MARK_HALF_PAREN ? 3 : 0, s.n), j->bracket_depth);
    j->columns += (uint32_t)utf8_columns(s);
}

/* A footnote or note line is a paragraph of its own and leaves the open one open. */
static void add_aside(struct joiner *j, uint32_t line)
{
    struct joiner aside = {.r = j->r};

    add_piece(&aside, line, line_marker(j->r, line));
    close_block(&aside);
}

static void index_lines(struct reading *r)
{
    struct str text = r->doc->text;
    VEC(uint32_t) starts = {};

    *VEC_ADD(r->arena, &starts) = 0;
    for (const char *p = text.p; (p = memchr(p, '\n', text.n - (size_t)(p - text.p))) != NULL;
         p++) {
        *VEC_ADD(r->arena, &starts) = (uint32_t)(p - text.p) + 1;
    }
    r->line_starts = starts.v;
    r->line_count = starts.n;
}

void block_build(struct reading *r)
{
    struct joiner j = {.r = r};

    VEC_RESERVE(r->arena, &r->blocks, r->doc->lines.n);
    index_lines(r);
    for (uint32_t i = 0; i < r->doc->lines.n; i++) {
        const struct doc_line *line = &r->doc->lines.v[i];
        struct str s = line_text(r, i);

        if (s.n == 0) {
            j.blank = true;
            continue;
        }
        if (line->role == DOC_FOOTNOTE) {
            add_aside(&j, i);
            continue;
        }
        if (line->role != DOC_BODY || (line->flags & (DOC_DELETED | DOC_HIDDEN))) {
            continue;
        }
        struct marker m = line_marker(r, i);

        if (j.open && !goes_on(&j, i, m)) {
            close_block(&j);
        }
        add_piece(&j, i, m);
    }
    close_block(&j);
}

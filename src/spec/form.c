/*
 * Forms (様式, 名簿, 報告書 to be filled in) and what they ask for.
 *
 * A part that is a form is read paragraph by paragraph: numbered heads are questions; tables give
 * the names beside or above their blanks; lines like 令和　年　月　日, 氏　名, 総額　　　千円 and
 * 件名： are there to be filled in; paragraphs that begin with ＊ or ※, bullets under a question
 * and everything after 記載要領 are notes on the fields they name, or on the question above them.
 * A notice with a table of blanks (別紙１) is a form too.
 */
#include "spec/form.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    LONGEST_LINE = 30, /* characters of a lone line that names something to fill in */
    LONGEST_QUESTION = 70,
    WIDE_GAP = 4,     /* spaces that leave room for writing */
    TITLE_BLOCKS = 8, /* paragraphs of a form in which its title stands */
};

static struct str squeeze(struct form_reader *f, struct str s)
{
    char *out = arena_alloc(f->r->arena, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ') {
            out[n++] = s.p[i];
        }
    }
    return (struct str){.p = out, .n = n};
}

static bool ends_any(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_ends(s, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- lines to fill in ---- */

static bool is_blank_date(struct str s)
{
    static const char *const dates[] = {"令和年月日", "年月日", "平成年月日"};

    return ends_any(s, dates, COUNT(dates));
}

static bool is_addressee(struct str s)
{
    static const char *const ends[] = {"殿", "宛",     "あて", "宛て", "御中",
                                       "様", "担当官", "長官", "大臣"};

    return ends_any(s, ends, COUNT(ends));
}

/* 住所, 名称, 氏名 … standing alone. */
static bool names_a_person_or_firm(struct str s)
{
    static const char *const words[] = {
        "住所",     "所在地",     "名称",     "氏名",           "法人名",       "商号",
        "代表者",   "代表者氏名", "代表者名", "会社名",         "団体名",       "企業名",
        "担当者",   "担当者名",   "電話",     "電話番号",       "FAX",          "FAX番号",
        "役職",     "所属",       "部署",     "メールアドレス", "E-mail",       "電子メール",
        "連絡先",   "生年月日",   "職名",     "名前",           "印",           "代表者の氏名",
        "法人番号", "登録番号",   "郵便番号", "商号又は名称",   "代表者職氏名", "役職名",
        "受付番号", "整理番号",   "小計",     "合計",           "総額",         "件名",
        "総計",
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_eq(s, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* A gap of spaces or underscores wide enough to write in, with a unit or nothing behind it. */
static size_t writing_gap(struct str s)
{
    size_t run = 0;

    for (size_t i = 0; i < s.n; i++) {
        run = s.p[i] == ' ' || s.p[i] == '_' ? run + 1 : 0;
        if (run >= WIDE_GAP) {
            return i + 1 - run;
        }
    }
    return 0;
}

static uint32_t add_whole(struct form_reader *f, uint32_t block, size_t beg, size_t end,
                          const char *type)
{
    return form_add_field(f, block, beg, end, (struct str){}, type);
}

/* A line that leaves room: 総額　　　千円, 件名：, 提出日：令和　年　月　日, □ … */
static bool read_gap_line(struct form_reader *f, uint32_t index, const struct block *b)
{
    struct str s = b->t.s;
    ptrdiff_t colon = str_find(s, STR(":"), b->body);

    if (colon > 0 && form_is_blank(str_sub(s, (size_t)colon + 1, s.n)) &&
        char_count(str_sub(s, 0, (size_t)colon)) <= LONGEST_LINE) {
        bool date = str_has(str_sub(s, (size_t)colon, s.n), STR("月"));

        return add_whole(f, index, b->body, (size_t)colon, date ? "date" : NULL) != REG_NO_INDEX;
    }
    size_t gap = writing_gap(s);

    if (gap > b->body && !str_has(str_sub(s, 0, gap), STR("。"))) {
        size_t rest = gap;

        while (rest < s.n && (s.p[rest] == ' ' || s.p[rest] == '_')) {
            rest++;
        }
        static const char *const units[] = {"円", "千円", "百万円", "万円", "%", "名",
                                            "人", "件",   "回",     "年",   "印"};
        size_t unit = 0;

        for (size_t i = 0; i < COUNT(units); i++) {
            unit = str_at(s, rest, str_of(units[i])) ? strlen(units[i]) : unit;
        }
        if (rest >= s.n || unit > 0) {
            uint32_t field = add_whole(f, index, b->body, gap,
                                       unit > 0 && !str_at(s, rest, STR("印")) ? "number" : NULL);
            ptrdiff_t note = str_find(s, STR("※"), rest);

            if (note > 0) {
                form_add_note(
                    f, field,
                    str_sub(s, (size_t)note + WIDE, str_ends(s, STR(")")) ? s.n - 1 : s.n));
            }
            return field != REG_NO_INDEX;
        }
    }
    bool box = str_starts(s, STR("□")) || str_starts(s, STR("☐"));

    return box && !str_at(s, WIDE, STR("□")) && !str_has(s, STR("。")) &&
           add_whole(f, index, WIDE, s.n, "choice") != REG_NO_INDEX;
}

/* Short lines that stand alone in a form. */
static bool read_lone_line(struct form_reader *f, uint32_t index, const struct block *b)
{
    struct str squeezed = squeeze(f, str_sub(b->t.s, b->body, b->t.s.n));

    if (is_blank_date(squeezed) && !str_has(squeezed, STR(":"))) {
        uint32_t field = add_whole(f, index, b->body, b->t.s.n, "date");

        if (field != REG_NO_INDEX) {
            f->form.fields.v[field].name = STR("日付");
        }
        return true;
    }
    if (names_a_person_or_firm(squeezed)) {
        f->line_field = add_whole(f, index, b->body, b->t.s.n, NULL);
        f->line_block = index;
        return true;
    }
    return false;
}

/* ---- questions ---- */

/* Sentences tell how to fill in; they ask nothing themselves. */
static bool is_instruction(struct str s)
{
    static const char *const ends[] = {"こと", "ください", "下さい", "する",
                                       "です", "ます",     "である"};
    struct str t = str_trim(s);

    return str_has(t, STR("。")) || ends_any(t, ends, COUNT(ends));
}

/* End of the words of a question: before ※, or the bracket that explains it. */
static size_t question_end(const struct block *b)
{
    ptrdiff_t note = str_find(b->t.s, STR("※"), b->body);

    return note > (ptrdiff_t)b->body ? (size_t)note : b->t.s.n;
}

static void read_question(struct form_reader *f, uint32_t index, const struct block *b)
{
    size_t end = question_end(b);
    struct str words = str_sub(b->t.s, b->body, end);

    if (words.n == 0 || char_count(words) > LONGEST_QUESTION) {
        return;
    }
    static const char *const short_answers[] = {"名", "名称", "番号", "住所", "所在地", "先"};
    const char *type = form_type_of(words);
    bool free = (strcmp(type, "text") == 0 || strcmp(type, "person") == 0) &&
                !ends_any(words, short_answers, COUNT(short_answers));
    uint32_t field = add_whole(f, index, b->body, end, free ? "free" : type);

    if (field == REG_NO_INDEX) {
        return;
    }
    f->heading = field;
    f->heading_has_table = false;
    if (end < b->t.s.n) {
        form_add_note(f, field, str_trim(str_sub(b->t.s, end + WIDE, b->t.s.n)));
    }
}

/* ---- notes ---- */

static bool begins_guide(struct str s)
{
    static const char *const words[] = {"記載要領",     "記入要領",   "記載上の注意",
                                        "記入上の注意", "記載の要領", "記入の要領",
                                        "注意事項",     "留意事項",   "記入方法"};

    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_has(str_sub(s, 0, 60), str_of(words[i])) && char_count(s) <= 16) {
            return true;
        }
    }
    return false;
}

/* 「実施状況」は、…: the quoted name, when it is that of a field. */
static bool note_on_quoted(struct form_reader *f, struct str note)
{
    ptrdiff_t close = str_find(note, STR("」"), 0);

    if (!str_starts(note, STR("「")) || close < 0) {
        return false;
    }
    struct str name = str_sub(note, WIDE, (size_t)close);
    bool found = false;

    for (uint32_t i = form_first_named(f); i < f->form.fields.n; i++) {
        if (str_eq(f->form.fields.v[i].name, name)) {
            form_add_note(f, i, note);
            found = true;
        }
    }
    return found;
}

static void read_note(struct form_reader *f, struct str note)
{
    if (note.n == 0 || note_on_quoted(f, note) || form_add_note_by_name(f, note)) {
        return;
    }
    form_add_note(f, f->heading, note);
}

/* ---- paragraphs ---- */

/* A numbered note belongs to the fields with its mark; one without any is attached by its words. */
static bool is_marked_note(const struct reading *r, const struct block *b)
{
    uint32_t low = 0;
    uint32_t high = r->notes.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (r->notes.v[middle].beg < b->beg) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < r->notes.n && r->notes.v[low].beg < b->end && r->notes.v[low].mark_count > 0;
}

static void read_paragraph(struct form_reader *f, uint32_t index)
{
    const struct reading *r = f->r;
    const struct block *b = &r->blocks.v[index];
    struct str text = str_trim(str_sub(b->t.s, b->body, b->t.s.n));

    if (begins_guide(text)) {
        f->in_guide = true;
        return;
    }
    if (b->marker.class == MARK_NOTE || b->kind == BLOCK_NOTE || str_starts(b->t.s, STR("※"))) {
        if (f->line_field != REG_NO_INDEX && f->line_block + 1 == index) {
            form_add_note(f, f->line_field, text);
        } else if (!is_marked_note(r, b)) {
            read_note(f, text);
        }
        return;
    }
    if (f->in_guide) {
        read_note(f, text);
        return;
    }
    bool numbered = marker_is_numbered(&b->marker) && r->nodes.v[b->node].block == index;

    if (numbered && !is_instruction(str_sub(b->t.s, b->body, question_end(b)))) {
        read_question(f, index, b);
        return;
    }
    if (is_addressee(squeeze(f, text)) || form_is_example(b->t.s)) {
        return;
    }
    if (read_lone_line(f, index, b) || read_gap_line(f, index, b)) {
        return;
    }
    if (f->heading != REG_NO_INDEX && (b->marker.class == MARK_BULLET || is_instruction(text))) {
        form_add_note(f, f->heading, text);
    }
}

/* A head whose answer is the table below it is no field of its own. */
static void drop_group_heads(struct form_reader *f)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < f->form.fields.n; i++) {
        struct reg_form_field *field = &f->form.fields.v[i];
        bool pairs_below = str_eq(field->type, STR("table")) && field->note.n == 0 &&
                           str_ends(field->name, STR("等"));

        if (!pairs_below) {
            f->form.fields.v[n++] = *field;
        }
    }
    f->form.fields.n = n;
}

/* ---- forms ---- */

/* A form of bare lines: each short line is something to fill in. */
static void read_bare_lines(struct form_reader *f, const struct part *p)
{
    const struct reading *r = f->r;

    for (uint32_t i = p->block_first; i < p->block_first + p->block_count; i++) {
        const struct block *b = &r->blocks.v[i];
        struct str text = str_trim(str_sub(b->t.s, b->body, b->t.s.n));

        if (i == p->title_block || i == p->label_block || b->kind == BLOCK_NOTE ||
            b->marker.class == MARK_NOTE || char_count(text) > LONGEST_LINE ||
            is_instruction(text) || str_has(text, STR("、")) || is_addressee(squeeze(f, text)) ||
            form_is_example(text) || char_count(text) < 2) {
            continue;
        }
        add_whole(f, i, b->body, b->t.s.n, NULL);
    }
}

/* The title of a form whose label stands alone: the first line below it that ends like one. */
static struct str find_title(struct form_reader *f, const struct part *p, uint32_t *ret_block)
{
    static const char *const ends[] = {"書", "票", "名簿",   "届",     "表",
                                       "案", "図", "リスト", "シート", "一覧"};

    for (uint32_t i = p->block_first;
         i < p->block_first + MIN(p->block_count, (uint32_t)TITLE_BLOCKS); i++) {
        const struct block *b = &f->r->blocks.v[i];

        if (i != p->label_block && b->table == 0 && b->marker.class == MARK_NONE &&
            !str_has(b->t.s, STR("。")) && ends_any(str_trim(b->t.s), ends, COUNT(ends))) {
            *ret_block = i;
            return squeeze(f, b->t.s);
        }
    }
    return (struct str){};
}

/* Whether a part asks to be filled in. */
static bool may_be_form(const struct reading *r, const struct part *p)
{
    if (p->kind == PART_FORM || p->kind == PART_ANNEX_FORM) {
        return true;
    }
    return p->kind == PART_NOTICE && p->label.n > 0;
}

static void read_form(struct reading *r, uint32_t part)
{
    const struct part *p = &r->parts.v[part];
    struct form_reader f = {
        .r = r, .part = part, .heading = REG_NO_INDEX, .line_field = REG_NO_INDEX};
    uint32_t end = p->block_first + p->block_count;
    uint32_t place = p->title_block != REG_NO_INDEX   ? p->title_block
                     : p->label_block != REG_NO_INDEX ? p->label_block
                                                      : p->block_first;
    bool only_tables = p->kind == PART_NOTICE;

    f.form.label = p->label;
    f.form.title = p->title.n > 0 ? p->title : find_title(&f, p, &place);
    for (uint32_t i = p->block_first; i < end;) {
        const struct block *b = &r->blocks.v[i];

        if (b->table != 0) {
            uint32_t after = form_read_table(&f, i, end);

            i = MAX(i + 1, after);
            continue;
        }
        bool note = b->marker.class == MARK_NOTE || b->kind == BLOCK_NOTE;

        if (i != p->title_block && i != p->label_block &&
            (!only_tables || (note && f.form.fields.n > 0))) {
            read_paragraph(&f, i);
        }
        i++;
    }
    if (f.form.fields.n == 0 && p->kind == PART_FORM) {
        read_bare_lines(&f, p);
    }
    if (f.form.fields.n == 0 && (only_tables || p->block_count < 2)) {
        return;
    }
    drop_group_heads(&f);
    form_settle(&f);
    f.form.src = block_src(r, &r->blocks.v[place], 0, r->blocks.v[place].t.s.n);
    *VEC_ADD(r->arena, &r->reg->forms) = f.form;
}

void form_build(struct reading *r)
{
    for (uint32_t i = 0; i < r->parts.n; i++) {
        if (may_be_form(r, &r->parts.v[i]) && r->parts.v[i].block_count > 0) {
            read_form(r, i);
        }
    }
}

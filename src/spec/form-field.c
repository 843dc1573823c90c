/*
 * A field of a form. A form is there to be filled in, so a field must be filled in unless its
 * name or a note says 任意, 記載不要, 該当がある場合 or the like; 必ず and 必須 outweigh that.
 */
#include "spec/form.h"

#include "text/chars.h"

enum {
    WIDE = 3,
    LONGEST_NAME = 80,    /* characters */
    SHORT_NOTE = 24,      /* characters of a note that speaks of nothing else */
    LONGEST_SUBJECT = 40, /* characters before は in which a note names fields */
    SHORTEST_WORD = 2,
    LONGEST_NOTES = 8192, /* bytes of the notes of one field */
};

static bool has_any(struct str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n && s.n > 0; i++) {
        if (str_has(s, str_of(words[i]))) {
            return true;
        }
    }
    return false;
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

/* ---- blanks and examples ---- */

/* ○○, △△, XX: a sign twice stands for what is to be filled in. */
static bool has_doubled_sign(struct str s)
{
    static const char *const signs[] = {"○○", "〇〇", "・・・", "△△", "●●", "XX",
                                        "■■", "▲▲",   "□□",     "◇◇", "☆☆"};

    for (size_t at = 0, n; at < s.n; at += n) {
        n = (unsigned char)s.p[at] < 0xE0 ? 1 : WIDE;
        if (str_at(s, at + n, str_sub(s, at, at + n)) && str_at_any(s, at, signs, COUNT(signs))) {
            return true;
        }
    }
    return false;
}

bool form_is_example(struct str text)
{
    static const char *const words[] = {"【例】", "記載例", "(例)", "記入例"};

    return (str_has(text, STR("例")) && has_any(text, words, COUNT(words))) ||
           has_doubled_sign(text);
}

bool form_is_blank(struct str text)
{
    static const char *const filler[] = {
        " ",    "年", "月", "日", "時",   "分",     "円", "千円", "名", "人", "%", "令和",
        "平成", "(",  ")",  "○",  "〇",   "・",     "_",  "-",    "~",  "□",  "☐", "印",
        "件",   "回", "有", "無", "はい", "いいえ", "/",  "―",    "/",  "[",  "]", ":",
    };

    for (size_t at = 0; at < text.n;) {
        size_t n = 0;

        for (size_t i = 0; i < COUNT(filler) && n == 0; i++) {
            n = str_word_at(text, at, filler[i]);
        }
        if (n == 0) {
            return str_starts(text, STR("□")) || str_starts(text, STR("☐"));
        }
        at += n;
    }
    return true;
}

/* ---- types ---- */

const char *form_type_of(struct str name)
{
    static const char *const choices[] = {"有無", "可否", "該非",     "実施状況", "□",
                                          "☐",    "選択", "区分の別", "該当の有"};
    static const char *const dates[] = {"年月日", "日付", "締結日", "提出日", "記入日", "実施日",
                                        "期日",   "期間", "日時",   "期限",   "発行日", "申請日"};
    static const char *const numbers[] = {
        "金額",  "額",   "費",   "単価", "比率",   "費率", "割合", "人数", "件数",
        "の数",  "点数", "回数", "金",   "売上高", "数量", "円)",  "%)",   "(円",
        "(千円", "(人",  "(名",  "(%",   "員数",   "小計", "合計", "総額", "消費税"};
    static const char *const persons[] = {"氏名",   "代表者", "責任者", "担当者",
                                          "管理者", "従事者", "技術者", "委員",
                                          "講師",   "記入者", "主担当"};
    static const char *const frees[] = {
        "理由",         "方法", "内容", "概要", "計画", "体制", "実績", "目的", "効果", "課題",
        "スケジュール", "方針", "提案", "状況", "図",   "意見", "所感", "結果", "備考", "経歴"};

    if (has_any(name, choices, COUNT(choices))) {
        return "choice";
    }
    if (ends_any(name, dates, COUNT(dates)) || has_any(name, dates, 1)) {
        return "date";
    }
    if (ends_any(name, numbers, COUNT(numbers)) || str_has(name, STR("円)")) ||
        str_has(name, STR("(円"))) {
        return "number";
    }
    if (has_any(name, persons, COUNT(persons))) {
        return "person";
    }
    return ends_any(name, frees, COUNT(frees)) ? "free" : "text";
}

/* ---- names ---- */

/* Bytes of a note sign at `at`: （※１）, ※, *１, ¹; 0 = none. */
static size_t sign_bytes(const struct reading *r, uint32_t mark, const struct block *b, size_t at)
{
    if (mark < r->note_marks.n && r->note_marks.v[mark].beg == ftext_beg(&b->t, at)) {
        size_t end = at;

        while (end < b->t.s.n && ftext_beg(&b->t, end) < r->note_marks.v[mark].end) {
            end++;
        }
        return end - at;
    }
    return str_at(b->t.s, at, STR("※")) ? WIDE : str_at(b->t.s, at, STR("*")) ? 1 : 0;
}

/* The first mark of a block, by place. */
static uint32_t first_mark_of(const struct reading *r, uint32_t block)
{
    uint32_t low = 0;
    uint32_t high = r->note_marks.n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (r->note_marks.v[middle].block < block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* What a note says, without its sign. */
static struct str note_text(const struct reading *r, const struct note *n)
{
    const struct block *b = &r->blocks.v[n->block];
    size_t at = 0;

    while (at < b->t.s.n && ftext_beg(&b->t, at) < n->end) {
        at++;
    }
    return str_trim(str_sub(b->t.s, at, b->t.s.n));
}

/* The name without signs of notes and without the spaces that stretch it (氏　名). */
static struct str clean_name(struct form_reader *f, uint32_t block, size_t beg, size_t end,
                             struct str group)
{
    struct reading *r = f->r;
    const struct block *b = &r->blocks.v[block];
    uint32_t mark = first_mark_of(r, block);
    char *out = arena_alloc(r->arena, group.n + (end - beg) + WIDE + 1);
    size_t n = group.n;

    if (group.n > 0) {
        memcpy(out, group.p, group.n);
        memcpy(out + n, "／", WIDE);
        n += WIDE;
    }
    size_t name_start = n;

    for (size_t at = beg; at < end;) {
        while (mark < r->note_marks.n && r->note_marks.v[mark].block == block &&
               r->note_marks.v[mark].beg < ftext_beg(&b->t, at)) {
            mark++;
        }
        size_t sign = sign_bytes(r, mark, b, at);

        if (sign > 0) {
            at += sign;
            continue;
        }
        if (b->t.s.p[at] != ' ') {
            out[n++] = b->t.s.p[at];
        }
        at++;
    }
    while (n > name_start && out[n - 1] == ':') {
        n--;
    }
    return n == name_start ? (struct str){} : (struct str){.p = out, .n = n};
}

static void add_notes_of_marks(struct form_reader *f, uint32_t field, uint32_t block, size_t beg,
                               size_t end)
{
    struct reading *r = f->r;
    const struct block *b = &r->blocks.v[block];

    for (uint32_t i = first_mark_of(r, block);
         i < r->note_marks.n && r->note_marks.v[i].block == block; i++) {
        const struct note_mark *m = &r->note_marks.v[i];

        if (m->note != REG_NO_INDEX && m->beg >= ftext_beg(&b->t, beg) &&
            m->beg < ftext_beg(&b->t, end)) {
            form_add_note(f, field, note_text(r, &r->notes.v[m->note]));
        }
    }
}

uint32_t form_add_field(struct form_reader *f, uint32_t block, size_t beg, size_t end,
                        struct str group, const char *type)
{
    struct reading *r = f->r;
    const struct block *b = &r->blocks.v[block];

    end = utf8_floor(b->t.s, MIN(end, b->t.s.n));
    struct str name = clean_name(f, block, beg, end, group);

    if (name.n == 0 || char_count(name) > LONGEST_NAME) {
        return REG_NO_INDEX;
    }
    struct reg_form_field *field = VEC_ADD(r->arena, &f->form.fields);

    *field = (struct reg_form_field){
        .src = block_src(r, b, beg, end),
        .name = name,
        .type = str_of(type != NULL ? type : form_type_of(name)),
        .mandatory = true,
    };
    add_notes_of_marks(f, f->form.fields.n - 1, block, beg, end);
    return f->form.fields.n - 1;
}

/* ---- notes ---- */

void form_add_note(struct form_reader *f, uint32_t field, struct str note)
{
    if (field == REG_NO_INDEX || note.n == 0) {
        return;
    }
    struct reg_form_field *to = &f->form.fields.v[field];

    if (to->note.n > LONGEST_NOTES || str_has(to->note, note)) {
        return;
    }
    to->note = to->note.n == 0
                   ? note
                   : arena_printf(f->r->arena, "%.*s\n%.*s", STR_ARG(to->note), STR_ARG(note));
}

/* Whether the name of a field and a word of a note mean the same: 住所 and 個人住所. */
static bool is_named(struct str name, struct str word)
{
    return char_count(word) >= SHORTEST_WORD &&
           (str_has(name, word) || (char_count(name) >= SHORTEST_WORD && str_has(word, name) &&
                                    char_count(word) <= char_count(name) + 4));
}

bool form_add_note_by_name(struct form_reader *f, struct str note)
{
    static const char *const ends[] = {"については", "は、", "は", "欄", "には"};
    size_t end = 0;

    for (size_t i = 0; i < COUNT(ends) && end == 0; i++) {
        ptrdiff_t at = str_find(note, str_of(ends[i]), 0);

        end =
            at > 0 && char_count(str_sub(note, 0, (size_t)at)) <= LONGEST_SUBJECT ? (size_t)at : 0;
    }
    bool found = false;

    for (size_t at = 0; at < end;) {
        size_t stop = at;

        while (stop < end && !str_at(note, stop, STR("、")) && !str_at(note, stop, STR("及び")) &&
               !str_at(note, stop, STR("・"))) {
            uint32_t cp;

            stop += utf8_decode(note, stop, &cp);
        }
        struct str word = str_trim(str_sub(note, at, stop));

        for (uint32_t i = form_first_named(f); i < f->form.fields.n; i++) {
            if (is_named(f->form.fields.v[i].name, word)) {
                form_add_note(f, i, note);
                found = true;
            }
        }
        at = stop + (str_at(note, stop, STR("及び")) ? 2 * WIDE : WIDE);
    }
    return found;
}

/* ---- must it be filled in? ---- */

static bool is_optional(struct str name, struct str note)
{
    static const char *const in_name[] = {"任意",       "該当する場合", "該当がある場合",
                                          "該当者のみ", "ある場合",     "場合のみ"};
    static const char *const in_note[] = {"任意。",         "任意)",          "任意と",
                                          "(任意",          "任意の項目",     "任意項目",
                                          "は任意",         "該当がある場合", "該当する場合のみ",
                                          "求められた場合", "必ずしも",       "場合に限り",
                                          "場合のみ",       "なくてもよい",   "省略可",
                                          "省略すること",   "省略して",       "可能な範囲"};
    static const char *const plain[] = {"記載不要",   "記入不要",   "不要",
                                        "記入しない", "記載しない", "要しない"};

    /* A part of each of these words, fewer to be looked for. */
    static const char *const stems[] = {"任意",         "場合", "該当",      "必ずしも",
                                        "なくてもよい", "省略", "可能な範囲"};

    if ((has_any(name, stems, COUNT(stems)) && has_any(name, in_name, COUNT(in_name))) ||
        (has_any(note, stems, COUNT(stems)) && has_any(note, in_note, COUNT(in_note)))) {
        return true;
    }
    return char_count(note) <= SHORT_NOTE && has_any(note, plain, COUNT(plain)) &&
           !str_has(note, STR("者に")) && !str_has(note, STR("場合"));
}

static bool is_required(struct str name, struct str note)
{
    ptrdiff_t must = str_find(note, STR("必ず"), 0);
    bool always = must >= 0 && !str_at(note, (size_t)must, STR("必ずしも"));

    return always || str_has(note, STR("必須")) || str_has(name, STR("必須"));
}

void form_settle(struct form_reader *f)
{
    for (uint32_t i = 0; i < f->form.fields.n; i++) {
        struct reg_form_field *field = &f->form.fields.v[i];

        field->mandatory =
            is_required(field->name, field->note) || !is_optional(field->name, field->note);
    }
}

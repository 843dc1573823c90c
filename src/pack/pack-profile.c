/*
 * A contract's own profile; see pack-profile.h. Sentences are folded and read word by word: a limit
 * is a quantity (text/quantity.h) whose unit and whose neighbours in the sentence say what it is
 * of.
 */
#include "pack/pack-profile.h"

#include "base/buf.h"
#include "text/fold.h"
#include "text/quantity.h"

enum { MAX_HEADINGS = 20, MIN_HEADINGS = 3, MAX_HEADING_BYTES = 60, MIN_HEADING_BYTES = 6 };

static bool has_any(struct str s, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_has(s, str_of(*words))) {
            return true;
        }
    }
    return false;
}

/* ---- the nearest ---- */

static bool says(const struct str *deliverables, size_t count, const char *const *words)
{
    for (size_t i = 0; i < count; i++) {
        if (has_any(deliverables[i], words)) {
            return true;
        }
    }
    return false;
}

struct str pack_profile_nearest(const struct str *deliverables, size_t count)
{
    static const char *const full[] = {"骨子", "書誌", "未承諾", NULL};
    static const char *const media[] = {"CD-R", "ＣＤ－Ｒ", "CD－R", "2式", "２式", NULL};
    static const char *const event[] = {"実施報告書", NULL};
    static const char *const single[] = {"透明テキスト", "電子媒体", NULL};
    const char *name = says(deliverables, count, full)     ? "名前: meti-report\n"
                       : says(deliverables, count, media)  ? "名前: meti-media\n"
                       : says(deliverables, count, event)  ? "名前: event-report\n"
                       : says(deliverables, count, single) ? "名前: meti-single\n"
                                                           : "名前: " PROFILE_DEFAULT "\n";

    for (size_t i = 0; i < profile_text_count; i++) {
        if (str_has(profile_texts[i], str_of(name))) {
            return profile_texts[i];
        }
    }
    return profile_texts[0];
}

/* ---- what a sentence says ---- */

/* Words of the sentence that say what its quantities are of. */
struct about {
    bool is_mail, is_outline, is_report, is_cut, is_picture;
};

static struct about about_of(struct str s)
{
    static const char *const mail[] = {"メール", "添付ファイル", NULL};
    static const char *const outline[] = {"骨子", NULL};
    static const char *const report[] = {"報告書", "納入物", "成果物", "納品物", NULL};
    static const char *const bid[] = {"提案書", "企画書", "申請書", "応募", "入札", NULL};
    static const char *const cut[] = {"分割", "超え", "超過", "分けて", NULL};
    static const char *const picture[] = {"写真", NULL};

    return (struct about){
        .is_mail = has_any(s, mail),
        .is_outline = has_any(s, outline),
        .is_report = has_any(s, report) && !has_any(s, bid),
        .is_cut = has_any(s, cut),
        .is_picture = has_any(s, picture),
    };
}

struct proposing {
    struct arena *arena;
    const struct pack_source *source;
    struct pack_settings *ret;
};

/* The first sentence that settles it counts. */
static void propose(struct proposing *p, enum pack_setting setting, struct str value)
{
    if (p->ret->sources[setting] == NULL) {
        p->ret->values[setting] = value;
        p->ret->sources[setting] = p->source;
    }
}

static void propose_bytes(struct proposing *p, const struct about *x, struct str value)
{
    if (x->is_mail) {
        propose(p, PACK_SET_MAIL, value);
    } else if (x->is_report) {
        propose(p, PACK_SET_BYTES, value);
    }
}

static void propose_quantity(struct proposing *p, const struct about *x, const struct quantity *q)
{
    struct str number = quantity_number_value(p->arena, q->has_hi ? q->hi : q->lo);
    bool is_at_most = q->has_hi && !q->has_lo;
    bool is_size =
        str_eq(q->unit, STR("MB")) || str_eq(q->unit, STR("GB")) || str_eq(q->unit, STR("KB"));

    if (q->fuzzy || q->approx || str_has(number, STR(".")) || str_has(number, STR("/"))) {
        return;
    }
    if (is_size && (is_at_most || x->is_cut)) {
        propose_bytes(p, x, arena_printf(p->arena, "%.*s%.*s", STR_ARG(number), STR_ARG(q->unit)));
    } else if (str_eq(q->unit, STR("ページ")) && x->is_outline && is_at_most) {
        propose(p, PACK_SET_OUTLINE, number);
    } else if (str_eq(q->unit, STR("ページ")) && x->is_report && x->is_cut) {
        propose(p, PACK_SET_PAGES, number);
    } else if (str_eq(q->unit, STR("文字")) && x->is_report && x->is_cut) {
        propose(p, PACK_SET_CHARACTERS, number);
    } else if ((str_eq(q->unit, STR("枚")) || str_eq(q->unit, STR("点"))) && x->is_picture &&
               q->has_lo && !q->has_hi) {
        propose(p, PACK_SET_PICTURES, number);
    }
}

static void propose_words(struct proposing *p, const struct about *x, struct str s)
{
    static const char *const layer[] = {"透明テキスト", "テキスト付き", "テキスト情報", "文字情報",
                                        NULL};
    static const char *const figures[] = {"図", "表", NULL};
    static const char *const without[] = {
        "用いず", "用いない", "含めず", "含めない", "含まない", "使用せず", "使用しない",
        "使わず", "使わない", "入れず", "入れない", "なし",     NULL};

    if (has_any(s, layer) && str_has(s, STR("PDF"))) {
        propose(p, PACK_SET_TEXT, STR("あり"));
    }
    if (x->is_outline && has_any(s, figures) && has_any(s, without)) {
        propose(p, PACK_SET_FIGURES, STR("なし"));
    }
}

/* ---- headings: 報告書には、目的、方法及び結果を記載 ---- */

/* The text between the topic and the verb, or an empty one. */
static struct str listed(struct str s)
{
    static const char *const topics[] = {"骨子には", "骨子は", "報告書には", NULL};
    static const char *const verbs[] = {"を記載", "を盛り込", "を含め", "を明記", "の項目", NULL};
    ptrdiff_t end = -1;

    for (const char *const *t = topics; *t != NULL; t++) {
        ptrdiff_t at = str_find(s, str_of(*t), 0);

        for (const char *const *v = verbs; at >= 0 && *v != NULL; v++) {
            ptrdiff_t verb = str_find(s, str_of(*v), (size_t)at);

            end = verb >= 0 && (end < 0 || verb < end) ? verb : end;
        }
        if (at >= 0 && end >= 0) {
            return str_sub(s, (size_t)at + strlen(*t), (size_t)end);
        }
    }
    return (struct str){};
}

/* The first of the words that divide a list, at or after `at`; *ret_bytes is its length. */
static size_t next_divider(struct str s, size_t at, size_t *ret_bytes)
{
    static const char *const dividers[] = {"、", "，", ",", "及び", "並びに", "・", NULL};
    size_t first = s.n;

    *ret_bytes = 0;
    for (const char *const *d = dividers; *d != NULL; d++) {
        ptrdiff_t found = str_find(s, str_of(*d), at);

        if (found >= 0 && (size_t)found < first) {
            first = (size_t)found;
            *ret_bytes = strlen(*d);
        }
    }
    return first;
}

static void propose_headings(struct proposing *p, struct str s)
{
    struct str list = listed(s);
    struct str value = {};
    uint32_t n = 0;

    for (size_t at = 0; at < list.n && n < MAX_HEADINGS;) {
        size_t divider;
        size_t end = next_divider(list, at, &divider);
        struct str word = str_trim(str_sub(list, at, end));

        at = end + MAX(divider, (size_t)1);
        if (word.n == 0) {
            continue;
        }
        /* A clause is no heading: then the sentence is no list of them. */
        if (word.n > MAX_HEADING_BYTES || word.n < MIN_HEADING_BYTES || str_has(word, STR("。")) ||
            str_has(word, STR("する")) || str_has(word, STR("場合"))) {
            return;
        }
        value =
            arena_printf(p->arena, "%.*s%s%.*s", STR_ARG(value), n > 0 ? " | " : "", STR_ARG(word));
        n++;
    }
    if (n >= MIN_HEADINGS) {
        propose(p, PACK_SET_HEADINGS, value);
    }
}

void pack_profile_propose(struct arena *a, const struct pack_sources *sources,
                          struct pack_settings *ret)
{
    *ret = (struct pack_settings){};
    for (uint32_t i = 0; i < sources->v.n; i++) {
        struct proposing p = {.arena = a, .source = &sources->v.v[i], .ret = ret};
        struct str s = fold(a, p.source->quote).s;
        struct about about = about_of(s);
        struct quantity_list quantities = {};

        quantity_scan(a, s, &quantities);
        for (uint32_t k = 0; k < quantities.n; k++) {
            propose_quantity(&p, &about, &quantities.v[k]);
        }
        propose_words(&p, &about, s);
        propose_headings(&p, s);
    }
}

/* ---- what a profile says ---- */

/* The part that a setting stands in: the first of the first role that the profile has. */
static const struct profile_part *part_for(const struct profile *p, enum pack_setting setting)
{
    static const enum profile_role roles[PACK_SETTINGS][2] = {
        [PACK_SET_BYTES] = {PROFILE_REPORT, PROFILE_REPORT},
        [PACK_SET_PAGES] = {PROFILE_REPORT, PROFILE_REPORT},
        [PACK_SET_CHARACTERS] = {PROFILE_REPORT, PROFILE_REPORT},
        [PACK_SET_TEXT] = {PROFILE_REPORT, PROFILE_REPORT},
        [PACK_SET_OUTLINE] = {PROFILE_OUTLINE, PROFILE_OUTLINE},
        [PACK_SET_FIGURES] = {PROFILE_OUTLINE, PROFILE_OUTLINE},
        [PACK_SET_HEADINGS] = {PROFILE_OUTLINE, PROFILE_SOURCE},
        [PACK_SET_PICTURES] = {PROFILE_SOURCE, PROFILE_REPORT},
    };

    for (size_t r = 0; r < COUNT(roles[0]); r++) {
        for (uint32_t i = 0; i < p->parts.n; i++) {
            if (p->parts.v[i].role == roles[setting][r]) {
                return &p->parts.v[i];
            }
        }
    }
    return NULL;
}

bool pack_profile_has(const struct profile *p, enum pack_setting setting)
{
    return setting == PACK_SET_MAIL || part_for(p, setting) != NULL;
}

static struct str number_words(struct arena *a, uint64_t n)
{
    return n == 0 ? (struct str){} : arena_printf(a, "%llu", (unsigned long long)n);
}

/* 128MB; 500KB when it is no whole number of them. */
static struct str size_words(struct arena *a, uint64_t bytes)
{
    enum { KB = 1000, MB = 1000 * 1000 };

    return bytes == 0        ? (struct str){}
           : bytes % MB == 0 ? arena_printf(a, "%lluMB", (unsigned long long)(bytes / MB))
                             : arena_printf(a, "%lluKB", (unsigned long long)(bytes / KB));
}

static struct str headings_of(struct arena *a, const struct profile_part *part)
{
    struct str all = {};

    for (uint32_t i = 0; i < part->headings.n; i++) {
        all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all), i > 0 ? " | " : "",
                           STR_ARG(part->headings.v[i]));
    }
    return all;
}

static struct str value_of(struct arena *a, const struct profile_part *part,
                           enum pack_setting setting)
{
    switch (setting) {
    case PACK_SET_BYTES:
        return size_words(a, part->max_bytes);
    case PACK_SET_PAGES:
        return number_words(a, part->max_pages);
    case PACK_SET_CHARACTERS:
        return number_words(a, part->max_characters);
    case PACK_SET_TEXT:
        return part->wants_text ? STR("あり") : STR("問わない");
    case PACK_SET_OUTLINE:
        return number_words(a, part->most_pages);
    case PACK_SET_FIGURES:
        return part->forbids_figures ? STR("なし") : STR("問わない");
    case PACK_SET_HEADINGS:
        return headings_of(a, part);
    case PACK_SET_PICTURES:
        return number_words(a, part->min_pictures);
    default:
        return (struct str){};
    }
}

void pack_profile_settings(struct arena *a, const struct profile *p, struct pack_settings *ret)
{
    *ret = (struct pack_settings){};
    for (int i = 0; i < PACK_SETTINGS; i++) {
        const struct profile_part *part = part_for(p, (enum pack_setting)i);

        if (part != NULL && i != PACK_SET_MAIL) {
            ret->values[i] = value_of(a, part, (enum pack_setting)i);
        }
    }
    ret->values[PACK_SET_MAIL] = size_words(a, p->max_mail_bytes);
}

/* ---- setting a value in the text ---- */

static bool is_blank(struct str line)
{
    return str_trim(line).n == 0;
}

/* Whether a line of the text gives the key a value. */
static bool gives(struct str line, const char *key)
{
    struct str s = str_trim(line);
    struct str rest = str_sub(s, MIN(strlen(key), s.n), s.n);

    return str_starts(s, str_of(key)) &&
           (str_starts(str_trim(rest), STR(":")) || str_starts(str_trim(rest), STR("：")));
}

/*
 * The text with `line` in the place of the key's, in the part number `part` (from 0; -1: before the
 * first), or behind the last line of that part; an empty line takes it away.
 */
static struct str with_line(struct arena *a, struct str text, int part, const char *key,
                            struct str line)
{
    struct buf out CLEANUP(buf_done);
    size_t last = 0; /* in `out`: behind the last line of the part that is not blank */
    bool is_done = false;
    int at_part = -1;

    buf_init(&out, text.n + line.n + 2);
    for (size_t at = 0; at < text.n;) {
        ptrdiff_t end = str_find(text, STR("\n"), at);
        size_t past = end < 0 ? text.n : (size_t)end;
        struct str old = str_sub(text, at, past);

        at_part += str_starts(str_trim(old), STR("["));
        at = past + 1;
        if (at_part == part && gives(old, key)) {
            if (!is_done && line.n > 0) {
                buf_add(&out, line);
                buf_add_char(&out, '\n');
            }
            is_done = true;
        } else {
            buf_add(&out, old);
            buf_add_char(&out, '\n');
        }
        if (at_part == part && !is_blank(old)) {
            last = out.n;
        }
    }
    struct str all = buf_str(&out);

    return is_done || line.n == 0 ? arena_str(a, all)
                                  : arena_printf(a, "%.*s%.*s\n%.*s", (int)last, all.p,
                                                 STR_ARG(line), (int)(all.n - last), all.p + last);
}

/* 上限 holds three of them: the line with this one changed. */
static struct str limits_line(struct arena *a, const struct profile_part *part,
                              enum pack_setting setting, struct str value)
{
    struct str bytes = setting == PACK_SET_BYTES ? value : value_of(a, part, PACK_SET_BYTES);
    struct str pages = setting == PACK_SET_PAGES ? value : value_of(a, part, PACK_SET_PAGES);
    struct str characters =
        setting == PACK_SET_CHARACTERS ? value : value_of(a, part, PACK_SET_CHARACTERS);

    if (bytes.n == 0 && pages.n == 0 && characters.n == 0) {
        return (struct str){};
    }
    return arena_printf(a, "上限:%s%.*s%s%.*s%s%s%.*s%s", bytes.n > 0 ? " " : "", STR_ARG(bytes),
                        pages.n > 0 ? " " : "", STR_ARG(pages), pages.n > 0 ? "ページ" : "",
                        characters.n > 0 ? " " : "", STR_ARG(characters),
                        characters.n > 0 ? "文字" : "");
}

int pack_profile_set(struct arena *a, struct str text, enum pack_setting setting, struct str value,
                     struct str *ret_text, struct err *err)
{
    static const char *const keys[PACK_SETTINGS] = {
        [PACK_SET_BYTES] = "上限",       [PACK_SET_PAGES] = "上限",
        [PACK_SET_CHARACTERS] = "上限",  [PACK_SET_TEXT] = "文字",
        [PACK_SET_OUTLINE] = "ページ",   [PACK_SET_FIGURES] = "図",
        [PACK_SET_HEADINGS] = "見出し",  [PACK_SET_PICTURES] = "写真",
        [PACK_SET_MAIL] = "メールの上限"};
    struct profile p;

    if (profile_parse(a, text, "profile", &p, err) < 0) {
        return -1;
    }
    const struct profile_part *part = setting == PACK_SET_MAIL ? NULL : part_for(&p, setting);
    struct str line =
        value.n == 0 ? (struct str){} : arena_printf(a, "%s: %.*s", keys[setting], STR_ARG(value));

    if (part == NULL && setting != PACK_SET_MAIL) {
        *ret_text = text;
        return 0;
    }
    if (setting <= PACK_SET_CHARACTERS) {
        line = limits_line(a, part, setting, value);
    }
    *ret_text =
        with_line(a, text, part == NULL ? -1 : (int)(part - p.parts.v), keys[setting], line);
    return profile_parse(a, *ret_text, "profile", &p, err);
}

/*
 * References to whole texts: laws and standards (never in the document), manuals (sometimes with
 * an address), and the texts of the call itself (仕様書, 契約書案, 本要領).
 *
 * A law is named by its last character (法, 令, 規則, 条例 …) and something that proves it: an article
 * number, a document number in brackets, に基づく. Words like 方法 and 法令 prove nothing.
 */
#include "spec/reference.h"

#include "text/chars.h"

enum { WIDE = 3, LONGEST_NAME = 40, URL_AHEAD = 3 };

bool ref_is_outside_title(struct str title)
{
    static const char *const ends[] = {
        "法",   "法律", "令",           "規則",         "条例",       "規程", "基準",   "基準群",
        "要領", "要綱", "指針",         "ガイドライン", "マニュアル", "手引", "手引き", "方針",
        "大綱", "標準", "ハンドブック", "作り方",       "ガイド",     "憲章", "約款",
    };

    if (char_count(title) < 4) {
        return false;
    }
    struct str s = str_trim(title);

    /* …統一基準群（令和５年度版） */
    if (str_ends(s, STR(")"))) {
        ptrdiff_t open = str_rfind(s, STR("("));

        s = open > 0 ? str_trim(str_sub(s, 0, (size_t)open)) : s;
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (str_ends(s, str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- laws ---- */

/* （以下「…」という。）, （平成…号） after a name; the byte behind it. */
static size_t skip_bracket(struct str s, size_t at, bool *ret_has_number)
{
    size_t p = skip_spaces(s, at);

    if (!str_at(s, p, STR("("))) {
        return at;
    }
    ptrdiff_t close = str_find(str_sub(s, 0, MIN(s.n, p + REF_NEAR_BYTES)), STR(")"), p);

    if (close < 0 || (size_t)close - p > 150) {
        return at;
    }
    struct str inner = str_sub(s, p, (size_t)close);

    *ret_has_number = str_has(inner, STR("号")) && str_has(inner, STR("第"));
    return (size_t)close + 1;
}

/* Where the name of the law begins: after the last 、。「（ or the topic は. */
static size_t name_start(struct str s, size_t pos, size_t floor)
{
    size_t start = ref_clause_start(s, pos, floor, LONGEST_NAME);

    for (size_t p = pos; p > start;) {
        p = char_before(s, p);
        if (str_at(s, p, STR("は")) || str_at(s, p, STR("、"))) {
            return p + WIDE;
        }
    }
    return start;
}

struct law_word {
    const char *word;
    bool binding; /* に基づく is enough; else an article or number is needed */
};

static const struct law_word law_words[] = {
    {"法律", true},  {"法", true},    {"会計令", true}, {"施行令", true},
    {"令", false},   {"規則", false}, {"条例", true},   {"規程", false},
    {"要領", false}, {"要綱", false}, {"基準", false},  {"約款", false},
};

/* 方法, 手法, 法令 … are no names of laws. */
static bool is_plain_word(struct str s, size_t pos, struct str word)
{
    static const char *const before[] = {
        "方", "手", "文", "作", "療", "工", "技", "用", "製", "寸", "立",   "司",   "違", "適",
        "合", "不", "魔", "命", "指", "法", "政", "号", "辞", "同", "関係", "当該", "話", "解"};

    if (char_class_before(s, pos) != CHAR_KANJI && char_class_before(s, pos) != CHAR_HIRAGANA &&
        char_class_before(s, pos) != CHAR_KATAKANA) {
        return true;
    }
    for (size_t i = 0; i < COUNT(before) && word.n <= WIDE; i++) {
        if (str_ends(str_sub(s, 0, pos), str_of(before[i]))) {
            return true;
        }
    }
    return false;
}

/* 第７条及び第８条第２項: the end of all of them. */
static size_t read_articles(struct str s, size_t at)
{
    static const char *const joints[] = {"及び", "又は", "並びに", "若しくは",
                                         "、",   "から", "~",      "・"};
    struct ref_path path;
    size_t end = at;

    while (str_at(s, at, STR("第")) && ref_read_path(s, at, &path)) {
        end = path.end;
        at = skip_spaces(s, end);
        at += ref_word_at(s, at, joints, COUNT(joints));
        at = skip_spaces(s, at);
    }
    return end;
}

static bool proves_a_law(struct str s, size_t at)
{
    static const char *const words[] = {"に基づ", "に規定", "の規定", "に定め",
                                        "を遵守", "に従",   "に準拠", "に則"};

    return ref_word_at(s, at, words, COUNT(words)) > 0;
}

bool ref_scan_law(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    struct str s = at->s;

    for (size_t i = 0; i < COUNT(law_words); i++) {
        struct str word = str_sub(s, pos, pos + str_word_at(s, pos, law_words[i].word));

        if (word.n == 0) {
            continue;
        }
        if (is_plain_word(s, pos, word)) {
            return false;
        }
        bool has_number = false;
        size_t end = pos + word.n;
        size_t behind = skip_bracket(s, end, &has_number);
        size_t articles = read_articles(s, skip_spaces(s, behind));

        if (articles > skip_spaces(s, behind)) {
            end = articles;
        } else if (has_number) {
            end = behind;
        } else if (!law_words[i].binding || !proves_a_law(s, end)) {
            return false;
        }
        ret->way = BY_LAW;
        ret->outcome = REFERENCE_OUTSIDE;
        ret->kind = REF_EXTERNAL;
        ret->beg = name_start(s, pos, at->b->body);
        ret->end = end;
        ret->quote_beg = ret->beg;
        ret->title = str_sub(s, ret->beg, pos + word.n);
        ret->target = str_sub(s, ret->beg, end);
        return true;
    }
    return false;
}

/* ---- the texts of the call ---- */

/* Whether the words behind a text's name send the reader there. */
static bool points_there(struct str s, size_t at)
{
    static const char *const fill[] = {"案", "(案)", "等", ")", " "};
    static const char *const words[] = {
        "のとおり", "の通り", "に記載", "に定め",     "に規定",   "に従",   "に基づ",
        "に疑義",   "に示",   "に準",   "をもとに",   "を基に",   "をよく", "を熟読",
        "を参照",   "の規定", "の定め", "によるもの", "による。", "に明記", "に沿",
    };

    for (size_t n; (n = ref_word_at(s, at, fill, COUNT(fill))) > 0; at += n) {
    }
    return ref_word_at(s, at, words, COUNT(words)) > 0 || (at == s.n && false);
}

static bool says_itself(struct str s, size_t pos)
{
    struct str before = str_trim(str_sub(s, 0, pos));

    return str_ends(before, STR("本")) || str_ends(before, STR("この"));
}

static bool says_attached(struct str s, size_t pos)
{
    struct str before = str_sub(s, 0, pos);

    return str_ends(before, STR("別添の")) || str_ends(before, STR("別紙の")) ||
           str_ends(before, STR("別添")) || str_ends(before, STR("別紙")) ||
           str_ends(before, STR("別途の"));
}

static void resolve_text(const struct ref_at *at, size_t pos, struct str word, struct ref_hit *ret)
{
    bool itself = says_itself(at->s, pos);
    uint32_t part = ref_names_find(&at->x->kinds, word, at->b->part);
    enum part_kind here = at->r->parts.v[at->b->part].kind;

    if (itself || (part == REG_NO_INDEX && here == PART_BODY && str_eq(word, STR("仕様書")) &&
                   !says_attached(at->s, pos))) {
        ret->part = at->b->part;
        ret->target = arena_printf(at->r->arena, "この%.*s", STR_ARG(word));
        return;
    }
    if (part != REG_NO_INDEX) {
        ret->part = part;
        ret->node = ref_part_root(at->x, part);
        ret->target = ref_target_of_part(at->x, part);
        return;
    }
    ret->outcome = REFERENCE_OUTSIDE;
    ret->kind = REF_EXTERNAL;
    ret->target = word;
    ret->note = STR("別の文書");
}

/* …マニュアルに従い without brackets: with an address near by it can be had. */
static bool scan_manual(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    static const char *const words[] = {"マニュアル", "ガイドライン", "手引き", "手引"};
    struct str s = at->s;
    size_t n = ref_word_at(s, pos, words, COUNT(words));
    size_t start = pos;

    if (n == 0 || !points_there(s, pos + n)) {
        return false;
    }
    while (start > at->b->body) {
        enum char_class class = char_class_before(s, start);

        if (class != CHAR_KANJI && class != CHAR_KATAKANA) {
            break;
        }
        start = char_before(s, start);
    }
    if (char_count(str_sub(s, start, pos)) < 3) {
        return false;
    }
    ret->way = BY_DOCUMENT;
    ret->beg = start;
    ret->end = pos + n;
    ret->title = str_sub(s, start, pos + n);
    ret->target = ret->title;
    ret->outcome = REFERENCE_OUTSIDE;
    ret->kind = REF_EXTERNAL;
    if (ref_find_url(at->r, at->block, URL_AHEAD) != REG_NO_INDEX) {
        ret->outcome = REFERENCE_FOUND;
        ret->kind = REF_URL;
    }
    return true;
}

bool ref_scan_document(const struct ref_at *at, size_t pos, struct ref_hit *ret)
{
    static const char *const texts[] = {"仕様書", "契約書", "要領"};
    struct str s = at->s;

    for (size_t i = 0; i < COUNT(texts); i++) {
        struct str word = str_of(texts[i]);

        if (!str_at(s, pos, word)) {
            continue;
        }
        bool call = str_eq(word, STR("要領"));
        struct str before = str_sub(s, 0, pos);

        if (!points_there(s, pos + word.n) ||
            (call && !says_itself(s, pos) && !str_ends(before, STR("募集")) &&
             !str_ends(before, STR("公募")))) {
            return false;
        }
        ret->way = BY_DOCUMENT;
        ret->beg = pos;
        ret->end = pos + word.n;
        resolve_text(at, pos, word, ret);
        return true;
    }
    /* この契約に定めのない事項 */
    if (str_at(s, pos, STR("契約に定め")) && says_itself(s, pos)) {
        ret->way = BY_DOCUMENT;
        ret->beg = pos;
        ret->end = pos + 2 * WIDE;
        ret->part = at->b->part;
        ret->target = STR("この契約書");
        return true;
    }
    return scan_manual(at, pos, ret);
}

/*
 * Words for people and offices that nothing in the document leads to: 丙 where 甲 and 乙 are the
 * parties, 甲 where none is called so, an office used once beside another with the same part
 * (監督職員 where all else says 担当官), Latin letters beside others that are explained or for
 * someone who is to be told (PJMOに連絡).
 *
 * Each is a slip only where the document keeps to its words otherwise: a word used often is a habit
 * of its author, and one with a bracket or 「」 is explained.
 */
#include "spec/lint.h"

#include "text/chars.h"

enum {
    MOST_USES = 2,   /* of a word that may be a slip */
    LEAST_USUAL = 2, /* of the word with the same part */
    LEAST_PARTY = 2,
    MOST_LETTERS = 48,
    LEAST_LONG = 3, /* letters */
    MOST_LONG = 6,
};

struct use {
    const char *word;
    uint32_t n;
    const struct lint_hit *first;
    bool explained;
};

/* は, が …: the word is the one who does or is done to. */
static bool has_particle(struct str s, size_t end)
{
    static const char *const after[] = {"は", "が", "に",   "の",   "と",  "へ",
                                        "を", "、", "から", "より", "及び"};

    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(s, end, str_of(after[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_word(enum char_class class)
{
    return class == CHAR_KANJI || class == CHAR_KATAKANA || class == CHAR_LATIN ||
           class == CHAR_DIGIT;
}

/* 「丙」, 丙:, 監督職員(…), 監督職員を置く, 監督職員とは, a heading. */
static bool is_explained(const struct block *b, size_t beg, size_t end)
{
    static const char *const after[] = {"」",     "(",      ":",     "とは",   "を置",
                                        "を定め", "を指定", "を設",  "を通知", "を選任",
                                        "を任命", "となる", "として"};
    struct str s = b->t.s;

    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(s, end, str_of(after[i]))) {
            return true;
        }
    }
    return skip_spaces(s, end) == s.n || (beg >= 3 && str_at(s, beg - 3, STR("「"))) ||
           (beg >= 1 && s.p[beg - 1] == '(');
}

static struct use *use_of(struct use *list, uint32_t *n, const char *word)
{
    for (uint32_t i = 0; i < *n; i++) {
        if (list[i].word == word) {
            return &list[i];
        }
    }
    list[*n] = (struct use){.word = word};
    return &list[(*n)++];
}

static void report_word(struct lint *l, const struct lint_hit *h, const struct lint_hit *other_hit,
                        struct str why)
{
    const struct block *b = &l->r->blocks.v[h->block];
    struct reg_src src = lint_around(l, b, h->beg, h->end, 4, 10);
    struct reg_src other = {};

    if (other_hit != NULL) {
        other =
            lint_around(l, &l->r->blocks.v[other_hit->block], other_hit->beg, other_hit->end, 4, 8);
    }
    lint_report(l, &(struct lint_say){
                       .src = src,
                       .other = other_hit != NULL ? &other : NULL,
                       .confidence = LIKELY,
                       .why = why,
                       .question = arena_printf(l->r->arena,
                                                "%.*sは、誰（どの組織）を指すかご教示ください。",
                                                STR_ARG(lint_named(l, b, str_of(h->word->text)))),
                   });
}

/* Counts the words of offices and third parties: at most MOST_WORDS different ones. */
enum { MOST_WORDS = 40 };

static uint32_t collect(const struct lint *l, struct use *list)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->hits.n; i++) {
        const struct lint_hit *h = &l->hits.v[i];
        const struct block *b = &l->r->blocks.v[h->block];
        struct str s = b->t.s;
        enum lint_word_class class = h->word->class;

        if ((class != WORD_OFFICE && class != WORD_THIRD && class != WORD_PARTY) ||
            (n == MOST_WORDS)) {
            continue;
        }
        struct use *u = use_of(list, &n, h->word->text);
        enum char_class before = char_class_before(s, h->beg);

        if (is_explained(b, h->beg, h->end)) {
            u->explained = u->explained || class != WORD_PARTY || !str_at(s, h->end, STR("として"));
        } else if (is_word(before) || is_word(char_class_at(s, h->end))) {
            u->explained = u->explained || (class == WORD_OFFICE && is_word(before));
        } else if (!lint_is_own_text(l, b)) {
            u->explained = u->explained || class == WORD_THIRD;
        } else if (has_particle(s, h->end)) {
            u->n++;
            u->first = u->first == NULL ? h : u->first;
        }
    }
    return n;
}

static const struct use *find_use(const struct use *list, uint32_t n, const char *word)
{
    for (uint32_t i = 0; i < n; i++) {
        if (strcmp(list[i].word, word) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

static uint32_t uses(const struct use *u)
{
    return u == NULL ? 0 : u->n;
}

/* 丙 beside 甲 and 乙; 甲 or 乙 in a paper that names its parties otherwise. */
static void check_parties(struct lint *l, const struct use *list, uint32_t n)
{
    const struct use *first = find_use(list, n, "甲");
    const struct use *second = find_use(list, n, "乙");
    const struct use *third = find_use(list, n, "丙");
    uint32_t named = uses(find_use(list, n, "受注者")) + uses(find_use(list, n, "受託者")) +
                     uses(find_use(list, n, "受託事業者"));

    if (uses(third) > 0 && third->n <= MOST_USES && !third->explained &&
        uses(second) >= LEAST_PARTY) {
        report_word(l, third->first, second->first,
                    STR("「丙」が定義なく使われている（当事者は「甲」と「乙」）"));
    }
    for (int i = 0; i < 2; i++) {
        const struct use *u = i == 0 ? first : second;

        if (uses(u) > 0 && uses(first) + uses(second) <= MOST_USES && !u->explained &&
            (first == NULL || !first->explained) && (second == NULL || !second->explained) &&
            named >= LEAST_PARTY) {
            report_word(l, u->first, NULL,
                        arena_printf(l->r->arena, "「%s」が定義なく使われている", u->word));
        }
    }
}

/* Offices of one part: the one who directs the contractor's work for the buyer. */
static bool is_supervisor(const char *word)
{
    return strstr(word, "委員会") == NULL;
}

static void check_offices(struct lint *l, const struct use *list, uint32_t n)
{
    const struct use *usual = NULL;

    for (uint32_t i = 0; i < n; i++) {
        const struct use *u = &list[i];

        if (u->first != NULL && u->first->word->class == WORD_OFFICE && is_supervisor(u->word) &&
            (usual == NULL || u->n > usual->n)) {
            usual = u;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct use *u = &list[i];

        if (u->first == NULL || u->first->word->class != WORD_OFFICE || u->n > MOST_USES ||
            u->explained || u == usual || u->first->word->detail != NULL) {
            continue;
        }
        if (!is_supervisor(u->word)) {
            report_word(
                l, u->first, NULL,
                arena_printf(l->r->arena, "「%s」が定義・設置の定めなく使われている", u->word));
        } else if (usual != NULL && usual->n >= LEAST_USUAL && usual->n > u->n) {
            report_word(l, u->first, usual->first,
                        arena_printf(l->r->arena, "「%s」が定義なく使われている（ほかでは「%s」）",
                                     u->word, usual->word));
        }
    }
}

void lint_office_undefined(struct lint *l)
{
    struct use list[MOST_WORDS];
    uint32_t n = collect(l, list);

    check_parties(l, list, n);
    check_offices(l, list, n);
}

/* ---- Latin letters ---- */

struct letters {
    struct str text;
    uint32_t block, beg, n;
    bool explained;
    bool is_party; /* is told, asked or obeyed: someone must know who it is */
};

/* Letters everybody knows; the rest must be explained where others are. */
static bool is_known(struct str s)
{
    static const char *const known[] = {
        "PDF",  "DVD",  "ROM",   "USB",  "JPEG", "JPG",  "PNG",  "GIF",   "CSV",   "SNS",    "URL",
        "HTML", "XML",  "ISO",   "JIS",  "ICT",  "LAN",  "WAN",  "VPN",   "SSL",   "TLS",    "CPU",
        "DPI",  "FAX",  "TEL",   "GIS",  "GPS",  "LED",  "NPO",  "OECD",  "BGM",   "ZIP",    "HTTP",
        "FTP",  "API",  "SQL",   "CMS",  "PDCA", "OJT",  "DTP",  "CMYK",  "RGB",   "WTO",    "NHK",
        "FAQ",  "CSS",  "IEC",   "ISBN", "JAS",  "MAIL", "WEB",  "HTTPS", "EXCEL", "WORD",   "EDI",
        "IPA",  "JICA", "JETRO", "METI", "MHLW", "NEDO", "IEEE", "UTF",   "TIFF",  "BMP",    "MPEG",
        "WMV",  "AVI",  "MOV",   "SSD",  "HDD",  "UPS",  "WIFI", "UHF",   "VHF",   "ETC",    "AED",
        "PCB",  "CATV", "ASEAN", "APEC", "TPP",  "EPA",  "FTA",  "GDP",   "NGO",   "UNESCO", "WHO",
        "EXPO", "RAM",  "MAC",   "DNS",  "DNA",  "PCR",  "RFID", "SIM",
    };

    for (size_t i = 0; i < COUNT(known); i++) {
        if (str_word_at(s, 0, known[i]) == s.n) {
            return true;
        }
    }
    return false;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Byte of the first capital from `at` on, s.n when there is none. */
static size_t next_capital(struct str s, size_t at)
{
    while (at < s.n && !is_capital(s.p[at])) {
        at += (unsigned char)s.p[at] >= 0xE0 ? 3 : 1; /* at least so long, and no letter in it */
    }
    return MIN(at, s.n);
}

/* 3 to 6 capitals that stand alone: no digits, dots or small letters beside them. */
static size_t letters_at(struct str s, size_t at)
{
    size_t end = at;

    while (end < s.n && is_capital(s.p[end])) {
        end++;
    }
    enum char_class before = char_class_before(s, at);
    enum char_class after = char_class_at(s, end);
    bool joined = (at > 0 && strchr("-./@_&:", s.p[at - 1]) != NULL) ||
                  (end < s.n && strchr("-./@_&:", s.p[end]) != NULL);

    return end - at >= LEAST_LONG && end - at <= MOST_LONG && !joined && before != CHAR_LATIN &&
                   before != CHAR_DIGIT && after != CHAR_LATIN && after != CHAR_DIGIT
               ? end - at
               : 0;
}

/* PJMOに連絡, PJMOの承認. */
static bool is_party(struct str s, size_t end)
{
    static const char *const after[] = {"に連絡", "に報告",     "へ連絡", "へ報告",
                                        "に提出", "と協議",     "の承認", "の指示",
                                        "の承諾", "の確認を受", "に通知"};

    for (size_t i = 0; i < COUNT(after); i++) {
        if (str_at(s, end, str_of(after[i]))) {
            return true;
        }
    }
    return false;
}

static void add_letters(const struct lint *l, struct letters *list, uint32_t *n, uint32_t block,
                        size_t beg, size_t end)
{
    const struct block *b = &l->r->blocks.v[block];
    struct str text = str_sub(b->t.s, beg, end);
    struct letters *x = NULL;

    for (uint32_t i = 0; i < *n && x == NULL; i++) {
        x = str_eq(list[i].text, text) ? &list[i] : NULL;
    }
    if (x == NULL && *n == MOST_LETTERS) {
        return;
    }
    if (x == NULL) {
        x = &list[(*n)++];
        *x = (struct letters){.text = text, .block = block, .beg = (uint32_t)beg};
    }
    x->n++;
    x->is_party = x->is_party || is_party(b->t.s, end);
    x->explained = x->explained || is_explained(b, beg, end) || b->table != 0 ||
                   !lint_is_own_text(l, b) || str_at(b->t.s, end, STR("=")) ||
                   str_at(b->t.s, end, STR(")"));
}

/* Whether the document gives an abbreviation of Latin letters in 「」. */
static const struct definition *defined_letters(const struct lint *l)
{
    for (uint32_t i = 0; i < l->r->definitions.n; i++) {
        struct str term = l->r->definitions.v[i].term;

        if (term.n >= LEAST_LONG && term.n <= MOST_LONG && letters_at(term, 0) == term.n) {
            return &l->r->definitions.v[i];
        }
    }
    return NULL;
}

void lint_office_letters(struct lint *l)
{
    struct letters list[MOST_LETTERS];
    const struct definition *other = defined_letters(l);
    uint32_t n = 0;

    for (uint32_t i = 0; i < l->r->blocks.n; i++) {
        const struct ftext *t = &l->r->blocks.v[i].t;
        struct str s = t->s;

        if (!ftext_may_have_capital(t)) {
            continue;
        }
        for (size_t at = next_capital(s, 0); at < s.n; at = next_capital(s, at)) {
            size_t length = letters_at(s, at);

            if (length > 0 && !is_known(str_sub(s, at, at + length))) {
                add_letters(l, list, &n, i, at, at + length);
            }
            while (at < s.n && is_capital(s.p[at])) {
                at++;
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct block *b = &l->r->blocks.v[list[i].block];

        if (list[i].explained || list[i].n > MOST_USES || (other == NULL && !list[i].is_party)) {
            continue;
        }
        struct reg_src src = lint_around(l, b, list[i].beg, list[i].beg + list[i].text.n, 8, 3);
        struct reg_src defined = {};

        if (other != NULL) {
            defined = reading_src(l->r, other->beg, other->end);
        }

        lint_report(l, &(struct lint_say){
                           .src = src,
                           .other = other != NULL ? &defined : NULL,
                           .confidence = LIKELY,
                           .why = other != NULL
                                      ? arena_printf(
                                            l->r->arena,
                                            "略語「%.*s」が説明なく使われている（「%.*s」には定義が"
                                            "ある）",
                                            STR_ARG(list[i].text), STR_ARG(other->term))
                                      : arena_printf(l->r->arena,
                                                     "「%.*s」が、誰を指すかの説明なく使われている",
                                                     STR_ARG(list[i].text)),
                           .question = arena_printf(l->r->arena, "%.*sの意味をご教示ください。",
                                                    STR_ARG(lint_named(l, b, list[i].text))),
                       });
    }
}

/*
 * Splitting: chapters are packed one after the other into parts, as long as no limit is passed. The
 * bytes of a page are taken as its share of the file.
 */
#include "inspect/deliver/deliver.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { MAX_CHAPTERS = 2000 };

struct chapter {
    uint32_t page; /* its first */
    struct str title;
};

struct splitting {
    struct arena *arena;
    const struct doc *doc;
    const struct profile_part *part;
    double bytes_per_page;
    uint64_t *characters; /* of each page, from 1 */
    VEC(struct chapter) chapters;
};

static void count_characters(struct splitting *s)
{
    s->characters = ARENA_ARRAY(s->arena, (size_t)s->doc->pages + 2, uint64_t);
    for (uint32_t i = 0; i < s->doc->lines.n; i++) {
        const struct doc_line *line = &s->doc->lines.v[i];
        struct str text = doc_line_text(s->doc, line);
        uint64_t n = 0;

        for (size_t k = 0; k < text.n; k++) {
            n += ((unsigned char)text.p[k] & 0xC0) != 0x80;
        }
        s->characters[MIN(line->page, s->doc->pages)] += n;
    }
}

/* 第2章, 第二章, 第３部 at the start of a short line. */
static bool is_chapter_line(struct arena *a, struct str line)
{
    struct str s = str_trim(fold(a, line).s);
    size_t at = 3;

    if (!str_starts(s, STR("第")) || s.n > 120) {
        return false;
    }
    for (uint32_t n = 0; at < s.n && n < 4; n++) {
        uint32_t cp;
        size_t bytes = utf8_decode(s, at, &cp);

        if (str_at(s, at, STR("章")) || str_at(s, at, STR("部")) || str_at(s, at, STR("編"))) {
            return n > 0 && !str_has(s, STR("。")) && !str_has(s, STR("..")) &&
                   !str_has(s, STR("……")) && !str_has(s, STR("・・"));
        }
        if (!(cp >= '0' && cp <= '9') && cp != ' ' && !(cp >= 0x4E00 && cp <= 0x9FFF)) {
            return false;
        }
        at += bytes;
    }
    return false;
}

static void find_chapters(struct splitting *s)
{
    bool has_outline = false;

    for (uint32_t i = 0; i < s->doc->lines.n; i++) {
        has_outline |= s->doc->lines.v[i].outline_level == 1;
    }
    for (uint32_t i = 0; i < s->doc->lines.n && s->chapters.n < MAX_CHAPTERS; i++) {
        struct arena scratch CLEANUP(arena_done) = {};
        const struct doc_line *line = &s->doc->lines.v[i];
        uint32_t last = s->chapters.n == 0 ? 0 : s->chapters.v[s->chapters.n - 1].page;

        if (line->page > last && line->role == DOC_BODY &&
            (has_outline ? line->outline_level == 1
                         : is_chapter_line(&scratch, doc_line_text(s->doc, line)))) {
            *VEC_ADD(s->arena, &s->chapters) =
                (struct chapter){.page = line->page, .title = doc_line_text(s->doc, line)};
        }
    }
}

/* Whether pages first..last are within the limits. */
static bool fits(const struct splitting *s, uint32_t first, uint32_t last, uint64_t characters)
{
    const struct profile_part *part = s->part;
    uint32_t pages = last - first + 1;

    return (part->max_pages == 0 || pages <= part->max_pages) &&
           (part->max_characters == 0 || characters <= part->max_characters) &&
           (part->max_bytes == 0 || s->bytes_per_page * pages <= (double)part->max_bytes);
}

static void add_cut(struct splitting *s, struct deliver_cuts *cuts, uint32_t first, uint32_t last)
{
    struct str title = {};

    for (uint32_t i = 0; i < s->chapters.n; i++) {
        if (s->chapters.v[i].page == first) {
            title = str_trim(s->chapters.v[i].title);
        }
    }
    *VEC_ADD(s->arena, &cuts->parts) =
        (struct deliver_cut){.first = first, .last = last, .chapter = arena_str(s->arena, title)};
}

void deliver_split(struct arena *a, const struct doc *doc, uint64_t bytes,
                   const struct profile_part *part, struct deliver_cuts *ret_cuts)
{
    struct deliver_cuts cuts = {};
    struct splitting s = {.arena = a,
                          .doc = doc,
                          .part = part,
                          .bytes_per_page = (double)bytes / MAX(doc->pages, 1u)};
    uint64_t total = 0;
    uint64_t open = 0;  /* characters of the part so far */
    uint64_t since = 0; /* of them since the last chapter began */
    uint32_t first = 1;
    uint32_t chapter = 0; /* the next in the list */
    uint32_t cut_at = 0;  /* where the last chapter began; 0 = in an earlier part */

    count_characters(&s);
    find_chapters(&s);
    for (uint32_t page = 1; page <= doc->pages; page++) {
        total += s.characters[page];
        if (chapter < s.chapters.n && s.chapters.v[chapter].page == page) {
            cut_at = page > first ? page : 0;
            since = 0;
            chapter++;
        }
        if (page > first && !fits(&s, first, page, open + s.characters[page])) {
            uint32_t at = cut_at > first ? cut_at : page;

            add_cut(&s, &cuts, first, at - 1);
            open = at == page ? 0 : since;
            first = at;
            cut_at = 0;
        }
        open += s.characters[page];
        since += s.characters[page];
    }
    add_cut(&s, &cuts, first, MAX(doc->pages, first));
    cuts.over_bytes = part->max_bytes > 0 && bytes > part->max_bytes;
    cuts.over_pages = part->max_pages > 0 && doc->pages > part->max_pages;
    cuts.over_characters = part->max_characters > 0 && total > part->max_characters;
    cuts.bytes = bytes;
    cuts.characters = total;
    cuts.pages = doc->pages;
    *ret_cuts = cuts;
}

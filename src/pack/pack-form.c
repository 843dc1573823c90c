/*
 * Forms that the folder has none of: 書誌情報 with a sheet for each PDF that is published, and the list
 * of what may not be used further, filled from the facts and the ledger of rights.
 */
#include "pack/pack-form.h"

#include "base/tr.h"
#include "pack/pack-choose.h"
#include "write/book.h"

#include <unistd.h>

static int put_book(struct making *m, struct str name, const struct profile_part *part,
                    int (*fill)(struct making *m, struct book *b, struct err *err), struct err *err)
{
    struct str whole = pack_making_name(m, PACK_INTERNAL, name);
    const char *path = pack_place_path(&m->place, whole);
    struct book *book;

    if (pack_place_check(&m->place, err) < 0 || pack_place_way(&m->place, whole, err) < 0) {
        return -1;
    }
    if (access(path, F_OK) == 0) {
        return err_set(err, ERR_CONFLICT, "two files of a set would be called '%.*s'",
                       STR_ARG(name));
    }
    if (book_open(m->arena, path, (struct str){}, m->call->day, &book, err) < 0 ||
        fill(m, book, err) < 0 || book_close(book, err) < 0) {
        return -1;
    }
    return pack_making_add(m, PACK_INTERNAL, (struct pack_item){.name = name, .title = part->title},
                           err);
}

/* A sheet for each PDF that is published. */
static int fill_bibliography(struct making *m, struct book *b, struct err *err)
{
    uint32_t sheets = 0;
    bool has_data = false;

    for (uint32_t i = 0; i < m->sets[PACK_PUBLIC].items.n; i++) {
        has_data |= !str_ends(m->sets[PACK_PUBLIC].items.v[i].name, STR(".pdf"));
    }
    for (uint32_t i = 0; i < m->sets[PACK_PUBLIC].items.n; i++) {
        const struct pack_item *item = &m->sets[PACK_PUBLIC].items.v[i];
        const struct pack_facts *f = &m->facts;
        struct str language = f->edition.n > 0 ? f->edition : STR("日本語版");
        bool listed = pack_rights_listed(&m->rights) > 0;
        const struct book_pair pairs[] = {
            {"委託事業名", f->project},
            {"報告書の題名", f->title},
            {"受注事業者名", f->contractor},
            {"担当課室名", f->office},
            {"作成年月", f->month.n > 0 ? f->month : m->call->date},
            {"版・言語",
             pack_choose_is_beside(item->name) ? pack_choose_stem(item->name) : language},
            {"PDFファイル名", item->name},
            {"二次利用未承諾リスト", listed ? STR("有") : STR("無")},
            {"図表等データ", has_data ? STR("有") : STR("無")},
            {"概要", f->summary},
            {"キーワード", f->keywords},
        };

        if (str_ends(item->name, STR(".pdf"))) {
            book_form(b, arena_printf(m->arena, "書誌情報%u", ++sheets).p,
                      "委託調査報告書公表用書誌情報", pairs, COUNT(pairs), NULL, 0);
        }
    }
    return sheets > 0 ? 0 : err_set(err, ERR_INVALID, "there is no PDF to be published");
}

static int fill_rights(struct making *m, struct book *b, struct err *err)
{
    static const struct book_column columns[] = {
        {"頁", 12, BOOK_TEXT}, {"図表番号", 18, BOOK_TEXT}, {"タイトル", 56, BOOK_TEXT}};
    const struct book_pair pairs[] = {{"報告書の題名", m->facts.title},
                                      {"委託事業名", m->facts.project},
                                      {"受注事業者名", m->facts.contractor}};

    book_form(b, "二次利用未承諾リスト", "二次利用未承諾リスト", pairs, COUNT(pairs), columns,
              COUNT(columns));
    for (uint32_t i = 0; i < m->rights.all.n; i++) {
        const struct pack_right *r = &m->rights.all.v[i];

        if (!r->is_free) {
            book_text(b, r->page);
            book_text(b, r->figure);
            book_text(b, r->title);
            book_end_row(b);
        }
    }
    return 0;
}

int pack_form_put(struct making *m, struct err *err)
{
    const struct profile_part *bibliography = pack_choose_form(m, PROFILE_BIBLIOGRAPHY);
    const struct profile_part *rights = pack_choose_form(m, PROFILE_RIGHTS);
    const struct {
        struct str value;
        const char *key;
    } needed[] = {{m->facts.project, "委託事業名"},
                  {m->facts.title, "報告書の題名"},
                  {m->facts.contractor, "受注事業者名"},
                  {m->facts.office, "担当課室名"}};
    bool makes_rights = rights != NULL && pack_rights_listed(&m->rights) > 0;

    if (bibliography == NULL && !makes_rights) {
        return 0;
    }
    struct str missing = {};

    for (size_t i = 0; i < COUNT(needed); i++) {
        if (needed[i].value.n == 0) {
            missing = arena_printf(m->arena, "%.*s%s%s", STR_ARG(missing),
                                   missing.n > 0 ? "、" : "", needed[i].key);
        }
    }
    if (missing.n > 0) {
        const char *hint = m->call->facts_hint;

        err_set(err, ERR_INVALID, "the forms need what is not said: %.*s", STR_ARG(missing));
        return hint != NULL
                   ? err_hint(err, "%s", tr(hint))
                   : err_hint(err, "write each into a file for --facts, a line like '%s: …'",
                              "報告書の題名");
    }
    if (bibliography != NULL && put_book(m, STR("委託調査報告書公表用書誌情報.xlsx"), bibliography,
                                         fill_bibliography, err) < 0) {
        return -1;
    }
    return makes_rights ? put_book(m, STR("二次利用未承諾リスト.xlsx"), rights, fill_rights, err)
                        : 0;
}

/*
 * The parts of a Word file, put together.
 *
 * A part is found through the relations of the package (_rels/.rels names the main document,
 * word/_rels/document.xml.rels the rest), so that files with unusual names are read as well.
 */
#include "read/docx.h"

#include "read/docx-flow.h"
#include "read/package.h"
#include "read/page-number.h"

enum { MAX_RELATIONS = 20000, MAX_NAME_BYTES = 500 };

struct relation {
    struct str id, type, target;
};

struct relations {
    struct arena *arena;
    VEC(struct relation) all;
};

static enum xml_step on_relation(void *user, const struct xml_element *e)
{
    struct relations *r = user;
    struct str id, type, target, mode;

    if (strcmp(e->name, "Relationship") == 0 && r->all.n < MAX_RELATIONS &&
        xml_attribute(e, "Id", &id) && xml_attribute(e, "Type", &type) &&
        xml_attribute(e, "Target", &target) &&
        !(xml_attribute(e, "TargetMode", &mode) && str_eq(mode, STR("External")))) {
        *VEC_ADD(r->arena, &r->all) = (struct relation){.id = arena_str(r->arena, id),
                                                        .type = arena_str(r->arena, type),
                                                        .target = arena_str(r->arena, target)};
    }
    return XML_ENTER;
}

static void on_relation_end(void *user, const char *name, enum xml_namespace ns)
{
}

struct parts {
    struct package package;
    struct arena *arena;
    struct doc *doc;
    struct str folder; /* of the main document, with its slash: "word/" */
    struct relations relations;
};

static void note_damage(struct parts *p, const char *part, enum xml_result result)
{
    static const char *const what[] = {[XML_DONE] = "",
                                       [XML_DAMAGED] = "XMLが壊れています",
                                       [XML_TOO_DEEP] = "XMLの入れ子が深すぎます",
                                       [XML_HAS_DTD] = "XMLに文書型宣言があります"};

    if (result != XML_DONE) {
        *VEC_ADD(p->arena, &p->doc->notes) =
            (struct doc_note){.kind = DOC_NOTE_DAMAGE,
                              .detail = arena_printf(p->arena, "%s（%s）", what[result], part)};
    }
}

static int read_relations(struct parts *p, const char *name, struct err *err)
{
    static const struct xml_handler handler = {.start = on_relation, .end = on_relation_end};
    struct str xml;
    int r = package_part(&p->package, p->arena, name, &xml, err);

    p->relations = (struct relations){.arena = p->arena};
    if (r == PACKAGE_FOUND) {
        note_damage(p, name, xml_walk(xml, &handler, &p->relations));
    }
    return r < 0 ? r : 0;
}

static const struct relation *relation_of_type(const struct parts *p, struct str ending)
{
    for (uint32_t i = 0; i < p->relations.all.n; i++) {
        if (str_ends(p->relations.all.v[i].type, ending)) {
            return &p->relations.all.v[i];
        }
    }
    return NULL;
}

static const struct relation *relation_of_id(const struct parts *p, struct str id)
{
    for (uint32_t i = 0; i < p->relations.all.n; i++) {
        if (str_eq(p->relations.all.v[i].id, id)) {
            return &p->relations.all.v[i];
        }
    }
    return NULL;
}

/* The name of a part from a target: "/word/a.xml" or relative to the folder of the document. */
static const char *part_name(const struct parts *p, struct str target)
{
    if (target.n > MAX_NAME_BYTES) {
        return "";
    }
    if (target.n > 0 && target.p[0] == '/') {
        return arena_str(p->arena, str_sub(target, 1, target.n)).p;
    }
    while (str_starts(target, STR("./"))) {
        target = str_sub(target, 2, target.n);
    }
    return arena_printf(p->arena, "%.*s%.*s", STR_ARG(p->folder), STR_ARG(target)).p;
}

/* The bytes of the part of that relation; empty when there is none. */
static int part_of_type(struct parts *p, struct str ending, const char *usual_name,
                        struct str *ret_xml, struct err *err)
{
    const struct relation *relation = relation_of_type(p, ending);
    struct str usual = str_of(usual_name);

    *ret_xml = (struct str){};
    int r = package_part(&p->package, p->arena,
                         part_name(p, relation == NULL ? usual : relation->target), ret_xml, err);

    return r < 0 ? r : 0;
}

/* Finds the main document and its folder. */
static int read_main(struct parts *p, struct str *ret_xml, struct err *err)
{
    if (read_relations(p, "_rels/.rels", err) < 0) {
        return -1;
    }
    const struct relation *main = relation_of_type(p, STR("/officeDocument"));
    const char *name = part_name(p, main == NULL ? STR("word/document.xml") : main->target);
    const char *slash = strrchr(name, '/');
    int r = package_part(&p->package, p->arena, name, ret_xml, err);

    if (r == PACKAGE_NO_SUCH_PART) {
        return err_set(err, ERR_INVALID, "the file has no document part '%s'", name);
    }
    if (r < 0) {
        return r;
    }
    size_t folder = slash == NULL ? 0 : (size_t)(slash - name) + 1;

    p->folder = str_sub(str_of(name), 0, folder);
    struct str rels =
        arena_printf(p->arena, "%.*s_rels/%s.rels", STR_ARG(p->folder), name + folder);

    return read_relations(p, rels.p, err);
}

static int read_lists(struct parts *p, struct docx *docx, struct err *err)
{
    struct str styles, numbering;
    enum xml_result result;

    if (part_of_type(p, STR("/styles"), "styles.xml", &styles, err) < 0 ||
        part_of_type(p, STR("/numbering"), "numbering.xml", &numbering, err) < 0) {
        return -1;
    }
    docx->styles = docx_styles_read(p->arena, styles, &result);
    note_damage(p, "styles.xml", result);
    docx->numbering = docx_numbering_read(p->arena, numbering, docx->styles, &result);
    note_damage(p, "numbering.xml", result);
    return 0;
}

static int read_notes(struct parts *p, struct docx *docx, struct err *err)
{
    struct str footnotes, endnotes;

    if (part_of_type(p, STR("/footnotes"), "footnotes.xml", &footnotes, err) < 0 ||
        part_of_type(p, STR("/endnotes"), "endnotes.xml", &endnotes, err) < 0) {
        return -1;
    }
    if (footnotes.n > 0) {
        note_damage(p, "footnotes.xml", docx_flow_read_notes(docx, footnotes, &docx->footnotes));
    }
    if (endnotes.n > 0) {
        note_damage(p, "endnotes.xml", docx_flow_read_notes(docx, endnotes, &docx->endnotes));
    }
    return 0;
}

/* Headers or footers: each part once, however many sections show it. */
static int read_margins(struct parts *p, struct docx *docx, const struct str *ids, uint32_t count,
                        enum doc_line_role role, struct err *err)
{
    enum { MAX_MARGINS = 200 };

    for (uint32_t i = 0; i < MIN(count, (uint32_t)MAX_MARGINS); i++) {
        const struct relation *relation = relation_of_id(p, ids[i]);
        struct str xml;
        bool again = relation == NULL;

        for (uint32_t k = 0; k < i && !again; k++) {
            const struct relation *before = relation_of_id(p, ids[k]);

            again = before != NULL && str_eq(before->target, relation->target);
        }
        if (again) {
            continue;
        }
        int r = package_part(&p->package, p->arena, part_name(p, relation->target), &xml, err);

        if (r < 0) {
            return r;
        }
        if (r == PACKAGE_FOUND) {
            note_damage(p, "header/footer", docx_flow_read(docx, xml, role));
        }
    }
    return 0;
}

static void note_findings(struct parts *p, const struct docx *docx)
{
    if (docx->insertions + docx->deletions > 0) {
        *VEC_ADD(p->arena, &p->doc->notes) = (struct doc_note){
            .kind = DOC_NOTE_TRACKED,
            .count = docx->insertions + docx->deletions,
            .detail = arena_printf(p->arena,
                                   "変更履歴が残っています（挿入%u件は読み、削除%u件は除きました）",
                                   docx->insertions, docx->deletions)};
    }
    if (docx->hidden_runs > 0) {
        *VEC_ADD(p->arena, &p->doc->notes) = (struct doc_note){
            .kind = DOC_NOTE_HIDDEN,
            .count = docx->hidden_runs,
            .detail = arena_printf(p->arena, "隠し文字%u箇所を除きました", docx->hidden_runs)};
    }
}

/* Pages counted by Word; page numbers in headers and footers. */
static void finish_lines(struct doc *d, uint32_t pages)
{
    for (uint32_t i = 0; i < d->lines.n; i++) {
        struct doc_line *line = &d->lines.v[i];
        struct page_number number;

        if (pages > 0) {
            line->page = MAX(line->page, 1u);
        }
        if (line->role == DOC_HEADER || line->role == DOC_FOOTER) {
            line->page = 0;
            if (page_number_parse(doc_line_text(d, line), &number)) {
                line->role = DOC_PAGE_NUMBER;
            }
        }
    }
    d->pages = pages;
}

static bool has_text(const struct doc *d)
{
    for (uint32_t i = 0; i < d->lines.n; i++) {
        if (d->lines.v[i].end > d->lines.v[i].beg) {
            return true;
        }
    }
    return false;
}

static int read_parts(struct parts *p, struct docx *docx, struct err *err)
{
    struct str body;

    if (read_main(p, &body, err) < 0 || read_lists(p, docx, err) < 0 ||
        read_notes(p, docx, err) < 0) {
        return -1;
    }
    enum xml_result result = docx_flow_read(docx, body, DOC_BODY);
    uint32_t pages = docx->page;

    note_damage(p, "document.xml", result);
    if (read_margins(p, docx, docx->heads.v, docx->heads.n, DOC_HEADER, err) < 0 ||
        read_margins(p, docx, docx->feet.v, docx->feet.n, DOC_FOOTER, err) < 0) {
        return -1;
    }
    p->doc->text = arena_str(p->arena, buf_str(&docx->text));
    docx_merges_apply(&docx->merges, p->doc);
    finish_lines(p->doc, pages);
    note_findings(p, docx);
    if (!has_text(p->doc)) {
        err_set(err, ERR_INVALID,
                result == XML_DONE ? "the document holds no text" : "the document is damaged");
        return result == XML_HAS_DTD || result == XML_TOO_DEEP
                   ? err_hint(err, "its XML is not as word processors write it")
                   : -1;
    }
    return 0;
}

int docx_read(struct arena *a, struct str bytes, struct doc *ret_doc, struct err *err)
{
    enum { MAX_TEXT_BYTES = 256 * 1024 * 1024 };
    struct parts parts = {.arena = a, .doc = ret_doc, .folder = STR("")};
    struct docx docx = {.arena = a, .doc = ret_doc};

    ret_doc->kind = DOC_DOCX;
    if (package_open(&parts.package, bytes, err) < 0) {
        return -1;
    }
    buf_init(&docx.text, MAX_TEXT_BYTES);
    int r = read_parts(&parts, &docx, err);

    buf_done(&docx.text);
    package_close(&parts.package);
    return r;
}

bool docx_recognise(struct str bytes)
{
    /* Names of parts stand in the clear, before each part and in the directory at the end. */
    return str_starts(bytes, STR("PK\x03\x04")) && str_find(bytes, STR("word/"), 0) >= 0;
}

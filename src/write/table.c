/* The register as tables; see table.h. */
#include "write/table.h"

#include "write/words.h"

#define COL(type, member) offsetof(struct type, member)

static const struct reg_column annex_columns[] = {
    {"id", "項目", COL_STR, COL(reg_annex_item, id), 10},
    {"title", "要旨", COL_STR, COL(reg_annex_item, title), 40},
    {"modality", "種別", COL_MODALITY, COL(reg_annex_item, modality), 10},
    {"trigger", "契機", COL_STR, COL(reg_annex_item, trigger), 24},
    {"timing", "時期", COL_STR, COL(reg_annex_item, timing), 24},
    {"evidence", "証跡", COL_STR, COL(reg_annex_item, evidence), 40},
    {"known", "既知", COL_BOOL, COL(reg_annex_item, known), 6},
    {"difference", "差分", COL_STR, COL(reg_annex_item, difference), 50},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

/* A field of a form together with its form. */
struct field_row {
    struct reg_src src;
    struct str label, form, name, type, note;
    bool mandatory;
};

static const struct reg_column field_columns[] = {
    {"label", "様式", COL_STR, COL(field_row, label), 12},
    {"form", "様式名", COL_STR, COL(field_row, form), 36},
    {"name", "記入項目", COL_STR, COL(field_row, name), 40},
    {"type", "型", COL_STR, COL(field_row, type), 10},
    {"mandatory", "必須", COL_BOOL, COL(field_row, mandatory), 6},
    {"note", "注記", COL_STR, COL(field_row, note), 50},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_kind annex_kind = {"annex",
                                           "情報セキュリティ",
                                           offsetof(struct reg, annex.items),
                                           sizeof(struct reg_annex_item),
                                           annex_columns,
                                           COUNT(annex_columns)};

static const struct reg_kind field_kind = {
    "forms", "様式", 0, sizeof(struct field_row), field_columns, COUNT(field_columns)};

size_t table_count(void)
{
    return reg_kind_count + 2;
}

static void set_kind(struct table *t, const struct reg_kind *kind)
{
    *t = (struct table){
        .key = kind->key, .title = kind->title, .columns = kind->column_count, .kind = kind};
}

static void fields_table(struct arena *a, const struct reg *r, struct table *ret)
{
    uint32_t count = 0;
    struct field_row *rows;

    for (uint32_t i = 0; i < r->forms.n; i++) {
        count += MAX(r->forms.v[i].fields.n, 1u);
    }
    rows = ARENA_ARRAY(a, count + 1, struct field_row);
    set_kind(ret, &field_kind);
    for (uint32_t i = 0; i < r->forms.n; i++) {
        const struct reg_form *form = &r->forms.v[i];

        if (form->fields.n == 0) {
            rows[ret->rows++] =
                (struct field_row){.src = form->src, .label = form->label, .form = form->title};
        }
        for (uint32_t k = 0; k < form->fields.n; k++) {
            const struct reg_form_field *f = &form->fields.v[k];

            rows[ret->rows++] = (struct field_row){.src = f->src,
                                                   .label = form->label,
                                                   .form = form->title,
                                                   .name = f->name,
                                                   .type = f->type,
                                                   .note = f->note,
                                                   .mandatory = f->mandatory};
        }
    }
    ret->entries = (const char *)rows;
}

void table_at(struct arena *a, const struct reg *r, size_t index, struct table *ret)
{
    if (index > reg_kind_count) {
        fields_table(a, r, ret);
        return;
    }
    const struct reg_kind *kind = index == reg_kind_count ? &annex_kind : &reg_kinds[index];

    set_kind(ret, kind);
    ret->rows = reg_count(r, kind);
    ret->entries = ret->rows == 0 ? NULL : reg_entry(r, kind, 0);
}

bool table_find(struct arena *a, const struct reg *r, const char *key, struct table *ret)
{
    for (size_t i = 0; i < table_count(); i++) {
        table_at(a, r, i, ret);
        if (strcmp(ret->key, key) == 0) {
            return true;
        }
    }
    return false;
}

const char *table_column_key(const struct table *t, size_t column)
{
    return t->kind->columns[column].key;
}

const char *table_column_title(const struct table *t, size_t column)
{
    return t->kind->columns[column].title;
}

int table_column_width(const struct table *t, size_t column)
{
    return t->kind->columns[column].width;
}

static const void *entry_of(const struct table *t, uint32_t row)
{
    return t->entries + (size_t)row * t->kind->entry_bytes;
}

const struct reg_src *table_src(const struct table *t, uint32_t row)
{
    return entry_of(t, row);
}

/* Modality, actor … in the schema's words or in the language's. */
static const char *enum_word(const struct reg_column *c, const char *member, bool plain,
                             enum tr_language l)
{
    int value = *(const int *)(const void *)member;

    switch (c->type) {
    case COL_MODALITY:
        return plain ? reg_modality_word(value) : words_modality(l, value);
    case COL_ACTOR:
        return plain ? reg_actor_word(value) : words_actor(l, value);
    case COL_QUALIFIER:
        return plain ? reg_qualifier_word(value) : words_qualifier(l, value);
    case COL_REFERENCE_KIND:
        return plain ? reg_reference_kind_word(value) : words_reference_kind(l, value);
    case COL_CONFIDENCE:
        return plain ? reg_confidence_word(value) : words_confidence(l, value);
    case COL_SEVERITY:
        return plain ? reg_severity_word(value) : words_severity(l, value);
    default:
        return "";
    }
}

_Static_assert(sizeof(enum reg_modality) == sizeof(int), "enum_word reads every enum as an int");

static struct table_cell number_cell(struct arena *a, double value)
{
    return (struct table_cell){
        .text = arena_printf(a, "%.15g", value), .is_number = true, .number = value};
}

static struct table_cell digits_cell(struct str digits)
{
    struct table_cell cell = {.text = digits, .is_number = digits.n > 0 && digits.n <= 15};

    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9') {
            return (struct table_cell){.text = digits};
        }
        cell.number = cell.number * 10 + (digits.p[i] - '0');
    }
    return cell;
}

static struct table_cell cell_of(const struct table *t, struct arena *a, uint32_t row,
                                 size_t column, bool plain, enum tr_language l)
{
    const struct reg_column *c = &t->kind->columns[column];
    const void *entry = entry_of(t, row);
    const char *member = (const char *)entry + c->offset;
    const struct reg_quantity *q = entry;
    const struct reg_fact *f = entry;
    uint32_t number;

    switch (c->type) {
    case COL_STR:
        return (struct table_cell){.text = *(const struct str *)(const void *)member};
    case COL_QUOTE:
        return (struct table_cell){.text = ((const struct reg_src *)entry)->quote};
    case COL_NUMBER_OR_STR:
        return f->is_number ? digits_cell(f->value) : (struct table_cell){.text = f->value};
    case COL_BOOL:
        return (struct table_cell){.text = *(const bool *)member ? plain ? STR("true") : STR("○")
                                           : plain ? STR("false")
                                                                 : STR("")};
    case COL_UINT:
        number = *(const uint32_t *)(const void *)member;
        return number == REG_NO_INDEX ? (struct table_cell){} : number_cell(a, number + 1.0);
    case COL_MIN:
        return q->has_min ? number_cell(a, q->min) : (struct table_cell){};
    case COL_MAX:
        return q->has_max ? number_cell(a, q->max) : (struct table_cell){};
    default:
        return (struct table_cell){.text = str_of(enum_word(c, member, plain, l))};
    }
}

struct table_cell table_cell_plain(const struct table *t, struct arena *a, uint32_t row,
                                   size_t column)
{
    return cell_of(t, a, row, column, true, TR_EN);
}

/* A rule or date among the strings of a kind, said for people. */
static struct str said(const struct table *t, struct arena *a, uint32_t row, const char *key,
                       struct str text, enum tr_language l)
{
    if (strcmp(t->key, "facts") == 0) {
        const char *word = strcmp(key, "key") == 0 ? words_fact(l, text) : NULL;

        return word == NULL ? words_date(a, l, text) : str_of(word);
    }
    if (strcmp(t->key, "rules") == 0) {
        const struct reg_rule *rule = entry_of(t, row);

        return strcmp(key, "rule") == 0 ? words_rule(a, l, rule->rule, rule->trigger) : text;
    }
    if (strcmp(t->key, "dates") == 0) {
        return strcmp(key, "value") == 0 ? words_date(a, l, text) : text;
    }
    if (strcmp(key, "due") == 0 || strcmp(key, "timing") == 0) {
        return words_due(a, l, text);
    }
    if (t->kind == &annex_kind) {
        return strcmp(key, "id") == 0        ? words_annex_id(a, l, text)
               : strcmp(key, "trigger") == 0 ? words_annex_trigger(l, text)
                                             : text;
    }
    if (strcmp(key, "type") == 0) {
        return str_of(words_field_type(l, text));
    }
    if (strcmp(key, "tax") == 0) {
        return str_of(str_eq(text, STR("in"))   ? tr_in(l, "tax included")
                      : str_eq(text, STR("ex")) ? tr_in(l, "tax excluded")
                                                : "");
    }
    if (strcmp(key, "phase") == 0 && str_eq(text, STR("bid"))) {
        return str_of(tr_in(l, "before the contract"));
    }
    return text;
}

struct table_cell table_cell(const struct table *t, struct arena *a, uint32_t row, size_t column,
                             enum tr_language l)
{
    const struct reg_column *c = &t->kind->columns[column];
    struct table_cell cell = cell_of(t, a, row, column, false, l);

    if ((c->type == COL_STR || c->type == COL_NUMBER_OR_STR) && !cell.is_number &&
        cell.text.n > 0) {
        cell.text = said(t, a, row, c->key, cell.text, l);
    }
    return cell;
}

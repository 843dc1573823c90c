/* The register described as tables; see reg.h. A new field of a kind is one line here. */
#include "spec/reg.h"

static const char *const modality_words[] = {"must", "must_not", "should", "may"};
static const char *const actor_words[] = {"contractor", "ministry", "subcontractor", "third-party"};
static const char *const qualifier_words[] = {"exactly", "about", "at least", "at most", "range"};
static const char *const reference_words[] = {"internal", "external", "url"};
static const char *const confidence_words[] = {"definite", "likely", "soft"};
static const char *const severity_words[] = {"error", "warning", "note"};

const char *reg_modality_word(enum reg_modality m)
{
    return modality_words[m];
}

const char *reg_actor_word(enum reg_actor a)
{
    return actor_words[a];
}

const char *reg_qualifier_word(enum reg_qualifier q)
{
    return qualifier_words[q];
}

const char *reg_reference_kind_word(enum reg_reference_kind k)
{
    return reference_words[k];
}

const char *reg_confidence_word(enum reg_confidence c)
{
    return confidence_words[c];
}

const char *reg_severity_word(enum reg_severity s)
{
    return severity_words[s];
}

#define COL(type, member) offsetof(struct type, member)

static const struct reg_column fact_columns[] = {
    {"key", "項目", COL_STR, COL(reg_fact, key), 20},
    {"value", "値", COL_NUMBER_OR_STR, COL(reg_fact, value), 40},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column date_columns[] = {
    {"value", "日付", COL_STR, COL(reg_date, value), 24},
    {"role", "内容", COL_STR, COL(reg_date, role), 36},
    {"background", "背景", COL_BOOL, COL(reg_date, background), 6},
    {"annex_item", "別記項目", COL_STR, COL(reg_date, annex_item), 8},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column rule_columns[] = {
    {"rule", "期限の規則", COL_STR, COL(reg_rule, rule), 26},
    {"trigger", "起点", COL_STR, COL(reg_rule, trigger), 24},
    {"what", "内容", COL_STR, COL(reg_rule, what), 36},
    {"value", "値", COL_STR, COL(reg_rule, value), 24},
    {"annex_item", "別記項目", COL_STR, COL(reg_rule, annex_item), 8},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column quantity_columns[] = {
    {"min", "下限", COL_MIN, 0, 14},
    {"max", "上限", COL_MAX, 0, 14},
    {"unit", "単位", COL_STR, COL(reg_quantity, unit), 10},
    {"qualifier", "限定", COL_QUALIFIER, COL(reg_quantity, qualifier), 10},
    {"what", "対象", COL_STR, COL(reg_quantity, what), 30},
    {"tax", "税", COL_STR, COL(reg_quantity, tax), 6},
    {"annex_item", "別記項目", COL_STR, COL(reg_quantity, annex_item), 8},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column obligation_columns[] = {
    {"section", "条項", COL_STR, COL(reg_obligation, section), 16},
    {"modality", "種別", COL_MODALITY, COL(reg_obligation, modality), 10},
    {"actor", "主体", COL_ACTOR, COL(reg_obligation, actor), 14},
    {"quote", "原文", COL_QUOTE, 0, 70},
    {"condition", "条件", COL_STR, COL(reg_obligation, condition), 30},
    {"exception_of", "例外の元", COL_UINT, COL(reg_obligation, exception_of), 8},
    {"due", "期限", COL_STR, COL(reg_obligation, due), 22},
    {"phase", "段階", COL_STR, COL(reg_obligation, phase), 8},
    {"summary", "要約", COL_STR, COL(reg_obligation, summary), 40},
};

static const struct reg_column deliverable_columns[] = {
    {"name", "名称", COL_STR, COL(reg_deliverable, name), 36},
    {"format", "形式", COL_STR, COL(reg_deliverable, format), 24},
    {"copies", "部数", COL_STR, COL(reg_deliverable, copies), 8},
    {"due", "期限", COL_STR, COL(reg_deliverable, due), 20},
    {"conditions", "条件", COL_STR, COL(reg_deliverable, conditions), 36},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column reference_columns[] = {
    {"target", "参照先", COL_STR, COL(reg_reference, target), 30},
    {"resolves", "解決", COL_BOOL, COL(reg_reference, resolves), 6},
    {"kind", "種類", COL_REFERENCE_KIND, COL(reg_reference, kind), 10},
    {"note", "備考", COL_STR, COL(reg_reference, note), 30},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

static const struct reg_column outline_columns[] = {
    {"path", "条項", COL_STR, COL(reg_node, path), 24},
    {"heading", "見出し", COL_STR, COL(reg_node, heading), 50},
    {"label", "番号", COL_STR, COL(reg_node, label), 10},
    {"auto", "自動番号", COL_BOOL, COL(reg_node, is_auto), 8},
};

static const struct reg_column finding_columns[] = {
    {"severity", "確度", COL_CONFIDENCE, COL(reg_finding, confidence), 8},
    {"level", "重大度", COL_SEVERITY, COL(reg_finding, severity), 8},
    {"rule", "規則", COL_STR, COL(reg_finding, rule), 22},
    {"kind", "種類", COL_STR, COL(reg_finding, kind), 20},
    {"why", "理由", COL_STR, COL(reg_finding, why), 50},
    {"question", "質問", COL_STR, COL(reg_finding, question), 50},
    {"quote", "原文", COL_QUOTE, 0, 60},
};

#define KIND(key, title, list, type, columns)                                                      \
    {                                                                                              \
        key, title, offsetof(struct reg, list), sizeof(struct type), columns, COUNT(columns)       \
    }

const struct reg_kind reg_kinds[] = {
    KIND("facts", "基本事項", facts, reg_fact, fact_columns),
    KIND("dates", "日付", dates, reg_date, date_columns),
    KIND("rules", "期限の規則", rules, reg_rule, rule_columns),
    KIND("quantities", "数量", quantities, reg_quantity, quantity_columns),
    KIND("obligations", "義務", obligations, reg_obligation, obligation_columns),
    KIND("deliverables", "納入物", deliverables, reg_deliverable, deliverable_columns),
    KIND("references", "参照", references, reg_reference, reference_columns),
    KIND("outline", "目次", outline, reg_node, outline_columns),
    KIND("anomalies", "指摘", findings, reg_finding, finding_columns),
};
const size_t reg_kind_count = COUNT(reg_kinds);

/* Every VEC has the layout of this one; only the element type differs. */
struct any_list {
    const char *v;
    uint32_t n, room;
};

static const struct any_list *list_of(const struct reg *r, const struct reg_kind *kind)
{
    return (const struct any_list *)(const void *)((const char *)r + kind->list_offset);
}

uint32_t reg_count(const struct reg *r, const struct reg_kind *kind)
{
    return list_of(r, kind)->n;
}

const void *reg_entry(const struct reg *r, const struct reg_kind *kind, uint32_t index)
{
    return list_of(r, kind)->v + (size_t)index * kind->entry_bytes;
}

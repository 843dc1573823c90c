/* The table of rules; a new rule is one function and one entry here (docs/ADDING.md). */
#include "spec/lint-rules.h"

#include "spec/lint.h"

const struct lint_rule lint_rules[] = {
    {"annex-form-differs", "form-mismatch", SEV_WARNING, "別記の本文と報告様式の記載が一致しない",
     "the report form differs from the annex", NULL},
    {"annex-item-removed", "annex-difference", SEV_WARNING, "別記に既知の版にある項目がない",
     "an item of the known annex is left out", lint_annex_removed},
    {"annex-item-differs", "annex-difference", SEV_WARNING, "別記の項目が既知の版と異なる",
     "an item of the annex differs from its known edition", lint_annex_difference},
    {"date-impossible", "invalid-date", SEV_ERROR, "存在しない日付である", "there is no such day",
     lint_date_impossible},
    {"weekday-differs", "wrong-weekday", SEV_ERROR, "日付と曜日が合わない",
     "the weekday is not that of the date", lint_date_weekday},
    {"year-differs", "wrong-year", SEV_ERROR, "和暦と西暦が合わない",
     "a year of an era is not the year beside it", lint_date_era},
    {"date-order", "date-order", SEV_ERROR, "期間の終わりが始まりより前にある",
     "a period ends before it starts", lint_date_reversed},
    {"date-before-notice", "wrong-year", SEV_ERROR, "予定・期限が公示日より前である",
     "a plan or deadline lies before the notice", lint_date_before_notice},
    {"date-after-period", "date-outside-period", SEV_ERROR, "予定・期限が履行期間より後である",
     "a plan or deadline lies after the end of the contract", lint_date_after_period},
    {"timetable", "arithmetic", SEV_WARNING, "進行表の時刻と所要時間が合わない",
     "lengths and times of a timetable do not add up", lint_timetable},
    {"reference-form", "dangling-reference", SEV_WARNING, "示された様式・別紙が文書にない",
     "a form or annex that is named stands nowhere", lint_reference_label},
    {"reference-number", "dangling-reference", SEV_WARNING, "示された番号の項目がない",
     "an item that is named by its number stands nowhere", lint_reference_number},
    {"reference-word", "dangling-reference", SEV_WARNING, "「上記」の指すもの又はURLがない",
     "what 'above' means, or an address, stands nowhere", lint_reference_word},
    {"note-orphan", "orphan-footnote", SEV_NOTE, "注を指す記号がない", "a note no mark leads to",
     lint_note_orphan},
    {"note-undefined", "orphan-footnote", SEV_NOTE, "記号の示す注がない", "a mark without its note",
     lint_note_undefined},
    {"deliverable-unlisted", "unlisted-deliverable", SEV_WARNING, "納入物の一覧にないものが納入物とされている",
     "a deliverable named in passing and listed nowhere", lint_deliverable_unlisted},
    {"number-duplicate", "duplicate-number", SEV_WARNING, "同じ番号が二度使われている",
     "a number stands twice", lint_number_duplicate},
    {"number-gap", "numbering-gap", SEV_WARNING, "番号が飛んでいる", "a number is left out",
     lint_number_gap},
    {"heading-repeated", "duplicate-heading", SEV_NOTE, "見出しが直下の項目の見出しと同じである",
     "a heading repeats that of its own child", lint_number_repeated_heading},
    {"title-two-spellings", "inconsistent-title", SEV_WARNING, "同じ名称が二通りに書かれている",
     "one title in two spellings", lint_copy_title},
    {"word-near-copy", "typo", SEV_NOTE, "一字違いの語があり誤記と思われる",
     "a word that differs by one character from one used throughout", lint_copy_word},
    {"bounds-gap", "bounds", SEV_ERROR, "どの場合にも当たらない値がある",
     "a value that falls in no case", lint_bound_gap},
    {"bounds-overlap", "bounds", SEV_WARNING, "二つの場合に当たる値がある",
     "a value that falls in two cases", lint_bound_overlap},
    {"bounds-approximate", "bounds", SEV_WARNING, "上限の額が「約」とされている",
     "an approximate limit", lint_bound_approximate},
    {"left-over-draft", "template-residue", SEV_WARNING, "作成途中の記載が残っている",
     "left-over drafting text", lint_draft_left_over},
    {"variant-character", "variant-character", SEV_NOTE, "旧字体・異体字が混じっている",
     "old forms of characters", lint_draft_variant},
    {"particle-doubled", "typo", SEV_NOTE, "助詞が重複している", "a particle stands twice",
     lint_draft_particle},
    {"mark-in-sentence", "garbled", SEV_WARNING, "文の途中に項目番号が入っている",
     "a stray item number inside a sentence", lint_draft_stray_mark},
    {"object-missing", "typo", SEV_WARNING, "助詞「の」が誤りと思われる",
     "a verb whose object carries the wrong particle", lint_draft_object},
    {"bracket-open", "unbalanced-parenthesis", SEV_NOTE, "括弧が対応していない",
     "a bracket without its partner", lint_damage_bracket},
    {"term-undefined", "undefined-term", SEV_WARNING, "定義のない語が使われている",
     "a term used as if it were defined", lint_term_undefined},
    {"term-twice", "inconsistent-term", SEV_WARNING, "同じ略称が異なる意味で二度定められている",
     "a term defined twice with different meanings", lint_term_twice},
    {"procurement-word", "inconsistent-term", SEV_NOTE, "別の調達方式の用語が使われている",
     "words of another kind of procurement", lint_term_procurement},
    {"body-renamed", "outdated-name", SEV_NOTE, "改称・改定前の名称が使われている",
     "a body or standard under its former name", lint_term_renamed},
    {"sum-differs", "arithmetic", SEV_ERROR, "合計が内訳と合わない",
     "a stated total is not the sum of its parts", lint_sum_total},
    {"count-differs", "arithmetic", SEV_WARNING, "述べられた数と列挙された数が合わない",
     "a stated count is not the number of items listed", lint_sum_count},
};
const size_t lint_rule_count = COUNT(lint_rules);

const struct lint_rule *lint_rule_find(struct str id)
{
    for (size_t i = 0; i < lint_rule_count; i++) {
        if (str_eq(str_of(lint_rules[i].id), id)) {
            return &lint_rules[i];
        }
    }
    return NULL;
}

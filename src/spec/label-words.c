/*
 * Which key a label has. A label is squeezed (件　名 is 件名), freed of brackets, of endings like
 * について and of words that any label may begin with (本業務の, 契約, 企画提案書等の), and what is
 * left is looked up. The words of `needs_head` mean something only when such a beginning was taken
 * off: 費 alone is nothing, 委託費 is what the contract pays.
 */
#include "spec/label.h"

#include "text/chars.h"

enum { LONGEST_LABEL_BYTES = 120 };

struct label_word {
    const char *word;
    enum label_key key;
    bool needs_head;
};

/* Sorted by bytes. */
static const struct label_word words[] = {
    {"の納入場所", LABEL_PLACE, false},
    {"の納品先", LABEL_PLACE, false},
    {"上限", LABEL_BUDGET, true},
    {"上限価格", LABEL_BUDGET, false},
    {"上限金額", LABEL_BUDGET, false},
    {"上限額", LABEL_BUDGET, false},
    {"主管課", LABEL_CONTACT, false},
    {"予定件数", LABEL_ADOPTED, true},
    {"予定価格", LABEL_BUDGET, false},
    {"予定数", LABEL_ADOPTED, true},
    {"予定金額", LABEL_BUDGET, false},
    {"予算", LABEL_BUDGET, false},
    {"予算の上限", LABEL_BUDGET, false},
    {"予算の範囲", LABEL_BUDGET, false},
    {"予算上限", LABEL_BUDGET, false},
    {"予算上限額", LABEL_BUDGET, false},
    {"予算規模", LABEL_BUDGET, false},
    {"予算金額", LABEL_BUDGET, false},
    {"予算限度額", LABEL_BUDGET, false},
    {"予算額", LABEL_BUDGET, false},
    {"事務担当", LABEL_CONTACT, false},
    {"事務担当課", LABEL_CONTACT, false},
    {"事業の名称", LABEL_TITLE, false},
    {"事業の期間", LABEL_PERIOD, false},
    {"事業名", LABEL_TITLE, false},
    {"事業名称", LABEL_TITLE, false},
    {"件名", LABEL_TITLE, false},
    {"件数", LABEL_ADOPTED, true},
    {"候補者の決定", LABEL_AWARD, false},
    {"候補者の選定", LABEL_AWARD, false},
    {"候補者の選定方法", LABEL_AWARD, false},
    {"優先交渉権者の選定", LABEL_AWARD, false},
    {"先の決定", LABEL_AWARD, true},
    {"先の決定方法", LABEL_AWARD, true},
    {"先の選定", LABEL_AWARD, true},
    {"入札参加資格", LABEL_ELIGIBILITY, false},
    {"入札書の提出期限", LABEL_SUBMISSION, false},
    {"公募対象者", LABEL_ELIGIBILITY, false},
    {"公募日", LABEL_NOTICE_DATE, false},
    {"公募期間", LABEL_SUBMISSION, false},
    {"公募期限", LABEL_SUBMISSION, false},
    {"公募締切", LABEL_SUBMISSION, false},
    {"公募締切日", LABEL_SUBMISSION, false},
    {"公募開始", LABEL_NOTICE_DATE, false},
    {"公募開始日", LABEL_NOTICE_DATE, false},
    {"公告年月日", LABEL_NOTICE_DATE, false},
    {"公告日", LABEL_NOTICE_DATE, false},
    {"公示年月日", LABEL_NOTICE_DATE, false},
    {"公示日", LABEL_NOTICE_DATE, false},
    {"公表日", LABEL_NOTICE_DATE, false},
    {"募集件数", LABEL_ADOPTED, false},
    {"募集数", LABEL_ADOPTED, false},
    {"募集期間", LABEL_SUBMISSION, false},
    {"募集期限", LABEL_SUBMISSION, false},
    {"募集締切", LABEL_SUBMISSION, false},
    {"募集締切日", LABEL_SUBMISSION, false},
    {"募集者数", LABEL_ADOPTED, false},
    {"募集開始", LABEL_NOTICE_DATE, false},
    {"募集開始日", LABEL_NOTICE_DATE, false},
    {"参加の条件", LABEL_ELIGIBILITY, false},
    {"参加の要件", LABEL_ELIGIBILITY, false},
    {"参加の資格", LABEL_ELIGIBILITY, false},
    {"参加条件", LABEL_ELIGIBILITY, false},
    {"参加者の資格", LABEL_ELIGIBILITY, false},
    {"参加要件", LABEL_ELIGIBILITY, false},
    {"参加資格", LABEL_ELIGIBILITY, false},
    {"参加資格要件", LABEL_ELIGIBILITY, false},
    {"受付期間", LABEL_SUBMISSION, false},
    {"受付期限", LABEL_SUBMISSION, false},
    {"受付締切", LABEL_SUBMISSION, false},
    {"受付締切日", LABEL_SUBMISSION, false},
    {"受付締切日時", LABEL_SUBMISSION, false},
    {"受領期限", LABEL_SUBMISSION, false},
    {"名称", LABEL_TITLE, true},
    {"問い合わせ", LABEL_CONTACT, false},
    {"問い合わせ先", LABEL_CONTACT, false},
    {"問い合わせ窓口", LABEL_CONTACT, false},
    {"問合せ", LABEL_CONTACT, false},
    {"問合せ先", LABEL_CONTACT, false},
    {"問合せ窓口", LABEL_CONTACT, false},
    {"問合わせ先", LABEL_CONTACT, false},
    {"報告書の提出", LABEL_DELIVERABLES, false},
    {"報告書の提出先", LABEL_PLACE, false},
    {"報告書等の提出", LABEL_DELIVERABLES, false},
    {"契約の名称", LABEL_TITLE, false},
    {"契約の形態", LABEL_CONTRACT_TYPE, false},
    {"契約の方式", LABEL_CONTRACT_TYPE, false},
    {"契約の方法", LABEL_CONTRACT_TYPE, false},
    {"契約の種別", LABEL_CONTRACT_TYPE, false},
    {"契約の種類", LABEL_CONTRACT_TYPE, false},
    {"契約件名", LABEL_TITLE, false},
    {"契約候補者の選定", LABEL_AWARD, false},
    {"契約区分", LABEL_CONTRACT_TYPE, false},
    {"契約名", LABEL_TITLE, false},
    {"契約形態", LABEL_CONTRACT_TYPE, false},
    {"契約方式", LABEL_CONTRACT_TYPE, false},
    {"契約方法", LABEL_CONTRACT_TYPE, false},
    {"契約種別", LABEL_CONTRACT_TYPE, false},
    {"委託の名称", LABEL_TITLE, false},
    {"委託件名", LABEL_TITLE, false},
    {"委託名", LABEL_TITLE, false},
    {"委託業務の件名", LABEL_TITLE, false},
    {"委託者", LABEL_BUYER, false},
    {"完了期日", LABEL_PERIOD, false},
    {"完了期限", LABEL_PERIOD, false},
    {"実施の期間", LABEL_PERIOD, false},
    {"実施場所", LABEL_PLACE, false},
    {"実施期間", LABEL_PERIOD, false},
    {"実施期限", LABEL_PERIOD, false},
    {"審査", LABEL_AWARD, false},
    {"審査の基準", LABEL_AWARD, false},
    {"審査の方法", LABEL_AWARD, false},
    {"審査・採択", LABEL_AWARD, false},
    {"審査・選定", LABEL_AWARD, false},
    {"審査・選考", LABEL_AWARD, false},
    {"審査及び採択", LABEL_AWARD, false},
    {"審査及び選定", LABEL_AWARD, false},
    {"審査基準", LABEL_AWARD, false},
    {"審査方法", LABEL_AWARD, false},
    {"履行の場所", LABEL_PLACE, false},
    {"履行の期間", LABEL_PERIOD, false},
    {"履行の期限", LABEL_PERIOD, false},
    {"履行場所", LABEL_PLACE, false},
    {"履行期日", LABEL_PERIOD, false},
    {"履行期間", LABEL_PERIOD, false},
    {"履行期限", LABEL_PERIOD, false},
    {"工期", LABEL_PERIOD, false},
    {"引渡しの場所", LABEL_PLACE, false},
    {"引渡し先", LABEL_PLACE, false},
    {"引渡し場所", LABEL_PLACE, false},
    {"引渡先", LABEL_PLACE, false},
    {"引渡場所", LABEL_PLACE, false},
    {"役務の名称", LABEL_TITLE, false},
    {"役務名", LABEL_TITLE, false},
    {"必要書類", LABEL_BID_PAPERS, false},
    {"応募主体", LABEL_ELIGIBILITY, false},
    {"応募対象", LABEL_ELIGIBILITY, false},
    {"応募対象者", LABEL_ELIGIBILITY, false},
    {"応募書類", LABEL_BID_PAPERS, false},
    {"応募期間", LABEL_SUBMISSION, false},
    {"応募期限", LABEL_SUBMISSION, false},
    {"応募条件", LABEL_ELIGIBILITY, false},
    {"応募締切", LABEL_SUBMISSION, false},
    {"応募締切日", LABEL_SUBMISSION, false},
    {"応募要件", LABEL_ELIGIBILITY, false},
    {"応募資格", LABEL_ELIGIBILITY, false},
    {"応募資格要件", LABEL_ELIGIBILITY, false},
    {"成果", LABEL_DELIVERABLES, true},
    {"成果品", LABEL_DELIVERABLES, false},
    {"成果品の提出", LABEL_DELIVERABLES, false},
    {"成果品の提出先", LABEL_PLACE, false},
    {"成果品の納入", LABEL_DELIVERABLES, false},
    {"成果品の納品", LABEL_DELIVERABLES, false},
    {"成果品の納期", LABEL_DUE, false},
    {"成果品一覧", LABEL_DELIVERABLES, false},
    {"成果品提出先", LABEL_PLACE, false},
    {"成果物", LABEL_DELIVERABLES, false},
    {"成果物の内容", LABEL_DELIVERABLES, false},
    {"成果物の提出", LABEL_DELIVERABLES, false},
    {"成果物の提出先", LABEL_PLACE, false},
    {"成果物の種類", LABEL_DELIVERABLES, false},
    {"成果物の納入", LABEL_DELIVERABLES, false},
    {"成果物の納品", LABEL_DELIVERABLES, false},
    {"成果物一覧", LABEL_DELIVERABLES, false},
    {"成果物提出先", LABEL_PLACE, false},
    {"所管", LABEL_CONTACT, false},
    {"所管課", LABEL_CONTACT, false},
    {"所管部署", LABEL_CONTACT, false},
    {"担当", LABEL_CONTACT, false},
    {"担当係", LABEL_CONTACT, false},
    {"担当班", LABEL_CONTACT, false},
    {"担当窓口", LABEL_CONTACT, false},
    {"担当者", LABEL_CONTACT, false},
    {"担当課", LABEL_CONTACT, false},
    {"担当課室", LABEL_CONTACT, false},
    {"担当部局", LABEL_CONTACT, false},
    {"担当部署", LABEL_CONTACT, false},
    {"担当部課", LABEL_CONTACT, false},
    {"採択する件数", LABEL_ADOPTED, false},
    {"採択の件数", LABEL_ADOPTED, false},
    {"採択の方法", LABEL_AWARD, false},
    {"採択の決定", LABEL_AWARD, false},
    {"採択予定", LABEL_ADOPTED, false},
    {"採択予定事業者数", LABEL_ADOPTED, false},
    {"採択予定件数", LABEL_ADOPTED, false},
    {"採択予定団体数", LABEL_ADOPTED, false},
    {"採択予定数", LABEL_ADOPTED, false},
    {"採択予定者の数", LABEL_ADOPTED, false},
    {"採択予定者数", LABEL_ADOPTED, false},
    {"採択事業者数", LABEL_ADOPTED, false},
    {"採択件数", LABEL_ADOPTED, false},
    {"採択数", LABEL_ADOPTED, false},
    {"採択方法", LABEL_AWARD, false},
    {"採択者数", LABEL_ADOPTED, false},
    {"採用件数", LABEL_ADOPTED, false},
    {"掲載日", LABEL_NOTICE_DATE, false},
    {"提出すべき成果品", LABEL_DELIVERABLES, false},
    {"提出すべき成果物", LABEL_DELIVERABLES, false},
    {"提出するもの", LABEL_BID_PAPERS, false},
    {"提出する書類", LABEL_BID_PAPERS, false},
    {"提出の期限", LABEL_SUBMISSION, false},
    {"提出を求めるもの", LABEL_BID_PAPERS, false},
    {"提出先", LABEL_CONTACT, false},
    {"提出図書", LABEL_DELIVERABLES, false},
    {"提出場所", LABEL_PLACE, false},
    {"提出成果品", LABEL_DELIVERABLES, false},
    {"提出成果物", LABEL_DELIVERABLES, false},
    {"提出日時", LABEL_SUBMISSION, false},
    {"提出書類", LABEL_BID_PAPERS, false},
    {"提出期日", LABEL_SUBMISSION, false},
    {"提出期間", LABEL_SUBMISSION, false},
    {"提出期限", LABEL_SUBMISSION, false},
    {"提出期限日", LABEL_SUBMISSION, false},
    {"提出物", LABEL_DELIVERABLES, false},
    {"提出締め切り", LABEL_SUBMISSION, false},
    {"提出締切", LABEL_SUBMISSION, false},
    {"提出締切日", LABEL_SUBMISSION, false},
    {"提出締切日時", LABEL_SUBMISSION, false},
    {"提出資料", LABEL_BID_PAPERS, false},
    {"提案書類", LABEL_BID_PAPERS, false},
    {"料", LABEL_BUDGET, true},
    {"料の上限", LABEL_BUDGET, true},
    {"料の上限額", LABEL_BUDGET, true},
    {"料の限度額", LABEL_BUDGET, true},
    {"料の額", LABEL_BUDGET, true},
    {"料上限額", LABEL_BUDGET, true},
    {"料限度額", LABEL_BUDGET, true},
    {"最終成果品", LABEL_DELIVERABLES, false},
    {"最終成果物", LABEL_DELIVERABLES, false},
    {"有効期間", LABEL_PERIOD, true},
    {"期間", LABEL_PERIOD, false},
    {"案件名", LABEL_TITLE, false},
    {"案件名称", LABEL_TITLE, false},
    {"業務の名称", LABEL_TITLE, false},
    {"業務の成果品", LABEL_DELIVERABLES, false},
    {"業務の成果物", LABEL_DELIVERABLES, false},
    {"業務の期間", LABEL_PERIOD, false},
    {"業務件名", LABEL_TITLE, false},
    {"業務名", LABEL_TITLE, false},
    {"業務名称", LABEL_TITLE, false},
    {"業務委託の名称", LABEL_TITLE, false},
    {"業務委託名", LABEL_TITLE, false},
    {"業務等の名称", LABEL_TITLE, false},
    {"決定方法", LABEL_AWARD, false},
    {"照会先", LABEL_CONTACT, false},
    {"照会窓口", LABEL_CONTACT, false},
    {"申請書類", LABEL_BID_PAPERS, false},
    {"申請期間", LABEL_SUBMISSION, false},
    {"申請期限", LABEL_SUBMISSION, false},
    {"申請者の要件", LABEL_ELIGIBILITY, false},
    {"申請要件", LABEL_ELIGIBILITY, false},
    {"申請資格", LABEL_ELIGIBILITY, false},
    {"申込期限", LABEL_SUBMISSION, false},
    {"発注担当課", LABEL_CONTACT, false},
    {"発注機関", LABEL_BUYER, false},
    {"発注者", LABEL_BUYER, false},
    {"監督部署", LABEL_CONTACT, false},
    {"相手方の決定", LABEL_AWARD, true},
    {"相手方の決定方法", LABEL_AWARD, true},
    {"競争に参加する者に必要な資格", LABEL_ELIGIBILITY, false},
    {"競争参加資格", LABEL_ELIGIBILITY, false},
    {"納入", LABEL_DELIVERABLES, false},
    {"納入すべき成果物", LABEL_DELIVERABLES, false},
    {"納入するもの", LABEL_DELIVERABLES, false},
    {"納入する成果物", LABEL_DELIVERABLES, false},
    {"納入の場所", LABEL_PLACE, false},
    {"納入の期限", LABEL_DUE, false},
    {"納入先", LABEL_PLACE, false},
    {"納入品", LABEL_DELIVERABLES, false},
    {"納入場所", LABEL_PLACE, false},
    {"納入成果品", LABEL_DELIVERABLES, false},
    {"納入成果物", LABEL_DELIVERABLES, false},
    {"納入日", LABEL_DUE, false},
    {"納入時期", LABEL_DUE, false},
    {"納入期日", LABEL_DUE, false},
    {"納入期限", LABEL_DUE, false},
    {"納入物", LABEL_DELIVERABLES, false},
    {"納入物の提出先", LABEL_PLACE, false},
    {"納入物一覧", LABEL_DELIVERABLES, false},
    {"納入物件", LABEL_DELIVERABLES, false},
    {"納入物品", LABEL_DELIVERABLES, false},
    {"納品", LABEL_DELIVERABLES, false},
    {"納品すべき成果物", LABEL_DELIVERABLES, false},
    {"納品するもの", LABEL_DELIVERABLES, false},
    {"納品の場所", LABEL_PLACE, false},
    {"納品先", LABEL_PLACE, false},
    {"納品場所", LABEL_PLACE, false},
    {"納品成果品", LABEL_DELIVERABLES, false},
    {"納品成果物", LABEL_DELIVERABLES, false},
    {"納品日", LABEL_DUE, false},
    {"納品期日", LABEL_DUE, false},
    {"納品期限", LABEL_DUE, false},
    {"納品物", LABEL_DELIVERABLES, false},
    {"納品物一覧", LABEL_DELIVERABLES, false},
    {"納品物件", LABEL_DELIVERABLES, false},
    {"納期", LABEL_DUE, false},
    {"締め切り", LABEL_SUBMISSION, false},
    {"締切", LABEL_SUBMISSION, false},
    {"締切り", LABEL_SUBMISSION, false},
    {"締切日", LABEL_SUBMISSION, false},
    {"締切日時", LABEL_SUBMISSION, false},
    {"者に必要な資格", LABEL_ELIGIBILITY, true},
    {"者の条件", LABEL_ELIGIBILITY, true},
    {"者の決定", LABEL_AWARD, true},
    {"者の決定方法", LABEL_AWARD, true},
    {"者の要件", LABEL_ELIGIBILITY, true},
    {"者の資格", LABEL_ELIGIBILITY, true},
    {"者の資格等", LABEL_ELIGIBILITY, true},
    {"者の資格要件", LABEL_ELIGIBILITY, true},
    {"者の選定", LABEL_AWARD, true},
    {"者の選定方法", LABEL_AWARD, true},
    {"落札方式", LABEL_AWARD, false},
    {"落札者の決定", LABEL_AWARD, false},
    {"落札者の決定方法", LABEL_AWARD, false},
    {"落札者決定の方法", LABEL_AWARD, false},
    {"規模", LABEL_BUDGET, true},
    {"評価の方法", LABEL_AWARD, false},
    {"評価方法", LABEL_AWARD, false},
    {"調査の名称", LABEL_TITLE, false},
    {"調査名", LABEL_TITLE, false},
    {"調達の名称", LABEL_TITLE, false},
    {"調達件名", LABEL_TITLE, false},
    {"調達名", LABEL_TITLE, false},
    {"調達案件の名称", LABEL_TITLE, false},
    {"調達案件名", LABEL_TITLE, false},
    {"調達機関", LABEL_BUYER, false},
    {"費", LABEL_BUDGET, true},
    {"費の上限", LABEL_BUDGET, true},
    {"費の上限額", LABEL_BUDGET, true},
    {"費の限度額", LABEL_BUDGET, true},
    {"費の額", LABEL_BUDGET, true},
    {"費上限額", LABEL_BUDGET, true},
    {"費限度額", LABEL_BUDGET, true},
    {"資格", LABEL_ELIGIBILITY, true},
    {"資格条件", LABEL_ELIGIBILITY, false},
    {"資格要件", LABEL_ELIGIBILITY, false},
    {"購入等件名", LABEL_TITLE, false},
    {"連絡先", LABEL_CONTACT, false},
    {"連絡窓口", LABEL_CONTACT, false},
    {"選定", LABEL_AWARD, false},
    {"選定の方法", LABEL_AWARD, false},
    {"選定予定数", LABEL_ADOPTED, false},
    {"選定予定者数", LABEL_ADOPTED, false},
    {"選定件数", LABEL_ADOPTED, false},
    {"選定基準", LABEL_AWARD, false},
    {"選定数", LABEL_ADOPTED, false},
    {"選定方法", LABEL_AWARD, false},
    {"選定者数", LABEL_ADOPTED, false},
    {"選考", LABEL_AWARD, false},
    {"選考基準", LABEL_AWARD, false},
    {"選考方法", LABEL_AWARD, false},
    {"金額", LABEL_BUDGET, true},
    {"金額の上限", LABEL_BUDGET, true},
    {"金額の上限額", LABEL_BUDGET, true},
    {"金額の限度額", LABEL_BUDGET, true},
    {"限度価格", LABEL_BUDGET, false},
    {"限度額", LABEL_BUDGET, false},
};

/* What any label may begin with; longer before shorter. */
static const char *const heads[] = {
    "本業務",   "本事業", "本委託", "本契約", "本調達", "本件", "当該",       "業務",
    "事業",     "委託",   "契約",   "請負",   "調達",   "調査", "成果物",     "成果品",
    "納入物",   "企画",   "提案",   "応募",   "申請",   "見積", "参加",       "受託",
    "表明",     "入札",   "書類",   "書",     "等",     "及び", "の",         "に係る",
    "に関する", "候補",   "お",     "本",     "e-Rad",  "電子", "オンライン",
};

static const char *const tails[] = {
    "について", "に関する事項", "に関すること", "に関して", "の概要", "一覧", "等", ":",
};

static const char *const question_words[] = {"質問", "質疑"};
static const char *const question_tails[] = {
    "質問",     "質疑",     "受付",       "期限",         "期間", "締切",     "締切日",
    "提出",     "方法",     "回答",       "応答",         "対応", "受付期間", "受付期限",
    "提出期限", "書の提出", "受付・回答", "受付及び回答", "期日",
};
static const char *const contact_words[] = {"問い合わせ先", "問合せ先", "問合わせ先", "照会先"};

static struct str strip_brackets(struct str s)
{
    static const char *const pairs[][2] = {
        {"(", ")"}, {"【", "】"}, {"「", "」"}, {"<", ">"}, {"[", "]"}, {"〔", "〕"}, {"■", ""},
        {"◆", ""},  {"○", ""},    {"●", ""},    {"◎", ""},  {"□", ""},  {"◇", ""}};

    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t open = str_word_at(s, 0, pairs[i][0]);
        struct str close = open == 0 ? (struct str){} : str_of(pairs[i][1]);

        if (open > 0 && s.n > open + close.n && str_ends(s, close)) {
            return str_sub(s, open, s.n - close.n);
        }
    }
    return s;
}

/* Takes "(納入期限)" off the end; ret_inside is what stood in it. */
static struct str strip_end_bracket(struct str s, struct str *ret_inside)
{
    ptrdiff_t open = str_ends(s, STR(")")) ? str_rfind(s, STR("(")) : -1;

    *ret_inside = (struct str){};
    if (open <= 0) {
        return s;
    }
    *ret_inside = str_sub(s, (size_t)open + 1, s.n - 1);
    return str_sub(s, 0, (size_t)open);
}

static enum label_key find_word(struct str s, bool has_head)
{
    size_t low = 0;
    size_t high = COUNT(words);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(s, str_of(words[middle].word));

        if (order == 0) {
            return has_head || !words[middle].needs_head ? words[middle].key : LABEL_NONE;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return LABEL_NONE;
}

static bool strip_any(struct str *s, const char *const *list, size_t n, bool at_end)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = at_end ? s->n - MIN(strlen(list[i]), s->n) : 0;
        size_t bytes = str_word_at(*s, at, list[i]);

        if (bytes > 0) {
            *s = at_end ? str_sub(*s, 0, at) : str_sub(*s, bytes, s->n);
            return true;
        }
    }
    return false;
}

static enum label_key find_with_heads(struct str s)
{
    bool has_head = false;

    do {
        enum label_key key = find_word(s, has_head);

        if (key != LABEL_NONE) {
            return key;
        }
        has_head = true;
    } while (strip_any(&s, heads, COUNT(heads), false) && s.n > 0);
    return LABEL_NONE;
}

/* 質問の受付期限, 仕様書に関する質問: says nothing but question, reception, answer. */
static bool is_question(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            return false; /* the value stands in it */
        }
    }
    for (size_t i = 0; i < COUNT(question_words); i++) {
        ptrdiff_t at = str_rfind(s, str_of(question_words[i]));

        if (at < 0) {
            continue;
        }
        struct str rest = str_sub(s, (size_t)at + str_of(question_words[i]).n, s.n);

        while (str_starts(rest, STR("の")) || str_starts(rest, STR("・")) ||
               str_starts(rest, STR("書の")) || str_starts(rest, STR("及び")) ||
               str_starts(rest, STR("に対する")) || str_starts(rest, STR("と"))) {
            static const char *const joints[] = {"に対する", "及び", "書の", "の", "・", "と"};

            strip_any(&rest, joints, COUNT(joints), false);
        }
        if (rest.n == 0) {
            return true;
        }
        for (size_t k = 0; k < COUNT(question_tails); k++) {
            if (str_starts(rest, str_of(question_tails[k]))) {
                return true;
            }
        }
    }
    return false;
}

static enum label_key find_whole(struct str s)
{
    for (int round = 0; round < 3; round++) {
        enum label_key key = find_with_heads(s);

        if (key != LABEL_NONE) {
            return key;
        }
        if (!strip_any(&s, tails, COUNT(tails), true)) {
            break;
        }
    }
    for (size_t i = 0; i < COUNT(contact_words); i++) {
        if (str_ends(s, str_of(contact_words[i]))) {
            return LABEL_CONTACT;
        }
    }
    return is_question(s) ? LABEL_QUESTION : LABEL_NONE;
}

/* 提出期限及び提出先: the first half that is known. */
static enum label_key find_halves(struct str s)
{
    static const char *const joints[] = {"及び", "並びに", "・", "と"};

    for (size_t i = 0; i < COUNT(joints); i++) {
        ptrdiff_t at = str_find(s, str_of(joints[i]), 0);

        if (at <= 0) {
            continue;
        }
        enum label_key key = find_whole(str_sub(s, 0, (size_t)at));

        return key != LABEL_NONE ? key
                                 : find_whole(str_sub(s, (size_t)at + str_of(joints[i]).n, s.n));
    }
    return LABEL_NONE;
}

enum label_key label_lookup(struct str label)
{
    char bytes[LONGEST_LABEL_BYTES];
    size_t n = 0;

    if (label.n > 2 * LONGEST_LABEL_BYTES) {
        return LABEL_NONE;
    }
    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] == ' ') {
            continue;
        }
        if (n == sizeof(bytes)) {
            return LABEL_NONE;
        }
        bytes[n++] = label.p[i];
    }
    struct str s = strip_brackets((struct str){.p = bytes, .n = n});

    if (s.n < 6 || str_has(s, STR("。"))) {
        return LABEL_NONE;
    }
    struct str inside;
    struct str outside = strip_end_bracket(s, &inside);
    enum label_key key = find_whole(outside);

    if (key == LABEL_NONE) {
        key = find_halves(outside);
    }
    if (key == LABEL_NONE && inside.n > 0) {
        key = find_whole(inside);
    }
    return key;
}

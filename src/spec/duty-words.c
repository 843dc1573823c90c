/* The words duties are told by, as lists; see duty-words.h. Longer words win over shorter. */
#include "spec/duty-tables.h"

#include "text/chars.h"

const struct duty_words *duty_words_new(struct arena *a)
{
    struct duty_words *w = ARENA_ARRAY(a, 1, struct duty_words);

    duty_endings_chain(&w->endings, a);
    duty_joints_chain(&w->joints, a);
    return w;
}

size_t connective_bytes(struct str s)
{
    size_t n = word_at_start(connectives, s).n;

    if (str_at(s, n, STR("、"))) {
        return n + 3;
    }
    if (str_at(s, n, STR(","))) {
        return n + 1;
    }
    /* Without a comma the word may only look like one: また賃, 一方的. */
    return str_starts(s, STR("また")) || str_starts(s, STR("なお")) || str_starts(s, STR("及び")) ||
                   str_starts(s, STR("並びに")) || str_starts(s, STR("・"))
               ? n
               : 0;
}

/* The characters conditions begin with. */
static const uint8_t condition_starts[CHAR_TABLE_BYTES] = {
    [U'場'] = 1, [U'と'] = 1, [U'時'] = 1, [U'際'] = 1,
    [U'に'] = 1, [U'必'] = 1, [U'限'] = 1, [U'都'] = 1,
};

bool condition_find(struct str s, size_t *ret_beg, size_t *ret_end)
{
    struct char_walk walk;

    char_walk_begin(&walk, condition_starts, s, 0);
    for (size_t at = char_walk_next(&walk, 0); at < s.n; at = char_walk_next(&walk, at + 1)) {
        size_t n = word_at_start(conditions, str_sub(s, at, s.n)).n;

        if (n > 0 && !str_at(s, at + n, STR("ま"))) { /* 調整に当たります */
            *ret_beg = at;
            *ret_end = at + n;
            return true;
        }
    }
    return false;
}

static const struct str act_noun_words[] = {
    W("実施"), W("記載"), W("提出"), W("確認"), W("納入"), W("納品"), W("作成"), W("開催"),
    W("報告"), W("整備"), W("設置"), W("配置"), W("送付"), W("添付"), W("明記"), W("記入"),
    W("送信"), W("通知"), W("登録"), W("公表"), W("掲載"), W("保管"), W("返却"), W("廃棄"),
    W("連絡"), W("手配"), W("支援"), W("運営"), W("準備"), W("検討"), W("整理"), W("分析"),
    W("収集"), W("調査"), W("構築"), W("導入"), W("周知"), W("明示"), W("提示"), W("遵守"),
};
static const struct str connective_words[] = {
    W("また"),   W("なお"),     W("さらに"),   W("更に"),   W("さらには"), W("加えて"),
    W("併せて"), W("あわせて"), W("かつ"),     W("そして"), W("次に"),     W("一方"),
    W("おって"), W("追って"),   W("その上で"), W("及び"),   W("並びに"),   W("・"),
};
static const struct str exception_words[] = {W("ただし"), W("但し"), W("もっとも、")};
static const struct str alternative_words[] = {
    W("又は"), W("または"), W("若しくは"), W("もしくは"), W("あるいは"), W("或いは"),
};
static const struct str condition_words[] = {
    W("場合は"),       W("場合には"),       W("場合、"),       W("場合,"),      W("場合においては"),
    W("場合において"), W("場合であっても"), W("場合でも"),     W("場合に限り"), W("場合のみ"),
    W("ときは"),       W("ときには"),       W("とき、"),       W("とき,"),      W("時は"),
    W("際は"),         W("際には"),         W("際、"),         W("際,"),        W("際しては"),
    W("際し"),         W("に当たっては"),   W("にあたっては"), W("に当たり"),   W("にあたり"),
    W("必要に応じて"), W("必要に応じ"),     W("限り、"),       W("限り,"),      W("都度"),
    W("ときに"),       W("場合に"),
};
static const struct str approval_words[] = {
    W("承認を得"), W("承認を受け"), W("承諾を得"),   W("承諾を受け"), W("同意を得"),
    W("了承を得"), W("了解を得"),   W("許可を得"),   W("許可を受け"), W("確認を受け"),
    W("確認を得"), W("指示に従"),   W("指示を受け"), W("指示を仰"),
};
static const struct str submission_words[] = {
    W("提出し"), W("届出を行い"), W("届け出"), W("申し出"), W("提示し"),
    W("報告し"), W("報告を行い"), W("申請し"), W("協議し"), W("連絡し"),
    W("通知し"), W("示し"),       W("送付し"),
};
static const struct str check_lead_words[] = {W("注意し"),   W("留意し"),   W("確認"),  W("点検"),
                                              W("注意する"), W("留意する"), W("注意点")};
static const struct str purpose_head_words[] = {W("目的"),       W("背景"),       W("趣旨"),
                                                W("経緯"),       W("はじめに"),   W("事業概要"),
                                                W("業務概要"),   W("事業の概要"), W("業務の概要"),
                                                W("調達の概要"), W("用語の定義"), W("現状と課題")};
static const struct str contact_head_words[] = {W("問合せ先"), W("問い合わせ先"), W("問合わせ先"),
                                                W("問合先"),   W("連絡先"),       W("担当部署"),
                                                W("照会先")};
static const struct str eligible_head_words[] = {
    W("応募資格"),     W("応募の資格"),   W("参加資格"),     W("参加の資格"),
    W("参加者資格"),   W("申請資格"),     W("提案資格"),     W("入札資格"),
    W("応募者の資格"), W("参加者の資格"), W("応募要件"),     W("参加要件"),
    W("応募条件"),     W("応募の条件"),   W("応募者の要件"), W("参加条件")};
static const struct str frame_head_words[] = {
    W("予算"),         W("予算規模"), W("予算額"),   W("契約金額"), W("委託費の額"), W("上限額"),
    W("金額の上限"),   W("期間"),     W("件名"),     W("契約形態"), W("契約の形態"), W("採択件数"),
    W("採択予定件数"), W("履行場所"), W("納入場所"), W("名称")};
static const struct str work_head_words[] = {W("事業内容"), W("業務内容"), W("業務の内容"),
                                             W("事業の内容"), W("仕様")};
static const struct str frame_topic_words[] = {
    W("履行期間"), W("契約期間"), W("契約の期間"), W("業務期間"), W("事業期間"), W("実施期間"),
    W("委託期間"), W("履行期限"), W("納入期限"),   W("調査区域"), W("対象区域"), W("履行場所"),
    W("件名"),     W("業務名"),   W("事業名"),     W("契約形態"), W("予算額"),   W("契約金額"),
    W("委託金額"), W("採択件数"), W("契約方式"),   W("決定方法"), W("選定方法"), W("審査方法"),
};
static const struct str office_ending_words[] = {
    W("省"), W("庁"), W("局"), W("課"), W("室"),     W("市"),   W("県"),     W("町"),
    W("村"), W("区"), W("府"), W("都"), W("担当官"), W("職員"), W("監督員"), W("検査員"),
};
static const struct str office_lookalike_words[] = {
    W("会議室"), W("事務局"), W("教室"),     W("控室"),   W("待合室"), W("相談室"), W("執務室"),
    W("和室"),   W("居室"),   W("個室"),     W("郵便局"), W("薬局"),   W("各市"),   W("各県"),
    W("都市"),   W("地区"),   W("市区町村"), W("市町村"), W("校区"),   W("学区"),   W("工区"),
    W("処理区"), W("放送局"), W("当該区"),   W("各課"),
};

const struct word_list act_nouns = LIST(act_noun_words);
const struct word_list connectives = LIST(connective_words);
const struct word_list exceptions = LIST(exception_words);
const struct word_list alternatives = LIST(alternative_words);
const struct word_list conditions = LIST(condition_words);
const struct word_list approvals = LIST(approval_words);
const struct word_list submissions = LIST(submission_words);
const struct word_list check_leads = LIST(check_lead_words);
const struct word_list purpose_heads = LIST(purpose_head_words);
const struct word_list contact_heads = LIST(contact_head_words);
const struct word_list eligible_heads = LIST(eligible_head_words);
static const struct str buyer_act_words[] = {
    W("通知"), W("貸与"), W("支払"), W("交付"), W("提示"), W("連絡"), W("返却"),
    W("指示"), W("求め"), W("命ず"), W("命じ"), W("請求"), W("提供"),
};
static const struct str buyer_topic_words[] = {
    W("開札"),
    W("審査"),
    W("審査結果"),
    W("審査の結果"),
    W("選定"),
    W("選定結果"),
    W("採択"),
    W("採択結果"),
    W("評価"),
    W("落札者"),
    W("説明会"),
    W("入札説明会"),
    W("回答"),
    W("質問に対する回答"),
    W("質問への回答"),
    W("結果"),
    W("優先交渉権者"),
    W("評価基準"),
    W("審査基準"),
    W("評価基準及び配点"),
    W("配点"),
    W("日程"),
    W("採択件数"),
    W("採択件数及び採択額"),
    W("提出された書類"),
    W("提出された提案書"),
    W("提出された応募書類"),
    W("契約額"),
    W("契約候補者"),
    W("受託候補者"),
    W("採択者"),
    W("プレゼンテーション審査"),
    W("書類審査"),
    W("書面審査"),
};
static const struct str buyer_predicate_words[] = {
    W("受け付ける"),
    W("受付ける"),
    W("受け付けない"),
    W("応じない"),
    W("返却しない"),
    W("公表しない"),
    W("公表する"),
    W("選定する"),
    W("採択する"),
    W("採択しない"),
    W("通知する"),
    W("掲載する"),
    W("審査を行う"),
    W("評価を行う"),
    W("審査する"),
    W("評価する"),
    W("選定しない"),
    W("公募する"),
    W("募集する"),
    W("審査を行い"),
    W("交渉権者とする"),
    W("交渉権者とし"),
    W("候補者とする"),
    W("候補者とし"),
    W("上位とする"),
    W("審査の対象とする"),
    W("変わることがある"),
    W("変更することがある"),
    W("変更となることがある"),
    W("変更する場合がある"),
    W("減額されることがある"),
    W("範囲内で執行する"),
    W("ヒアリングを行う"),
    W("ヒアリングを行い"),
    W("回答しない"),
    W("回答する"),
    W("受理しない"),
    W("失格とする"),
    W("無効とする"),
    W("採択とする"),
    W("落札者とする"),
};
static const struct str payment_topic_words[] = {
    W("委託料"), W("委託費"),   W("委託金"),       W("契約金額"), W("契約代金"),
    W("代金"),   W("請負代金"), W("委託料の支払"), W("対価"),
};
static const struct str call_title_words[] = {W("募集"), W("公募"),         W("公告"),  W("入札"),
                                              W("応募"), W("プロポーザル"), W("説明書")};

const struct word_list buyer_acts = LIST(buyer_act_words);
const struct word_list buyer_topics = LIST(buyer_topic_words);
const struct word_list buyer_predicates = LIST(buyer_predicate_words);
const struct word_list payment_topics = LIST(payment_topic_words);
const struct word_list call_titles = LIST(call_title_words);
const struct word_list work_heads = LIST(work_head_words);
const struct word_list frame_heads = LIST(frame_head_words);
const struct word_list frame_topics = LIST(frame_topic_words);
const struct word_list office_endings = LIST(office_ending_words);
const struct word_list office_lookalikes = LIST(office_lookalike_words);

const struct party_word party_words[] = {
    {W("受注者"), ACTOR_CONTRACTOR},
    {W("受託者"), ACTOR_CONTRACTOR},
    {W("受託事業者"), ACTOR_CONTRACTOR},
    {W("受注事業者"), ACTOR_CONTRACTOR},
    {W("委託先"), ACTOR_CONTRACTOR},
    {W("委託事業者"), ACTOR_CONTRACTOR},
    {W("乙"), ACTOR_CONTRACTOR},
    {W("請負者"), ACTOR_CONTRACTOR},
    {W("請負人"), ACTOR_CONTRACTOR},
    {W("請負業者"), ACTOR_CONTRACTOR},
    {W("申請者"), ACTOR_CONTRACTOR},
    {W("落札者"), ACTOR_CONTRACTOR},
    {W("応募者"), ACTOR_CONTRACTOR},
    {W("提案者"), ACTOR_CONTRACTOR},
    {W("入札者"), ACTOR_CONTRACTOR},
    {W("入札参加者"), ACTOR_CONTRACTOR},
    {W("コンソーシアム"), ACTOR_CONTRACTOR},
    {W("幹事法人"), ACTOR_CONTRACTOR},
    {W("契約相手方"), ACTOR_CONTRACTOR},
    {W("契約の相手方"), ACTOR_CONTRACTOR},
    {W("事業者"), ACTOR_CONTRACTOR},
    {W("事務局"), ACTOR_CONTRACTOR},
    {W("管理技術者"), ACTOR_CONTRACTOR},
    {W("主任技術者"), ACTOR_CONTRACTOR},
    {W("業務責任者"), ACTOR_CONTRACTOR},
    {W("業務従事者"), ACTOR_CONTRACTOR},
    {W("発注者"), ACTOR_MINISTRY},
    {W("委託者"), ACTOR_MINISTRY},
    {W("甲"), ACTOR_MINISTRY},
    {W("国"), ACTOR_MINISTRY},
    {W("当省"), ACTOR_MINISTRY},
    {W("当局"), ACTOR_MINISTRY},
    {W("当庁"), ACTOR_MINISTRY},
    {W("本市"), ACTOR_MINISTRY},
    {W("本県"), ACTOR_MINISTRY},
    {W("担当課室"), ACTOR_MINISTRY},
    {W("担当課"), ACTOR_MINISTRY},
    {W("県"), ACTOR_MINISTRY},
    {W("市"), ACTOR_MINISTRY},
    {W("町"), ACTOR_MINISTRY},
    {W("村"), ACTOR_MINISTRY},
    {W("機構"), ACTOR_MINISTRY},
    {W("当機構"), ACTOR_MINISTRY},
    {W("本町"), ACTOR_MINISTRY},
    {W("当市"), ACTOR_MINISTRY},
    {W("当県"), ACTOR_MINISTRY},
    {W("当町"), ACTOR_MINISTRY},
    {W("当法人"), ACTOR_MINISTRY},
    {W("監督職員"), ACTOR_MINISTRY},
    {W("担当職員"), ACTOR_MINISTRY},
    {W("監督員"), ACTOR_MINISTRY},
    {W("検査職員"), ACTOR_MINISTRY},
    {W("官側"), ACTOR_MINISTRY},
    {W("官"), ACTOR_MINISTRY},
    {W("検査官"), ACTOR_MINISTRY},
    {W("監督官"), ACTOR_MINISTRY},
    {W("調査職員"), ACTOR_MINISTRY},
    {W("支出負担行為担当官"), ACTOR_MINISTRY},
    {W("再委託先"), ACTOR_SUBCONTRACTOR},
    {W("再委託事業者"), ACTOR_SUBCONTRACTOR},
    {W("再受託者"), ACTOR_SUBCONTRACTOR},
    {W("下請負者"), ACTOR_SUBCONTRACTOR},
    {W("下請負人"), ACTOR_SUBCONTRACTOR},
    {W("間接補助事業者"), ACTOR_SUBCONTRACTOR},
};
const size_t party_word_count = COUNT(party_words);

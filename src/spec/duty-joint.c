/* What stands before a comma, as a table; see duty-words.h. Longer words win over shorter. */
#include "spec/duty-tables.h"

#include "text/chars.h"

static const struct joint_word joints[] = {
    {W("し"), JOINT_ACT},
    {W("行い"), JOINT_ACT},
    {W("おこない"), JOINT_ACT},
    {W("担い"), JOINT_ACT},
    {W("補い"), JOINT_ACT},
    {W("負い"), JOINT_ACT},
    {W("支払い"), JOINT_VERB_OR_NOUN},
    {W("与え"), JOINT_ACT},
    {W("伝え"), JOINT_ACT},
    {W("整え"), JOINT_ACT},
    {W("揃え"), JOINT_ACT},
    {W("そろえ"), JOINT_ACT},
    {W("添え"), JOINT_ACT},
    {W("抑え"), JOINT_ACT},
    {W("変え"), JOINT_ACT},
    {W("終え"), JOINT_ACT},
    {W("設け"), JOINT_ACT},
    {W("受け"), JOINT_VERB_OR_NOUN},
    {W("付け"), JOINT_VERB_OR_NOUN},
    {W("位置付け"), JOINT_VERB_OR_NOUN},
    {W("分け"), JOINT_VERB_OR_NOUN},
    {W("続け"), JOINT_ACT},
    {W("避け"), JOINT_WEAK},
    {W("定め"), JOINT_ACT},
    {W("求め"), JOINT_ACT},
    {W("進め"), JOINT_ACT},
    {W("高め"), JOINT_ACT},
    {W("深め"), JOINT_ACT},
    {W("まとめ"), JOINT_VERB_OR_NOUN},
    {W("取りまとめ"), JOINT_VERB_OR_NOUN},
    {W("とりまとめ"), JOINT_VERB_OR_NOUN},
    {W("集め"), JOINT_ACT},
    {W("改め"), JOINT_ACT},
    {W("収め"), JOINT_ACT},
    {W("納め"), JOINT_ACT},
    {W("必ず含め"), JOINT_ACT},
    {W("置き"), JOINT_VERB_OR_NOUN},
    {W("書き"), JOINT_VERB_OR_NOUN},
    {W("聞き"), JOINT_VERB_OR_NOUN},
    {W("招き"), JOINT_ACT},
    {W("図り"), JOINT_ACT},
    {W("作り"), JOINT_VERB_OR_NOUN},
    {W("守り"), JOINT_ACT},
    {W("送り"), JOINT_VERB_OR_NOUN},
    {W("配り"), JOINT_ACT},
    {W("測り"), JOINT_ACT},
    {W("取り"), JOINT_VERB_OR_NOUN},
    {W("絞り"), JOINT_ACT},
    {W("区切り"), JOINT_WEAK},
    {W("譲り"), JOINT_ACT},
    {W("保ち"), JOINT_ACT},
    {W("持ち"), JOINT_VERB_OR_NOUN},
    {W("選び"), JOINT_VERB_OR_NOUN},
    {W("試み"), JOINT_VERB_OR_NOUN},
    {W("組み"), JOINT_VERB_OR_NOUN},
    {W("に取り組み"), JOINT_ACT},
    {W("盛り込み"), JOINT_ACT},
    {W("組み込み"), JOINT_ACT},
    {W("述べ"), JOINT_ACT},
    {W("調べ"), JOINT_ACT},
    {W("させ"), JOINT_ACT},
    {W("知らせ"), JOINT_ACT},
    {W("持たせ"), JOINT_ACT},
    {W("任せ"), JOINT_ACT},
    {W("入れ"), JOINT_VERB_OR_NOUN},
    {W("取り入れ"), JOINT_VERB_OR_NOUN},
    {W("講じ"), JOINT_ACT},
    {W("引き継ぎ"), JOINT_ACT},
    {W("防ぎ"), JOINT_ACT},
    {W("上げ"), JOINT_VERB_OR_NOUN},
    {W("立ち上げ"), JOINT_VERB_OR_NOUN},
    {W("取り上げ"), JOINT_VERB_OR_NOUN},
    {W("掲げ"), JOINT_VERB_OR_NOUN},
    {W("重ね"), JOINT_VERB_OR_NOUN},
    {W("を得"), JOINT_ACT},
    {W("を経て"), JOINT_ACT},
    {W("協議を経て"), JOINT_WEAK},
    {W("承認を経て"), JOINT_WEAK},
    {W("して"), JOINT_ACT},
    {W("許諾を得て"), JOINT_ACT},
    {W("対して"), JOINT_NONE},
    {W("関して"), JOINT_NONE},
    {W("際して"), JOINT_NONE},
    {W("として"), JOINT_NONE},
    {W("通して"), JOINT_NONE},
    {W("即して"), JOINT_NONE},
    {W("にして"), JOINT_NONE},
    {W("利用して"), JOINT_WEAK},
    {W("活用して"), JOINT_WEAK},
    {W("使用して"), JOINT_WEAK},
    {W("協議して"), JOINT_WEAK},
    {W("相談して"), JOINT_WEAK},
    {W("調整して"), JOINT_WEAK},
    {W("連携して"), JOINT_WEAK},
    {W("協力して"), JOINT_WEAK},
    {W("考慮して"), JOINT_WEAK},
    {W("配慮して"), JOINT_WEAK},
    {W("留意して"), JOINT_WEAK},
    {W("注意して"), JOINT_WEAK},
    {W("勘案して"), JOINT_WEAK},
    {W("参照して"), JOINT_WEAK},
    {W("想定して"), JOINT_WEAK},
    {W("選択して"), JOINT_WEAK},
    {W("明記して"), JOINT_WEAK},
    {W("遵守し"), JOINT_COMPLY},
    {W("順守し"), JOINT_COMPLY},
    {W("を守り"), JOINT_COMPLY},
    {W("に委託し"), JOINT_WEAK},
    {W("申し出"), JOINT_ACT},
    {W("届け出"), JOINT_ACT},

    /* に対し, 必要に応じ …: no predicates */
    {W("対し"), JOINT_NONE},
    {W("際し"), JOINT_NONE},
    {W("関し"), JOINT_NONE},
    {W("もし"), JOINT_NONE},
    {W("しかし"), JOINT_NONE},
    {W("ただし"), JOINT_NONE},
    {W("但し"), JOINT_NONE},
    {W("なし"), JOINT_NONE},
    {W("無し"), JOINT_NONE},
    {W("少し"), JOINT_NONE},
    {W("称し"), JOINT_NONE},
    {W("通し"), JOINT_NONE},
    {W("見通し"), JOINT_NONE},
    {W("即し"), JOINT_NONE},
    {W("照らし"), JOINT_NONE},
    {W("を含め"), JOINT_NONE},
    {W("の見直し"), JOINT_NONE},
    {W("の取り消し"), JOINT_NONE},
    {W("の取消し"), JOINT_NONE},
    {W("の引き渡し"), JOINT_NONE},
    {W("の引渡し"), JOINT_NONE},
    {W("の貸し出し"), JOINT_NONE},
    {W("の貸出し"), JOINT_NONE},
    {W("の洗い出し"), JOINT_NONE},
    {W("の掘り起こし"), JOINT_NONE},
    {W("の後押し"), JOINT_NONE},
    {W("の手直し"), JOINT_NONE},

    /* what only leads to the next act */
    {W("協議し"), JOINT_WEAK},
    {W("相談し"), JOINT_WEAK},
    {W("調整し"), JOINT_WEAK},
    {W("留意し"), JOINT_WEAK},
    {W("注意し"), JOINT_WEAK},
    {W("注意を払い"), JOINT_WEAK},
    {W("配慮し"), JOINT_WEAK},
    {W("考慮し"), JOINT_WEAK},
    {W("勘案し"), JOINT_WEAK},
    {W("参照し"), JOINT_WEAK},
    {W("参考にし"), JOINT_WEAK},
    {W("参考とし"), JOINT_WEAK},
    {W("準拠し"), JOINT_WEAK},
    {W("連携し"), JOINT_WEAK},
    {W("利用し"), JOINT_WEAK},
    {W("活用し"), JOINT_WEAK},
    {W("使用し"), JOINT_WEAK},
    {W("目的とし"), JOINT_WEAK},
    {W("中心とし"), JOINT_WEAK},
    {W("主とし"), JOINT_WEAK},
    {W("軸とし"), JOINT_WEAK},
    {W("対象とし"), JOINT_WEAK},
    {W("必要とし"), JOINT_WEAK},
    {W("始めとし"), JOINT_WEAK},
    {W("はじめとし"), JOINT_WEAK},
    {W("単位とし"), JOINT_DEFINE},
    {W("想定し"), JOINT_WEAK},
    {W("目指し"), JOINT_WEAK},
    {W("関連し"), JOINT_WEAK},
    {W("見据え"), JOINT_WEAK},

    /* states and events */
    {W("され"), JOINT_STATE},
    {W("発生し"), JOINT_STATE},
    {W("増加し"), JOINT_STATE},
    {W("減少し"), JOINT_STATE},
    {W("終了し"), JOINT_STATE},
    {W("該当し"), JOINT_STATE},
    {W("存在し"), JOINT_STATE},
    {W("有し"), JOINT_STATE},
    {W("属し"), JOINT_STATE},

    /* joints with a force of their own */
    {W("とし"), JOINT_DEFINE},
    {W("前提とし"), JOINT_MUST},
    {W("れることを前提とし"), JOINT_WEAK},
    {W("こととし"), JOINT_MUST},
    {W("ものとし"), JOINT_MUST},
    {W("ないこととし"), JOINT_MUST_NOT},
    {W("ないものとし"), JOINT_MUST_NOT},
    {W("てはならず"), JOINT_MUST_NOT},
    {W("せず"), JOINT_MUST_NOT},
    {W("わず"), JOINT_MUST_NOT},
    {W("らさず"), JOINT_MUST_NOT},
    {W("禁止し"), JOINT_MUST_NOT},
    {W("認めず"), JOINT_MUST_NOT},
    {W("問わず"), JOINT_NONE},
    {W("かかわらず"), JOINT_NONE},
    {W("関わらず"), JOINT_NONE},
    {W("拘わらず"), JOINT_NONE},
    {W("に努め"), JOINT_SHOULD},
    {W("よう努め"), JOINT_SHOULD},
    {W("目標とし"), JOINT_SHOULD},
    {W("心がけ"), JOINT_SHOULD},
    {W("心掛け"), JOINT_SHOULD},
    {W("でき"), JOINT_STATE},
    {W("ことができ"), JOINT_MAY},
    {W("ことを受け"), JOINT_NONE},
    {W("通を作成し"), JOINT_WEAK},
    {W("通作成し"), JOINT_WEAK},
    {W("できるものとし"), JOINT_MAY},
    {W("できることとし"), JOINT_MAY},
    {W("可とし"), JOINT_MAY},
    {W("不要とし"), JOINT_MAY},
};

void duty_joints_chain(struct word_chain *chain, struct arena *a)
{
    word_chain_init(chain, a, joints, sizeof(joints[0]), COUNT(joints));
}

/* 二名置き, に置き are verbs; 物置き, の受け are nouns. */
static bool is_verb(struct str before)
{
    static const struct str counters[] = {
        W("名"), W("人"),   W("回"),   W("部"),   W("枚"),   W("台"),   W("件"),   W("者"),
        W("社"), W("箇所"), W("以上"), W("程度"), W("ずつ"), W("全て"), W("別途"), W("適宜")};
    struct word_list list = LIST(counters);

    if (word_at_end(list, before).n > 0) {
        return true;
    }
    uint32_t cp;

    if (before.n < 3) {
        return false;
    }
    utf8_decode(before, before.n - 3, &cp);
    return cp >= 0x3041 && cp <= 0x3096 && cp != 0x306E; /* kana but の */
}

enum joint duty_joint(const struct duty_words *w, struct str s)
{
    const struct joint_word *found = word_chain_longest(&w->joints, s);

    if (found == NULL) {
        return JOINT_NONE;
    }
    if (found->joint == JOINT_VERB_OR_NOUN) {
        return is_verb(str_sub(s, 0, s.n - found->word.n)) ? JOINT_ACT : JOINT_NONE;
    }
    return found->joint;
}

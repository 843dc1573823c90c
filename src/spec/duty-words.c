/* The words duties are told by, as tables; see duty-words.h. Longer words win over shorter. */
#include "spec/duty-words.h"

#include "text/chars.h"

#define W(literal)                                                                                 \
    {                                                                                              \
        .p = literal, .n = sizeof(literal) - 1                                                     \
    }
#define LIST(array)                                                                                \
    {                                                                                              \
        .words = array, .count = COUNT(array)                                                      \
    }

static const struct ending endings[] = {
    /* permission, relief, exception */
    {W("ことができる"), FORCE_MAY, HOW_EXPLICIT},
    {W("ことができるものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("ことができるものとします"), FORCE_MAY, HOW_EXPLICIT},
    {W("ことができるとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("ことができます"), FORCE_MAY, HOW_EXPLICIT},
    {W("こともできる"), FORCE_MAY, HOW_EXPLICIT},
    {W("こともできます"), FORCE_MAY, HOW_EXPLICIT},
    {W("できるものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("できるものとします"), FORCE_MAY, HOW_EXPLICIT},
    {W("できることとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("できることとします"), FORCE_MAY, HOW_EXPLICIT},
    {W("可とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("可とします"), FORCE_MAY, HOW_EXPLICIT},
    {W("不可とする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("不可とします"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("許可とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("認可とする"), FORCE_FACT, HOW_EXPLICIT},
    {W("も可"), FORCE_MAY, HOW_EXPLICIT},
    {W("は可"), FORCE_MAY, HOW_EXPLICIT},
    {W("を可"), FORCE_MAY, HOW_EXPLICIT},
    {W("可である"), FORCE_MAY, HOW_EXPLICIT},
    {W("可です"), FORCE_MAY, HOW_EXPLICIT},
    {W("不可"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("不可である"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("で可"), FORCE_MAY, HOW_EXPLICIT},
    {W("で可とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("も可能"), FORCE_MAY, HOW_EXPLICIT},
    {W("も可能とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("も可能である"), FORCE_MAY, HOW_EXPLICIT},
    {W("も可能です"), FORCE_MAY, HOW_EXPLICIT},
    {W("可能とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("可能とします"), FORCE_MAY, HOW_EXPLICIT},
    {W("可能とすること"), FORCE_MUST, HOW_EXPLICIT},
    {W("妨げない"), FORCE_MAY, HOW_EXPLICIT},
    {W("妨げないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("妨げないこととする"), FORCE_MAY, HOW_EXPLICIT},
    {W("妨げません"), FORCE_MAY, HOW_EXPLICIT},
    {W("妨げるものではない"), FORCE_MAY, HOW_EXPLICIT},
    {W("妨げるものではありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("差し支えない"), FORCE_MAY, HOW_EXPLICIT},
    {W("差し支えありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("差支えない"), FORCE_MAY, HOW_EXPLICIT},
    {W("差支えありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("構わない"), FORCE_MAY, HOW_EXPLICIT},
    {W("構わないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("構いません"), FORCE_MAY, HOW_EXPLICIT},
    {W("かまわない"), FORCE_MAY, HOW_EXPLICIT},
    {W("かまいません"), FORCE_MAY, HOW_EXPLICIT},
    {W("もよい"), FORCE_MAY, HOW_EXPLICIT},
    {W("も良い"), FORCE_MAY, HOW_EXPLICIT},
    {W("もよいものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("も良いものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("もよいこととする"), FORCE_MAY, HOW_EXPLICIT},
    {W("もよいです"), FORCE_MAY, HOW_EXPLICIT},
    {W("も良いです"), FORCE_MAY, HOW_EXPLICIT},
    {W("ればよい"), FORCE_MAY, HOW_EXPLICIT},
    {W("れば良い"), FORCE_MAY, HOW_EXPLICIT},
    {W("要しない"), FORCE_MAY, HOW_EXPLICIT},
    {W("要しないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("要しません"), FORCE_MAY, HOW_EXPLICIT},
    {W("要さない"), FORCE_MAY, HOW_EXPLICIT},
    {W("必要はない"), FORCE_MAY, HOW_EXPLICIT},
    {W("必要はないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("必要はありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("必要ない"), FORCE_MAY, HOW_EXPLICIT},
    {W("必要ありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("不要"), FORCE_MAY, HOW_EXPLICIT},
    {W("不要とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("不要とします"), FORCE_MAY, HOW_EXPLICIT},
    {W("不要である"), FORCE_MAY, HOW_EXPLICIT},
    {W("不要です"), FORCE_MAY, HOW_EXPLICIT},
    {W("免除する"), FORCE_MAY, HOW_EXPLICIT},
    {W("免除します"), FORCE_MAY, HOW_EXPLICIT},
    {W("免除とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("省略できる"), FORCE_MAY, HOW_EXPLICIT},
    {W("省略できます"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りでない"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りでないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りではない"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りではないものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りでは無い"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りではありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("限りでありません"), FORCE_MAY, HOW_EXPLICIT},
    {W("許容する"), FORCE_MAY, HOW_EXPLICIT},
    {W("許容します"), FORCE_MAY, HOW_EXPLICIT},
    {W("許容するもの"), FORCE_MAY, HOW_EXPLICIT},
    {W("許容するものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("を認める"), FORCE_MAY, HOW_EXPLICIT},
    {W("を認めるものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("を認めます"), FORCE_MAY, HOW_EXPLICIT},
    {W("も認める"), FORCE_MAY, HOW_EXPLICIT},
    {W("も認めます"), FORCE_MAY, HOW_EXPLICIT},
    {W("は認める"), FORCE_MAY, HOW_EXPLICIT},
    {W("と認める"), FORCE_FACT, HOW_PLAIN},
    {W("足りる"), FORCE_MAY, HOW_EXPLICIT},
    {W("足りるものとする"), FORCE_MAY, HOW_EXPLICIT},
    {W("足ります"), FORCE_MAY, HOW_EXPLICIT},
    {W("任意とする"), FORCE_MAY, HOW_EXPLICIT},
    {W("任意とします"), FORCE_MAY, HOW_EXPLICIT},
    {W("適用しない"), FORCE_MAY, HOW_EXPLICIT},
    {W("適用しません"), FORCE_MAY, HOW_EXPLICIT},
    {W("場合がある"), FORCE_MAY, HOW_PLAIN},
    {W("場合があります"), FORCE_MAY, HOW_PLAIN},
    {W("場合もある"), FORCE_MAY, HOW_PLAIN},
    {W("場合もあります"), FORCE_MAY, HOW_PLAIN},
    {W("ことがある"), FORCE_MAY, HOW_PLAIN},
    {W("ことがあります"), FORCE_MAY, HOW_PLAIN},
    {W("こともある"), FORCE_MAY, HOW_PLAIN},
    {W("こともあります"), FORCE_MAY, HOW_PLAIN},
    {W("もできる"), FORCE_MAY, HOW_EXPLICIT},
    {W("もできます"), FORCE_MAY, HOW_EXPLICIT},
    {W("条件ではありません"), FORCE_MAY, HOW_PLAIN},

    /* prohibition */
    {W("てはならない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはならないものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはならないこととする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはならないこと"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはなりません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ではならない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ではなりません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはいけない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("てはいけません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないこと"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないこととする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないこととします"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないものとします"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないものとすること"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("でないこと"), FORCE_MUST, HOW_EXPLICIT},
    {W("ではないこと"), FORCE_MUST, HOW_EXPLICIT},
    {W("がないこと"), FORCE_MUST, HOW_EXPLICIT},
    {W("はないこと"), FORCE_MUST, HOW_EXPLICIT},
    {W("のないこと"), FORCE_MUST, HOW_EXPLICIT},
    {W("支えないこと"), FORCE_MAY, HOW_EXPLICIT},
    {W("構わないこと"), FORCE_MAY, HOW_EXPLICIT},
    {W("禁止する"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁止すること"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁止するものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁止します"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁止とする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁止とします"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("を禁止"), FORCE_MUST_NOT, HOW_NOUN},
    {W("は禁止"), FORCE_MUST_NOT, HOW_NOUN},
    {W("も禁止"), FORCE_MUST_NOT, HOW_NOUN},
    {W("原則禁止"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("原則として禁止"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ぬこと"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("譲渡できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("再委託できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("変更できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("公表できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("参加できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("応募できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("請求できない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("厳禁"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("厳禁とする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁ずる"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("禁じる"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認めない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認めないこととする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認めないものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認めません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認められない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("認められません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("許されない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことはできない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことはできないものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことはできません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことができない"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことができないものとする"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ことができません"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないでください"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ないで下さい"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ご遠慮ください"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ご遠慮下さい"), FORCE_MUST_NOT, HOW_EXPLICIT},
    {W("ない"), FORCE_MUST_NOT, HOW_PLAIN},
    {W("ません"), FORCE_MUST_NOT, HOW_POLITE},

    /* what looks negative and is not */
    {W("でない"), FORCE_FACT, HOW_PLAIN},
    {W("ではない"), FORCE_FACT, HOW_PLAIN},
    {W("がない"), FORCE_FACT, HOW_PLAIN},
    {W("はない"), FORCE_FACT, HOW_PLAIN},
    {W("もない"), FORCE_FACT, HOW_PLAIN},
    {W("のない"), FORCE_FACT, HOW_PLAIN},
    {W("少ない"), FORCE_FACT, HOW_PLAIN},
    {W("くない"), FORCE_FACT, HOW_PLAIN},
    {W("しれない"), FORCE_FACT, HOW_PLAIN},
    {W("限らない"), FORCE_FACT, HOW_PLAIN},
    {W("すぎない"), FORCE_FACT, HOW_PLAIN},
    {W("過ぎない"), FORCE_FACT, HOW_PLAIN},
    {W("できない"), FORCE_FACT, HOW_PLAIN},
    {W("ていない"), FORCE_FACT, HOW_PLAIN},
    {W("れない"), FORCE_FACT, HOW_PLAIN},
    {W("ならない"), FORCE_FACT, HOW_PLAIN},
    {W("足りない"), FORCE_FACT, HOW_PLAIN},
    {W("満たない"), FORCE_FACT, HOW_PLAIN},
    {W("該当しない"), FORCE_FACT, HOW_PLAIN},
    {W("やむを得ない"), FORCE_FACT, HOW_PLAIN},
    {W("ありません"), FORCE_FACT, HOW_POLITE},
    {W("おりません"), FORCE_FACT, HOW_POLITE},
    {W("いません"), FORCE_FACT, HOW_POLITE},
    {W("行いません"), FORCE_MUST_NOT, HOW_POLITE},
    {W("できません"), FORCE_FACT, HOW_POLITE},
    {W("れません"), FORCE_FACT, HOW_POLITE},
    {W("入れません"), FORCE_MUST_NOT, HOW_POLITE},

    /* aims and wishes */
    {W("努める"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めること"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めることとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めるものとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めるものとします"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めなければならない"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めなければなりません"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めてください"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めて下さい"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努めます"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努力する"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努力すること"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("努力するものとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("心がける"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("心がけること"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("心掛ける"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("心掛けること"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("望ましい"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("望ましいものとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("望ましいです"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("尚良い"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("なお良い"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("なおよい"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("望まれる"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("望まれます"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("好ましい"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("期待する"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("期待します"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("期待している"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("期待しています"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("が期待される"), FORCE_SHOULD, HOW_PLAIN},
    {W("が期待されます"), FORCE_SHOULD, HOW_PLAIN},
    {W("想定する"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("想定します"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("想定している"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("想定しています"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("想定しております"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("ことが想定される"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("を想定"), FORCE_SHOULD, HOW_NOUN},
    {W("予定する"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("予定している"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("予定しています"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("予定しております"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("予定とする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("を予定"), FORCE_SHOULD, HOW_NOUN},
    {W("目標とする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("目標とします"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("目標とすること"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("目標とするものとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("目指す"), FORCE_SHOULD, HOW_PLAIN},
    {W("目指すこと"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("目指すものとする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("推奨する"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("推奨します"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("推奨される"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("お願いする"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("お願いします"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("お願いいたします"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("お願い致します"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("お願い申し上げます"), FORCE_SHOULD, HOW_EXPLICIT},

    /* duties said openly */
    {W("こと"), FORCE_MUST, HOW_EXPLICIT},
    {W("する事"), FORCE_MUST, HOW_EXPLICIT},
    {W("とのこと"), FORCE_FACT, HOW_PLAIN},
    {W("であること"), FORCE_MUST, HOW_EXPLICIT},
    {W("ものとする"), FORCE_MUST, HOW_EXPLICIT},
    {W("ものとします"), FORCE_MUST, HOW_EXPLICIT},
    {W("こととする"), FORCE_MUST, HOW_EXPLICIT},
    {W("こととします"), FORCE_MUST, HOW_EXPLICIT},
    {W("なければならない"), FORCE_MUST, HOW_EXPLICIT},
    {W("なければならないものとする"), FORCE_MUST, HOW_EXPLICIT},
    {W("なければなりません"), FORCE_MUST, HOW_EXPLICIT},
    {W("ねばならない"), FORCE_MUST, HOW_EXPLICIT},
    {W("なくてはならない"), FORCE_MUST, HOW_EXPLICIT},
    {W("なくてはなりません"), FORCE_MUST, HOW_EXPLICIT},
    {W("必要がある"), FORCE_MUST, HOW_PLAIN},
    {W("必要があります"), FORCE_MUST, HOW_PLAIN},
    {W("べきである"), FORCE_MUST, HOW_EXPLICIT},
    {W("べきものとする"), FORCE_MUST, HOW_EXPLICIT},
    {W("ください"), FORCE_MUST, HOW_EXPLICIT},
    {W("下さい"), FORCE_MUST, HOW_EXPLICIT},
    {W("くださいますようお願いします"), FORCE_SHOULD, HOW_EXPLICIT},
    {W("ていただきます"), FORCE_MUST, HOW_EXPLICIT},
    {W("て頂きます"), FORCE_MUST, HOW_EXPLICIT},
    {W("に限る"), FORCE_MUST, HOW_EXPLICIT},
    {W("に限ります"), FORCE_MUST, HOW_EXPLICIT},
    {W("に限るものとする"), FORCE_MUST, HOW_EXPLICIT},
    {W("必須"), FORCE_NONE, HOW_NOUN},
    {W("は必須とする"), FORCE_MUST, HOW_EXPLICIT},
    {W("を必須とする"), FORCE_MUST, HOW_EXPLICIT},
    {W("が必須"), FORCE_MUST, HOW_EXPLICIT},
    {W("が必須である"), FORCE_MUST, HOW_EXPLICIT},
    {W("は必須"), FORCE_MUST, HOW_EXPLICIT},
    {W("負う"), FORCE_MUST, HOW_PLAIN},
    {W("を求める"), FORCE_MUST, HOW_EXPLICIT},
    {W("を求めます"), FORCE_MUST, HOW_EXPLICIT},
    {W("を求めている"), FORCE_MUST, HOW_EXPLICIT},
    {W("を求めています"), FORCE_MUST, HOW_EXPLICIT},
    {W("負担とする"), FORCE_MUST, HOW_EXPLICIT},
    {W("負担となる"), FORCE_MUST, HOW_PLAIN},
    {W("負担となります"), FORCE_MUST, HOW_PLAIN},
    {W("対象となりません"), FORCE_MUST_NOT, HOW_PLAIN},
    {W("同様とする"), FORCE_MUST, HOW_EXPLICIT},
    {W("同様とします"), FORCE_MUST, HOW_EXPLICIT},
    {W("のこと"), FORCE_MUST, HOW_NOUN},
    {W("厳守"), FORCE_MUST, HOW_NOUN},
    {W("とする"), FORCE_MUST, HOW_DEFINE},
    {W("とします"), FORCE_MUST, HOW_DEFINE},

    /* plain and polite verbs: any other word in る, う, く … is one */
    {W("る"), FORCE_MUST, HOW_PLAIN},
    {W("う"), FORCE_MUST, HOW_PLAIN},
    {W("く"), FORCE_MUST, HOW_PLAIN},
    {W("ぐ"), FORCE_MUST, HOW_PLAIN},
    {W("す"), FORCE_MUST, HOW_PLAIN},
    {W("つ"), FORCE_MUST, HOW_PLAIN},
    {W("ぶ"), FORCE_MUST, HOW_PLAIN},
    {W("む"), FORCE_MUST, HOW_PLAIN},
    {W("ず"), FORCE_FACT, HOW_PLAIN},
    {W("べく"), FORCE_FACT, HOW_PLAIN},
    {W("なく"), FORCE_FACT, HOW_PLAIN},
    {W("よう"), FORCE_NONE, HOW_NOUN},
    {W("ほう"), FORCE_NONE, HOW_NOUN},
    {W("うち"), FORCE_NONE, HOW_NOUN},
    {W("ずつ"), FORCE_NONE, HOW_NOUN},
    {W("です"), FORCE_FACT, HOW_POLITE},
    {W("ます"), FORCE_MUST, HOW_POLITE},
    {W("入れる"), FORCE_MUST, HOW_PLAIN},
    {W("用いる"), FORCE_MUST, HOW_PLAIN},
    {W("触れる"), FORCE_MUST, HOW_PLAIN},
    {W("に加わる"), FORCE_MUST, HOW_PLAIN},

    /* verbs that tell facts */
    {W("ている"), FORCE_FACT, HOW_PLAIN},
    {W("でいる"), FORCE_FACT, HOW_PLAIN},
    {W("いる"), FORCE_FACT, HOW_PLAIN},
    {W("ておる"), FORCE_FACT, HOW_PLAIN},
    {W("ある"), FORCE_FACT, HOW_PLAIN},
    {W("である"), FORCE_FACT, HOW_PLAIN},
    {W("なる"), FORCE_FACT, HOW_PLAIN},
    {W("できる"), FORCE_FACT, HOW_PLAIN},
    {W("れる"), FORCE_FACT, HOW_PLAIN},
    {W("まる"), FORCE_FACT, HOW_PLAIN},
    {W("がる"), FORCE_FACT, HOW_PLAIN},
    {W("わる"), FORCE_FACT, HOW_PLAIN},
    {W("みる"), FORCE_FACT, HOW_PLAIN},
    {W("試みる"), FORCE_MUST, HOW_PLAIN},
    {W("占める"), FORCE_FACT, HOW_PLAIN},
    {W("超える"), FORCE_FACT, HOW_PLAIN},
    {W("考える"), FORCE_FACT, HOW_PLAIN},
    {W("言える"), FORCE_FACT, HOW_PLAIN},
    {W("いえる"), FORCE_FACT, HOW_PLAIN},
    {W("思う"), FORCE_FACT, HOW_PLAIN},
    {W("いう"), FORCE_FACT, HOW_PLAIN},
    {W("言う"), FORCE_FACT, HOW_PLAIN},
    {W("」とする"), FORCE_FACT, HOW_PLAIN},
    {W("」とします"), FORCE_FACT, HOW_PLAIN},
    {W("みなす"), FORCE_FACT, HOW_PLAIN},
    {W("解する"), FORCE_FACT, HOW_PLAIN},
    {W("理解する"), FORCE_MUST, HOW_PLAIN},
    {W("と見なす"), FORCE_FACT, HOW_PLAIN},
    {W("含まない"), FORCE_FACT, HOW_PLAIN},
    {W("含みません"), FORCE_FACT, HOW_PLAIN},
    {W("ご了承ください"), FORCE_FACT, HOW_POLITE},
    {W("御了承ください"), FORCE_FACT, HOW_POLITE},
    {W("ご了承下さい"), FORCE_FACT, HOW_POLITE},
    {W("承知おきください"), FORCE_FACT, HOW_POLITE},
    {W("ご理解ください"), FORCE_FACT, HOW_POLITE},
    {W("ご覧ください"), FORCE_FACT, HOW_POLITE},
    {W("ご参照ください"), FORCE_FACT, HOW_POLITE},
    {W("を参照してください"), FORCE_FACT, HOW_POLITE},
    {W("を参照して下さい"), FORCE_FACT, HOW_POLITE},
    {W("を参照"), FORCE_FACT, HOW_NOUN},
    {W("開催しません"), FORCE_FACT, HOW_POLITE},
    {W("実施しません"), FORCE_FACT, HOW_POLITE},
    {W("開催しない"), FORCE_FACT, HOW_PLAIN},
    {W("見込む"), FORCE_FACT, HOW_PLAIN},
    {W("含む"), FORCE_FACT, HOW_PLAIN},
    {W("除く"), FORCE_FACT, HOW_PLAIN},
    {W("除きます"), FORCE_FACT, HOW_PLAIN},
    {W("含みます"), FORCE_FACT, HOW_PLAIN},
    {W("続く"), FORCE_FACT, HOW_PLAIN},
    {W("進む"), FORCE_FACT, HOW_PLAIN},
    {W("高い"), FORCE_FACT, HOW_PLAIN},
    {W("生じる"), FORCE_FACT, HOW_PLAIN},
    {W("生ずる"), FORCE_FACT, HOW_PLAIN},
    {W("有する"), FORCE_FACT, HOW_PLAIN},
    {W("保有する"), FORCE_MUST, HOW_PLAIN},
    {W("共有する"), FORCE_MUST, HOW_PLAIN},
    {W("契約を締結します"), FORCE_FACT, HOW_POLITE},
    {W("に示す"), FORCE_FACT, HOW_PLAIN},
    {W("に示します"), FORCE_FACT, HOW_POLITE},
    {W("に掲げる"), FORCE_FACT, HOW_PLAIN},
    {W("別に定める"), FORCE_FACT, HOW_PLAIN},
    {W("別途定める"), FORCE_FACT, HOW_PLAIN},
    {W("要する"), FORCE_FACT, HOW_PLAIN},
    {W("関する"), FORCE_FACT, HOW_PLAIN},
    {W("に適用する"), FORCE_FACT, HOW_PLAIN},
    {W("対する"), FORCE_FACT, HOW_PLAIN},
    {W("資する"), FORCE_FACT, HOW_PLAIN},
    {W("達する"), FORCE_FACT, HOW_PLAIN},
    {W("属する"), FORCE_FACT, HOW_PLAIN},
    {W("帰属する"), FORCE_MUST, HOW_PLAIN},
    {W("該当する"), FORCE_FACT, HOW_PLAIN},
    {W("相当する"), FORCE_FACT, HOW_PLAIN},
    {W("準用する"), FORCE_FACT, HOW_PLAIN},
    {W("意味する"), FORCE_FACT, HOW_PLAIN},
    {W("存在する"), FORCE_FACT, HOW_PLAIN},
    {W("発生する"), FORCE_FACT, HOW_PLAIN},
    {W("増加する"), FORCE_FACT, HOW_PLAIN},
    {W("減少する"), FORCE_FACT, HOW_PLAIN},
    {W("拡大する"), FORCE_FACT, HOW_PLAIN},
    {W("寄与する"), FORCE_FACT, HOW_PLAIN},
    {W("一致する"), FORCE_FACT, HOW_PLAIN},
    {W("由来する"), FORCE_FACT, HOW_PLAIN},
    {W("目的とする"), FORCE_FACT, HOW_DEFINE},
    {W("目的とします"), FORCE_FACT, HOW_DEFINE},
    {W("目的とするものとする"), FORCE_FACT, HOW_DEFINE},
    {W("目的とすること"), FORCE_FACT, HOW_DEFINE},
    {W("必要とする"), FORCE_FACT, HOW_DEFINE},
    {W("必要とします"), FORCE_FACT, HOW_DEFINE},
    {W("ています"), FORCE_FACT, HOW_POLITE},
    {W("おります"), FORCE_FACT, HOW_POLITE},
    {W("あります"), FORCE_FACT, HOW_POLITE},
    {W("なります"), FORCE_FACT, HOW_POLITE},
    {W("れます"), FORCE_FACT, HOW_POLITE},
    {W("できます"), FORCE_FACT, HOW_POLITE},
    {W("思います"), FORCE_FACT, HOW_POLITE},
    {W("考えます"), FORCE_FACT, HOW_POLITE},
    {W("いいます"), FORCE_FACT, HOW_POLITE},
    {W("目指します"), FORCE_FACT, HOW_POLITE},
    {W("募集する"), FORCE_FACT, HOW_POLITE},
    {W("募集します"), FORCE_FACT, HOW_POLITE},
    {W("いたします"), FORCE_MUST, HOW_POLITE},
    {W("存じます"), FORCE_FACT, HOW_POLITE},
    {W("ございます"), FORCE_FACT, HOW_POLITE},
};

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

/* The last two bytes, which tell most words apart before anything is compared; 0 = too short. */
static uint16_t tail_of(struct str s)
{
    uint16_t tail = 0;

    if (s.n >= sizeof(tail)) {
        memcpy(&tail, s.p + s.n - sizeof(tail), sizeof(tail));
    }
    return tail;
}

/* Whether `s`, whose tail is at hand, ends with the word of a table (none is shorter than that). */
static bool ends_with(struct str s, uint16_t tail, struct str word)
{
    uint16_t word_tail;

    memcpy(&word_tail, word.p + word.n - sizeof(word_tail), sizeof(word_tail));
    return word_tail == tail && s.n >= word.n &&
           (word.n < 6 || s.p[s.n - 4] == word.p[word.n - 4]) && /* the character before the last */
           memcmp(s.p + s.n - word.n, word.p, word.n) == 0;
}

/* The words of a table chained by their last byte: a text meets only those that may end it. */
enum { LAST_BYTES = 64, NO_WORD = UINT16_MAX };

struct duty_words {
    uint16_t ending_first[LAST_BYTES], joint_first[LAST_BYTES];
    uint16_t ending_next[COUNT(endings)], joint_next[COUNT(joints)];
};

static size_t last_byte(struct str s)
{
    return s.n == 0 ? 0 : (unsigned char)s.p[s.n - 1] % LAST_BYTES;
}

const struct duty_words *duty_words_new(struct arena *a)
{
    struct duty_words *w = ARENA_ARRAY(a, 1, struct duty_words);

    memset(w->ending_first, 0xFF, sizeof(w->ending_first)); /* NO_WORD */
    memset(w->joint_first, 0xFF, sizeof(w->joint_first));
    for (size_t i = COUNT(endings); i-- > 0;) {
        uint16_t *first = &w->ending_first[last_byte(endings[i].word)];

        w->ending_next[i] = *first;
        *first = (uint16_t)i;
    }
    for (size_t i = COUNT(joints); i-- > 0;) {
        uint16_t *first = &w->joint_first[last_byte(joints[i].word)];

        w->joint_next[i] = *first;
        *first = (uint16_t)i;
    }
    return w;
}

struct ending duty_ending(const struct duty_words *w, struct str s)
{
    struct ending best = {.force = FORCE_NONE};
    uint16_t tail = tail_of(s);

    for (uint16_t i = w->ending_first[last_byte(s)]; i != NO_WORD; i = w->ending_next[i]) {
        if (ends_with(s, tail, endings[i].word) && endings[i].word.n > best.word.n) {
            best = endings[i];
        }
    }
    return best;
}

/* 二名置き, に置き are verbs; 物置き, の受け are nouns. */
static bool is_verb(struct str before)
{
    static const struct str counters[] = {W("名"), W("人"), W("回"), W("部"), W("枚"), W("台"), W("件"), W("者"), W("社"), W("箇所"),
                                          W("以上"), W("程度"), W("ずつ"), W("全て"), W("別途"), W("適宜")};
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
    struct joint_word best = {.joint = JOINT_NONE};
    uint16_t tail = tail_of(s);

    for (uint16_t i = w->joint_first[last_byte(s)]; i != NO_WORD; i = w->joint_next[i]) {
        if (ends_with(s, tail, joints[i].word) && joints[i].word.n > best.word.n) {
            best = joints[i];
        }
    }
    if (best.joint == JOINT_VERB_OR_NOUN) {
        return is_verb(str_sub(s, 0, s.n - best.word.n)) ? JOINT_ACT : JOINT_NONE;
    }
    return best.joint;
}

struct str word_at_start(struct word_list list, struct str s)
{
    struct str best = {};

    for (size_t i = 0; i < list.count; i++) {
        if (list.words[i].n > best.n && str_starts(s, list.words[i])) {
            best = list.words[i];
        }
    }
    return best;
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
               ? n : 0;
}

struct str word_at_end(struct word_list list, struct str s)
{
    struct str best = {};
    uint16_t tail = tail_of(s);

    for (size_t i = 0; i < list.count; i++) {
        if (ends_with(s, tail, list.words[i]) && list.words[i].n > best.n) {
            best = list.words[i];
        }
    }
    return best;
}

bool word_inside(struct word_list list, struct str s)
{
    for (size_t i = 0; i < list.count; i++) {
        if (str_has(s, list.words[i])) {
            return true;
        }
    }
    return false;
}

/* The characters conditions begin with. */
static const uint8_t condition_starts[CHAR_TABLE_BYTES] = {
    [U'場'] = 1, [U'と'] = 1, [U'時'] = 1, [U'際'] = 1, [U'に'] = 1, [U'必'] = 1, [U'限'] = 1, [U'都'] = 1,
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
    W("また"), W("なお"), W("さらに"), W("更に"), W("さらには"), W("加えて"), W("併せて"), W("あわせて"), W("かつ"), W("そして"),
    W("次に"), W("一方"), W("おって"), W("追って"), W("その上で"), W("及び"), W("並びに"), W("・"),
};
static const struct str exception_words[] = {W("ただし"), W("但し"), W("もっとも、")};
static const struct str alternative_words[] = {
    W("又は"), W("または"), W("若しくは"), W("もしくは"), W("あるいは"), W("或いは"),
};
static const struct str condition_words[] = {
    W("場合は"), W("場合には"), W("場合、"), W("場合,"), W("場合においては"), W("場合において"), W("場合であっても"), W("場合でも"),
    W("場合に限り"), W("場合のみ"), W("ときは"), W("ときには"), W("とき、"), W("とき,"), W("時は"), W("際は"), W("際には"), W("際、"), W("際,"), W("際しては"), W("際し"), W("に当たっては"),
    W("にあたっては"), W("に当たり"), W("にあたり"), W("必要に応じて"),
    W("必要に応じ"), W("限り、"), W("限り,"), W("都度"), W("ときに"), W("場合に"),
};
static const struct str approval_words[] = {
    W("承認を得"), W("承認を受け"), W("承諾を得"), W("承諾を受け"), W("同意を得"), W("了承を得"), W("了解を得"),
    W("許可を得"), W("許可を受け"), W("確認を受け"), W("確認を得"), W("指示に従"), W("指示を受け"), W("指示を仰"),
};
static const struct str submission_words[] = {
    W("提出し"), W("届出を行い"), W("届け出"), W("申し出"), W("提示し"), W("報告し"), W("報告を行い"), W("申請し"),
    W("協議し"), W("連絡し"), W("通知し"), W("示し"), W("送付し"),
};
static const struct str check_lead_words[] = {W("注意し"), W("留意し"), W("確認"), W("点検"), W("注意する"), W("留意する"), W("注意点")};
static const struct str purpose_head_words[] = {W("目的"), W("背景"), W("趣旨"), W("経緯"), W("はじめに"), W("事業概要"), W("業務概要"),
    W("事業の概要"), W("業務の概要"), W("調達の概要"), W("用語の定義"), W("現状と課題")};
static const struct str contact_head_words[] = {W("問合せ先"), W("問い合わせ先"), W("問合わせ先"), W("問合先"), W("連絡先"), W("担当部署"), W("照会先")};
static const struct str eligible_head_words[] = {W("応募資格"), W("応募の資格"), W("参加資格"), W("参加の資格"), W("参加者資格"), W("申請資格"), W("提案資格"), W("入札資格"),
    W("応募者の資格"), W("参加者の資格"), W("応募要件"), W("参加要件"), W("応募条件"), W("応募の条件"), W("応募者の要件"), W("参加条件")};
static const struct str frame_head_words[] = {W("予算"), W("予算規模"), W("予算額"), W("契約金額"), W("委託費の額"), W("上限額"), W("金額の上限"), W("期間"), W("件名"),
    W("契約形態"), W("契約の形態"), W("採択件数"), W("採択予定件数"), W("履行場所"), W("納入場所"), W("名称")};
static const struct str work_head_words[] = {W("事業内容"), W("業務内容"), W("業務の内容"), W("事業の内容"), W("仕様")};
static const struct str frame_topic_words[] = {
    W("履行期間"), W("契約期間"), W("契約の期間"), W("業務期間"), W("事業期間"), W("実施期間"), W("委託期間"), W("履行期限"),
    W("納入期限"), W("調査区域"), W("対象区域"), W("履行場所"), W("件名"), W("業務名"), W("事業名"), W("契約形態"),
    W("予算額"), W("契約金額"), W("委託金額"), W("採択件数"), W("契約方式"),
    W("決定方法"), W("選定方法"), W("審査方法"),
};
static const struct str office_ending_words[] = {
    W("省"), W("庁"), W("局"), W("課"), W("室"), W("市"), W("県"), W("町"), W("村"), W("区"), W("府"), W("都"),
    W("担当官"), W("職員"), W("監督員"), W("検査員"),
};
static const struct str office_lookalike_words[] = {
    W("会議室"), W("事務局"), W("教室"), W("控室"), W("待合室"), W("相談室"), W("執務室"), W("和室"), W("居室"), W("個室"),
    W("郵便局"), W("薬局"), W("各市"), W("各県"), W("都市"), W("地区"),
    W("市区町村"), W("市町村"), W("校区"), W("学区"), W("工区"), W("処理区"), W("放送局"), W("当該区"), W("各課"),
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
    W("通知"), W("貸与"), W("支払"), W("交付"), W("提示"), W("連絡"), W("返却"), W("指示"), W("求め"), W("命ず"), W("命じ"),
    W("請求"), W("提供"),
};
static const struct str buyer_topic_words[] = {
    W("開札"), W("審査"), W("審査結果"), W("審査の結果"), W("選定"), W("選定結果"), W("採択"), W("採択結果"), W("評価"),
    W("落札者"), W("説明会"), W("入札説明会"), W("回答"), W("質問に対する回答"), W("質問への回答"), W("結果"), W("優先交渉権者"),
    W("評価基準"), W("審査基準"), W("評価基準及び配点"), W("配点"), W("日程"), W("採択件数"), W("採択件数及び採択額"),
    W("提出された書類"), W("提出された提案書"), W("提出された応募書類"), W("契約額"),
    W("契約候補者"), W("受託候補者"), W("採択者"), W("プレゼンテーション審査"), W("書類審査"), W("書面審査"),
};
static const struct str buyer_predicate_words[] = {
    W("受け付ける"), W("受付ける"), W("受け付けない"), W("応じない"), W("返却しない"), W("公表しない"), W("公表する"), W("選定する"),
    W("採択する"), W("採択しない"), W("通知する"), W("掲載する"), W("審査を行う"), W("評価を行う"), W("審査する"), W("評価する"),
    W("選定しない"), W("公募する"), W("募集する"), W("審査を行い"), W("交渉権者とする"), W("交渉権者とし"), W("候補者とする"),
    W("候補者とし"), W("上位とする"), W("審査の対象とする"), W("変わることがある"), W("変更することがある"), W("変更となることがある"),
    W("変更する場合がある"), W("減額されることがある"), W("範囲内で執行する"), W("ヒアリングを行う"), W("ヒアリングを行い"),
    W("回答しない"), W("回答する"), W("受理しない"), W("失格とする"), W("無効とする"), W("採択とする"), W("落札者とする"),
};
static const struct str payment_topic_words[] = {
    W("委託料"), W("委託費"), W("委託金"), W("契約金額"), W("契約代金"), W("代金"), W("請負代金"), W("委託料の支払"), W("対価"),
};
static const struct str call_title_words[] = {W("募集"), W("公募"), W("公告"), W("入札"), W("応募"), W("プロポーザル"), W("説明書")};

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
    {W("受注者"), ACTOR_CONTRACTOR},     {W("受託者"), ACTOR_CONTRACTOR},
    {W("受託事業者"), ACTOR_CONTRACTOR}, {W("受注事業者"), ACTOR_CONTRACTOR},
    {W("委託先"), ACTOR_CONTRACTOR},     {W("委託事業者"), ACTOR_CONTRACTOR},
    {W("乙"), ACTOR_CONTRACTOR},         {W("請負者"), ACTOR_CONTRACTOR},
    {W("請負人"), ACTOR_CONTRACTOR},     {W("請負業者"), ACTOR_CONTRACTOR},
    {W("申請者"), ACTOR_CONTRACTOR},     {W("落札者"), ACTOR_CONTRACTOR},
    {W("応募者"), ACTOR_CONTRACTOR},     {W("提案者"), ACTOR_CONTRACTOR},
    {W("入札者"), ACTOR_CONTRACTOR},     {W("入札参加者"), ACTOR_CONTRACTOR},
    {W("コンソーシアム"), ACTOR_CONTRACTOR}, {W("幹事法人"), ACTOR_CONTRACTOR},
    {W("契約相手方"), ACTOR_CONTRACTOR}, {W("契約の相手方"), ACTOR_CONTRACTOR},
    {W("事業者"), ACTOR_CONTRACTOR},     {W("事務局"), ACTOR_CONTRACTOR},
    {W("管理技術者"), ACTOR_CONTRACTOR}, {W("主任技術者"), ACTOR_CONTRACTOR},
    {W("業務責任者"), ACTOR_CONTRACTOR}, {W("業務従事者"), ACTOR_CONTRACTOR},
    {W("発注者"), ACTOR_MINISTRY},       {W("委託者"), ACTOR_MINISTRY},
    {W("甲"), ACTOR_MINISTRY},           {W("国"), ACTOR_MINISTRY},
    {W("当省"), ACTOR_MINISTRY},         {W("当局"), ACTOR_MINISTRY},
    {W("当庁"), ACTOR_MINISTRY},         {W("本市"), ACTOR_MINISTRY},
    {W("本県"), ACTOR_MINISTRY},         {W("担当課室"), ACTOR_MINISTRY},
    {W("担当課"), ACTOR_MINISTRY},       {W("県"), ACTOR_MINISTRY},
    {W("市"), ACTOR_MINISTRY},           {W("町"), ACTOR_MINISTRY},
    {W("村"), ACTOR_MINISTRY},           {W("機構"), ACTOR_MINISTRY},
    {W("当機構"), ACTOR_MINISTRY},       {W("本町"), ACTOR_MINISTRY},
    {W("当市"), ACTOR_MINISTRY},         {W("当県"), ACTOR_MINISTRY},
    {W("当町"), ACTOR_MINISTRY},         {W("当法人"), ACTOR_MINISTRY},   {W("監督職員"), ACTOR_MINISTRY},
    {W("担当職員"), ACTOR_MINISTRY},     {W("監督員"), ACTOR_MINISTRY},
    {W("検査職員"), ACTOR_MINISTRY}, {W("官側"), ACTOR_MINISTRY},         {W("官"), ACTOR_MINISTRY},
    {W("検査官"), ACTOR_MINISTRY},       {W("監督官"), ACTOR_MINISTRY},
    {W("調査職員"), ACTOR_MINISTRY},     {W("支出負担行為担当官"), ACTOR_MINISTRY},
    {W("再委託先"), ACTOR_SUBCONTRACTOR}, {W("再委託事業者"), ACTOR_SUBCONTRACTOR},
    {W("再受託者"), ACTOR_SUBCONTRACTOR}, {W("下請負者"), ACTOR_SUBCONTRACTOR},
    {W("下請負人"), ACTOR_SUBCONTRACTOR}, {W("間接補助事業者"), ACTOR_SUBCONTRACTOR},
};
const size_t party_word_count = COUNT(party_words);

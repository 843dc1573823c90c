/* Labels as they are written: 様式第１号, 別紙２, 様式１～３; see reference.h. */
#include "spec/reference.h"

#include "text/chars.h"

enum { WIDE = 3 };

struct label_word {
    const char *word;
    bool needs_number;
};

static const struct label_word label_words[] = {
    {"別紙様式", false}, {"別添様式", false}, {"別記様式", false}, {"参考様式", true},
    {"様式", true},      {"別紙", false},     {"別添", false},     {"別記", false},
    {"別表", false},     {"別図", false},     {"別冊", false},     {"書式", true},
    {"添付資料", true},  {"参考資料", true},  {"付属資料", true},
};

static size_t read_digits(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && s.p[at + n] >= '0' && s.p[at + n] <= '9' && n < 3) {
        n++;
    }
    return n;
}

/* １, 第１号, １-２, １の２, Ａ; the end, or `at` when there is none. */
static size_t read_label_number(struct str s, size_t at)
{
    size_t p = skip_spaces(s, at);
    bool dai = str_at(s, p, STR("第"));

    p = dai ? skip_spaces(s, p + WIDE) : p;
    size_t n = read_digits(s, p);

    if (n == 0) {
        return at;
    }
    p += n;
    while (p < s.n && (s.p[p] == '-' || str_at(s, p, STR("の"))) &&
           read_digits(s, p + (s.p[p] == '-' ? 1u : (size_t)WIDE)) > 0) {
        p += s.p[p] == '-' ? 1 : WIDE;
        p += read_digits(s, p);
    }
    return str_at(s, p, STR("号")) ? p + WIDE : p;
}

size_t ref_read_label(struct str s, size_t pos)
{
    for (size_t i = 0; i < COUNT(label_words); i++) {
        size_t bytes = str_word_at(s, pos, label_words[i].word);

        if (bytes == 0) {
            continue;
        }
        size_t end = read_label_number(s, pos + bytes);
        bool numbered = end > pos + bytes;

        if (numbered) {
            static const char *const units[] = {"枚", "部", "件", "ページ", "頁", "式"};

            return ref_word_at(s, end, units, COUNT(units)) > 0 ? pos + bytes : end;
        }
        if (label_words[i].needs_number) {
            return 0;
        }
        static const char *const kanji_after[] = {"資料", "参照", "仕様書", "図", "記載"};

        /* 別記載, 別表示 are other words. */
        if (char_class_at(s, end) == CHAR_KANJI && ref_word_at(s, end, kanji_after, 4) == 0) {
            return 0;
        }
        return end;
    }
    return 0;
}

uint32_t ref_label_number(struct str label)
{
    uint32_t value = 0;

    for (size_t i = 0; i < label.n && value < 1000; i++) {
        if (label.p[i] >= '0' && label.p[i] <= '9') {
            value = value * 10 + (uint32_t)(label.p[i] - '0');
        } else if (value > 0) {
            break;
        }
    }
    return value;
}

size_t ref_read_labels(struct str s, size_t end)
{
    static const char *const joints[] = {"~", "から", "及び", "・", "、", "又は", "並びに"};

    for (;;) {
        size_t p = skip_spaces(s, end);
        size_t n = ref_word_at(s, p, joints, COUNT(joints));
        size_t next = skip_spaces(s, p + n);
        size_t label = n == 0 ? 0 : ref_read_label(s, next);

        if (n > 0 && label == 0 && !str_at(s, p, STR("、")) && read_digits(s, next) > 0 &&
            (read_label_number(s, next) >= s.n ||
             char_class_at(s, read_label_number(s, next)) != CHAR_DIGIT)) {
            label = read_label_number(s, next);
        }
        if (label == 0 || str_at(s, p, STR("、"))) {
            return end;
        }
        end = label;
    }
}

/* Lines, cells and rows from the places of letters; and rows as they are looked through. */
#include "inspect/pdf/pdf-lines.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "inspect/found.h"
#include "inspect/personal/personal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SIZE 10.0f

struct page {
    struct arena arena;
    struct pdf_hidden hidden;
    struct buf told;
    bool takes_rows;
};

/* The ink of a character: that of a 1 and of a wide bracket does not fill its room. */
static fz_rect ink_of(uint32_t cp, float x, float y, float width)
{
    bool is_opening = cp == 0xFF08, is_closing = cp == 0xFF09;
    float left = is_opening ? 0.6f : cp == '1' ? 0.3f : 0;
    float right = is_closing ? 0.4f : cp == '1' ? 0.7f : 1;

    return (fz_rect){x + left * width, y - SIZE * 0.8f, x + right * width, y};
}

/* Writes a text as a font does whose wide letters are squares and whose others are half of one. */
static void write_at(struct page *p, float x, float y, const char *words)
{
    struct str text = str_of(words);

    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        float width;

        i += utf8_decode(text, i, &cp);
        width = cp >= 0x2E80 ? SIZE : SIZE / 2;
        if (cp != ' ' && cp != 0x3000) {
            *VEC_ADD(&p->arena, &p->hidden.glyphs) =
                (struct pdf_glyph){.box = ink_of(cp, x, y, width),
                                   .x = x,
                                   .y = y,
                                   .size = SIZE,
                                   .code_point = (int32_t)cp};
        }
        x += width;
    }
}

static void take_line(void *user, struct str line)
{
    struct page *p = user;

    buf_printf(&p->told, "%.*s\n", STR_ARG(line));
}

static enum pdf_lines_row take_row(void *user, const struct pdf_lines_cell *cells, uint32_t n)
{
    struct page *p = user;

    if (p->takes_rows) {
        for (uint32_t i = 0; i < n; i++) {
            buf_printf(&p->told, "[%.*s]", STR_ARG(cells[i].text));
        }
        buf_printf(&p->told, "\n");
    }
    return p->takes_rows ? PDF_LINES_ROW : PDF_LINES_NO_ROW;
}

static void expect(struct page *p, bool takes_rows, const char *told)
{
    const struct pdf_lines_taker taker = {.line = take_line, .row = take_row, .user = p};

    p->takes_rows = takes_rows;
    buf_init(&p->told, 1000);
    pdf_lines_take(&p->hidden, &taker);
    buf_add_char(&p->told, '\0');
    assert_string_equal(buf_str(&p->told).p, told);
    buf_done(&p->told);
    arena_done(&p->arena);
    *p = (struct page){};
}

static void lines_end_where_the_next_one_is_lower(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "一行目の文です");
    write_at(&p, 50, 114, "二行目　words here");
    expect(&p, true, "一行目の文です\n二行目 words here\n");
}

static void a_cell_of_two_lines_is_one_cell(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "北条 千景");
    write_at(&p, 150, 94, "昭和51年12");
    write_at(&p, 150, 106, "月14日");
    write_at(&p, 250, 94, "Long Wide");
    write_at(&p, 250, 106, "Words");
    write_at(&p, 50, 130, "次の行");
    expect(&p, true, "[北条 千景][昭和51年12月14日][Long Wide Words]\n次の行\n");
}

static void what_is_no_row_comes_as_lines(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "北条 千景");
    write_at(&p, 150, 94, "昭和51年12");
    write_at(&p, 150, 106, "月14日");
    expect(&p, false, "北条 千景\n昭和51年12\n月14日\n");
}

static void a_hyphen_of_a_japanese_font_parts_nothing(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "5");
    write_at(&p, 58, 100, "‐"); /* its ink is narrow, in the middle of its room */
    write_at(&p, 66, 100, "34");
    expect(&p, true, "5‐34\n");
}

static void figures_of_one_number_are_one_word(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "0117-311-1151.1");
    write_at(&p, 50, 120, "1 1 411");
    expect(&p, true, "0117-311-1151.1\n1 1 411\n");
}

static void the_room_of_a_bracket_parts_nothing(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "076（200）4151（内線3）");
    write_at(&p, 50, 120, "電話 （200） 4151");
    expect(&p, true, "076（200）4151（内線3）\n電話 （200） 4151\n");
}

static void a_narrow_blank_is_told_by_its_neighbours(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "北条");
    write_at(&p, 72.5f, 100, "千景");
    for (int i = 0; i < 4; i++) {
        static const char *const letters[] = {"出", "席", "者", "名"};

        write_at(&p, 50 + (float)i * 12.5f, 120, letters[i]); /* spread evenly */
    }
    expect(&p, true, "北条 千景\n出席者名\n");
}

static void a_title_over_a_row_is_no_part_of_it(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "分担の表");
    write_at(&p, 50, 115, "係");
    write_at(&p, 150, 115, "北条千景");
    write_at(&p, 50, 130, "調査第二");
    write_at(&p, 50, 142, "課");
    write_at(&p, 150, 136, "早坂澪");
    expect(&p, true, "分担の表\n[係][北条千景]\n[調査第二課][早坂澪]\n");
}

static void a_cell_begins_where_its_column_does(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "氏名");
    write_at(&p, 120, 100, "住所");
    write_at(&p, 50, 130, "北条千景夏希");
    write_at(&p, 120, 130, "白山市");
    write_at(&p, 50, 160, "備考の欄には何も書かない");
    expect(&p, true, "[氏名][住所]\n[北条千景夏希][白山市]\n備考の欄には何も書かない\n");
}

static void words_that_a_cell_cuts_end_there(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "ホウジョ");
    p.hidden.glyphs.v[3].is_at_side = p.hidden.glyphs.v[3].is_cut = true;
    write_at(&p, 88, 100, "調査第二課");
    expect(&p, true, "[ホウジョ][調査第二課]\n");
    write_at(&p, 50, 100, "ホウジョ");
    write_at(&p, 88, 100, "ウチカゲ");
    expect(&p, true, "ホウジョウチカゲ\n");
}

static void mail_goes_on_in_the_next_line_of_its_cell(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "北条千景");
    write_at(&p, 150, 94, "chikage@shir");
    write_at(&p, 150, 106, "ane.jp");
    write_at(&p, 50, 140, "早坂 澪");
    write_at(&p, 150, 134, "mio@shira.jp");
    write_at(&p, 150, 146, "Office");
    expect(&p, true, "[北条千景][chikage@shirane.jp]\n[早坂 澪][mio@shira.jp Office]\n");
}

static void a_ligature_is_all_its_letters(void **state)
{
    struct page p = {};

    (void)state;
    write_at(&p, 50, 100, "ofce");
    *VEC_ADD(&p.arena, &p.hidden.tails) =
        (struct pdf_tail){.glyph = 1, .count = 2, .code_points = {'f', 'i'}};
    expect(&p, true, "office\n");
}

/* A roster whose cells go on in a second line, and one of things. */
static void rows_of_people_are_looked_through(void **state)
{
    static const struct personal_placed heads[] = {
        {STR("氏名"), 10, 20}, {STR("生年月日"), 40, 60}, {STR("所属"), 80, 90}};
    static const struct personal_placed row[] = {
        {STR("北条千景"), 10, 30}, {STR("昭和51年12月14日"), 41, 70}, {STR("調査第二課"), 80, 110}};
    static const struct personal_placed things[] = {
        {STR("品名"), 10, 20}, {STR("数量"), 40, 50}, {STR("単価"), 80, 90}};
    struct arena arena = {};
    struct found found;

    (void)state;
    found_init(&found, &arena, true);
    assert_true(personal_placed_row(&found, heads, COUNT(heads), STR("p1")));
    assert_true(personal_placed_row(&found, row, COUNT(row), STR("p1")));
    personal_end(&found);
    assert_int_equal(found.findings.n, 2);
    assert_string_equal(found.findings.v[0].rule->id, "PII-305");
    assert_string_equal(found.findings.v[1].rule->id, "PII-306");
    assert_false(personal_placed_row(&found, things, COUNT(things), STR("p2")));
    arena_done(&arena);
}

/* A form: what a cell is the one to its left says; and cells that say nothing of each other. */
static void a_cell_is_told_by_its_label(void **state)
{
    static const struct personal_placed row[] = {
        {STR("申込者"), 10, 20}, {STR("住所"), 25, 30}, {STR("石川県白山市倉光二丁目1番"), 40, 80}};
    static const struct personal_placed text[] = {{STR("第二回の会場は"), 10, 30},
                                                  {STR("石川県白山市倉光二丁目1番"), 40, 80}};
    static const struct personal_placed signature[] = {{STR("氏名 北条 千景"), 10, 40},
                                                       {STR("印"), 50, 55}};
    struct arena arena = {};
    struct found found;

    (void)state;
    found_init(&found, &arena, true);
    assert_false(personal_placed_row(&found, signature, COUNT(signature), STR("p1")));
    assert_true(personal_placed_row(&found, row, COUNT(row), STR("p1")));
    assert_int_equal(found.findings.n, 1);
    assert_string_equal(found.findings.v[0].rule->id, "PII-304");
    assert_false(personal_placed_row(&found, text, COUNT(text), STR("p1")));
    arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_where_the_next_one_is_lower),
        cmocka_unit_test(a_cell_of_two_lines_is_one_cell),
        cmocka_unit_test(what_is_no_row_comes_as_lines),
        cmocka_unit_test(a_hyphen_of_a_japanese_font_parts_nothing),
        cmocka_unit_test(figures_of_one_number_are_one_word),
        cmocka_unit_test(the_room_of_a_bracket_parts_nothing),
        cmocka_unit_test(a_narrow_blank_is_told_by_its_neighbours),
        cmocka_unit_test(a_title_over_a_row_is_no_part_of_it),
        cmocka_unit_test(a_cell_begins_where_its_column_does),
        cmocka_unit_test(words_that_a_cell_cuts_end_there),
        cmocka_unit_test(mail_goes_on_in_the_next_line_of_its_cell),
        cmocka_unit_test(a_ligature_is_all_its_letters),
        cmocka_unit_test(rows_of_people_are_looked_through),
        cmocka_unit_test(a_cell_is_told_by_its_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The tables of types: numbers and names are unique, keys can be keyed, states are found. */
#include "core/type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void test_tables_are_sound(void **state)
{
    for (size_t t = 0; types[t] != NULL; t++) {
        const struct type *type = types[t];

        assert_ptr_equal(type_find(str_of(type->name)), type);
        assert_true(type->rev >= 1 && type->states[0] != NULL);
        for (size_t i = 0; i < type->field_count; i++) {
            const struct field *f = &type->fields[i];

            assert_ptr_equal(type_field(type, str_of(f->name)), f);
            assert_false(f->type == FIELD_OTHER && (f->is_key || f->is_searched));
            assert_false(f->is_searched && f->type != FIELD_TEXT && f->type != FIELD_WORD);
            for (size_t k = 0; k < i; k++) {
                assert_int_not_equal(f->number, type->fields[k].number);
            }
        }
    }
}

static void test_states(void **state)
{
    assert_true(type_has_state(&type_duty, STR("done")));
    assert_false(type_has_state(&type_duty, STR("lost")));
    assert_false(type_has_state(&type_duty, STR("")));
    assert_null(type_find(STR("Duty")));
    assert_null(type_field(&type_duty, STR("colour")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_sound),
        cmocka_unit_test(test_states),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* session.c: invitations work once and for an hour, sessions twelve hours, messages once. */
#include "web/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_invitation(void **state)
{
    struct sessions *s = sessions_new();
    struct arena a = {};
    struct str token = session_invite(s, &a, 1000);
    struct str cookie;
    struct session session;

    assert_int_equal(token.n, SESSION_TOKEN_CHARS);
    assert_int_equal(session_enter(s, &a, STR(""), 1000, &cookie), SESSION_UNKNOWN);
    assert_int_equal(session_enter(s, &a, str_sub(token, 1, 43), 1000, &cookie), SESSION_UNKNOWN);
    assert_int_equal(session_enter(s, &a, token, 1000, &cookie), 0);
    assert_int_equal(session_enter(s, &a, token, 1000, &cookie), SESSION_UNKNOWN);
    assert_int_equal(session_find(s, &a, cookie, 1000 + SESSION_MS, &session), 0);
    assert_false(str_eq(session.csrf, cookie));
    assert_int_equal(session_find(s, &a, cookie, 1001 + SESSION_MS, &session), SESSION_EXPIRED);
    assert_int_equal(session_find(s, &a, cookie, 1000, &session), SESSION_UNKNOWN);
    token = session_invite(s, &a, 5000);
    assert_int_equal(session_enter(s, &a, token, 5001 + SESSION_INVITATION_MS, &cookie),
                     SESSION_EXPIRED);
    assert_int_equal(session_enter(s, &a, token, 5000, &cookie), SESSION_UNKNOWN);
    sessions_free(s);
    arena_done(&a);
}

static void test_csrf_and_messages(void **state)
{
    struct sessions *s = sessions_new();
    struct arena a = {};
    struct str cookie;
    struct session session;

    assert_int_equal(session_enter(s, &a, session_invite(s, &a, 1), 1, &cookie), 0);
    assert_int_equal(session_find(s, &a, cookie, 1, &session), 0);
    assert_true(session_csrf_fits(&session, session.csrf));
    assert_false(session_csrf_fits(&session, STR("")));
    assert_false(session_csrf_fits(&session, str_sub(session.csrf, 0, 42)));
    assert_false(session_csrf_fits(&(struct session){}, STR("")));
    session_tell(s, cookie, "saved");
    assert_string_equal(session_told(s, &a, cookie).p, "saved");
    assert_int_equal(session_told(s, &a, cookie).n, 0);
    session_tell(s, STR("nobody"), "lost");
    session_leave(s, cookie);
    assert_int_equal(session_find(s, &a, cookie, 1, &session), SESSION_UNKNOWN);
    sessions_free(s);
    arena_done(&a);
}

/* The oldest gives way; the others stay. */
static void test_many(void **state)
{
    struct sessions *s = sessions_new();
    struct arena a = {};
    struct str cookies[SESSION_MAX + 1];
    struct session session;

    for (int i = 0; i <= SESSION_MAX; i++) {
        assert_int_equal(session_enter(s, &a, session_invite(s, &a, i), i, &cookies[i]), 0);
    }
    assert_int_equal(session_find(s, &a, cookies[0], 1, &session), SESSION_UNKNOWN);
    for (int i = 1; i <= SESSION_MAX; i++) {
        assert_int_equal(session_find(s, &a, cookies[i], 1, &session), 0);
    }
    sessions_free(s);
    arena_done(&a);
}

static void test_api_token(void **state)
{
    struct sessions *s = sessions_new();
    struct arena a = {};

    assert_false(session_is_api_token(s, STR("")));
    struct str token = session_api_token(s, &a);

    assert_true(session_is_api_token(s, token));
    assert_false(session_is_api_token(s, session_invite(s, &a, 1)));
    sessions_free(s);
    arena_done(&a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invitation),
        cmocka_unit_test(test_csrf_and_messages),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_api_token),
    };

    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}

/*
 * Who may use the desk until accounts exist: whoever holds the address that `itaku serve` prints.
 *
 * The address has an invitation: a random token that works once and for an hour. It is exchanged
 * for a session: a random cookie that works for twelve hours, with a CSRF token of its own. Both
 * live in memory, hashed; a restart ends them. Programs use one bearer token, made at the start.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "base/arena.h"

#include <stdint.h>

enum {
    SESSION_TOKEN_CHARS = 43,            /* 32 random bytes, base64url */
    SESSION_MAX = 64,                    /* at once; the oldest gives way */
    SESSION_MS = 12 * 3600 * 1000,       /* a session */
    SESSION_INVITATION_MS = 3600 * 1000, /* an invitation */
    SESSION_INVITATIONS_MAX = 8,
};

struct sessions;

/* An empty table; caller frees. Safe from any thread afterwards. */
struct sessions *sessions_new(void) MUST_USE;
void sessions_free(struct sessions *s);

/* A new invitation: SESSION_TOKEN_CHARS characters in the arena. */
struct str session_invite(struct sessions *s, struct arena *a, int64_t now_ms);

/* The bearer token of the API: made at the first call, returned once. */
struct str session_api_token(struct sessions *s, struct arena *a);
bool session_is_api_token(struct sessions *s, struct str token);

enum session_outcome { SESSION_UNKNOWN = 1, SESSION_EXPIRED = 2 };

/* 0: *ret_cookie is the cookie of a new session; otherwise an outcome. The invitation is used up.
 */
int session_enter(struct sessions *s, struct arena *a, struct str token, int64_t now_ms,
                  struct str *ret_cookie) MUST_USE;

struct session {
    struct str csrf; /* in the arena */
    int64_t number;  /* tells sessions apart in the log */
};

/* 0: the session of this cookie; otherwise an outcome. */
int session_find(struct sessions *s, struct arena *a, struct str cookie, int64_t now_ms,
                 struct session *ret) MUST_USE;

/* Whether `given` is the CSRF token of the session; in constant time. */
bool session_csrf_fits(const struct session *session, struct str given);

/* Ends it. */
void session_leave(struct sessions *s, struct str cookie);

/* Keeps a message for the next page of the session; takes it out again (empty: none). */
void session_tell(struct sessions *s, struct str cookie, const char *message_id);
struct str session_told(struct sessions *s, struct arena *a, struct str cookie);

#endif

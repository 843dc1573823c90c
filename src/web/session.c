/*
 * The table of sessions. Tokens are 256 random bits and kept as hashes: finding one compares
 * hashes of secrets, so time tells nothing about a token. One mutex; every call is short.
 */
#include "web/session.h"

#include "base/heap.h"

#include <pthread.h>
#include <stdlib.h>
#include <sodium.h>

enum { SECRET_BYTES = 32, HASH_BYTES = 32, MESSAGE_BYTES = 160 };

struct secret {
    uint8_t hash[HASH_BYTES];
    int64_t until_ms; /* 0 = free place */
};

struct entry {
    struct secret cookie;
    char csrf[SESSION_TOKEN_CHARS + 1];
    int64_t number;
    char message[MESSAGE_BYTES]; /* id of the message for the next page; may be empty */
};

struct sessions {
    pthread_mutex_t mutex;
    struct entry entries[SESSION_MAX];
    struct secret invitations[SESSION_INVITATIONS_MAX];
    uint8_t api_hash[HASH_BYTES];
    bool has_api;
    int64_t next_number;
};

struct sessions *sessions_new(void)
{
    struct sessions *s = heap_new(sizeof(*s));

    if (sodium_init() < 0) {
        die_out_of_memory(0); /* no random numbers: there is nothing to be done here */
    }
    pthread_mutex_init(&s->mutex, NULL);
    return s;
}

void sessions_free(struct sessions *s)
{
    if (s == NULL) {
        return;
    }
    pthread_mutex_destroy(&s->mutex);
    sodium_memzero(s, sizeof(*s));
    free(s);
}

/* SESSION_TOKEN_CHARS characters and a NUL. */
static void make_token(char *out)
{
    uint8_t bytes[SECRET_BYTES];

    randombytes_buf(bytes, sizeof(bytes));
    sodium_bin2base64(out, SESSION_TOKEN_CHARS + 1, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static void hash_of(struct str token, uint8_t hash[HASH_BYTES])
{
    crypto_generichash(hash, HASH_BYTES, (const uint8_t *)token.p, token.n, NULL, 0);
}

struct str session_invite(struct sessions *s, struct arena *a, int64_t now_ms)
{
    char token[SESSION_TOKEN_CHARS + 1];

    make_token(token);
    pthread_mutex_lock(&s->mutex);
    struct secret *place = &s->invitations[0];

    for (int i = 1; i < SESSION_INVITATIONS_MAX; i++) {
        if (s->invitations[i].until_ms < place->until_ms) {
            place = &s->invitations[i];
        }
    }
    hash_of(str_of(token), place->hash);
    place->until_ms = now_ms + SESSION_INVITATION_MS;
    pthread_mutex_unlock(&s->mutex);
    return arena_str(a, str_of(token));
}

struct str session_api_token(struct sessions *s, struct arena *a)
{
    char token[SESSION_TOKEN_CHARS + 1];

    make_token(token);
    pthread_mutex_lock(&s->mutex);
    hash_of(str_of(token), s->api_hash);
    s->has_api = true;
    pthread_mutex_unlock(&s->mutex);
    return arena_str(a, str_of(token));
}

bool session_is_api_token(struct sessions *s, struct str token)
{
    uint8_t hash[HASH_BYTES];

    if (token.n != SESSION_TOKEN_CHARS) {
        return false;
    }
    hash_of(token, hash);
    pthread_mutex_lock(&s->mutex);
    bool fits = s->has_api && sodium_memcmp(hash, s->api_hash, HASH_BYTES) == 0;

    pthread_mutex_unlock(&s->mutex);
    return fits;
}

/* The place of the cookie, or NULL; the mutex is held. */
static struct entry *find(struct sessions *s, struct str cookie)
{
    uint8_t hash[HASH_BYTES];

    if (cookie.n != SESSION_TOKEN_CHARS) {
        return NULL;
    }
    hash_of(cookie, hash);
    for (int i = 0; i < SESSION_MAX; i++) {
        struct entry *e = &s->entries[i];

        if (e->cookie.until_ms > 0 && sodium_memcmp(hash, e->cookie.hash, HASH_BYTES) == 0) {
            return e;
        }
    }
    return NULL;
}

static struct str begin(struct sessions *s, struct arena *a, int64_t now_ms)
{
    char cookie[SESSION_TOKEN_CHARS + 1];
    struct entry *place = &s->entries[0];

    for (int i = 1; i < SESSION_MAX; i++) {
        if (s->entries[i].cookie.until_ms < place->cookie.until_ms) {
            place = &s->entries[i];
        }
    }
    make_token(cookie);
    *place = (struct entry){.number = ++s->next_number};
    make_token(place->csrf);
    hash_of(str_of(cookie), place->cookie.hash);
    place->cookie.until_ms = now_ms + SESSION_MS;
    return arena_str(a, str_of(cookie));
}

int session_enter(struct sessions *s, struct arena *a, struct str token, int64_t now_ms,
                  struct str *ret_cookie)
{
    uint8_t hash[HASH_BYTES];
    int outcome = SESSION_UNKNOWN;

    if (token.n != SESSION_TOKEN_CHARS) {
        return SESSION_UNKNOWN;
    }
    hash_of(token, hash);
    pthread_mutex_lock(&s->mutex);
    for (int i = 0; i < SESSION_INVITATIONS_MAX; i++) {
        struct secret *invitation = &s->invitations[i];

        if (invitation->until_ms > 0 && sodium_memcmp(hash, invitation->hash, HASH_BYTES) == 0) {
            outcome = invitation->until_ms < now_ms ? SESSION_EXPIRED : 0;
            *invitation = (struct secret){};
        }
    }
    if (outcome == 0) {
        *ret_cookie = begin(s, a, now_ms);
    }
    pthread_mutex_unlock(&s->mutex);
    return outcome;
}

int session_find(struct sessions *s, struct arena *a, struct str cookie, int64_t now_ms,
                 struct session *ret)
{
    int outcome = SESSION_UNKNOWN;

    pthread_mutex_lock(&s->mutex);
    struct entry *e = find(s, cookie);

    if (e != NULL && e->cookie.until_ms < now_ms) {
        *e = (struct entry){};
        outcome = SESSION_EXPIRED;
    } else if (e != NULL) {
        *ret = (struct session){.csrf = arena_str(a, str_of(e->csrf)), .number = e->number};
        outcome = 0;
    }
    pthread_mutex_unlock(&s->mutex);
    return outcome;
}

bool session_csrf_fits(const struct session *session, struct str given)
{
    return given.n == session->csrf.n && given.n > 0 &&
           sodium_memcmp(given.p, session->csrf.p, given.n) == 0;
}

void session_leave(struct sessions *s, struct str cookie)
{
    pthread_mutex_lock(&s->mutex);
    struct entry *e = find(s, cookie);

    if (e != NULL) {
        *e = (struct entry){};
    }
    pthread_mutex_unlock(&s->mutex);
}

void session_tell(struct sessions *s, struct str cookie, const char *message_id)
{
    pthread_mutex_lock(&s->mutex);
    struct entry *e = find(s, cookie);

    if (e != NULL) {
        struct str id = str_sub(str_of(message_id), 0, MESSAGE_BYTES - 1);

        memcpy(e->message, id.p, id.n);
        e->message[id.n] = '\0';
    }
    pthread_mutex_unlock(&s->mutex);
}

struct str session_told(struct sessions *s, struct arena *a, struct str cookie)
{
    struct str message = {};

    pthread_mutex_lock(&s->mutex);
    struct entry *e = find(s, cookie);

    if (e != NULL && e->message[0] != '\0') {
        message = arena_str(a, str_of(e->message));
        e->message[0] = '\0';
    }
    pthread_mutex_unlock(&s->mutex);
    return message;
}

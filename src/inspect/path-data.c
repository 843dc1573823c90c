/* Reading paths of SVG; see path-data.h. */
#include "inspect/path-data.h"

#include "base/common.h"

#include <stdlib.h>

enum { MAX_NUMBER = 40 };

/* ---- numbers ---- */

bool path_data_number(struct str text, size_t *at, float *ret)
{
    char digits[MAX_NUMBER + 1];
    size_t n = 0;

    while (*at < text.n && memchr("0123456789.+-", text.p[*at], 13) == NULL) {
        ++*at;
    }
    while (*at + n < text.n && n < MAX_NUMBER) {
        char c = text.p[*at + n];
        bool is_exponent = n > 0 && (digits[n - 1] | 0x20) == 'e';

        if ((c == '+' || c == '-') && n > 0 && !is_exponent) {
            break;
        }
        if (c == '.' && memchr(digits, '.', n) != NULL) {
            break;
        }
        bool starts_exponent = (c | 0x20) == 'e' && *at + n + 1 < text.n &&
                               memchr("0123456789+-", text.p[*at + n + 1], 12) != NULL;

        if (memchr("0123456789.+-", c, 13) == NULL && !starts_exponent) {
            break;
        }
        digits[n++] = c;
    }
    if (n == 0) {
        return false;
    }
    digits[n] = '\0';
    *at += n;
    *ret = strtof(digits, NULL);
    return true;
}

/* ---- paths ---- */

struct path {
    const struct path_follower *follower;
    void *user;
    struct path_point at, first, control; /* control: of the last curve, for the smooth ones */
    char last;
};

static struct path_point between(struct path_point p, struct path_point q, float t)
{
    return (struct path_point){p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t};
}

static void add_curve(struct path *p, struct path_point c1, struct path_point c2,
                      struct path_point to)
{
    p->follower->curve(p->user, p->at, c1, c2, to);
    p->control = c2;
    p->at = to;
}

static void add_line(struct path *p, struct path_point to)
{
    p->follower->line(p->user, to);
    p->at = to;
}

static struct path_point mirrored(const struct path *p, const char *after)
{
    bool is_smooth = strchr(after, p->last | 0x20) != NULL && p->last != '\0';

    return is_smooth ? (struct path_point){2 * p->at.x - p->control.x, 2 * p->at.y - p->control.y}
                     : p->at;
}

/* How many numbers a command takes; -1: it is none. */
static int numbers_of(char command)
{
    switch (command | 0x20) {
    case 'm':
    case 'l':
    case 't':
        return 2;
    case 'h':
    case 'v':
        return 1;
    case 'c':
        return 6;
    case 's':
    case 'q':
        return 4;
    case 'a':
        return 7;
    case 'z':
        return 0;
    default:
        return -1;
    }
}

static struct path_point point_of(const struct path *p, bool is_relative, const float *v)
{
    return (struct path_point){v[0] + (is_relative ? p->at.x : 0),
                               v[1] + (is_relative ? p->at.y : 0)};
}

/* A quadratic curve as a cubic one. */
static void add_quadratic(struct path *p, struct path_point c, struct path_point to)
{
    struct path_point c1 = between(p->at, c, 2.0f / 3);
    struct path_point c2 = between(to, c, 2.0f / 3);

    add_curve(p, c1, c2, to);
    p->control = c;
}

static void run_command(struct path *p, char command, const float *v)
{
    bool is_relative = (command & 0x20) != 0;

    switch (command | 0x20) {
    case 'm':
        p->at = p->first = point_of(p, is_relative, v);
        p->follower->move(p->user, p->at);
        break;
    case 'l':
    case 'h':
    case 'v': {
        struct path_point to = point_of(p, is_relative, v);

        if ((command | 0x20) == 'h') {
            to = (struct path_point){to.x, p->at.y};
        } else if ((command | 0x20) == 'v') {
            to = (struct path_point){p->at.x, v[0] + (is_relative ? p->at.y : 0)};
        }
        add_line(p, to);
        break;
    }
    case 'c':
        add_curve(p, point_of(p, is_relative, v), point_of(p, is_relative, v + 2),
                  point_of(p, is_relative, v + 4));
        break;
    case 's':
        add_curve(p, mirrored(p, "cs"), point_of(p, is_relative, v),
                  point_of(p, is_relative, v + 2));
        break;
    case 'q':
        add_quadratic(p, point_of(p, is_relative, v), point_of(p, is_relative, v + 2));
        break;
    case 't':
        add_quadratic(p, mirrored(p, "qt"), point_of(p, is_relative, v));
        break;
    case 'a': /* its chord */
        add_line(p, point_of(p, is_relative, v + 5));
        break;
    default:
        p->follower->close(p->user);
        p->at = p->first;
        break;
    }
    p->last = command;
}

/* The next number of a path; flags of arcs are one digit each and may have no blank behind. */
static bool next_value(struct str d, size_t *at, bool is_flag, float *ret)
{
    while (*at < d.n && memchr(" ,\t\n\r", d.p[*at], 5) != NULL) {
        ++*at;
    }
    if (*at >= d.n || memchr("0123456789.+-", d.p[*at], 13) == NULL) {
        return false;
    }
    if (is_flag) {
        *ret = d.p[(*at)++] == '1';
        return true;
    }
    return path_data_number(d, at, ret);
}

void path_data_follow(struct str d, const struct path_follower *follower, void *user)
{
    struct path p = {.follower = follower, .user = user};
    char command = '\0';

    for (size_t at = 0; at < d.n && !follower->is_enough(user);) {
        float v[7] = {};
        int n = 0;

        while (at < d.n && memchr(" ,\t\n\r", d.p[at], 5) != NULL) {
            at++;
        }
        if (at < d.n && numbers_of(d.p[at]) >= 0 && d.p[at] > '9') {
            command = d.p[at++];
        } else if (command == '\0' || (command | 0x20) == 'z') {
            break;
        }
        while (n < numbers_of(command) &&
               next_value(d, &at, (command | 0x20) == 'a' && (n == 3 || n == 4), &v[n])) {
            n++;
        }
        if (n < numbers_of(command)) {
            break;
        }
        run_command(&p, command, v);
        command = command == 'm' ? 'l' : command == 'M' ? 'L' : command;
    }
}

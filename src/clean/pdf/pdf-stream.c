/*
 * The walk over a content stream. Tokens are MuPDF's, so that what it draws and what is walked
 * agree, also in damaged streams: after an error both begin again behind it. An operator with what
 * stands before it is a piece; a stream is its pieces, most of them as they were.
 */
#include "clean/pdf/pdf-stream.h"

#include "inspect/pdf/pdf-hidden-meet.h"

enum {
    MAX_ERRORS = 10000, /* of a stream */
    MAX_NAME_BYTES = 32,
};

/* ---- pieces ---- */

/* What is said of the bytes from the last piece to `end`; as they are when it is not replaced. */
static void add_piece(struct pdf_stream *s, size_t end, bool apart)
{
    struct str text = str_sub(s->bytes, s->done, end);
    struct str *last = s->pieces.n > 0 ? &s->pieces.v[s->pieces.n - 1] : NULL;

    s->done = MAX(end, s->done);
    if (s->is_replaced) {
        s->is_changed = true;
        *VEC_ADD(s->arena, &s->pieces) = s->replacement;
    } else if (!apart && !s->is_closed && last != NULL && last->n > 0 &&
               last->p + last->n == text.p) {
        last->n += text.n;
    } else if (text.n > 0 || apart) {
        *VEC_ADD(s->arena, &s->pieces) = text;
    }
    s->is_closed = apart;
    s->is_replaced = false;
}

struct str pdf_stream_joined(struct pdf_stream *s)
{
    struct buf all CLEANUP(buf_done) = {};

    buf_init(&all, PDF_STREAM_MAX_BYTES);
    for (uint32_t i = 0; i < s->pieces.n; i++) {
        buf_add(&all, s->pieces.v[i]);
    }
    return arena_str(s->arena, buf_str(&all));
}

/* ---- operators ---- */

static void save_state(struct pdf_stream *s)
{
    if (s->states.n >= PDF_STREAM_MAX_STATES) {
        fz_throw(s->cut->ctx, FZ_ERROR_GENERIC, "states nested too deeply");
    }
    struct pdf_state *state = VEC_ADD(s->arena, &s->states);

    *state = state[-1];
}

static void set_extended_state(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    pdf_obj *all = pdf_dict_get(ctx, s->resources, PDF_NAME(ExtGState));
    pdf_obj *set = pdf_dict_gets(ctx, all, s->name);
    pdf_obj *font = pdf_dict_get(ctx, set, PDF_NAME(Font));

    pdf_cut_note_drawn(s->cut, pdf_dict_getp(ctx, set, "SMask/G"));
    if (pdf_is_array(ctx, font)) {
        pdf_stream_state(s)->text.font = pdf_text_font(s, pdf_array_get(ctx, font, 0));
        pdf_stream_state(s)->text.size = pdf_to_real(ctx, pdf_array_get(ctx, font, 1));
    }
}

/* Whether letters drawn as outlines may go from here. */
static bool may_drop_paths(const struct pdf_stream *s)
{
    return s->what->hidden != NULL && s->what->hidden->drawings.n > 0;
}

static void add_point(struct pdf_stream *s, float x, float y)
{
    fz_point at = fz_transform_point_xy(x, y, pdf_stream_state(s)->ctm);

    s->path = fz_is_valid_rect(s->path) ? fz_include_point_in_rect(s->path, at)
                                        : fz_make_rect(at.x, at.y, at.x, at.y);
}

/* The box of the path grows as that of MuPDF does: with the points that pull curves. */
static void grow_path(struct pdf_stream *s, const char *word)
{
    const float *n = s->numbers;

    if (word[0] == 'm') {
        s->begun = fz_make_point(n[0], n[1]);
        s->has_begun = true;
        return;
    }
    if (s->has_begun && word[0] != 'h') {
        add_point(s, s->begun.x, s->begun.y);
        s->has_begun = false;
    }
    if (word[0] == 'r') {
        add_point(s, n[0], n[1]);
        add_point(s, n[0] + n[2], n[1] + n[3]);
        add_point(s, n[0] + n[2], n[1]);
        add_point(s, n[0], n[1] + n[3]);
        return;
    }
    for (int i = 0; i + 1 < s->top; i += 2) {
        add_point(s, n[i], n[i + 1]);
    }
}

static void drop_path(struct pdf_stream *s)
{
    if (s->clips) {
        pdf_stream_replace(s, STR(" n"));
        return;
    }
    for (uint32_t i = s->first_of_path; i < s->pieces.n; i++) {
        s->pieces.v[i] = (struct str){};
    }
    pdf_stream_replace(s, (struct str){});
}

/* A path in a layer that is off is not drawn; when it clips, it still does. */
static void paint_path(struct pdf_stream *s, const char *word)
{
    if (s->is_in_path && pdf_stream_is_off(s)) {
        s->cut->layered++;
        drop_path(s);
    } else if (s->is_in_path && strchr("fFbB", word[0]) != NULL && may_drop_paths(s) &&
               pdf_hidden_meet_path(s->what->hidden, s->path)) {
        s->cut->drawn++;
        drop_path(s);
    }
    s->is_in_path = s->clips = s->has_begun = false;
    s->path = (fz_rect){1, 1, 0, 0}; /* none */
}

static bool is_word(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void path_operator(struct pdf_stream *s, const char *word)
{
    static const char *const building[] = {"m", "l", "c", "v", "y", "h", "re"};
    static const char *const painting[] = {"S", "s", "F", "f", "f*", "B", "B*", "b", "b*", "n"};

    if (is_word(word, building, COUNT(building))) {
        if (!s->is_in_path) {
            s->first_of_path = s->pieces.n;
            s->is_in_path = true;
            s->path = (fz_rect){1, 1, 0, 0}; /* none */
        }
        if (may_drop_paths(s)) {
            grow_path(s, word);
        }
    } else if (is_word(word, painting, COUNT(painting))) {
        paint_path(s, word);
    } else if (strcmp(word, "W") == 0 || strcmp(word, "W*") == 0) {
        s->clips = true;
    } else if (strcmp(word, "sh") == 0 && pdf_stream_is_off(s)) {
        s->cut->layered++;
        pdf_stream_replace(s, (struct str){});
    }
}

static void state_operator(struct pdf_stream *s, const char *word)
{
    const float *n = s->numbers;

    if (strcmp(word, "q") == 0) {
        save_state(s);
    } else if (strcmp(word, "Q") == 0) {
        if (s->states.n > 1) {
            s->states.n--;
        } else {
            s->extra_ends++;
        }
    } else if (strcmp(word, "cm") == 0) {
        struct pdf_state *state = pdf_stream_state(s);

        state->ctm = fz_concat(fz_make_matrix(n[0], n[1], n[2], n[3], n[4], n[5]), state->ctm);
    } else if (strcmp(word, "gs") == 0) {
        set_extended_state(s);
    } else if (strcmp(word, "Do") == 0) {
        pdf_object_do(s);
    }
}

static void operator(struct pdf_stream *s, const char *word, fz_stream *in)
{
    if (pdf_text_operator(s, word)) {
        return;
    }
    if (strcmp(word, "BI") == 0) {
        pdf_object_do_inline(s, in);
    } else if (strcmp(word, "BMC") == 0 || strcmp(word, "BDC") == 0) {
        pdf_mark_begin(s, word[1] == 'D');
    } else if (strcmp(word, "EMC") == 0) {
        pdf_mark_end(s);
    } else {
        state_operator(s, word);
        path_operator(s, word);
    }
}

/* ---- tokens ---- */

static void clear_operands(struct pdf_stream *s)
{
    pdf_drop_obj(s->cut->ctx, s->object);
    s->object = NULL;
    s->top = 0;
    s->name[0] = '\0';
    buf_clear(&s->string);
    memset(s->numbers, 0, sizeof(s->numbers));
}

static void push_number(struct pdf_stream *s, float number)
{
    if (s->top >= PDF_STREAM_OPERANDS) {
        fz_throw(s->cut->ctx, FZ_ERROR_GENERIC, "too many operands");
    }
    s->numbers[s->top++] = number;
}

static void push_object(struct pdf_stream *s, pdf_obj *object)
{
    pdf_drop_obj(s->cut->ctx, s->object);
    s->object = object;
}

/* Reads operands until an operator was read and done; false at the end. */
static bool step(struct pdf_stream *s, fz_stream *in)
{
    fz_context *ctx = s->cut->ctx;
    pdf_lexbuf *lex = &s->cut->lexbuf.base;

    for (;;) {
        switch (pdf_lex(ctx, in, lex)) {
        case PDF_TOK_EOF:
        case PDF_TOK_ENDSTREAM:
            return false;
        case PDF_TOK_OPEN_ARRAY:
            push_object(s, pdf_parse_array(ctx, s->cut->doc, in, lex));
            break;
        case PDF_TOK_OPEN_DICT:
            push_object(s, pdf_parse_dict(ctx, s->cut->doc, in, lex));
            break;
        case PDF_TOK_NAME:
            if (s->name[0] != '\0') {
                push_object(s, pdf_new_name(ctx, lex->scratch));
            } else {
                fz_strlcpy(s->name, lex->scratch, sizeof(s->name));
            }
            break;
        case PDF_TOK_INT:
            push_number(s, (float)lex->i);
            break;
        case PDF_TOK_REAL:
            push_number(s, lex->f);
            break;
        case PDF_TOK_STRING:
            buf_clear(&s->string);
            buf_add(&s->string, (struct str){.p = lex->scratch, .n = lex->len});
            break;
        case PDF_TOK_KEYWORD: {
            char word[MAX_NAME_BYTES];

            fz_strlcpy(word, lex->scratch, sizeof(word));
            operator(s, word, in);
            bool apart =
                word[0] == 'B' || (s->is_in_path && (pdf_stream_is_off(s) || may_drop_paths(s)));

            add_piece(s, (size_t)fz_tell(ctx, in), apart);
            clear_operands(s);
            return true;
        }
        case PDF_TOK_TRUE:
        case PDF_TOK_FALSE:
        case PDF_TOK_NULL:
            break;
        default:
            fz_throw(ctx, FZ_ERROR_GENERIC, "not content");
        }
    }
}

/* Walks the whole stream; true when it changed: its pieces are the new one. */
bool pdf_stream_cut(struct pdf_stream *s)
{
    fz_context *ctx = s->cut->ctx;
    fz_stream *in = fz_open_memory(ctx, (const unsigned char *)s->bytes.p, s->bytes.n);
    volatile bool is_over = false;
    volatile int errors = 0;

    buf_init(&s->string, PDF_STREAM_MAX_BYTES);
    while (!is_over) {
        fz_try(ctx)
        {
            while (step(s, in)) {
            }
            is_over = true;
        }
        fz_catch(ctx)
        {
            /* As MuPDF does when it draws: the operator is lost, the next one counts. */
            clear_operands(s);
            s->is_replaced = false;
            is_over = ++errors > MAX_ERRORS;
        }
    }
    fz_drop_stream(ctx, in);
    while (s->marks.n > 0) {
        uint32_t left = s->marks.n;

        pdf_mark_end(s);
        s->is_replaced = false;
        s->marks.n = left - 1;
    }
    add_piece(s, s->bytes.n, false);
    return s->is_changed;
}

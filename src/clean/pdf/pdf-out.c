/*
 * The writer (ISO 32000-1 section 7.5). Objects are numbered in the order in which they are first
 * met, breadth first from the catalogue; a queue holds those that were met and not yet written. The
 * queue's order is the order of numbers, so a file that was written like this is met in the same
 * order again.
 *
 * A file that had cross-reference streams gets object streams of OBJECTS_OF_STREAM objects and a
 * cross-reference stream with the "up" predictor; another one gets a table. Neither is larger than
 * what it replaces.
 */
#include "clean/pdf/pdf-out.h"

#include "base/vec.h"
#include "clean/pdf/pdf-picture.h"
#include "clean/pdf/pdf-reals.h"
#include "inspect/pdf/pdf-tail.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    OBJECTS_OF_STREAM = 200,
    MAX_STREAM_BYTES = 4 * 1024 * 1024, /* of an object stream, before it is compressed */
    OLDEST_VERSION_OF_STREAMS = 15,
    ROW_MAX_BYTES = 16,
    MAX_STEPS = 16, /* references to references */
};

/* Where an object is: at a place of the file, or in an object stream. */
struct entry {
    uint64_t at;    /* offset, or index of the object stream */
    uint32_t index; /* in the object stream */
    bool is_packed;
};

struct out {
    fz_context *ctx;
    pdf_document *doc;
    struct arena *arena;
    struct buf *to;
    struct pdf_out_counts counts;
    struct pdf_reals reals;
    int *number_of; /* by old number: the new one, or 0 */
    int room;       /* of number_of */
    VEC(int) order; /* old numbers; the new number is the index + 1 */
    VEC(struct entry) entries;
    VEC(struct str) packed; /* object streams, complete objects but for their number */
    bool has_streams;
    struct buf heads, bodies; /* of the object stream being filled */
    uint32_t filled;
};

/* ---- objects as text ---- */

static void add_name(struct buf *b, const char *name)
{
    buf_add_char(b, '/');
    for (const unsigned char *p = (const unsigned char *)name; *p != '\0'; p++) {
        if (*p <= ' ' || *p >= 0x7F || strchr("#()<>[]{}/%", *p) != NULL) {
            buf_printf(b, "#%02X", *p);
        } else {
            buf_add_char(b, (char)*p);
        }
    }
}

/* As text in parentheses, or in hexadecimal when that is shorter. */
static void add_string(struct buf *b, const char *p, size_t n)
{
    size_t escapes = 0;

    for (size_t i = 0; i < n; i++) {
        escapes += p[i] == '(' || p[i] == ')' || p[i] == '\\' || p[i] == '\r';
    }
    if (escapes > n) {
        buf_add_char(b, '<');
        for (size_t i = 0; i < n; i++) {
            buf_printf(b, "%02X", (unsigned char)p[i]);
        }
        buf_add_char(b, '>');
        return;
    }
    buf_add_char(b, '(');
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '(' || p[i] == ')' || p[i] == '\\') {
            buf_add_char(b, '\\');
            buf_add_char(b, p[i]);
        } else if (p[i] == '\r') {
            buf_add(b, STR("\\r"));
        } else {
            buf_add_char(b, p[i]);
        }
    }
    buf_add_char(b, ')');
}

/* A space between two words that would run together otherwise. */
static void add_gap(struct buf *b)
{
    char last = b->n == 0 ? ' ' : b->p[b->n - 1];

    if (strchr(" \n()<>[]", last) == NULL) {
        buf_add_char(b, ' ');
    }
}

/* The new number of what is referred to; 0 = nothing. */
static int meet(struct out *o, pdf_obj *reference)
{
    pdf_obj *next = reference;

    for (int step = 0; step < MAX_STEPS && pdf_is_indirect(o->ctx, next); step++) {
        reference = next;
        next = pdf_resolve_indirect(o->ctx, reference);
    }
    int old = pdf_to_num(o->ctx, reference);

    if (pdf_is_indirect(o->ctx, next) || old <= 0 || pdf_is_null(o->ctx, reference)) {
        return 0;
    }
    if (old >= o->room) {
        int room = MAX(old + 1, o->room * 2);
        int *more = ARENA_ARRAY(o->arena, (size_t)room, int);

        if (o->room > 0) {
            memcpy(more, o->number_of, (size_t)o->room * sizeof(int));
        }
        o->number_of = more;
        o->room = room;
    }
    if (o->number_of[old] == 0) {
        if (o->order.n >= PDF_OUT_MAX_OBJECTS) {
            fz_throw(o->ctx, FZ_ERROR_GENERIC, "too many objects");
        }
        *VEC_ADD(o->arena, &o->order) = old;
        o->number_of[old] = (int)o->order.n;
    }
    return o->number_of[old];
}

static void add_object(struct out *o, struct buf *b, pdf_obj *object, int depth);

static void add_dictionary(struct out *o, struct buf *b, pdf_obj *object, int depth, size_t *length)
{
    buf_add(b, STR("<<"));
    for (int i = 0; i < pdf_dict_len(o->ctx, object); i++) {
        const char *key = pdf_to_name(o->ctx, pdf_dict_get_key(o->ctx, object, i));
        pdf_obj *value = pdf_dict_get_val(o->ctx, object, i);

        if ((length != NULL && strcmp(key, "Length") == 0) || pdf_is_null(o->ctx, value)) {
            continue;
        }
        add_name(b, key);
        if (!pdf_is_name(o->ctx, value) || pdf_is_indirect(o->ctx, value)) {
            add_gap(b);
        }
        add_object(o, b, value, depth);
    }
    if (length != NULL) {
        buf_printf(b, "/Length %zu", *length);
    }
    buf_add(b, STR(">>"));
}

static void add_number(struct out *o, struct buf *b, pdf_obj *object)
{
    char text[128];

    if (pdf_is_int(o->ctx, object)) {
        buf_printf(b, "%lld", (long long)pdf_to_int64(o->ctx, object));
        return;
    }
    float value = pdf_to_real(o->ctx, object);
    struct str written = pdf_reals_text(&o->reals, value);

    if (written.n == 0) {
        /* MuPDF's own form of a real: the shortest that reads as the same number. */
        fz_snprintf(text, sizeof(text), "%g", (double)value);
        written = str_of(text);
    }
    buf_add(b, written);
}

static void add_object(struct out *o, struct buf *b, pdf_obj *object, int depth)
{
    fz_context *ctx = o->ctx;

    if (depth > PDF_OUT_MAX_NESTING) {
        fz_throw(ctx, FZ_ERROR_GENERIC, "objects nested too deeply");
    }
    if (pdf_is_indirect(ctx, object)) {
        int number = meet(o, object);

        if (number > 0) {
            add_gap(b);
            buf_printf(b, "%d 0 R", number);
        } else {
            add_gap(b);
            buf_add(b, STR("null"));
        }
    } else if (pdf_is_dict(ctx, object)) {
        add_dictionary(o, b, object, depth + 1, NULL);
    } else if (pdf_is_array(ctx, object)) {
        buf_add_char(b, '[');
        for (int i = 0; i < pdf_array_len(ctx, object); i++) {
            add_object(o, b, pdf_array_get(ctx, object, i), depth + 1);
        }
        buf_add_char(b, ']');
    } else if (pdf_is_name(ctx, object)) {
        add_name(b, pdf_to_name(ctx, object));
    } else if (pdf_is_string(ctx, object)) {
        add_string(b, pdf_to_str_buf(ctx, object), pdf_to_str_len(ctx, object));
    } else {
        add_gap(b);
        if (pdf_is_number(ctx, object)) {
            add_number(o, b, object);
        } else if (pdf_is_bool(ctx, object)) {
            buf_add(b, pdf_to_bool(ctx, object) ? STR("true") : STR("false"));
        } else {
            buf_add(b, STR("null"));
        }
    }
}

/* ---- streams ---- */

/* Adds compressed bytes; the dictionary's entries come before, without its end. */
static void add_deflated(struct out *o, struct buf *b, struct str bytes)
{
    fz_context *ctx = o->ctx;
    size_t n;
    unsigned char *data =
        fz_new_deflated_data(ctx, &n, (const unsigned char *)bytes.p, bytes.n, FZ_DEFLATE_BEST);

    buf_printf(b, "/Filter/FlateDecode/Length %zu>>\nstream\n", n);
    buf_add(b, (struct str){.p = (const char *)data, .n = n});
    buf_add(b, STR("\nendstream\nendobj\n"));
    fz_free(ctx, data);
}

/* The stored bytes of a stream; NULL when they cannot be read. */
static fz_buffer *load_raw(fz_context *ctx, pdf_document *doc, int old)
{
    fz_buffer *volatile raw = NULL;

    fz_try(ctx)
    {
        raw = pdf_load_raw_stream_number(ctx, doc, old);
    }
    fz_catch(ctx)
    {
        raw = NULL;
    }
    return raw;
}

static void add_stream(struct out *o, pdf_obj *object, int old)
{
    fz_context *ctx = o->ctx;
    fz_buffer *raw = load_raw(ctx, o->doc, old);
    struct buf cleaned = {};
    unsigned char *data = NULL;
    struct str bytes = {};

    o->counts.damaged += raw == NULL;
    if (raw != NULL) {
        bytes.n = fz_buffer_storage(ctx, raw, &data);
        bytes.p = (const char *)data;
    }
    fz_var(cleaned);
    fz_try(ctx)
    {
        size_t end = pdf_tail_find(ctx, object, bytes);

        o->counts.tails += end < bytes.n;
        bytes.n = end;
        if (pdf_picture_is_coded(ctx, object)) {
            buf_init(&cleaned, bytes.n);
            if (pdf_picture_clean(bytes, &cleaned)) {
                o->counts.pictures++;
                bytes = buf_str(&cleaned);
            }
        }
        add_dictionary(o, o->to, object, 0, &bytes.n);
        buf_add(o->to, STR("\nstream\n"));
        buf_add(o->to, bytes);
        buf_add(o->to, STR("\nendstream"));
    }
    fz_always(ctx)
    {
        buf_done(&cleaned);
        fz_drop_buffer(ctx, raw);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
}

/* ---- object streams ---- */

static void end_packed(struct out *o)
{
    struct buf all = {};
    struct buf object = {};

    if (o->filled == 0) {
        return;
    }
    buf_init(&all, SIZE_MAX / 2);
    buf_init(&object, SIZE_MAX / 2);
    fz_var(all);
    fz_var(object);
    fz_try(o->ctx)
    {
        buf_add(&all, buf_str(&o->heads));
        buf_add(&all, buf_str(&o->bodies));
        buf_printf(&object, "<</Type/ObjStm/N %u/First %zu", o->filled, o->heads.n);
        add_deflated(o, &object, buf_str(&all));
        *VEC_ADD(o->arena, &o->packed) = arena_str(o->arena, buf_str(&object));
    }
    fz_always(o->ctx)
    {
        buf_done(&all);
        buf_done(&object);
    }
    fz_catch(o->ctx)
    {
        fz_rethrow(o->ctx);
    }
    buf_clear(&o->heads);
    buf_clear(&o->bodies);
    o->filled = 0;
}

static void add_packed(struct out *o, struct entry *entry, pdf_obj *object, uint32_t number)
{
    *entry = (struct entry){.is_packed = true, .at = o->packed.n, .index = o->filled};
    buf_printf(&o->heads, "%u %zu ", number, o->bodies.n);
    add_object(o, &o->bodies, object, 0);
    buf_add_char(&o->bodies, '\n');
    o->filled++;
    if (o->filled == OBJECTS_OF_STREAM || o->bodies.n > MAX_STREAM_BYTES) {
        end_packed(o);
    }
}

/* ---- the file ---- */

static void add_one(struct out *o, uint32_t number)
{
    fz_context *ctx = o->ctx;
    int old = o->order.v[number - 1];
    pdf_obj *object = pdf_load_object(ctx, o->doc, old);
    struct entry entry = {.at = o->to->n};

    fz_try(ctx)
    {
        bool is_stream = pdf_obj_num_is_stream(ctx, o->doc, old);

        if (o->has_streams && !is_stream) {
            add_packed(o, &entry, object, number);
        } else {
            buf_printf(o->to, "%u 0 obj\n", number);
            if (is_stream) {
                add_stream(o, object, old);
            } else {
                add_object(o, o->to, object, 0);
            }
            buf_add(o->to, STR("\nendobj\n"));
        }
    }
    fz_always(ctx)
    {
        pdf_drop_obj(ctx, object);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    *VEC_ADD(o->arena, &o->entries) = entry;
}

/* The ID, of a file that had one: a fingerprint of all that stands before it. */
static struct str id_of(struct out *o)
{
    unsigned char digest[16];
    fz_md5 md5;
    char hex[2 * sizeof(digest) + 1];

    if (pdf_dict_gets(o->ctx, pdf_trailer(o->ctx, o->doc), "ID") == NULL) {
        return STR("/Root 1 0 R");
    }
    fz_md5_init(&md5);
    fz_md5_update(&md5, (const unsigned char *)o->to->p, o->to->n);
    fz_md5_final(&md5, digest);
    for (size_t i = 0; i < sizeof(digest); i++) {
        snprintf(hex + 2 * i, 3, "%02X", digest[i]);
    }
    return arena_printf(o->arena, "/Root 1 0 R/ID[<%s><%s>]", hex, hex);
}

static void end_with_table(struct out *o)
{
    size_t at = o->to->n;
    struct str id = id_of(o);

    buf_printf(o->to, "xref\n0 %u\n0000000000 65535 f \n", o->entries.n + 1);
    for (uint32_t i = 0; i < o->entries.n; i++) {
        buf_printf(o->to, "%010llu 00000 n \n", (unsigned long long)o->entries.v[i].at);
    }
    buf_printf(o->to, "trailer\n<</Size %u%.*s>>\nstartxref\n%zu\n%%%%EOF\n", o->entries.n + 1,
               STR_ARG(id), at);
}

static int bytes_needed(uint64_t value)
{
    int bytes = 1;

    while (value >>= 8) {
        bytes++;
    }
    return bytes;
}

/* A row of the cross-reference stream: kind, place, index; `widths` of the last two. */
static void fill_row(unsigned char *row, int kind, uint64_t at, uint32_t index, const int widths[2])
{
    row[0] = (unsigned char)kind;
    for (int i = widths[0]; i > 0; i--, at >>= 8) {
        row[i] = (unsigned char)at;
    }
    for (int i = widths[1]; i > 0; i--, index >>= 8) {
        row[widths[0] + i] = (unsigned char)index;
    }
}

static void add_row(struct buf *rows, unsigned char *above, const unsigned char *row, int n)
{
    buf_add_char(rows, 2); /* the difference to the row above */
    for (int i = 0; i < n; i++) {
        buf_add_char(rows, (char)(row[i] - above[i]));
    }
    memcpy(above, row, (size_t)n);
}

static void end_with_stream(struct out *o)
{
    uint32_t objects = o->entries.n;
    uint32_t total = objects + o->packed.n + 2; /* with number 0 and the stream itself */
    uint64_t *places = ARENA_ARRAY(o->arena, (size_t)o->packed.n + 1, uint64_t);
    struct buf rows = {};
    unsigned char above[ROW_MAX_BYTES] = {};
    unsigned char row[ROW_MAX_BYTES] = {};

    for (uint32_t i = 0; i < o->packed.n; i++) {
        places[i] = o->to->n;
        buf_printf(o->to, "%u 0 obj\n", objects + 1 + i);
        buf_add(o->to, o->packed.v[i]);
    }
    size_t at = o->to->n;
    const int widths[2] = {bytes_needed(MAX((uint64_t)at, total)), 1};
    int n = 1 + widths[0] + widths[1];
    struct str id = id_of(o);

    buf_init(&rows, SIZE_MAX / 2);
    fill_row(row, 0, 0, 0, widths);
    add_row(&rows, above, row, n);
    for (uint32_t i = 0; i < objects; i++) {
        const struct entry *e = &o->entries.v[i];

        fill_row(row, e->is_packed ? 2 : 1, e->is_packed ? objects + 1 + e->at : e->at, e->index,
                 widths);
        add_row(&rows, above, row, n);
    }
    for (uint32_t i = 0; i <= o->packed.n; i++) {
        fill_row(row, 1, i < o->packed.n ? places[i] : at, 0, widths);
        add_row(&rows, above, row, n);
    }
    buf_printf(o->to,
               "%u 0 obj\n<</Type/XRef/Size %u/W[1 %d %d]%.*s/DecodeParms<</Predictor 12/Columns "
               "%d>>",
               total - 1, total, widths[0], widths[1], STR_ARG(id), n);
    fz_var(rows);
    fz_try(o->ctx)
    {
        add_deflated(o, o->to, buf_str(&rows));
    }
    fz_always(o->ctx)
    {
        buf_done(&rows);
    }
    fz_catch(o->ctx)
    {
        fz_rethrow(o->ctx);
    }
    buf_printf(o->to, "startxref\n%zu\n%%%%EOF\n", at);
}

/* Whether the file kept objects in object streams. */
static bool had_streams(fz_context *ctx, pdf_document *doc)
{
    if (doc->has_xref_streams) {
        return true;
    }
    for (int i = 0; i < pdf_xref_len(ctx, doc); i++) {
        if (pdf_get_xref_entry_no_null(ctx, doc, i)->type == 'o') {
            return true;
        }
    }
    return false;
}

static void write_all(struct out *o)
{
    pdf_obj *root = pdf_dict_gets(o->ctx, pdf_trailer(o->ctx, o->doc), "Root");
    int version = pdf_version(o->ctx, o->doc);

    if (o->has_streams) {
        version = MAX(version, OLDEST_VERSION_OF_STREAMS);
    }
    buf_printf(o->to, "%%PDF-%d.%d\n%%\xE2\xE3\xCF\xD3\n", version / 10, version % 10);
    if (!pdf_is_indirect(o->ctx, root) || meet(o, root) != 1) {
        fz_throw(o->ctx, FZ_ERROR_GENERIC, "no catalogue");
    }
    for (uint32_t i = 1; i <= o->order.n; i++) {
        add_one(o, i);
    }
    if (o->has_streams) {
        end_packed(o);
        end_with_stream(o);
    } else {
        end_with_table(o);
    }
    o->counts.objects = o->order.n;
}

/* What an object stream holds, if it can be read. */
static void note_packed(struct out *o, int number)
{
    fz_context *ctx = o->ctx;
    fz_buffer *volatile held = NULL;
    unsigned char *data;

    fz_try(ctx)
    {
        held = pdf_load_stream_number(ctx, o->doc, number);
    }
    fz_catch(ctx)
    {
        return;
    }
    size_t n = fz_buffer_storage(ctx, held, &data);

    pdf_reals_note(&o->reals, o->arena, (struct str){.p = (const char *)data, .n = n});
    fz_drop_buffer(ctx, held);
}

/*
 * The numbers of the file as they are written. Object streams stand in the order of their objects.
 */
static void note_reals(struct out *o, struct str source)
{
    int n = pdf_xref_len(o->ctx, o->doc);
    int last = 0;

    pdf_reals_note(&o->reals, o->arena, source);
    for (int i = 1; i < n; i++) {
        const pdf_xref_entry *entry = pdf_get_xref_entry_no_null(o->ctx, o->doc, i);

        if (entry->type == 'o' && (int)entry->ofs != last) {
            last = (int)entry->ofs;
            note_packed(o, last);
        }
    }
}

void pdf_out_write(struct fz_context *ctx, struct pdf_document *doc, struct str source,
                   struct arena *a, struct buf *out, struct pdf_out_counts *ret_counts)
{
    struct out o = {.ctx = ctx, .doc = doc, .arena = a, .to = out};

    o.has_streams = had_streams(ctx, doc);
    note_reals(&o, source);
    buf_init(&o.heads, SIZE_MAX / 2);
    buf_init(&o.bodies, SIZE_MAX / 2);
    fz_try(ctx)
    {
        write_all(&o);
    }
    fz_always(ctx)
    {
        buf_done(&o.heads);
        buf_done(&o.bodies);
    }
    fz_catch(ctx)
    {
        fz_rethrow(ctx);
    }
    *ret_counts = o.counts;
}

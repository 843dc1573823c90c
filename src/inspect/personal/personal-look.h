/*
 * A text while it is looked through, and what is kept of a table or of running text for the next
 * one. Between the files personal*.c only.
 */
#ifndef INSPECT_PERSONAL_LOOK_H
#define INSPECT_PERSONAL_LOOK_H

#include "inspect/personal/personal-known.h"
#include "inspect/personal/personal-scan.h"
#include "inspect/personal/personal-seat.h"
#include "inspect/personal/personal.h"

enum {
    PERSONAL_HEAD_BYTES = 48,  /* of the head of a column, or of a cell to the left */
    PERSONAL_LABEL_UNITS = 14, /* a line that is a label for the next one */
    PERSONAL_TAIL_BYTES = 60,  /* of a line, joined with the next one */
    PERSONAL_ROW_BYTES = 120,  /* of the cells to the left */
    PERSONAL_BLANK_HEADS = 16,
    PERSONAL_ABOVE_BYTES = 160, /* of the lines before */
    PERSONAL_PLACE_BYTES = 80,
    PERSONAL_MAX_COLUMNS = 256, /* of a table; cells beyond them stand alone */
};

struct personal_column {
    uint32_t filled, full, weak; /* cells, those that are full names, those that look like names */
    bool is_labelled;            /* its head says that names stand in it */
    bool is_price;               /* its head speaks of prices, and none was told */
    char head[PERSONAL_HEAD_BYTES];
    size_t head_bytes;
    uint32_t head_flags;    /* kinds of labels that the head is */
    bool head_is_part;      /* it names the part of a person */
    bool head_is_reading;   /* how names, or other words, are read: よみ */
    bool head_is_of_people; /* such names as only people have: 氏名, 姓, not 名前 */
    bool head_is_age, head_is_birth;
    size_t doubtful_bytes;     /* of a head that says name of anything; it does not count yet */
    bool head_is_code;         /* numbers of things stand in it: 品番 */
    struct str first, last;    /* places */
    struct personal_seat seat; /* of cells that are one word each */
};

/* What a row says besides a name. */
enum personal_row_says {
    PERSONAL_ROW_NUMBER = 1 << 0, /* a telephone, mail: of a person, a firm, an office */
    PERSONAL_ROW_OFFICE = 1 << 1, /* 総務課 */
    PERSONAL_ROW_PERSON = 1 << 2, /* 男, 42歳, 主任: of nobody else */
};

/* How a line begins with who speaks (personal-turn.c); each is a seat. */
enum personal_turn_kind {
    PERSONAL_TURN_NONE,
    PERSONAL_TURN_TIME,        /* before the time of a message */
    PERSONAL_TURN_BEHIND_TIME, /* behind it, before what is said */
    PERSONAL_TURN_MARK,        /* behind a mark */
    PERSONAL_TURN_COLON,
    PERSONAL_TURN_GAP, /* before a gap and what is said */
    PERSONAL_TURN_ALONE,
    PERSONAL_TURN_KINDS,
};

/* A line that is a name alone: what it is the next one says. */
struct personal_waiting {
    enum personal_turn_kind kind;
    enum personal_weight weight;
    bool may_sign; /* it stands below the end of a letter */
    bool has_kept;
    struct personal_hit hit;
    struct personal_kept kept; /* its words are those below */
    char reads[PERSONAL_HEAD_BYTES], place[PERSONAL_PLACE_BYTES];
};

struct personal_turns {
    struct personal_seat seats[PERSONAL_TURN_KINDS];
    struct personal_waiting waiting;
};

struct personal {
    struct personal_column *columns[PERSONAL_MAX_COLUMNS]; /* of the table; NULL = not met yet */
    uint32_t column_count, row;                            /* … that have a cell; the last row */
    char left[PERSONAL_HEAD_BYTES];                        /* the cell to the left */
    size_t left_bytes;
    bool left_is_age, left_is_birth;
    bool left_goes_on;               /* it labels the row: the next cell too, as long as they fit */
    char beside[PERSONAL_ROW_BYTES]; /* the cells to the left, folded */
    size_t beside_bytes;
    uint32_t duty_rows;         /* rows looked at for a word of duties */
    bool is_of_duties;          /* the table says who does what when */
    uint32_t cells, head_cells; /* of the row so far; those that are heads */
    unsigned row_says;          /* enum personal_row_says of the row so far */
    uint32_t rows;              /* of the table */
    uint32_t people_rows;       /* … that say something of a person */
    uint32_t sure_rows;         /* … what is said of nobody else */
    bool row_has_person, table_has_person;
    uint32_t row_names, row_titled; /* cells of the row that are a name; those with a title */
    bool is_data_of_people;         /* heads in small letters say what only people have: dob */
    /* running text */
    char tail[PERSONAL_TAIL_BYTES];
    size_t tail_bytes;
    char tail_place[PERSONAL_PLACE_BYTES];
    size_t tail_place_bytes;
    size_t tail_told;                /* bytes of it up to the end of its last hit */
    bool tail_is_told;               /* what the line ends with was told as a whole */
    bool line_has_person;            /* the line before has a name */
    char label[PERSONAL_HEAD_BYTES]; /* the line before, when it is one */
    size_t label_bytes;
    char above[PERSONAL_ABOVE_BYTES]; /* lines before, their beginnings */
    size_t above_bytes;
    uint32_t heads[PERSONAL_BLANK_HEADS];     /* where heads of columns set apart by blanks begin */
    uint32_t head_ends[PERSONAL_BLANK_HEADS]; /* … and end; 0 = not known */
    uint32_t head_count;                      /* 0 = no such table */
    uint32_t head_of_names;                   /* the first one of names, from 1 */
    bool heads_by_order;                      /* cells belong to them by their order */
    bool heads_are_far;                       /* other lines lie between them and the next row */
    uint32_t heads_missed;                    /* lines since the last row of placed cells */
    struct personal_turns turns;
    struct personal_seat rows_seat;  /* of lists in lines (personal-row.c) */
    struct personal_seat first_seat; /* of the words that lines begin with, before a gap */
    uint32_t first_missed;           /* lines since the last of them */
    struct personal_later *later;    /* names to be told when they are known; or NULL */
    struct personal_column lines;    /* lines that begin with a name, one after the other */
    struct personal_known known;
};

/* A text while it is looked through, with memory for it and for its hits. */
struct personal_look {
    struct personal_scan s;
    struct arena arena; /* for what is more than the rooms have */
    struct personal_room room, head_room;
};

/* Makes an empty one. The rooms stay as they are: they are many times what most texts fill. */
void personal_look_init(struct personal_look *look);
void personal_look_done(struct personal_look *look);

/* What is kept of the file so far. */
struct personal *personal_state(struct found *f);

/* Whether there is anything to look for: not in figures and signs alone, nor in words without
 * capitals. */
bool personal_is_worth(const struct found *f, struct str text);

/* What stands over the text or before it says what it is. */
void personal_set_head(struct personal_look *look, struct str head, bool is_line);

/* Looks through a text whose head is set. */
void personal_look_through(struct found *f, struct personal_look *look, struct str text);

/*
 * Looks through two lines that are joined, the first of so many bytes, for what begins in the
 * first; the byte of the folded text where the second one begins, or 0.
 */
size_t personal_look_at_seam(struct found *f, struct personal_look *look, struct str text,
                             size_t bytes);

/* Puts the hits in their order again, when some were added. */
void personal_sort_hits(struct personal_scan *s);

/* Hands over the hits; those that lie across byte `from` only, when it is not 0. */
void personal_tell(struct found *f, const struct personal_scan *s, struct str text,
                   struct str place, size_t from);

/* What the source of the text has for a hit. */
struct str personal_source(const struct personal_scan *s, struct str text,
                           const struct personal_hit *hit);

/* Whether a name was found in the text. */
bool personal_has_name(const struct personal_scan *s);

/* The kinds of labels of names that a head is: "氏名", "申込者 氏名(漢字)", "担当". */
uint32_t personal_label_flags(const struct personal_text *t);
/* A head of a column that names the part of a person: 対応者, 担当医師. */
bool personal_is_part_head(const struct personal_text *t);
/* Whether the text is a label of names and nothing else. */
bool personal_is_label(const struct personal_text *t);
/* Words that stand in labels of numbers and addresses. */
extern const char *const personal_number_labels;

/* Copies what fits without cutting a character; its bytes. */
size_t personal_keep(char *out, size_t room, struct str text);

/* Columns that are set apart by blanks (personal-columns.c): begins them when the line has their
 * heads, where no name is; looks at one of their rows, if the line is one; ends them. */
bool personal_columns_begin(struct found *f, const struct personal_scan *s, struct str line,
                            struct str place);
bool personal_columns_row(struct found *f, struct str line, struct str place);
void personal_columns_end(struct found *f);

/* The row is over. */
void personal_end_row(struct personal *p);

/*
 * The hit is told or looked after elsewhere: what is kept of the text for later is no more by
 * itself.
 */
void personal_drop_later(struct personal_scan *s, const struct personal_hit *hit);

/* One more cell or line, and what it looks like. */
void personal_count_shape(struct found *f, struct personal_column *c, enum personal_shape shape,
                          struct str place);
/* Tells the column when it is a list of persons (PII-310), and empties it. */
void personal_end_column(struct found *f, struct personal_column *c);

#endif

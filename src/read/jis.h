/*
 * The two-byte characters of Japanese encodings as code points. The tables are taken from iconv
 * when itaku is built (tools/jis-table.c), so that decoding is a look-up per character and needs no
 * module of the C library (a reader may open no file once it is confined).
 */
#ifndef READ_JIS_H
#define READ_JIS_H

#include "base/common.h"

enum {
    JIS_ROWS = 94,
    JIS_CP932_LEADS = 60,   /* 81-9F, E0-FC */
    JIS_CP932_TRAILS = 189, /* 40-FC */
};

/* 0 = no such character. All characters of these sets are in the basic plane. */
struct jis {
    uint16_t cp932[JIS_CP932_LEADS][JIS_CP932_TRAILS];
    uint16_t x0208[JIS_ROWS][JIS_ROWS]; /* with the vendor rows of EUC-JP-MS */
    uint16_t x0212[JIS_ROWS][JIS_ROWS]; /* EUC-JP: after 8F */
};

/* The tables. */
extern const struct jis jis_tables;

/* The code point of CP932 bytes, or 0. */
uint32_t jis_cp932(const struct jis *jis, unsigned char lead, unsigned char trail);

#endif

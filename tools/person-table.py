#!/usr/bin/env python3
"""Writes the C table of the words that names and addresses of Japan are told by.

    tools/person-table.py IPADIC SKK ENAMDICT CUES VARIANTS > person-table.c
    tools/person-table.py --list ... > words.tsv

IPADIC  folder of Debian's mecab-ipadic (csv files, EUC-JP): family and given names, other nouns
SKK     folder of Debian's skkdic-extra: names, municipalities (postal codes), variants of characters
ENAMDICT  the file of Debian's enamdict: names that are rare (bits alone, no words)
CUES    data/personal/cues.tsv;  VARIANTS  data/personal/variants.tsv

Every word is written with the usual variants of its characters (the table `variants` does the same
to the text). Flags are those of src/inspect/personal/personal-word.h. The table is a hash with linear
probing: a slot has the number of the word plus 1 (17 bits), its length (4) and the upper bits of
its hash (11); words are sorted by length, then by their UTF-16 units.
"""
import csv
import os
import re
import sys
import unicodedata

(SURNAME, GIVEN, CITY, COMMON_SURNAME, COMMON_GIVEN, PLACE, NOT_NAME, HONOUR, TITLE, RANK, ROLE,
 STRONG, END, FIRM, NEVER, KANA_SURNAME, KANA_GIVEN, GREAT_PLACE, GIVEN_PART,
 SURNAME_PART, RARE_GIVEN, FREQUENT) = (1 << i for i in range(22))
CUES = {'honour': HONOUR, 'title': TITLE, 'rank': RANK, 'role': ROLE, 'strong': STRONG, 'end': END,
        'firm': FIRM, 'never': NEVER, 'past': NOT_NAME}
CUE = HONOUR | TITLE | RANK | ROLE | STRONG | END | FIRM | NEVER
MAX_LENGTH = 12
CUE_PAIR_BITS, SURNAME_PAIR_BITS, GIVEN_PAIR_BITS, PAIR_BITS = 15, 17, 17, 19
CUE_PREFIX_BITS, WORD_FILTER_BITS = 15, 19
NOUN_BITS, RARE_BITS, FOREIGN_BITS = 21, 22, 22  # of the bitmaps of nouns and of rare names
# enum char_class, then enum personal_wake (src/inspect/personal/personal-scan.h)
SPACE, DIGIT, LATIN, HIRAGANA, KATAKANA, KANJI_CLASS, OPEN, CLOSE, STOP, COMMA, OTHER = range(1, 12)
VARIANT = 0x0F
WAKE_CUE, WAKE_NUMBER, WAKE_MARK, WAKE_HEAD = 0x10, 0x20, 0x40, 0x80
WAKES_NUMBER = '0123456789@[(<{_★☆●◎■〇市区町村都道府県住所本居昭平令大'
WAKES_MARK = '単見原粗仕社部対庁省局内関取極厳マ㊙機会要机持複転未非公作検下ド草DdCI個特社M'
WAKES_HEAD = '部課室係社局班所院学店会校庁団研者人員役手官師士'
NOUN_COST, NOUN_MARGIN = 5150, 2500  # dearer nouns are rare; cheaper by this: rather a noun
FREQUENT_FROM, NO_PLACE_FROM = 45, 60  # people of note who have the family name
READINGS = 3  # a family name with so many of them is no rarity
GIVEN_PARTS, SURNAME_PARTS = 15, 4  # names a character must stand in
TAILS = 60  # single characters that so many nouns end in are no sign of a given name
PREFECTURE = re.compile('北海道|東京都|京都府|大阪府|.{2,3}県')
KANJI = re.compile('[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF々ヶケノツッ之]+$')
KANA = re.compile('[ァ-ヴー]+$')


def read_skk(folder, name):
    for coding in ('euc_jp', 'euc_jis_2004'):
        try:
            text = open(os.path.join(folder, 'SKK-JISYO.' + name), encoding=coding).read()
            break
        except UnicodeDecodeError:
            text = ''
    for line in text.split('\n'):
        if line and not line.startswith(';') and ' /' in line:
            key, words = line.split(' /', 1)
            for word in words.strip('/').split('/'):
                word, _, note = word.partition(';')
                yield key, word, note


def read_csv(folder, name):
    with open(os.path.join(folder, name), encoding='euc_jp', newline='') as file:
        yield from csv.reader(file)


def is_usual(c):
    """Whether the character is of JIS level 1, or not of JIS at all."""
    try:
        return 16 <= c.encode('euc_jp')[0] - 0xA0 <= 47
    except (UnicodeEncodeError, IndexError):
        return False


def read_variants(skk, path):
    variants = {}
    for name in ('itaiji', 'itaiji.JIS3_4'):
        for usual, word, _ in read_skk(skk, name):
            if len(usual) == 1 and len(word) == 1 and ord(word) >= 0x3400 and is_usual(usual) \
                    and not is_usual(word):
                variants.setdefault(word, usual)
    for cp in list(range(0xF900, 0xFAE0)) + list(range(0x2F800, 0x2FA20)):
        usual = unicodedata.normalize('NFKC', chr(cp))
        if len(usual) == 1 and usual != chr(cp):
            variants[chr(cp)] = usual
    for line in open(path, encoding='utf-8'):
        if not line.startswith('#') and '\t' in line:
            word, usual = line.rstrip('\n').split('\t')
            variants[word] = usual
    for word, usual in variants.items():
        while usual in variants:
            usual = variants[usual]
        variants[word] = usual
    return variants


class Words:
    def __init__(self, variants):
        self.variants = variants
        self.flags = {}
        self.rare = {SURNAME: set(), GIVEN: set()}

    def usual(self, word):
        return ''.join(self.variants.get(c, c) for c in word)

    def add(self, word, flag):
        word = self.usual(word)
        if 0 < len(word) <= MAX_LENGTH and max(map(ord, word)) < 0x10000:
            self.flags[word] = self.flags.get(word, 0) | flag

    def has(self, word, flag):
        return self.flags.get(word, 0) & flag != 0

    def splits(self, word):
        """Whether the word would be read as a family and a given name."""
        return any(self.has(word[:i], SURNAME) and
                   (self.has(word[i:], GIVEN) or word[i:] in self.rare[GIVEN])
                   for i in range(1, min(len(word), 6)))


def is_name(word, most):
    return 0 < len(word) <= most and KANJI.match(word) is not None


def add_names(words, ipadic, skk):
    for row in read_csv(ipadic, 'Noun.name.csv'):
        kind = row[7]
        if kind == '姓' and is_name(row[0], 5):
            words.add(row[0], SURNAME)
            if KANA.match(row[11]) and len(row[11]) >= 2:
                words.add(row[11], KANA_SURNAME)
        elif kind == '名' and (is_name(row[0], 4) or re.match('[ぁ-ん]{2,4}$', row[0])):
            words.add(row[0], GIVEN)
            if KANA.match(row[11]) and len(row[11]) >= 2:
                words.add(row[11], KANA_GIVEN)
    for key, word, note in read_skk(skk, 'jinmei'):
        tags = re.split('[ ,&、]', note)
        kana = katakana_of(key)
        if '姓' in tags and is_name(word, 4):
            words.add(word, SURNAME)
            words.add(kana, KANA_SURNAME if len(kana) >= 2 else 0)
        if '名' in tags and (is_name(word, 4) or re.match('[ぁ-ん]{2,4}$', word)):
            words.add(word, GIVEN)
            words.add(kana, KANA_GIVEN if len(kana) >= 2 else 0)


def katakana_of(key):
    return ''.join(chr(ord(c) + 0x60) if 'ぁ' <= c <= 'ん' else c for c in key)


def read_enamdict(words, path):
    """Words of kanji with their tags and readings: (word, reading, tags)."""
    for line in open(path, encoding='euc_jp', errors='replace'):
        entry = re.match(r'(\S+) \[(\S+)\] /\(([^)]*)\)', line)
        word = words.usual(entry.group(1)) if entry is not None else ''
        if word and KANJI.match(word):
            yield word, entry.group(2), entry.group(3).split(',')


def read_foreign(path):
    """Words of katakana that are names of people, or parts of one, and how they are written in their
    country, in small letters: ソフィー, sophie."""
    names = set()
    for line in open(path, encoding='euc_jp', errors='replace'):
        entry = re.match(r'([ァ-ヴー・＝]+) /\(([^)]*)\)(.*)', line)
        tags = entry.group(2).split(',') if entry is not None else ()
        if any(tag in 'usmfgh' for tag in tags):
            names.update(re.split('[・＝]', entry.group(1)))
            names.update(word.lower() for word in re.findall('[A-Z][a-z]{2,}', entry.group(3)))
    return {name for name in names if 2 <= len(name) <= MAX_LENGTH}


def add_enamdict(words, entries, nouns):
    """Family names that somebody is known by, or that have so many readings that they are no rarity.
    All the others are rare, and so are given names that the table does not have."""
    readings, full, rare, people = {}, [], words.rare, {}
    for word, reading, tags in entries:
        if 'h' in tags:
            full.append((word, reading))
        if 's' in tags and len(word) > 1:
            readings.setdefault(word, set()).add(reading)
        if len(word) == 1:
            words.add(word, RARE_GIVEN if any(tag in 'fmg' for tag in tags) else 0)
            continue
        for flag, kinds in ((SURNAME, 's'), (GIVEN, 'fmg')):
            if len(word) <= 4 and any(tag in kinds for tag in tags) and not words.has(word, flag):
                rare[flag].add(word)
    known = {word for word, of_word in readings.items() if len(of_word) >= READINGS}
    for word, reading in full:
        for n in range(2, len(word)):
            if any(map(reading.startswith, readings.get(word[:n], ()))):
                people[word[:n]] = people.get(word[:n], 0) + 1
        known.update(word[:n] for n in range(2, len(word))
                     if any(map(reading.startswith, readings.get(word[:n], ()))) and
                     (word[n:] in rare[GIVEN] or words.has(word[n:], GIVEN)))
    for word in known & rare[SURNAME] - nouns:
        if len(word) <= 3:
            words.add(word, SURNAME)
            rare[SURNAME].discard(word)
    for word, n in people.items():
        if n >= FREQUENT_FROM and words.has(word, SURNAME):
            words.add(word, FREQUENT)
    return {word for word, n in people.items() if n >= NO_PLACE_FROM}


def keep_likely(words, nouns, cues):
    """Of rare given names those that end like given names, and are no nouns."""
    ends = {word for line in open(cues, encoding='utf-8') if line.startswith('firm\t')
            for word in line.split()}
    words.rare[GIVEN] = {word for word in words.rare[GIVEN] - nouns
                         if word[-1] not in ends and words.has(word[-1], GIVEN_PART)}


def count_ends(words, flag):
    """In how many of the words every character is the last one."""
    count = {}
    for word in [w for w, f in words.flags.items() if f & flag and len(w) >= 2]:
        count[word[-1]] = count.get(word[-1], 0) + 1
    return count


def split_full_name(words, word):
    """The part of a full name that is not known, with its flag, when the other part is."""
    if any(words.has(word[:i], SURNAME) and words.has(word[i:], GIVEN) for i in range(1, len(word))):
        return '', 0
    for n in (3, 2):
        if words.has(word[:n], SURNAME) and (len(word) == n + 2 or
                                             len(word) == n + 3 and word[-1] in '郎子美'):
            return word[n:], GIVEN
    for n in (3, 2):
        if words.has(word[-n:], GIVEN) and 2 <= len(word) - n <= 3:
            return word[:-n], SURNAME
    return '', 0


def add_doubtful_names(words, skk, nouns):
    """Names whose part is not said: it is told by their reading, or by how names end. What is
    another noun is left out, and so is what is written with one character."""
    surname_ends, given_ends = count_ends(words, SURNAME), count_ends(words, GIVEN)
    found = []

    def ends_like(word):
        return SURNAME if surname_ends.get(word[-1:], 0) >= given_ends.get(word[-1:], 0) else GIVEN

    for key, word, note in read_skk(skk, 'jinmei'):
        tags = re.split('[ ,&、]', note)
        word, kana = words.usual(word), katakana_of(key)
        if '人名' in tags and 'フルネーム' not in tags:
            if words.has(kana, KANA_GIVEN):
                found.append((word, GIVEN))
            elif words.has(kana, KANA_SURNAME):
                found.append((word, SURNAME))
            elif len(word) <= 3 and not words.splits(word):
                found.append((word, ends_like(word)))
    for _, word, note in read_skk(skk, 'fullname'):
        if 'フルネーム' in note and is_name(word, 7):
            part, flag = split_full_name(words, words.usual(word))
            found.append((part, flag if flag == GIVEN or ends_like(part) == SURNAME else 0))
    for word, flag in found:
        ends = surname_ends if flag == SURNAME else given_ends
        if len(word) >= 2 and is_name(word, 4) and word not in nouns and word[-1] in ends and \
                word[-1] not in '家王姫宮帝公院皇君様氏' and not words.has(word, SURNAME | GIVEN):
            words.add(word, flag)


def romaji_tables():
    rows = {'': 'アイウエオ', 'k': 'カキクケコ', 's': 'サシスセソ', 't': 'タチツテト', 'n': 'ナニヌネノ',
            'h': 'ハヒフヘホ', 'm': 'マミムメモ', 'r': 'ラリルレロ', 'g': 'ガギグゲゴ', 'z': 'ザジズゼゾ',
            'd': 'ダヂヅデド', 'b': 'バビブベボ', 'p': 'パピプペポ'}
    kana = {k: head + vowel for head, row in rows.items() for k, vowel in zip(row, 'aiueo')}
    kana.update({'ヤ': 'ya', 'ユ': 'yu', 'ヨ': 'yo', 'ワ': 'wa', 'ヲ': 'o', 'ン': 'n', 'ヴ': 'bu',
                 'ヂ': 'zi', 'ヅ': 'zu', 'ー': ''})
    return kana


ROMAJI = romaji_tables()


def romaji(kana):
    """The Latin letters of a katakana word as personal-latin.c simplifies them: Nihon-shiki, short."""
    out = ''
    doubles = False
    for c in kana:
        if c in 'ャュョ' and out.endswith('i') and len(out) >= 2:
            out = out[:-1] + {'ャ': 'ya', 'ュ': 'yu', 'ョ': 'yo'}[c]
        elif c == 'ッ':
            doubles = True
        elif c in ROMAJI:
            part = ROMAJI[c]
            out += part[0] + part if doubles and part and part[0] not in 'aiueo' else part
            doubles = False
        else:
            return ''
    for long, short in (('ou', 'o'), ('oo', 'o'), ('uu', 'u')):
        out = out.replace(long, short)
    return out


def add_latin(words):
    """Names in Latin letters, from their kana."""
    for word, flags in list(words.flags.items()):
        if flags & (KANA_SURNAME | KANA_GIVEN) and 2 <= len(word):
            latin = romaji(word)
            if 3 <= len(latin) <= MAX_LENGTH:
                words.add(latin, flags & (KANA_SURNAME | KANA_GIVEN))


def add_foreign(words, ipadic, nouns):
    """Names of other countries in katakana; short ones that are also words are left out."""
    for row in read_csv(ipadic, 'Noun.name.csv'):
        flag = {'姓': KANA_SURNAME, '名': KANA_GIVEN}.get(row[7], 0)
        if flag and KANA.match(row[0]) and len(row[0]) >= 3 and \
                (len(row[0]) >= 4 or row[0] not in nouns):
            words.add(row[0], flag)


def add_cities(words, skk, rather_people):
    """Municipalities: what a postal code ending in 00 stands for, without prefecture and county.
    Names of towns that many people have are no sign of a place by themselves: 小林, 中村."""
    for key, word, _ in read_skk(skk, 'zipcode'):
        if not re.match(r'\d{5}00$', key) or word[-1] not in '市区町村':
            continue
        head = PREFECTURE.match(word)
        if head is None:
            continue
        rest = word[head.end():]
        county = re.match('(?!郡山市|郡上市|大和郡山市|小郡市|蒲郡市).{1,4}郡(?=.+[町村]$)', rest)
        if county is not None:
            rest = rest[county.end():]
        ward = re.match('(.+?市)(.+区)$', rest)
        for part in ward.groups() if ward is not None else (rest,):
            if len(part) <= 8:
                words.add(part, CITY)
                # A ward outside of Tokyo is seldom named without 区.
                is_great = ward is not None and part == ward.group(1) or head.group() == '東京都'
                great = GREAT_PLACE if is_great else 0
                is_place = part[-1] in '市区' and (great or part[:-1] not in rather_people)
                words.add(part[:-1], PLACE | great if is_place else 0)
        words.add(head.group(), PLACE)
        words.add(head.group()[:-1], PLACE | GREAT_PLACE)


def add_parts(words):
    """The characters that given names are made of, and those of family names."""
    for flag, part, least in ((GIVEN, GIVEN_PART, GIVEN_PARTS),
                              (SURNAME, SURNAME_PART, SURNAME_PARTS)):
        count = {}
        for word in [w for w, f in words.flags.items() if f & flag and len(w) >= 2]:
            for c in word:
                count[c] = count.get(c, 0) + 1
        for c, n in count.items():
            if n >= least and KANJI.match(c):
                words.add(c, part)


def read_nouns(words, ipadic, skk):
    """Words of kanji or katakana that are no names of people. Names of places are no help: family
    names are often the same."""
    nouns = set()
    for name in ('Noun.csv', 'Noun.verbal.csv', 'Noun.adjv.csv', 'Noun.adverbal.csv',
                 'Noun.others.csv'):
        nouns.update(words.usual(row[0]) for row in read_csv(ipadic, name))
    nouns.update(row[0] for row in read_csv(ipadic, 'Noun.org.csv') if KANA.match(row[0]))
    for name in ('law', 'hukugougo', 'edict'):
        nouns.update(words.usual(word) for _, word, _ in read_skk(skk, name))
    return {word for word in nouns if 2 <= len(word) <= 4 and KANJI.match(word) or
            2 <= len(word) <= MAX_LENGTH and KANA.match(word)}


def add_nouns(words, ipadic, skk):
    """What other nouns would be taken for: words that are no names, names that are also words."""
    cost, tails = {}, {}
    for name in ('Noun.csv', 'Noun.verbal.csv', 'Noun.adjv.csv', 'Noun.adverbal.csv', 'Prefix.csv',
                 'Noun.others.csv', 'Noun.org.csv', 'Noun.place.csv', 'Noun.proper.csv'):
        for row in read_csv(ipadic, name):
            word = words.usual(row[0])
            if name not in ('Noun.org.csv', 'Noun.place.csv', 'Noun.proper.csv'):
                cost[word] = min(cost.get(word, 99999), int(row[3]))
            if len(word) >= 2:
                tails[word[-1]] = tails.get(word[-1], 0) + 1
                honour = next((i for i in range(1, len(word)) if words.has(word[:i], SURNAME) and
                               word[i:] in ('様', '氏', '殿', '君', '宅')), 0)
                if honour or not words.has(word, SURNAME) and words.splits(word):
                    words.add(word, NOT_NAME)
    for row in read_csv(ipadic, 'Noun.name.csv'):
        word = words.usual(row[0])
        if cost.get(word, 99999) < min(NOUN_COST, int(row[3]) - NOUN_MARGIN):
            words.add(word, {'姓': COMMON_SURNAME, '名': COMMON_GIVEN}.get(row[7], 0))
    for word in list(words.flags):
        if len(word) == 1 and tails.get(word, 0) >= TAILS:
            words.add(word, COMMON_GIVEN)
        if len(word) == 1 and cost.get(word, 99999) < NOUN_COST:
            words.add(word, COMMON_SURNAME)
    for name in ('station', 'geo', 'law', 'hukugougo'):
        for _, word, _ in read_skk(skk, name):
            word = words.usual(word)
            if is_name(word, 8) and not words.has(word, SURNAME) and words.splits(word):
                words.add(word, NOT_NAME)


def add_cues(words, path):
    for line in open(path, encoding='utf-8'):
        if line.startswith('#') or '\t' not in line:
            continue
        kind, list_of = line.rstrip('\n').split('\t')
        for word in list_of.split():
            words.add(word, CUES[kind])


def hash_of(units):
    h = 0x811C9DC5
    for unit in units:
        h = (h ^ unit) * 0x01000193 & 0xFFFFFFFF
        h ^= h >> 15
    return h


def pair_of(first, second):
    return (first * 0x9E3779B1 ^ second * 0x85EBCA6B) >> 8 & 0xFFFFFF


def bits_of(words, size):
    """Three bits for every word: one that is asked for has them all, another word hardly ever."""
    bits = [0] * (1 << size >> 5)
    for word in words:
        h = hash_of(list(map(ord, word)))
        for at in (h & (1 << size) - 1, h >> 32 - size, (h * 0x9E3779B1 & 0xFFFFFFFF) >> 32 - size):
            bits[at >> 5] |= 1 << (at & 31)
    return bits


def pairs_of(items, flags, bits):
    """A bit for the first two units of every word of two units and more that has a flag."""
    pairs = [0] * (1 << bits >> 5)
    for units, word_flags in items:
        if len(units) >= 2 and word_flags & flags:
            at = pair_of(units[0], units[1]) & ((1 << bits) - 1)
            pairs[at >> 5] |= 1 << (at & 31)
    return pairs


def class_of(cp):
    """enum char_class of a folded character (text/chars.c; src/inspect/personal/test-personal.c compares)."""
    if 0x3041 <= cp <= 0x309F:
        return HIRAGANA
    if 0x30A1 <= cp <= 0x30FA or cp == 0x30FC or 0x31F0 <= cp <= 0x31FF:
        return KATAKANA
    if 0x4E00 <= cp <= 0x9FFF or 0x3400 <= cp <= 0x4DBF or 0x3005 <= cp <= 0x3007 or \
            0xF900 <= cp <= 0xFAFF:
        return KANJI_CLASS
    c = chr(cp)
    for names, value in (('0123456789', DIGIT), (' \t\n\v\f\r', SPACE), ('([{', OPEN), (')]}', CLOSE),
                         ('〈《「『【〔', OPEN), ('〉》」』】〕', CLOSE), ('。', STOP), ('、,', COMMA)):
        if c in names:
            return value
    return LATIN if c.isascii() and c.isalpha() else OTHER


def kinds_of(items, variants):
    """What every character is and what is to be looked at where it stands: a byte each."""
    kinds = [class_of(cp) for cp in range(0x10000)]
    for units, flags in items:
        if flags & (TITLE | RANK | ROLE | STRONG | HONOUR):
            kinds[units[0]] |= WAKE_CUE
    for chars, wake in ((WAKES_NUMBER, WAKE_NUMBER), (WAKES_MARK, WAKE_MARK), (WAKES_HEAD, WAKE_HEAD)):
        for c in chars:
            kinds[ord(c)] |= wake
    for variant, usual in variants.items():
        if ord(variant) < 0x10000 and ord(usual) < 0x10000:
            if class_of(ord(variant)) != KANJI_CLASS or class_of(ord(usual)) != KANJI_CLASS:
                sys.exit('person-table: a variant that is no kanji: ' + variant)
            kinds[ord(variant)] = VARIANT
    return kinds


def prefixes_of(items):
    """A bit for the hash of everything that a cue goes on behind."""
    prefixes = [0] * (1 << CUE_PREFIX_BITS >> 5)
    for units, flags in items:
        for n in range(2, len(units) if flags & CUE else 0):
            at = hash_of(units[:n]) >> 7 & ((1 << CUE_PREFIX_BITS) - 1)
            prefixes[at >> 5] |= 1 << (at & 31)
    return prefixes


def filter_of(items):
    """A bit for the upper bits of the hash of every word: what has none is no word."""
    bits = [0] * (1 << WORD_FILTER_BITS >> 5)
    for units, _ in items:
        at = hash_of(units) >> (32 - WORD_FILTER_BITS)
        bits[at >> 5] |= 1 << (at & 31)
    return bits


def print_rows(numbers, hexadecimal=False):
    width = 16
    for i in range(0, len(numbers), width):
        print('    ' + ', '.join('0x%X' % x if hexadecimal else str(x)
                                 for x in numbers[i:i + width]) + ',')


def print_table(words, nouns, foreign, variants):
    items = sorted(((tuple(map(ord, w)), f) for w, f in words.flags.items()),
                   key=lambda x: (len(x[0]), x[0]))
    if len(items) >= 1 << 17:
        sys.exit('person-table: more words than a slot can name')
    slots = 1
    while slots < len(items) * 2:
        slots *= 2
    table = [0] * slots
    starts = [0] * (MAX_LENGTH + 2)
    for units, _ in items:
        starts[len(units) + 1] += 1
    for i in range(1, len(starts)):
        starts[i] += starts[i - 1]
    for number, (units, _) in enumerate(items):
        at = hash_of(units) & (slots - 1)
        while table[at] != 0:
            at = (at + 1) & (slots - 1)
        table[at] = hash_of(units) >> 21 << 21 | len(units) << 17 | number + 1
    single = [0] * 2048
    for units, flags in items:
        if len(units) == 1:
            single[units[0] >> 5] |= 1 << (units[0] & 31)
    pages, index = [[0] * 256], [0] * 256
    for variant, usual in variants.items():
        cp = ord(variant)
        if cp < 0x10000 and ord(usual) < 0x10000:
            if index[cp >> 8] == 0:
                index[cp >> 8] = len(pages)
                pages.append([0] * 256)
            pages[index[cp >> 8]][cp & 0xFF] = ord(usual)
    far = sorted((ord(v), ord(u)) for v, u in variants.items()
                 if ord(v) >= 0x10000 > ord(u))
    print('/* Generated by tools/person-table.py from mecab-ipadic, skkdic-extra, enamdict and data/personal.')
    print(' *')
    print(' * Of mecab-ipadic: Copyright 2000-2003 Nara Institute of Science and Technology. All')
    print(' * Rights Reserved. No warranty; the terms are in its copyright file.')
    print(' *')
    print(' * Of enamdict: the property of the Electronic Dictionary Research and Development Group,')
    print(' * used in conformance with its licence (CC BY-SA). */')
    print('#include "inspect/personal/personal-word.h"\n')
    print('const uint32_t personal_word_count = %d;' % len(items))
    print('const uint32_t personal_word_slot_count = %d;' % slots)
    print('const uint32_t personal_word_starts[] = {')
    print_rows(starts)
    print('};\nconst uint32_t personal_word_slots[] = {')
    print_rows(table)
    print('};\nconst uint32_t personal_word_flags[] = {')
    print_rows([f for _, f in items])
    print('};\nconst uint16_t personal_word_units[] = {')
    print_rows([u for units, _ in items for u in units])
    print('};\nconst uint8_t personal_kinds[0x10000] = {')
    print_rows(kinds_of(items, variants))
    print('};\nconst uint32_t personal_single[] = {')
    print_rows(single, True)
    cues = [0] * 2048
    for units, flags in items:
        if len(units) == 1 and flags & (TITLE | RANK | ROLE | STRONG | HONOUR):
            cues[units[0] >> 5] |= 1 << (units[0] & 31)
    print('};\nconst uint32_t personal_single_cues[] = {')
    print_rows(cues, True)
    rank, ranks = 0, []
    for bits in single:
        ranks.append(rank)
        rank += bin(bits).count('1')
    print('};\nconst uint16_t personal_single_rank[] = {')
    print_rows(ranks)
    print('};\nconst uint32_t personal_cue_pairs[] = {')
    print_rows(pairs_of(items, CUE, CUE_PAIR_BITS), True)
    print('};\nconst uint32_t personal_cue_prefixes[] = {')
    print_rows(prefixes_of(items), True)
    print('};\nconst uint32_t personal_surname_pairs[] = {')
    print_rows(pairs_of(items, SURNAME, SURNAME_PAIR_BITS), True)
    print('};\nconst uint32_t personal_given_pairs[] = {')
    print_rows(pairs_of(items, GIVEN, GIVEN_PAIR_BITS), True)
    print('};\nconst uint32_t personal_nouns[] = {')
    print_rows(bits_of((w for w in nouns if max(map(ord, w)) < 0x10000), NOUN_BITS), True)
    for flag, name in ((SURNAME, 'surnames'), (GIVEN, 'givens')):
        print('};\nconst uint32_t personal_rare_%s[] = {' % name)
        print_rows(bits_of((w for w in words.rare[flag] if max(map(ord, w)) < 0x10000),
                           RARE_BITS), True)
    print('};\nconst uint32_t personal_foreign[] = {')
    print_rows(bits_of(foreign, FOREIGN_BITS), True)
    print('};\nconst uint32_t personal_word_filter[] = {')
    print_rows(filter_of(items), True)
    print('};\nconst uint32_t personal_pairs[] = {')
    print_rows(pairs_of(items, 0xFFFFFFFF, PAIR_BITS), True)
    print('};\nconst uint8_t personal_variant_index[256] = {')
    print_rows(index)
    print('};\nconst uint16_t personal_variant_pages[][256] = {')
    for page in pages:
        print('    {')
        print_rows(page)
        print('    },')
    print('};\nconst struct personal_far_variant personal_far_variants[] = {')
    for variant, usual in far:
        print('    {0x%X, 0x%X},' % (variant, usual))
    print('};\nconst uint32_t personal_far_variant_count = %d;' % len(far))


def main():
    args = [a for a in sys.argv[1:] if a != '--list']
    ipadic, skk, enamdict, cues, variants_path = args
    variants = read_variants(skk, variants_path)
    words = Words(variants)
    add_names(words, ipadic, skk)
    nouns = read_nouns(words, ipadic, skk)
    add_doubtful_names(words, skk, nouns)
    add_parts(words)
    rather_people = add_enamdict(words, read_enamdict(words, enamdict), nouns)
    keep_likely(words, nouns, cues)
    add_latin(words)
    add_foreign(words, ipadic, nouns)
    add_cities(words, skk, rather_people)
    add_nouns(words, ipadic, skk)
    add_cues(words, cues)
    for flag, least in ((SURNAME, 12000), (GIVEN, 17000), (CITY, 1500)):
        if sum(f & flag != 0 for f in words.flags.values()) < least:
            sys.exit('person-table: too few words in %s or %s' % (ipadic, skk))
    if min(len(names) for names in words.rare.values()) < 50000:
        sys.exit('person-table: too few names in ' + enamdict)
    if '--list' in sys.argv:
        for word, flags in sorted(words.flags.items()):
            print('%s\t%d' % (word, flags))
    else:
        print_table(words, nouns, read_foreign(enamdict), variants)


if __name__ == '__main__':
    main()

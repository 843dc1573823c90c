// usage: node tools/po-table.js PO >TABLE.c
//
// Turns a catalogue of messages into the sorted table of src/base/tr-table.h. Refuses an entry whose
// translation takes other printf arguments than its message, and a message given twice.
'use strict';
const fs = require('fs');

const path = process.argv[2];
const lines = fs.readFileSync(path, 'utf8').split('\n');
const entries = new Map();
let id = null;
let text = null;
let into = null;
let fuzzy = false;
let failed = false;

function complain(number, what) {
    process.stderr.write(`${path}:${number}: ${what}\n`);
    failed = true;
}

function unquote(number, s) {
    const m = /^"((?:[^"\\]|\\.)*)"\s*$/.exec(s.trim());
    if (!m) {
        complain(number, 'not a quoted string');
        return '';
    }
    return m[1].replace(/\\(.)/g, (_, c) => ({ n: '\n', t: '\t' })[c] || c);
}

// The conversions of a format, in the order of their arguments: "%s %d" and "%2$d %1$s" agree.
function conversions(s) {
    const found = [];
    let next = 0;
    for (const m of s.matchAll(/%(?:(\d+)\$)?[-+ #0']*(\*|\d+)?(?:\.(\*|\d+))?((?:hh|h|ll|l|z|j|t)?[a-zA-Z%])/g)) {
        if (m[4] === '%') {
            continue;
        }
        if (m[2] === '*') {
            found[next++] = '*';
        }
        if (m[3] === '*') {
            found[next++] = '*';
        }
        found[m[1] ? Number(m[1]) - 1 : next++] = m[4];
    }
    return found.join(' ');
}

function flush(number) {
    if (id !== null && text !== null && id !== '' && text !== '' && !fuzzy) {
        if (entries.has(id)) {
            complain(number, `given twice: "${id}"`);
        }
        if (conversions(id) !== conversions(text)) {
            complain(number, `arguments differ: "${id}": "${conversions(id)}" and "${conversions(text)}"`);
        }
        entries.set(id, text);
    }
    id = text = into = null;
}

lines.forEach((line, i) => {
    const number = i + 1;
    if (line.startsWith('#')) {
        if (text !== null) {
            flush(number);
            fuzzy = false;
        }
        fuzzy = fuzzy || /^#,.*\bfuzzy\b/.test(line);
    } else if (line.startsWith('msgid ')) {
        if (text !== null) {
            flush(number);
            fuzzy = false;
        }
        id = unquote(number, line.slice(6));
        into = 'id';
    } else if (line.startsWith('msgstr ')) {
        text = unquote(number, line.slice(7));
        into = 'text';
    } else if (line.startsWith('"')) {
        if (into === 'id') {
            id += unquote(number, line);
        } else {
            text += unquote(number, line);
        }
    } else if (line.trim() !== '') {
        complain(number, 'not understood');
    }
});
flush(lines.length);
if (failed) {
    process.exit(1);
}

// A C string literal: bytes beyond ASCII stand as they are, the file is UTF-8.
function literal(s) {
    return '"' + s.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')
        .replace(/\?\?/g, '?\\?') + '"';
}

const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])));
console.log(`/* Made from ${path.replace(/^.*\//, 'po/')} by tools/po-table.js. */`);
console.log('#include "base/tr-table.h"\n');
const rows = [];
let at = 0;
console.log('const char tr_texts[] =');
for (const pair of sorted) {
    rows.push(pair.map((s) => {
        const begins = at;

        at += Buffer.byteLength(s) + 1;
        console.log(`    ${literal(s)} "\\0"`);
        return begins;
    }));
}
console.log(';\n\nconst struct tr_entry tr_table[] = {');
for (const row of rows) {
    console.log(`    {${row.join(', ')}},`);
}
console.log('};\nconst size_t tr_table_count = sizeof(tr_table) / sizeof(tr_table[0]);');

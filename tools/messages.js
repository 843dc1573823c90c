// usage: node tools/messages.js ROOT
//
// Holds the messages of src/ against po/ja.po; see tools/lint/messages. String literals are joined
// as the C compiler joins them.
'use strict';
const fs = require('fs');
const path = require('path');

const root = process.argv[2];
const po = fs.readFileSync(path.join(root, 'po/ja.po'), 'utf8');

function unescape(s) {
    return s.replace(/\\(.)/g, (_, c) => ({ n: '\n', t: '\t' })[c] || c);
}

const translated = new Set();
for (const m of po.matchAll(/^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm)) {
    translated.add(unescape([...m[1].matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((x) => x[1]).join('')));
}
translated.delete('');

function sources(folder) {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
        const full = path.join(folder, e.name);
        if (e.isDirectory()) {
            return sources(full);
        }
        return /\.[ch]$/.test(e.name) && !/^(test|fuzz)-/.test(e.name) ? [full] : [];
    });
}

const LITERALS = '((?:"(?:[^"\\\\]|\\\\.)*"\\s*(?:PRI[a-z]\\d\\d\\s*)?)+)';
const PATTERNS = [
    new RegExp(`\\berr_set\\(\\s*[^,]+,\\s*[^,;]+?,\\s*${LITERALS}[,)]`, 'g'),
    new RegExp(`\\berr_(?:hint|in)\\(\\s*[^,]+,\\s*${LITERALS}[,)]`, 'g'),
    new RegExp(`\\bTR_ID\\(\\s*${LITERALS}\\)`, 'g'),
    new RegExp(`\\btr\\(\\s*${LITERALS}\\)`, 'g'),
    new RegExp(`\\btr_in\\(\\s*[^,]+,\\s*${LITERALS}\\)`, 'g'),
    new RegExp(`\\bfault\\(\\s*c,\\s*${LITERALS}[,)]`, 'g'),
    new RegExp(`\\bpage_go\\(\\s*r,\\s*${LITERALS},`, 'g'),
    new RegExp(`\\.(?:help|details) =\\s*${LITERALS}`, 'g'),
    new RegExp(`\\{"[a-z-]+", OPT_[A-Z]+, [^,]+,\\s*[^,]+,\\s*${LITERALS}[,}]`, 'g'),
];
const said = new Map();
function say(file, text, literals) {
    const id = unescape([...literals.matchAll(/"((?:[^"\\]|\\.)*)"|PRI([a-z])(\d\d)/g)]
        .map((m) => (m[1] !== undefined ? m[1] : { u: 'lu', d: 'ld', x: 'lx' }[m[2]])).join(''));
    if (id === '' || id === '%s' || id === '%.*s') {
        return;
    }
    if (!said.has(id)) {
        said.set(id, path.relative(root, file));
    }
}
for (const file of sources(path.join(root, 'src'))) {
    const text = fs.readFileSync(file, 'utf8');
    for (const pattern of PATTERNS) {
        for (const m of text.matchAll(pattern)) {
            say(file, text, m[1]);
        }
    }
}
const templates = path.join(root, 'ui/templates');
for (const name of fs.existsSync(templates) ? fs.readdirSync(templates) : []) {
    const text = fs.readFileSync(path.join(templates, name), 'utf8');
    for (const m of text.matchAll(/\{\{_([\s\S]*?)\}\}(?!\})/g)) {
        const id = m[1].trim().replace(/\s+/g, ' ');
        if (!said.has(id)) {
            said.set(id, `ui/templates/${name}`);
        }
    }
}
// Folders whose messages must be translated before a change goes in; others are only named.
const STRICT = /^(src\/(base|cli|web|write)|ui)\//;
let missing = 0;
for (const [id, file] of said) {
    if (!translated.has(id)) {
        console.log(`${file}: not in po/ja.po: ${JSON.stringify(id)}`);
        missing += STRICT.test(file) ? 1 : 0;
    }
}
for (const id of translated) {
    if (!said.has(id)) {
        console.log(`po/ja.po: nobody says, or not in TR_ID(): ${JSON.stringify(id)}`);
        missing++;
    }
}
process.exit(missing > 0 ? 1 : 0);

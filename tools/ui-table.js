// usage: node tools/ui-table.js ROOT OUT.c DEPFILE
//
// The templates of ui/templates and the assets of ui/assets (and of npm), as C tables: templates as
// operations (src/web/template.h), assets as bytes under content-hashed names (src/web/asset.h).
// A template that would not work does not build: sections that do not balance, a part or asset that
// is not there, a value outside quotes in a tag, a form to be posted without its CSRF field, script
// or style inside the page (the Content-Security-Policy refuses them).
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const [root, outPath, depPath] = process.argv.slice(2);
const templateFolder = path.join(root, 'ui/templates');
const assetFolder = path.join(root, 'ui/assets');
const dependencies = [templateFolder, assetFolder];
let failed = false;

function complain(where, what) {
    process.stderr.write(`${where}: ${what}\n`);
    failed = true;
}

function take(file) {
    dependencies.push(file);
    return fs.readFileSync(file);
}

// ---- assets ----

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' };
const npm = [
    ['tokens.css', 'node_modules/@digital-go-jp/design-tokens/dist/tokens.css'],
    ['htmx.js', 'node_modules/htmx.org/dist/htmx.min.js'],
];
const assets = new Map();
function addAsset(name, file) {
    const type = TYPES[name.replace(/^.*\./, '')];
    if (!type) {
        complain(file, 'no type is known for this kind of asset');
        return;
    }
    const bytes = take(file);
    const hash = crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    assets.set(name, { name, type, bytes, hash, url: `/a/${hash}/${name}` });
}
for (const [name, file] of npm) {
    addAsset(name, path.join(root, file));
}
for (const name of fs.readdirSync(assetFolder).filter((n) => /^[a-z0-9.-]+$/.test(n)).sort()) {
    addAsset(name, path.join(assetFolder, name));
}

// ---- templates ----

const names = fs.readdirSync(templateFolder).filter((n) => n.endsWith('.html')).map((n) => n.slice(0, -5))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

function hash32(s) {
    let h = 0x811c9dc5;
    for (const byte of Buffer.from(s, 'utf8')) {
        h = Math.imul(h ^ byte, 0x01000193) >>> 0;
    }
    return h >>> 0;
}

// Where in the HTML a place stands: 'text', 'tag', or the quote of the attribute it is in.
function walk(state, html) {
    for (let i = 0; i < html.length; i++) {
        const c = html[i];
        if (state === 'text') {
            if (html.startsWith('<!--', i)) {
                const end = html.indexOf('-->', i);
                i = end < 0 ? html.length : end + 2;
            } else if (c === '<' && /[a-zA-Z\/]/.test(html[i + 1] || ' ')) {
                state = 'tag';
            }
        } else if (state === 'tag') {
            if (c === '"' || c === "'") {
                state = c;
            } else if (c === '>') {
                state = 'text';
            }
        } else if (c === state) {
            state = 'tag';
        }
    }
    return state;
}

function lintMarkup(where, source) {
    const bare = source.replace(/\{\{[^}]*\}?\}\}/g, '');
    if (/\sstyle\s*=/i.test(bare) || /<style\b/i.test(bare)) {
        complain(where, 'style inside the page: put it into ui/assets/desk.css');
    }
    if (/\son[a-z]+\s*=/i.test(bare) || /<script(?![^>]*\ssrc=)/i.test(bare) || /\shx-on/i.test(bare)) {
        complain(where, 'script inside the page: put it into ui/assets/desk.js');
    }
    for (const m of source.matchAll(/<form\b[^>]*>/gi)) {
        const end = source.indexOf('</form', m.index);
        const inside = source.slice(m.index, end < 0 ? undefined : end);
        if (/method\s*=\s*["']?post/i.test(m[0]) && !inside.includes('{{>csrf}}')) {
            complain(where, 'a form to be posted without {{>csrf}}');
        }
    }
    for (const m of bare.matchAll(/\b(?:href|src|action)\s*=\s*["'](?:https?:)?\/\//gi)) {
        complain(where, `another host: ${m[0]}`);
    }
}

// A tag that stands alone on its line takes the line with it; indentation is for the author only.
function tidy(source) {
    const alone = source.replace(/^[ \t]*(\{\{[#^\/>!][^}]*\}\})[ \t]*\r?\n/gm, '$1');
    return /<pre\b|<textarea\b/i.test(alone) ? alone : alone.replace(/^[ \t]+/gm, '');
}

function compile(name) {
    const file = path.join(templateFolder, `${name}.html`);
    const where = `ui/templates/${name}.html`;
    const original = take(file).toString('utf8');
    lintMarkup(where, original);
    const source = tidy(original);
    const ops = [];
    const open = [];
    let state = 'text';
    let at = 0;
    const addText = (text) => {
        if (text !== '') {
            state = walk(state, text);
            const last = ops[ops.length - 1];
            if (last && last.kind === 'TEXT' && !last.fixed) {
                last.text += text;
            } else {
                ops.push({ kind: 'TEXT', text });
            }
        }
    };
    const pattern = /\{\{([\s\S]*?)\}\}(?!\})/g;
    for (let m = pattern.exec(source); m; m = pattern.exec(source)) {
        addText(source.slice(at, m.index));
        at = m.index + m[0].length;
        const sort = m[1][0];
        const word = m[1].slice(1).trim();
        if (sort === '!') {
            continue;
        }
        if (sort === '_') {
            ops.push({ kind: 'MESSAGE', text: word.replace(/\s+/g, ' ') });
        } else if (sort === '>') {
            const index = names.indexOf(word);
            if (index < 0) {
                complain(where, `no such part: ${word}`);
            }
            ops.push({ kind: 'PARTIAL', text: word, next: Math.max(index, 0) });
        } else if (sort === '#' || sort === '^') {
            open.push({ word, index: ops.length, state });
            ops.push({ kind: sort === '#' ? 'SECTION' : 'INVERTED', text: word, fixed: true });
        } else if (sort === '/') {
            const last = open.pop();
            if (!last || last.word !== word) {
                complain(where, `{{/${word}}} closes ${last ? `{{#${last.word}}}` : 'nothing'}`);
                continue;
            }
            if (last.state !== state) {
                complain(where, `section ${word} ends in another place of the markup than it begins`);
            }
            ops.push({ kind: 'END', text: word, next: last.index });
            ops[last.index].next = ops.length;
        } else if (m[1].startsWith('asset ')) {
            const asset = assets.get(m[1].slice(6).trim());
            if (!asset) {
                complain(where, `no such asset: ${m[1].slice(6)}`);
            } else {
                addText(asset.url);
            }
        } else {
            const value = m[1].trim();
            if (!/^[a-z][a-z0-9_]*$/.test(value)) {
                complain(where, `not understood: ${m[0]}`);
            }
            if (state === 'tag') {
                complain(where, `${m[0]} inside a tag must stand in quotes`);
            }
            ops.push({ kind: 'VALUE', text: value });
        }
    }
    addText(source.slice(at));
    for (const left of open) {
        complain(where, `section ${left.word} is not closed`);
    }
    return ops;
}

// ---- out ----

function literal(s) {
    const bytes = Buffer.from(s, 'utf8').toString('utf8');
    return '"' + bytes.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')
        .replace(/\?\?/g, '?\\?') + '"';
}

function byteRows(bytes) {
    const rows = [];
    for (let i = 0; i < bytes.length; i += 32) {
        rows.push('    ' + [...bytes.subarray(i, i + 32)].join(',') + ',');
    }
    return rows.join('\n');
}

const out = ['/* Made from ui/ by tools/ui-table.js. */', '#include "web/asset.h"', '#include "web/template.h"', ''];
const places = new Map(); // of texts, each once
let textBytes = 0;

function placeOf(text) {
    if (!places.has(text)) {
        places.set(text, textBytes);
        textBytes += Buffer.byteLength(text) + 1;
    }
    return places.get(text);
}

names.forEach((name, i) => {
    out.push(`static const struct template_op ops_${i}[] = { /* ${name} */`);
    for (const op of compile(name)) {
        out.push(`    {TEMPLATE_${op.kind}, ${hash32(op.text)}u, ${op.next || 0}, ${Buffer.byteLength(op.text)}, ${placeOf(op.text)}},`);
    }
    out.push(`    {TEMPLATE_TEXT, 0, 0, 0, ${placeOf('')}},`, '};', '');
});
out.push('static const struct template templates[] = {');
names.forEach((name, i) => out.push(`    {${literal(name)}, ops_${i}, COUNT(ops_${i})},`));
out.push('};', '', 'static const char texts[] =', ...[...places.keys()].map((text) => `    ${literal(text)} "\\0"`), '    ;', '');
out.push('const struct template_set template_ui = {templates, COUNT(templates), texts};', '');
const sorted = [...assets.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
sorted.forEach((asset, i) => out.push(`static const unsigned char asset_${i}[] = {\n${byteRows(asset.bytes)}\n};`));
out.push('', 'const struct asset asset_table[] = {');
sorted.forEach((asset, i) => out.push(`    {${literal(asset.name)}, ${literal(asset.url)}, ${literal(asset.type)}, ${literal(`"${asset.hash}"`)}, asset_${i}, sizeof(asset_${i})},`));
out.push('};', 'const size_t asset_count = COUNT(asset_table);');

if (failed) {
    process.exit(1);
}
fs.writeFileSync(outPath, out.join('\n') + '\n');
fs.writeFileSync(depPath, `${outPath}: ${dependencies.map((d) => d.replace(/ /g, '\\ ')).join(' ')}\n`);

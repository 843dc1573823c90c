// usage: node tools/pages.js ROOT [--tests]
//
// Holds the pages of src/web against the rules for pages; see tools/lint/pages.
'use strict';
const fs = require('fs');
const path = require('path');

const root = process.argv[2];
const web = path.join(root, 'src/web');
const read = (file) => fs.readFileSync(file, 'utf8');
const files = fs.existsSync(web) ? fs.readdirSync(web).filter((n) => /^(page|api)-.*\.c$/.test(n)) : [];
const table = files.length > 0 ? read(path.join(web, 'pages.c')) : '';
let failed = false;

function complain(what) {
    console.log(what);
    failed = true;
}

// The text of an initializer from its opening brace to the closing one; strings are stepped over.
function braces(text, from) {
    let depth = 0;
    for (let i = from; i < text.length; i++) {
        if (text[i] === '"') {
            for (i++; i < text.length && text[i] !== '"'; i++) {
                i += text[i] === '\\' ? 1 : 0;
            }
        } else if (text[i] === '{') {
            depth++;
        } else if (text[i] === '}' && --depth === 0) {
            return text.slice(from, i + 1);
        }
    }
    return text.slice(from);
}

const tests = [];
function takeTests(folder) {
    for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory() && entry.name !== '__pycache__') {
            takeTests(full);
        } else if (/\.(py|sh|js|mjs)$/.test(entry.name)) {
            tests.push(read(full));
        }
    }
}
takeTests(path.join(root, 'tests/web'));
takeTests(path.join(root, 'tests/browser'));
const tested = tests.join('\n');

for (const file of files) {
    const text = read(path.join(web, file));
    const where = `src/web/${file}`;
    for (const m of text.matchAll(/^const struct page (\w+) = (?=\{)/gm)) {
        const page = braces(text, m.index + m[0].length);
        const address = (/\.path =\s*"([^"]*)"/.exec(page) || [])[1];
        if (!new RegExp(`&${m[1]},`).test(table)) {
            complain(`${where}: ${m[1]} is not in src/web/pages.c`);
        }
        if (!/\.path =/.test(page)) {
            complain(`${where}: ${m[1]} has no path`);
        }
        if (!/\.may =/.test(page)) {
            complain(`${where}: ${m[1]} does not say who may`);
        }
        if (!/\.help =\s*"[^"]/.test(page)) {
            complain(`${where}: ${m[1]} has no help`);
        }
        if (/\.save =/.test(page) && !/\.save_methods =/.test(page)) {
            complain(`${where}: ${m[1]} saves by no method`);
        }
        if (address && process.argv.includes('--tests')) {
            const pattern = address.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '[^/"\'\\s]+');
            if (!new RegExp(`${pattern}(?![\\w/])`).test(tested)) {
                complain(`${where}: no test under tests/web or tests/browser asks for ${address}`);
            }
        }
    }
    for (const m of text.matchAll(/struct page_input (\w+)\[\] = (?=\{)/g)) {
        const inputs = braces(text, m.index + m[0].length);
        for (let at = inputs.indexOf('{', 1); at > 0; at = inputs.indexOf('{', at + 1)) {
            const input = braces(inputs, at);
            const name = (/^\{\s*(?:\.name = )?"(\w+)"/.exec(input) || [])[1];
            const type = (/INPUT_([A-Z]+)/.exec(input) || [])[1];
            at += input.length - 1;
            if (!name) {
                continue;
            }
            if (/^(LINES|FILE|IDS)$/.test(type) && !/\.max = /.test(input) && !/INPUT_[A-Z]+,\s*[\w(]/.test(input)) {
                complain(`${where}: input ${name} of ${m[1]} has no limit`);
            }
            const rest = input.replace(/INPUT_[A-Z]+/, '');
            if (type === 'WORD' && !/"[^"]*\|[^"]*"|\.choices = |\b[A-Z]{4,}\b/.test(rest)) {
                complain(`${where}: input ${name} of ${m[1]} has no choices`);
            }
            if (!/\.help = |TR_ID\(|,\s*"[^"|]*[ a-z][^"|]*"\s*\}$/.test(rest)) {
                complain(`${where}: input ${name} of ${m[1]} has no help`);
            }
        }
    }
}
process.exit(failed ? 1 : 0);

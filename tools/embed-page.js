// usage: node tools/embed-page.js NAME PAGE.html STYLE.css SCRIPT.js >NAME.c
//
// One page as a C array: style and script go into {{style}} and {{script}}, their hashes into
// {{style-hash}} and {{script-hash}} of its Content-Security-Policy. Other {{slots}} are left to the
// program. Comments and indentation are taken out of style and script.
'use strict';
const crypto = require('crypto');
const fs = require('fs');

const [name, pagePath, stylePath, scriptPath] = process.argv.slice(2);
const read = (path) => fs.readFileSync(path, 'utf8');
// Only whole-line comments and indentation: nothing that could stand inside a string.
const squeeze = (text) => text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '').replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n').trim();
const hash = (text) => 'sha256-' + crypto.createHash('sha256').update(text, 'utf8').digest('base64');

const style = squeeze(read(stylePath));
const script = squeeze(read(scriptPath));
for (const [what, text] of [['style', style], ['script', script]]) {
    if (/<\/(style|script)|<!--|\{\{/i.test(text)) {
        process.stderr.write(`${what}: has a tag or slot in it\n`);
        process.exit(1);
    }
}
const parts = { style, script, 'style-hash': hash(style), 'script-hash': hash(script) };
const page = read(pagePath).replace(/\{\{([a-z-]+)\}\}/g, (whole, slot) => parts[slot] ?? whole);

const bytes = Buffer.from(page, 'utf8');
const lines = [];
for (let i = 0; i < bytes.length; i += 24) {
    lines.push('    ' + [...bytes.subarray(i, i + 24)].join(',') + ',');
}
console.log(`/* Made by tools/embed-page.js from ${[pagePath, stylePath, scriptPath]
    .map((p) => 'ui/' + p.replace(/^.*\//, '')).join(', ')}. */`);
console.log('#include "write/page.h"\n');
console.log(`static const unsigned char bytes[] = {\n${lines.join('\n')}\n};\n`);
console.log(`const struct str ${name} = {.p = (const char *)bytes, .n = sizeof(bytes)};`);

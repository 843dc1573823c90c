// usage: node tools/sql-table.js SQL... >TABLE.c
//
// Turns the numbered files of sql/ into the table `migrations` of src/db/db.h, with the SHA-256 of
// each file. Refuses a gap in the numbers.
'use strict';
const fs = require('fs');
const path = require('path');
const { createHash } = require('crypto');

const lines = ['/* Made from sql/ by tools/sql-table.js. */', '#include "db/db.h"', '',
    'const struct migration migrations[] = {'];
let expected = 1;
for (const file of process.argv.slice(2)) {
    const name = path.basename(file, '.sql');
    const text = fs.readFileSync(file);
    if (Number(name.slice(0, 4)) !== expected) {
        process.stderr.write(`${file}: expected number ${expected}\n`);
        process.exit(1);
    }
    const hash = createHash('sha256').update(text).digest('hex');
    const bytes = [...text].map((b) => `\\${b.toString(8).padStart(3, '0')}`);
    lines.push(`    {${expected}, "${name}",`);
    for (let i = 0; i < bytes.length; i += 20) {
        lines.push(`     "${bytes.slice(i, i + 20).join('')}"`);
    }
    lines.push(`     , "${hash}"},`);
    expected++;
}
lines.push('    {0, NULL, NULL, NULL},', '};', '');
process.stdout.write(lines.join('\n'));

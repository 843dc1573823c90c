// The desk in a browser (Debian's Chromium). usage: browser.mjs ITAKU SOURCE-ROOT [SHOTS-FOLDER]
//
// The main path of an office: open a document, give an event its day and see the deadlines move, find
// a duty, assign it, agree on a reading, mark it done with a file, split, correct, drop, take back,
// two browsers on one duty; on a wide screen, and on a phone without script. By keyboard alone: the
// way to an owner. Every page at both widths: no violation found by axe-core, nothing against the
// Content-Security-Policy, no overflow to the side, one h1.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const [itaku, root, shots] = process.argv.slice(2);
const require = createRequire(path.join(root, 'package.json'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const sample = path.join(root, 'samples/specification.txt');
let count = 0;
let failed = 0;

function ok(condition, what, detail = '') {
    count++;
    console.log(`${condition ? 'ok' : 'not ok'} ${count} - ${what}`);
    if (!condition) {
        failed++;
        console.log(`# ${String(detail).slice(0, 1000).replaceAll('\n', '\n# ')}`);
    }
}

const environment = { ...process.env, ITAKU_LANG: 'ja' };

// A desk of its own, served on a free port.
async function desk() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'itaku-browser-'));
    execFileSync(itaku, ['init', '--desk', path.join(folder, 'desk')], { env: environment });
    const server = spawn(itaku, ['serve', '--desk', path.join(folder, 'desk'), '--port', '0', '--quiet'],
        { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise((resolve) => {
        let text = '';
        server.stdout.on('data', (piece) => {
            text += piece;
            const match = text.match(/http:\/\/\S+token=\S+/);
            if (match) {
                resolve(match[0]);
            }
        });
    });
    return {
        folder,
        address,
        base: new URL(address).origin,
        async stop() {
            const gone = new Promise((resolve) => server.on('exit', resolve));
            server.kill('SIGTERM');
            await gone;
            fs.rmSync(folder, { recursive: true });
        },
    };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
const refused = [];

async function visitor(d, width, script) {
    const context = await browser.newContext({
        javaScriptEnabled: script, locale: 'ja-JP', viewport: { width, height: 844 }, acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    page.on('console', (m) => {
        if (/Content.Security.Policy|violates/i.test(m.text())) {
            refused.push(`${page.url()}: ${m.text()}`);
        }
    });
    page.on('dialog', (dialog) => dialog.accept());
    return { context, page };
}

// Whether it is there, or comes to be: a page may still be on its way.
async function comes(locator) {
    return locator.first().waitFor({ timeout: 10000 }).then(() => true, () => false);
}

async function heading(page) {
    return (await page.locator('main h1').innerText()).trim();
}

// ---- the main path ----

async function mainPath(d, page, who) {
    await page.goto(`${d.base}/contracts`);
    ok(await page.getByText('まだ案件がありません').isVisible(), `${who}: an empty desk says what to do`);
    await page.setInputFiles('#in-files', sample);
    await page.getByRole('button', { name: '読み取って内容を見る' }).click();
    ok((await heading(page)) === '新しい案件を開く', `${who}: the preview of a new contract`, await heading(page));
    await page.getByRole('button', { name: 'この案件を開く' }).click();
    ok(/\/contracts\/\d+$/.test(page.url()), `${who}: the contract is open`, page.url());
    const contract = new URL(page.url()).pathname;

    await page.goto(`${d.base}/contracts`);
    await page.setInputFiles('#in-files', sample);
    await page.getByRole('button', { name: '読み取って内容を見る' }).click();
    ok((await heading(page)) === 'この文書はすでに開かれています', `${who}: the same document again`);

    await page.goto(`${d.base}${contract}/occasions`);
    const row = page.locator('tr', { hasText: '契約締結' }).first();
    await row.locator('input[type=date]').fill('2026-06-01');
    await row.getByRole('button').click();
    ok((await heading(page)) === 'この日付で動く期限', `${who}: what a day moves is shown first`);
    const moved = await page.locator('tbody tr').count();
    ok(moved > 0, `${who}: deadlines move`, moved);
    await page.getByRole('button', { name: 'この日付で保存' }).click();
    ok(await page.locator('tr', { hasText: '2026年6月1日（月）' }).first().isVisible(), `${who}: the day is kept`);

    await page.goto(`${d.base}${contract}/duties`);
    await page.fill('#in-words', '名簿');
    await page.getByRole('button', { name: '表示', exact: true }).click();
    const found = await page.locator('.duty-card').count();
    ok(found > 0 && found < 20, `${who}: two letters find duties`, found);
    await page.locator('.duty-card h3 a').first().click();
    const duty = new URL(page.url()).pathname;

    await page.fill('#in-owner', '山田');
    await page.getByRole('button', { name: '担当者を保存' }).click();
    ok((await page.inputValue('#in-owner')) === '山田', `${who}: an owner`);

    await page.getByRole('link', { name: '合意した解釈を記録' }).click();
    await page.fill('#in-event', '契約締結');
    await page.fill('#in-amount', '5');
    await page.getByRole('button', { name: '合意した解釈を保存' }).click();
    ok(await page.locator('.field-error, .notice-bad').first().isVisible(), `${who}: without the officer it comes back`);
    ok((await page.inputValue('#in-amount')) === '5', `${who}: with what was typed`);
    await page.fill('#in-by', '担当課 佐藤様（メール）');
    await page.getByRole('button', { name: '合意した解釈を保存' }).click();
    ok(await page.getByText('2026年6月8日（月）').first().isVisible(), `${who}: five business days after the contract`,
        await page.locator('#deadlines').innerText());

    await page.getByRole('button', { name: '済みとして記録' }).click();
    ok(await page.locator('.notice-bad').isVisible(), `${who}: done needs evidence`);
    const proof = path.join(d.folder, '送付済み名簿.txt');
    fs.writeFileSync(proof, '名簿 第1版\n');
    await page.setInputFiles('#in-file', proof);
    await page.fill('#in-note', 'メールで提出');
    await page.getByRole('button', { name: '済みとして記録' }).click();
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '送付済み名簿.txt' }).click(),
    ]);
    ok(fs.readFileSync(await download.path(), 'utf8') === '名簿 第1版\n', `${who}: the evidence comes back as it was`);
    ok(download.suggestedFilename() === '送付済み名簿.txt', `${who}: under its name`, download.suggestedFilename());

    await page.goto(`${d.base}${duty}/correct`);
    await page.fill('#in-summary', '名簿を提出する（訂正）');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok((await heading(page)) === '名簿を提出する（訂正）', `${who}: corrected`);
    ok(await page.getByText('機械の読み取り', { exact: true }).first().isVisible(), `${who}: the machine's reading beside it`);
    await page.locator('#history').getByRole('button', { name: /元に戻す/ }).first().click();
    await page.goto(`${d.base}${duty}`);
    ok((await heading(page)) !== '名簿を提出する（訂正）', `${who}: taken back`, await heading(page));

    await page.goto(`${d.base}${contract}/duties/new`);
    await page.fill('#in-summary', '週報を送る');
    await page.fill('#in-time', '変な言葉');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok((await page.inputValue('#in-summary')) === '週報を送る', `${who}: a wrong time comes back with what was typed`);
    await page.fill('#in-time', '2026-07-10');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok(await page.getByText('2026年7月10日（金）').first().isVisible(), `${who}: a duty added by hand has its deadline`);
    const own = new URL(page.url()).pathname;
    await page.goto(`${d.base}${own}/split`);
    await page.fill('#in-parts', '週報を書く\n週報を送る');
    await page.getByRole('button', { name: '分ける' }).click();
    ok(await page.getByRole('link', { name: '週報を書く', exact: true }).isVisible(), `${who}: split`);
    await page.goto(`${d.base}${own}`);
    await page.getByText('これは義務ではない').click();
    await page.fill('#in-why', '社内の決まり');
    await page.getByRole('button', { name: '取り下げる' }).click();
    await page.getByRole('button', { name: '義務に戻す' }).click();
    ok(await page.getByText('これは義務ではない').isVisible() && await page.getByText('義務でないとして').count() === 0,
        `${who}: dropped and restored`);

    await page.goto(`${d.base}${contract}/findings`);
    await page.locator('.finding input').first().check();
    await page.getByRole('button', { name: '印を付けたものを質問にする' }).click();
    ok(await page.locator('tbody tr').count() === 1, `${who}: a finding becomes a question`, page.url());
    await page.getByRole('link', { name: /変更・回答/ }).first().click();
    await page.fill('#in-answer', '様式1のとおり');
    await page.selectOption('#in-state', 'answered');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok(await page.getByText('様式1のとおり').isVisible(), `${who}: and is answered`);

    await page.goto(`${d.base}${contract}/meetings`);
    await page.fill('#in-title', '第1回打合せ');
    await page.fill('#in-day', '2026-06-10');
    await page.getByRole('button', { name: '追加する' }).click();
    ok(await page.getByText('2026年6月10日（水）').isVisible(), `${who}: a meeting`);

    await page.goto(`${d.base}${contract}/progress`);
    await page.getByRole('button', { name: '今の計画を当初計画にする' }).click();
    await page.locator('details.panel summary').click();
    await page.fill('#in-title', '会場の手配');
    await page.fill('#in-plan_first', '2026-06-15');
    await page.fill('#in-plan_last', '2026-06-30');
    await page.getByRole('button', { name: '追加する' }).click();
    ok(await page.locator('tr', { hasText: '会場の手配' }).first().isVisible(), `${who}: a step`);
    return { contract, duty };
}

// ---- a revised document, facts, files ----

async function revision(d, page, contract) {
    const revised = path.join(d.folder, 'specification.txt');
    const text = fs.readFileSync(sample, 'utf8');
    fs.writeFileSync(revised, text.replace('毎週月曜日に', '毎週金曜日に'));
    ok(fs.readFileSync(revised, 'utf8') !== text, 'revision: the sample differs');
    await page.goto(`${d.base}${contract}/documents`);
    await page.setInputFiles('#in-files', revised);
    await page.getByRole('button', { name: '読み取って内容を見る' }).click();
    ok((await heading(page)) === '案件の改訂', 'revision: the preview');
    ok(await page.locator('ins', { hasText: '毎週金曜日' }).first().isVisible(), 'revision: what changes is shown');
    await page.getByRole('button', { name: '改訂を確定する' }).click();
    ok(page.url().endsWith(contract), 'revision: in force', page.url());
    await page.goto(`${d.base}${contract}/duties?words=${encodeURIComponent('毎週金曜日')}`);
    ok(await page.locator('.duty-card').count() > 0, 'revision: the duty has the new words');
    await page.goto(`${d.base}${contract}/documents`);
    ok(await page.locator('tbody tr').count() === 2, 'revision: both editions are kept');
    ok((await page.locator('tbody tr').first().innerText()).includes('検査：'), 'revision: a document is looked through as any upload');
}

async function files(d, page, contract) {
    for (const [address, type, begin] of [
        [`${contract}/calendar.ics`, 'text/calendar', 'BEGIN:VCALENDAR'],
        ['/calendar.ics', 'text/calendar', 'BEGIN:VCALENDAR'],
        [`${contract}/questions.xlsx`, 'spreadsheetml', 'PK'],
    ]) {
        const answer = await page.request.get(d.base + address);
        ok(answer.status() === 200 && answer.headers()['content-type'].includes(type) &&
            (await answer.body()).subarray(0, begin.length).toString() === begin, `a file: ${address}`, answer.status());
    }
    await page.goto(`${d.base}${contract}/documents`);
    const original = await page.request.get(d.base + await page.locator('a[href$="/file"]').last().getAttribute('href'));
    ok((await original.body()).equals(fs.readFileSync(sample)), 'the document comes back as it came');
}

// ---- files that are to leave ----

async function delivery(d, page, contract) {
    execFileSync('python3', [path.join(root, 'tests/fixtures/tools/make_leaks.py'), path.join(d.folder, 'made')]);
    const made = (name) => path.join(d.folder, 'made', name);
    await page.goto(`${d.base}/contracts`);
    await page.setInputFiles('#in-files', made('empty.pdf'));
    await page.getByRole('button', { name: '読み取って内容を見る' }).click();
    const unread = await page.locator('#faults').innerText();
    ok(unread.includes('「empty.pdf」') && !unread.includes('upload'), 'a document that cannot be read is called by its name', unread);
    await page.goto(`${d.base}/contracts`);
    await page.setInputFiles('#in-files', [sample, path.join(root, 'samples/roster-form.txt')]);
    await page.getByRole('button', { name: '読み取って内容を見る' }).click();
    ok(await page.getByText('roster-form.txt').first().isVisible(), 'several documents are read together', page.url());

    await page.goto(`${d.base}${contract}/deliverables`);
    ok(await page.getByText('ファイルはまだありません').isVisible(), 'delivery: no file yet');
    await page.setInputFiles('#in-files', [made('covered.pdf'), made('clean.pdf')]);
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    ok(await comes(page.locator('#files tbody tr').nth(1)), 'delivery: two files at once', page.url());
    ok(await page.locator('#files tr', { hasText: 'clean.pdf' }).getByText('持ち出せます').isVisible(), 'delivery: a clean one may leave');
    await page.getByRole('link', { name: 'covered.pdf' }).click();
    const address = page.url();
    ok((await page.locator('#PDF-101 .reads').first().innerText()).includes('*'), 'delivery: what is hidden is masked');
    ok((await page.locator('.flaw', { hasText: '氏名' }).locator('.places a').first().getAttribute('href')).endsWith('#sheet-1'),
        'delivery: a place without a box leads to its page');
    const picture = page.locator('.sheets img').first();
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('.sheets img').complete);
    ok(await picture.evaluate((img) => img.naturalWidth) > 0, 'delivery: its page is shown');
    await page.emulateMedia({ media: 'print' });
    ok(await page.locator('.beside').evaluate((e) => getComputedStyle(e).display) === 'block' &&
        await page.locator('#PDF-101 .reads').first().isVisible(), 'delivery: on paper findings stand above their pages');
    await page.emulateMedia({ media: 'screen' });
    await page.locator('#PDF-101').getByRole('button', { name: '持ち出してよい' }).click();
    ok(await page.getByText('理由が要ります').first().isVisible(), 'delivery: to let it pass needs a reason');
    await page.goto(address);
    await page.fill('#r-PDF-101', '公表済みの名前');
    await page.locator('#PDF-101').getByRole('button', { name: '持ち出してよい' }).click();
    ok(await comes(page.getByText('氏名が要ります')), 'delivery: and the name of a person');
    ok((await page.inputValue('#r-PDF-101')) === '公表済みの名前', 'delivery: what was typed comes back');
    await page.fill('#w-PDF-101', '緑川 花子');
    await page.locator('#PDF-101').getByRole('button', { name: '持ち出してよい' }).click();
    ok(await comes(page.locator('#PDF-101').getByText('緑川 花子 「公表済みの名前」')), 'delivery: who let it pass is told');
    const said = await page.locator('.notice-good').boundingBox();
    ok(page.url().includes('#PDF-101') && said.y >= 0 && said.y < 800, 'delivery: what was done is said in sight', said.y);
    const signed = await page.locator('input[name=who]').evaluateAll((all) => all.map((field) => field.value));
    ok(signed.every((name) => name === '緑川 花子'), 'delivery: a name is typed once', signed);
    await page.goto(`${d.base}${contract}/history`);
    ok(await page.getByText('blob.keep').count() === 0 && await page.getByText('ファイルの指摘を判断').first().isVisible(), 'delivery: the history says it in words');
    await page.locator('a', { hasText: 'covered.pdf' }).first().click();
    ok(page.url() === address.split('#')[0], 'delivery: and leads to the file', page.url());
    // What is hidden may be a name as well: that is decided for itself.
    const name = page.locator('.flaw').filter({ has: page.locator('.level-H') }).filter({ has: page.locator('input[name=who]') });
    while (await name.count() > 0) {
        await name.first().locator('input[name=reason]').fill('公表済みの名前');
        await name.first().locator('input[name=who]').fill('緑川 花子');
        const before = await name.count();
        await name.first().getByRole('button', { name: '持ち出してよい' }).click();
        await page.waitForFunction((n) => [...document.querySelectorAll('.flaw')].filter((f) => f.querySelector('.level-H') && f.querySelector('input[name=who]')).length < n, before);
    }
    ok(await comes(page.getByText('持ち出せます')),
        'delivery: with a reason it may leave');
    await page.locator('#PDF-101').getByRole('button', { name: '判断を取り消す' }).click();
    ok(await page.locator('#r-PDF-101').isVisible(), 'delivery: the decision is taken back');
    await page.getByRole('button', { name: '取り除く', exact: true }).click();
    ok(await page.getByText('持ち出せます').first().isVisible() && await page.locator('#PDF-101').count() === 0,
        'delivery: a cleaned file takes its place', page.url());
    ok(await page.getByRole('link', { name: '取り除いた後のファイルを取り出す' }).isVisible(), 'delivery: which is what is taken away');
    await page.getByText('取り除いたもの').click();
    ok(await page.getByText('PDF-101').isVisible(), 'delivery: it says what was taken out');
    ok(!(await (await page.request.get(`${page.url()}/bytes`)).body()).includes('Kawada'), 'delivery: the words are gone');
    ok(fs.readdirSync(path.join(d.folder, 'desk/uploads')).length === 0, 'delivery: nothing is left over');
    const cleaned = page.url().split('#')[0];
    await page.goto(address);
    ok(await page.locator('#PDF-101').isVisible() && await page.locator('input[name=who]').count() === 0,
        'delivery: nothing more is decided about the file before');
    await page.getByRole('link', { name: '取り除いた後のファイル' }).click();
    ok(page.url() === cleaned, 'delivery: which leads to the cleaned one', page.url());
    const bytes = await page.request.get(`${address.split('#')[0]}/bytes`);
    ok((await bytes.body()).equals(fs.readFileSync(made('covered.pdf'))), 'delivery: the file comes back as it came');

    await page.goto(`${d.base}${contract}/deliverables`);
    const nothing = path.join(d.folder, '空のファイル.txt');
    fs.writeFileSync(nothing, '');
    await page.setInputFiles('#in-files', [made('comment.docx'), nothing, made('gps.jpg')]);
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    ok(await comes(page.locator('.coming a')) &&
        /comment.docx: 検査済み[\s\S]*空のファイル.txt: 受け付けませんでした[\s\S]*空です[\s\S]*gps.jpg: 検査済み/.test(await page.locator('.coming').innerText()),
        'delivery: of several files each is told', await page.locator('.coming').innerText());
    await page.locator('.coming a').click();
    ok(await comes(page.getByRole('link', { name: 'gps.jpg' })), 'delivery: one that is refused keeps no other out');
    await page.locator('#packages summary').first().click();
    await page.fill('#p-title', '打ち込んだ題名');
    await page.getByRole('button', { name: '納入一式を作る' }).click();
    ok(await comes(page.getByText('ほか1ファイルはまだ持ち出せません。')) && await page.locator('#p-title').isVisible() &&
        (await page.inputValue('#p-title')) === '打ち込んだ題名', 'delivery: files that wait stop the sets, and what was typed stays');
    for (const waiting of ['comment.docx', 'gps.jpg']) {
        await page.goto(`${d.base}${contract}/deliverables`);
        await page.getByRole('link', { name: waiting }).click();
        await page.getByRole('button', { name: '一覧から外す' }).click();
    }
    await page.locator('#files tr', { hasText: '持ち出せます' }).getByRole('link', { name: 'covered.pdf' }).click();
    await page.getByRole('button', { name: '一覧から外す' }).click();
    ok(await page.locator('#files tbody tr').count() === 1, 'delivery: one off the list, and none that it replaced');
    await waysIn(d, page, contract, made);
    await ownProfile(d, page, contract);
    await ownNames(d, page, contract);
    await page.goto(`${d.base}${contract}/deliverables`);
    const make = page.getByRole('button', { name: '納入一式を作る' });
    await page.locator('#packages summary').click();
    await page.fill('#p-title', '水素体験会の調査報告書');
    await page.fill('#p-contractor', '株式会社みどり調査');
    const ledger = path.join(d.folder, '台帳.csv');
    fs.writeFileSync(ledger, '頁,図表番号,タイトル,権利者,出典,二次利用の承諾\n3,図表2-1,町の地図,地図社,地図帳,未承諾\n');
    await page.setInputFiles('#p-rights', ledger);
    await make.click();
    const open = await page.locator('input[name=pass_rule]').count();
    ok((await heading(page)) === '一式はまだ作れません' && open > 0, 'delivery: what is missing stops the sets');
    for (const box of await page.locator('input[name=pass_rule]').all()) {
        await box.check();
    }
    await make.click();
    ok(await comes(page.getByText('理由が要ります')) && await page.locator('input[name=pass_rule]:checked').count() === open,
        'delivery: without a reason it comes back as it was ticked');
    await page.fill('#in-reason', '後日差し替える');
    await page.fill('#in-who', '');
    await make.click();
    ok(await comes(page.getByText('氏名が要ります')) && (await page.inputValue('#in-reason')) === '後日差し替える',
        'delivery: and without a name');
    await page.fill('#in-who', '緑川 花子');
    await make.click();
    ok(await page.locator('#packages tbody tr').count() === 1, 'delivery: the sets are made', page.url());
    const zip = path.join(d.folder, 'package.zip');
    fs.writeFileSync(zip, await (await page.request.get(d.base + await page.locator('#packages th a').getAttribute('href'))).body());
    execFileSync('unzip', ['-q', zip, '-d', path.join(d.folder, 'package')]);
    ok(fs.existsSync(path.join(d.folder, 'package/1_非公表一式/二次利用未承諾リスト.xlsx')), 'delivery: the ledger of rights is kept from form to form');
    const told = execFileSync(itaku, ['--lang', 'en', 'package', '--verify', path.join(d.folder, 'package')]).toString();
    ok(/2 sets.*: as signed/.test(told), 'delivery: and are as signed', told);
    ok(fs.readFileSync(path.join(d.folder, 'package/manifest.json'), 'utf8').includes('緑川 花子'), 'delivery: with who let what pass');
    await page.getByText('納入一式で通した指摘').click();
    const allowed = await page.locator('#packages .decision').count();
    ok(allowed > 0, 'delivery: what was let pass is listed');
    await page.locator('#packages .flaw').first().getByRole('button').click();
    await page.locator('#packages summary', { hasText: '納入一式で通した指摘' }).click();
    ok(await page.locator('#packages .decision').count() === allowed - 1, 'delivery: and can be taken back');
    await manyFiles(d, page, contract);
    await newVersion(d, page, contract);
    return new URL(address).pathname;
}

// The profile of the contract: proposed, confirmed by name, chosen for the sets.
async function ownProfile(d, page, contract) {
    await page.getByRole('link', { name: 'この案件の納入物の決まり' }).click();
    ok(await page.getByText('未確定').isVisible(), 'profile: not confirmed yet', page.url());
    await page.selectOption('#in-base', 'meti-report');
    await page.getByRole('button', { name: '表示', exact: true }).click();
    ok((await page.inputValue('#in-outline')) === '3', 'profile: the values of the one to begin with');
    await page.fill('#in-outline', '2');
    await page.fill('#in-headings', '目的 | 結果');
    await page.locator('#in-who').fill('緑川 花子');
    await page.getByRole('button', { name: 'この決まりで確定する' }).click();
    ok(await comes(page.locator('.badge-done', { hasText: '確定' })) && await page.getByText('緑川 花子').isVisible(),
        'profile: confirmed by name', page.url());
    ok((await page.inputValue('#in-outline')) === '2' && (await page.inputValue('#in-headings')) === '目的 | 結果',
        'profile: with the values');
    await page.getByText('決まりの全文').first().click();
    const text = await page.inputValue('#in-text');
    ok(text.includes('ページ: 2') && text.includes('見出し: 目的 | 結果'), 'profile: which stand in its text', text);
    await page.fill('#in-text', text.replace('ページ: 2', 'ぺーじ: 2'));
    await page.locator('#in-who-text').fill('緑川 花子');
    await page.getByRole('button', { name: 'この全文で確定する' }).click();
    ok(await comes(page.getByText('ぺーじ')) && (await page.inputValue('#in-text')).includes('ぺーじ: 2'),
        'profile: a key that is none is told, and what was typed comes back');
    await page.goto(`${d.base}${contract}/deliverables`);
    ok((await page.inputValue('#p-profile')) === 'contract', 'profile: the sets are made by it');
}

// Files dropped on the page, too large, not readable, signed: each is told in words of the desk.
async function waysIn(d, page, contract, made) {
    await page.goto(`${d.base}${contract}/deliverables`);
    const dropped = await page.evaluate(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['本文'], '落とした.txt'));
        const target = document.querySelector('h1');
        const event = (name) => new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: transfer });
        const left = target.dispatchEvent(event('dragover')) || target.dispatchEvent(event('drop'));
        return left ? 'the browser would leave the page' : document.querySelector('#in-files').files[0].name;
    });
    ok(dropped === '落とした.txt', 'ways in: a file dropped anywhere goes to the field', dropped);
    await page.evaluate(() => { document.querySelector('#in-files').dataset.mostBytes = '3'; });
    await page.setInputFiles('#in-files', made('clean.pdf'));
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    ok((await page.evaluate(() => document.querySelector('#in-files').validationMessage)).startsWith('clean.pdf は一度に受け取れる大きさを超えています') &&
        page.url().endsWith('/deliverables'), 'ways in: a file that is too large is told before it is sent', page.url());

    const signed = path.join(d.folder, '署名つき.docx');
    execFileSync('python3', ['-c', `import shutil, sys, zipfile
shutil.copy(sys.argv[1], sys.argv[2])
with zipfile.ZipFile(sys.argv[2], 'a') as z:
    z.writestr('_xmlsignatures/sig1.xml', '<Signature/>')`, made('author.docx'), signed]);
    await page.goto(`${d.base}${contract}/deliverables`);
    await page.setInputFiles('#in-files', signed);
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    await page.getByRole('button', { name: '取り除く', exact: true }).click();
    const told = await page.locator('#faults').innerText();
    ok(told.includes('電子署名があります') && told.includes('「直す」を選んで') && !told.includes('--'), 'ways in: a signed file asks in words of the desk', told);
    ok((await page.locator('#OOX-201 .place').first().innerText()) === 'プロパティ：作成者', 'ways in: a place is said in words');
    await page.locator('#OOX-217').getByRole('button', { name: '直す' }).click();
    await page.getByRole('button', { name: '取り除く', exact: true }).click();
    ok(await comes(page.getByText('これが取り除いた後のファイルです')), 'ways in: and is cleaned when a person says so', await page.locator('main').innerText());
    await page.getByRole('button', { name: '一覧から外す' }).click();

    await page.goto(`${d.base}${contract}/deliverables`);
    await page.setInputFiles('#in-files', made('very-hidden.xlsx'));
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    await page.selectOption('#in-hidden', 'show');
    await page.getByRole('button', { name: '取り除く', exact: true }).click();
    ok(await comes(page.getByText('これが取り除いた後のファイルです')) && await page.locator('#XLS-240').count() === 0,
        'ways in: a hidden sheet is shown when a person says so', await page.locator('main').innerText());
    await page.getByRole('button', { name: '一覧から外す' }).click();

    await page.setInputFiles('#in-files', made('encrypted.docx'));
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    ok(await comes(page.getByText('最後までは検査できていません')), 'ways in: what could not be read is not said to be inspected');
    await page.getByRole('button', { name: '一覧から外す' }).click();
}

// Names of the contract: written, signed, counted.
async function ownNames(d, page, contract) {
    await page.goto(`${d.base}${contract}/deliverables`);
    await page.getByRole('link', { name: 'ファイル検査で使う名前' }).click();
    await page.fill('#in-people', '氏名\tメール\n浦島 竜宮丸\turashima@example.jp');
    await page.fill('#in-words', '乙姫計画');
    await page.fill('#in-who', '緑川 花子');
    await page.getByRole('button', { name: '保存' }).click();
    ok(await comes(page.getByText('必ず見つける人 2、載せてよい名前 0、事務局限りの言葉 1')), 'names: kept and counted', page.url());
    ok((await page.inputValue('#in-people')).includes('浦島 竜宮丸'), 'names: as they were typed');
}

// Three files with telephone numbers, one with more places than a page shows: decided once.
async function manyFiles(d, page, contract) {
    const letters = [1, 2, 150].map((n, i) => {
        const file = path.join(d.folder, `letter${i}.txt`);
        fs.writeFileSync(file, Array.from({ length: n }, (_, k) => `連絡先 03-5555-${String(1000 + k)}\n`).join(''));
        return file;
    });
    await page.setInputFiles('#in-files', letters);
    await page.getByRole('button', { name: '検査する', exact: true }).click();
    await comes(page.getByRole('link', { name: 'letter2.txt' }));
    await page.getByRole('link', { name: 'letter2.txt' }).click();
    const long = page.url();
    ok(await page.locator('#PII-302').getByText('1～50 件目（全 150 件）').isVisible(), 'many places: it is said how many there are');
    await page.locator('#PII-302').getByRole('link', { name: /次へ/ }).click();
    ok(await page.locator('#PII-302 .places li').count() === 50 &&
        await page.locator('#PII-302').getByText('51～100 件目').isVisible(), 'many places: a link leads to the others', page.url());
    await page.goto(`${d.base}${contract}/deliverables`);
    await page.getByRole('link', { name: 'すべてのファイルを規則ごとに判断する' }).click();
    const rule = page.locator('#PII-302');
    ok((await rule.innerText()).includes('ファイル: 3 ・ 箇所: 153'), 'rule by rule: files and places', await rule.innerText());
    await page.fill('#r-PII-302', '公表している代表番号');
    await page.fill('#w-PII-302', '緑川 花子');
    await rule.getByRole('button', { name: 'すべて持ち出してよい' }).click();
    ok(await comes(page.getByText('判断を記録しました')) && await page.locator('#PII-302').count() === 0, 'rule by rule: decided once', page.url());
    await page.goto(long);
    ok(await comes(page.getByText('緑川 花子 「公表している代表番号」')), 'rule by rule: it stands in each file');
    for (let i = 0; i < 3; i++) {
        await page.goto(`${d.base}${contract}/deliverables`);
        await page.getByRole('link', { name: `letter${i}.txt` }).click();
        await page.getByRole('button', { name: '一覧から外す' }).click();
    }
}

// A file that comes in again: a new version of its entry, what was decided is confirmed by name.
async function newVersion(d, page, contract) {
    const comes_in = async (text) => {
        const file = path.join(d.folder, '計画書.txt');
        fs.writeFileSync(file, text);
        await page.goto(`${d.base}${contract}/deliverables`);
        await page.setInputFiles('#in-files', file);
        await page.getByRole('button', { name: '検査する', exact: true }).click();
        await page.waitForURL(/files\/\d+$/);
    };
    const first = '電話 03-5555-0123\nメール kawada@midori-chousa.co.jp\n';
    await comes_in(first);
    const address = page.url();
    for (const rule of ['PII-302', 'PII-303']) {
        await page.fill(`#r-${rule}`, '公表済みの連絡先');
        await page.fill(`#w-${rule}`, '緑川 花子');
        await page.locator(`#${rule}`).getByRole('button', { name: '持ち出してよい' }).click();
        ok(await comes(page.locator(`#${rule}`).getByText('緑川 花子 「公表済みの連絡先」')), `new version: ${rule} is decided`);
    }
    await comes_in(first);
    ok(page.url() === address && await comes(page.getByText('すでに一覧にあります')) && await page.locator('#proposed').count() === 0,
        'new version: the same file changes nothing', page.url());
    await comes_in(`${first}メール aoki@midori-chousa.co.jp\n`);
    ok(page.url() === address && await comes(page.getByText('第2版').first()), 'new version: of the same entry', page.url());
    ok((await page.locator('#proposed li').allInnerTexts()).join().includes('PII-302') && await page.locator('#proposed li').count() === 1,
        'new version: what is the same is proposed', await page.locator('#proposed').innerText());
    ok(await page.locator('#PII-303').getByText('新しい箇所: 1').isVisible(), 'new version: what is new is told');
    ok((await page.locator('#people option').evaluateAll((all) => all.map((o) => o.value))).includes('緑川 花子'),
        'new version: people to choose from');
    await page.fill('#w-confirm', '');
    await page.getByRole('button', { name: 'この版でも同じ判断にする' }).click();
    ok(await comes(page.getByText('氏名が要ります')), 'new version: confirming needs a name');
    await page.fill('#w-confirm', '青木 太郎');
    await page.getByRole('button', { name: 'この版でも同じ判断にする' }).click();
    ok(await comes(page.locator('#PII-302').getByText('青木 太郎 「公表済みの連絡先」')), 'new version: confirmed by name');
    await page.locator('#history summary').click();
    const told = await page.locator('#history').innerText();
    ok(/前の版の判断を確定[\s\S]*PII-302[\s\S]*新しい版を検査[\s\S]*第2版/.test(told), 'new version: the history says what was decided', told);
    const before = await page.request.get(d.base + await page.locator('#history a').last().getAttribute('href'));
    ok((await before.body()).toString() === first, 'new version: the one before can be fetched');
    await page.locator('#renew summary').click();
    const mended = path.join(d.folder, '計画書（修正）.txt');
    fs.writeFileSync(mended, '電話 03-5555-0123\n');
    await page.setInputFiles('#in-file', mended);
    await page.getByRole('button', { name: '検査して差し替える' }).click();
    ok(await comes(page.getByText('第3版').first()) && (await heading(page)) === '計画書（修正）.txt' && page.url() === address,
        'new version: a mended file of another name takes its place', page.url());
    ok(await page.locator('#PII-303').count() === 0 && await page.locator('#proposed').getByText('青木 太郎').isVisible(),
        'new version: what was mended is gone, what was confirmed is proposed');
    for (const what of ['renew', 'confirm']) {
        await page.locator('#history summary').click();
        await page.locator('#history').getByRole('button', { name: /元に戻す/ }).first().click();
        ok(await comes(page.getByText(/取り消しました|元に戻しました/).first()), `new version: ${what} is taken back`, await page.locator('main').innerText());
    }
    ok(await comes(page.locator('#proposed')) && page.url().startsWith(address), 'new version: confirming is taken back', page.url());
    await page.getByRole('button', { name: '一覧から外す' }).click();
}

async function facts(d, page, contract) {
    await page.goto(`${d.base}${contract}`);
    await page.locator('#facts tr', { hasText: '件名' }).first().getByRole('link', { name: /訂正/ }).click();
    await page.fill('#in-value', '水素体験会（訂正）');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok((await heading(page)).startsWith('水素体験会（訂正）'), 'a fact is corrected, the title follows');
    await page.getByRole('link', { name: '案件の変更・終了' }).click();
    await page.fill('#in-term_last', '2025-01-01');
    await page.fill('#in-term_first', '2026-01-01');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok(await page.locator('.notice-bad').isVisible() && (await page.inputValue('#in-term_last')) === '2025-01-01',
        'a term that ends before it begins comes back');
    await page.fill('#in-term_last', '2027-01-29');
    await page.check('#in-closed');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok((await heading(page)).includes('終了'), 'a contract is closed', await heading(page));
    await page.getByRole('link', { name: '案件の変更・終了' }).click();
    await page.uncheck('#in-closed');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    ok(!(await heading(page)).includes('終了'), 'and opened again');
}

// ---- two browsers on one duty ----

async function conflict(d, context, duty) {
    const a = await context.newPage();
    const b = await context.newPage();
    await a.goto(`${d.base}${duty}`);
    await b.goto(`${d.base}${duty}`);
    await a.fill('#in-owner', '鈴木');
    await a.getByRole('button', { name: '担当者を保存' }).click();
    await b.fill('#in-owner', '高橋');
    await b.getByRole('button', { name: '担当者を保存' }).click();
    ok(await b.getByText('書いている間に、ほかの人が変更しました').isVisible(), 'two browsers: the second is told');
    ok(await b.locator('.now').getByText('鈴木').isVisible(), 'two browsers: it shows what is there now');
    ok((await b.inputValue('#in-owner')) === '高橋', 'two browsers: and keeps what was typed');
    await b.getByRole('button', { name: '担当者を保存' }).click();
    await b.goto(`${d.base}${duty}`);
    ok((await b.inputValue('#in-owner')) === '高橋', 'two browsers: sending again puts it in its place');
    await a.close();
    await b.close();
}

// ---- keyboard ----

async function tabTo(page, test, most = 200) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(test)) {
            return true;
        }
    }
    return false;
}

async function keyboard(d, context) {
    const page = await context.newPage();
    await page.goto(`${d.base}/contracts`);
    await page.keyboard.press('Tab');
    ok(await page.evaluate(() => document.activeElement.classList.contains('skip')), 'keyboard: the first stop skips to the content');
    ok(await tabTo(page, () => /^\/contracts\/\d+$/.test(new URL(document.activeElement.href || 'x:').pathname)), 'keyboard: to the contract');
    await page.keyboard.press('Enter');
    await page.waitForURL(/contracts\/\d+$/);
    ok(await tabTo(page, () => /\/duties$/.test(document.activeElement.href || '')), 'keyboard: to the register');
    await page.keyboard.press('Enter');
    await page.waitForURL(/duties$/);
    ok(await tabTo(page, () => document.activeElement.closest('.duty-card h3') !== null, 400), 'keyboard: to a duty');
    await page.keyboard.press('Enter');
    await page.waitForURL(/duties\/\d+$/);
    ok(await tabTo(page, () => document.activeElement.id === 'in-owner'), 'keyboard: to the owner');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('田中');
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
    ok((await page.inputValue('#in-owner')) === '田中', 'keyboard: an owner without a mouse');
    await page.close();
}

// ---- every page ----

async function everyPage(d, context, contract, duty, leaving) {
    const page = await context.newPage();
    const parts = ['', '/edit', '/duties', '/duties?words=zzzz', '/duties/new', '/occasions', '/meetings', '/questions', '/findings',
        '/deliverables', '/files/rules', '/profile', '/names', '/progress', '/annex', '/documents', '/history'];
    const all = ['/contracts', '/due', '/due?state=late', '/due?state=waiting', '/search', '/search?words=%E5%A5%91%E7%B4%84',
        '/settings', '/help', ...parts.map((p) => contract + p), leaving, duty, ...['/agree', '/correct', '/split'].map((p) => duty + p)];
    for (const part of ['meetings', 'questions', 'deliverables', 'progress']) {
        await page.goto(`${d.base}${contract}/${part}`);
        const link = page.locator(`a[href^="${contract}/${part}/"]`).first();
        if (await link.count() > 0) {
            all.push(await link.getAttribute('href'));
        }
    }
    await page.goto(`${d.base}${contract}`);
    all.push(await page.locator('#facts a[href*="/facts/"]').first().getAttribute('href'));
    for (const [width, name] of [[1280, 'wide'], [390, 'phone'], [360, 'small phone']]) {
        const bad = [];
        await page.setViewportSize({ width, height: 844 });
        for (const address of all) {
            const response = await page.goto(d.base + address);
            if (response.status() !== 200) {
                bad.push(`${address}: ${response.status()}`);
                continue;
            }
            const shape = await page.evaluate(() => ({
                over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                heads: document.querySelectorAll('h1').length,
                title: document.title,
                ids: [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i),
            }));
            if (shape.over > 0 || shape.heads !== 1 || shape.title === '' || shape.ids.length > 0) {
                bad.push(`${address}: ${JSON.stringify(shape)}`);
            }
            if (width !== 360) {
                await page.evaluate(axe);
                const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
                for (const v of found.violations) {
                    bad.push(`${address}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
                }
            }
            if (shots) {
                const file = address.replaceAll(/[^a-z0-9]+/gi, '-').replace(/^-/, '');
                await page.screenshot({ path: path.join(shots, `${file}-${width}.png`), fullPage: true });
            }
        }
        ok(bad.length === 0, `${all.length} pages, ${name}: axe-core finds nothing, nothing overflows, one h1`, bad.join('\n'));
    }
    await page.close();
}

try {
    const wide = await desk();
    const one = await visitor(wide, 1280, true);
    await one.page.goto(wide.address);
    const places = await mainPath(wide, one.page, 'wide');
    await conflict(wide, one.context, places.duty);
    await keyboard(wide, one.context);
    const leaving = await delivery(wide, one.page, places.contract);
    await everyPage(wide, one.context, places.contract, places.duty, leaving);
    await files(wide, one.page, places.contract);
    await facts(wide, one.page, places.contract);
    await revision(wide, one.page, places.contract);
    await wide.stop();

    const small = await desk();
    const two = await visitor(small, 390, false);
    await two.page.goto(small.address);
    await mainPath(small, two.page, 'phone without script');
    await small.stop();
    ok(refused.length === 0, 'nothing against the Content-Security-Policy', refused.join('\n'));
} catch (error) {
    ok(false, 'the browser got through', error.stack);
} finally {
    await browser.close();
    console.log(`1..${count}`);
    process.exit(failed > 0 ? 1 : 0);
}

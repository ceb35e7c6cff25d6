// VS Code itself, as code-server serves it to a browser, with the packaged extension and the real server. Not part of `npm test`:
// the page says how it is run. TOOLS is the folder with code-server and playwright-core, NOTELINT the program, CHROMIUM a browser
// in another place, SHOTS a folder for pictures.

import assert from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { TOOLS, NOTELINT, SHOTS, CHROMIUM = '/usr/bin/chromium' } = process.env;
const { chromium } = createRequire(path.resolve(TOOLS, 'package.json'))('playwright-core');
const server = path.resolve(TOOLS, 'node_modules/code-server/out/node/entry.js');
const extension = fileURLToPath(new URL('../notelint.vsix', import.meta.url));

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'notelint-'));
const notes = path.join(home, 'notes');

function write(name, text) {
  const file = path.join(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function settings(more) {
  const all = {
    'notelint.server.path': path.resolve(NOTELINT),
    'workbench.startupEditor': 'none',
    'security.workspace.trust.enabled': false,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'editor.minimap.enabled': false,
    ...more,
  };
  write('user/User/settings.json', JSON.stringify(all));
}

const options = ['--user-data-dir', path.join(home, 'user'), '--extensions-dir', path.join(home, 'extensions')];
options.push('--config', path.join(home, 'config.yaml'));

/** Starts code-server on a free port of this machine alone. */
function serve() {
  const quiet = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'];
  const child = spawn(process.execPath, [server, ...options, ...quiet], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = new Promise((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (words) => {
      told += words;
      const [at] = told.match(/http:\/\/127\.0\.0\.1:\d+\//) || [];
      if (at) resolve(at);
    });
    child.on('exit', () => reject(new Error(told)));
  });
  return { child, address };
}

/** Waits until a look at the page gives what is expected. */
async function is(look, expected, what) {
  let seen;
  for (const end = Date.now() + 30000; Date.now() < end; ) {
    seen = await look();
    if (JSON.stringify(seen) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what}: ${JSON.stringify(seen)}, should be ${JSON.stringify(expected)}`);
}

/** Words as they look: the editor pads them with spaces of other kinds and of no width. */
const text = (words) => words.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').replace(/\s+/g, ' ');

async function run(page) {
  const shot = async (name) => SHOTS && (await page.screenshot({ path: path.join(SHOTS, `${name}.png`) }));
  const editor = page.locator('.editor-instance .monaco-editor');
  const line = async (number) => text(await editor.locator('.view-line').nth(number - 1).innerText());

  /** The Problems panel: code, line, column of each finding of the file that is open. */
  const problems = () =>
    page.locator('.markers-panel .monaco-list-row').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const [, code, line, column] = row.innerText.match(/notelint\s*\(?([A-Z]+\d+)[^]*\[Ln (\d+), Col (\d+)\]/) || [];
        return code ? [`${code} ${line}:${column}`] : [];
      }),
    );

  /** The words that the first squiggle of the editor lies under. */
  const underlined = () =>
    editor.evaluate((root) => {
      const box = root.querySelector('.squiggly-warning')?.getBoundingClientRect();
      const near = (at, place) => Math.abs(at - place) < 2;
      for (const row of box ? root.querySelectorAll('.view-line') : []) {
        const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        let words = '';
        let inside = false;
        while (walk.nextNode()) {
          for (let at = 0; at < walk.currentNode.length; at += 1) {
            const range = document.createRange();
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 1);
            const place = range.getBoundingClientRect();
            if (Math.abs(place.top - box.top) > box.height) continue;
            inside ||= near(place.left, box.left);
            if (inside) words += walk.currentNode.data[at];
            if (inside && near(place.right, box.right)) return words.replaceAll('\u00a0', ' ');
          }
        }
      }
      return null;
    });

  const open = async (name) => {
    await page.getByRole('treeitem', { name }).dblclick();
    await page.locator('.tab.active').filter({ hasText: name }).waitFor();
  };
  const goTo = async (place) => {
    await editor.locator('.view-line').first().click();
    await page.keyboard.press('Control+g');
    await page.locator('.quick-input-widget input').fill(`:${place}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  };
  const fix = async (name) => {
    const actions = page.locator('.action-widget .monaco-list-row.action');
    // Asked right after a change, the editor may have nothing to offer yet.
    const asked = async () => {
      if (await actions.filter({ hasText: name }).count()) return true;
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      return actions.filter({ hasText: name }).waitFor({ timeout: 2000 }).then(() => true, () => false);
    };
    await is(asked, true, name);
    const chosen = actions.and(page.locator('.focused')).filter({ hasText: name });
    for (let left = await actions.count(); left > 0 && !(await chosen.count()); left -= 1) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  };

  await open('note.txt');
  await page.keyboard.press('Control+Shift+M');
  // Columns are of UTF-16 units.
  await is(problems, ['NB301 1:17', 'NB101 2:1', 'DU002 2:20', 'DU005 2:88'], 'opened');
  await is(underlined, 'Faxed the packet to DMV for ct', 'the squiggle');
  const [said] = await page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'NB301' }).allInnerTexts();
  assert.match(said, /not billable: faxing/);

  const lens = () => editor.locator('.codelens-decoration').allInnerTexts();
  await is(async () => (await lens()).map(text), ['35 of 60 min supported, 20 non-billable, 5 unaccounted'], 'the lens');
  await is(async () => (await line(2)).slice(0, 33), 'Drove ct to court 20 min, 20 min.', 'the hint');
  await shot('opened');

  await goTo('1:3');
  await page.keyboard.insertText('ñ😕');
  await is(problems, ['NB301 1:20', 'NB101 2:1', 'DU002 2:20', 'DU005 2:88'], 'typed before it');
  await is(underlined, 'Faxed the packet to DMV for ct', 'the squiggle, moved');
  await goTo('2:1');
  await page.keyboard.type('The aunt ');
  await is(problems, ['NB301 1:20', 'DU002 2:29'], 'someone else drove');
  await is(async () => (await lens()).map(text), ['35 of 60 min supported, 25 unaccounted'], 'the lens, then');
  await shot('typed');

  await goTo('1:25');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:visible').filter({ hasText: 'il-rule132, Q10.3: faxing papers' }).waitFor();
  await shot('hover');
  await page.keyboard.press('Escape');

  // The folder's settings, which go before notelint.yaml; code-server does not see its user's settings change on disk.
  const folder = (more) => write('notes/.vscode/settings.json', JSON.stringify(more));
  folder({ 'notelint.ruleset': 'la-sapc' });
  await is(problems, ['NB301 1:20'], 'another payer');
  folder({ 'notelint.select': ['DU002'] });
  await is(problems, ['DU002 2:29'], 'other rules');
  folder({});
  write('notes/notelint.yaml', 'ruleset: il-rule132\nselect: [NB, DU001]\n');
  await is(problems, ['NB301 1:20'], 'notelint.yaml');

  await open('other.md');
  await is(problems, ['NB301 1:20', 'DU001 1:7'], 'Markdown');
  await goTo('1:15');
  await fix('Insert `Duration: __ min`');
  await is(async () => [await line(1), (await line(2)).slice(0, 18)], ['Duration: __ min', 'Data: 😕é Spoke wi'], 'the placeholder');
  await is(problems, ['NB301 1:20', 'DU001 2:7'], 'a blank is no time');
  await shot('placeholder');

  await goTo('2:15');
  await fix('Open the page of DU001');
  await page.locator('.tab.active').filter({ hasText: 'DU001' }).waitFor();
  await shot('page');
}

write('notes/notelint.yaml', 'ruleset: il-rule132\n');
const acts = 'Drove ct to court, 20 min. Helped ct fill out her CalFresh application, 35 min. Total: 60 min.';
write('notes/note.txt', `😕 José called. Faxed the packet to DMV for ct.\r\n${acts}\r\n`);
write('notes/other.md', 'Data: 😕é Spoke with landlord about the lease for ct.\n');
settings({});
execFileSync(process.execPath, [server, ...options, '--install-extension', extension]);
const { child, address } = serve();
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
flags.push('--disable-background-networking', '--disable-component-update', '--disable-sync');
const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
let page;
try {
  page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
  page.setDefaultTimeout(30000);
  // Nothing but code-server is asked for anything.
  await page.route((url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1', (route) => route.abort());
  await page.goto(`${await address}?folder=${encodeURIComponent(notes)}`);
  await run(page);
  console.log('all as expected');
} catch (error) {
  console.error(error);
  if (SHOTS) await page.screenshot({ path: path.join(SHOTS, 'failed.png') });
  process.exitCode = 1;
} finally {
  await browser.close();
  child.kill();
  fs.rmSync(home, { recursive: true, force: true });
}

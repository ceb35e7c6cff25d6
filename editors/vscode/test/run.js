// The extension and the client that it is built on, with a stub in the place of the editor and the real server behind them.

'use strict';

const assert = require('assert');
const fs = require('fs');
const Module = require('module');
const os = require('os');
const path = require('path');

const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? require('./vscode') : load(name, ...rest));
const vscode = require('vscode');
const { state, events } = vscode.stub;
const extension = require('../extension');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notelint-'));
fs.writeFileSync(path.join(folder, 'notelint.yaml'), 'ruleset: il-rule132\nselect: NB\n');
vscode.workspace.workspaceFolders.push({ uri: vscode.Uri.file(folder), name: 'notes', index: 0 });
state.settings.notelint = { server: { path: process.env.NOTELINT }, ruleset: null, select: null };

function open(name, text) {
  const document = {
    uri: vscode.Uri.file(path.join(folder, name)),
    languageId: 'plaintext',
    version: 1,
    text,
    isClosed: false,
    getText: () => document.text,
  };
  document.fileName = document.uri.fsPath;
  state.documents.push(document);
  events.emit('open', document);
  return document;
}

/** Puts words at a place of the document, as one types them. */
function type(document, line, character, words) {
  const lines = document.text.split(/(?<=\n)/);
  lines[line] = lines[line].slice(0, character) + words + lines[line].slice(character);
  document.text = lines.join('');
  document.version += 1;
  const range = new vscode.Range(line, character, line, character);
  const change = { range, rangeOffset: 0, rangeLength: 0, text: words };
  events.emit('change', { document, contentChanges: [change], reason: undefined });
}

/** Waits until the findings of a document are these: code, line, first and last column. */
async function found(document, expected) {
  const seen = () =>
    (state.published.get(document.uri.toString()) || []).map(({ code, range }) => [
      code,
      range.start.line,
      range.start.character,
      range.end.character,
    ]);
  for (let tries = 0; tries < 600; tries += 1) {
    if (JSON.stringify(seen()) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepStrictEqual(seen(), expected);
}

async function run() {
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.deepStrictEqual(state.errors, []);
  const note = open('a.txt', '😕 Señora\r\n😕 Faxed the packet to DMV for ct, 10 min.\r\n');
  // VS Code counts UTF-16 units.
  await found(note, [['NB301', 1, 3, 33]]);
  type(note, 1, 2, '😕é');
  await found(note, [['NB301', 1, 6, 36]]);
  assert.ok(state.commands.has('notelint.openPage') && state.commands.has('notelint.addToBaseline'));

  // Settings are asked for by the server, the editor's own among them.
  state.settings.notelint = { ...state.settings.notelint, select: ['DU002'] };
  events.emit('configuration', { affectsConfiguration: () => true });
  await found(note, [['DU002', 1, 38, 44]]);

  await vscode.commands.executeCommand('notelint.restart');
  await found(note, [['DU002', 1, 38, 44]]);
  await extension.deactivate();

  // A program that is not there is told, and breaks nothing.
  state.settings.notelint = { server: { path: path.join(folder, 'nothing') } };
  await extension.activate(context);
  assert.match(state.errors.at(-1), /notelint\.server\.path/);
  await extension.deactivate();
  console.log('all as expected');
}

run().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);

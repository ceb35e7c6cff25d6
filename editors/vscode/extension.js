// Starts notelint's language server for notes, and shows what it says.

'use strict';

const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

let client;

/** The client for the settings as they are. */
function make() {
  const command = vscode.workspace.getConfiguration('notelint').get('server.path') || 'notelint';
  const server = { command, args: ['lsp'], transport: TransportKind.stdio };
  const documents = ['plaintext', 'markdown'].flatMap((language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ]);
  return new LanguageClient('notelint', 'notelint', server, { documentSelector: documents });
}

async function start() {
  client = make();
  try {
    await client.start();
  } catch (error) {
    const advice = 'install notelint, or name the program in the setting notelint.server.path';
    vscode.window.showErrorMessage(`notelint could not be started: ${advice}`);
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('notelint.restart', async () => {
      await deactivate();
      await start();
    }),
  );
  await start();
}

async function deactivate() {
  const old = client;
  client = undefined;
  if (old && old.needsStop()) {
    await old.stop();
  }
}

module.exports = { activate, deactivate };

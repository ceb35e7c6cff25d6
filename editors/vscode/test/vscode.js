// As much of the module `vscode` as the extension and its client use, in place of an editor: documents that are open, what was
// published for them, settings, commands. Whatever else is asked for exists and does nothing.

'use strict';

const { EventEmitter } = require('events');
const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(':')[0];
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  get fsPath() {
    return fileURLToPath(this.text);
  }
  get path() {
    return new URL(this.text).pathname;
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...ends) {
    const [start, end] = ends.length === 4 ? [new Position(ends[0], ends[1]), new Position(ends[2], ends[3])] : ends;
    Object.assign(this, { start, end });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class Disposable {
  constructor(work) {
    this.work = work;
  }
  dispose() {
    if (this.work) this.work();
  }
}

const events = new EventEmitter();
const on = (name) => (listener, self) => {
  const bound = self ? listener.bind(self) : listener;
  events.on(name, bound);
  return new Disposable(() => events.off(name, bound));
};

const state = { published: new Map(), commands: new Map(), settings: {}, errors: [], documents: [] };

/** Something that can be called, made, extended, and asked for anything. */
function anything(name) {
  const target = class {};
  return new Proxy(target, {
    get: (_, key) => {
      if (key === 'prototype' || key === Symbol.hasInstance) return target[key];
      if (key === Symbol.toPrimitive || key === 'then') return undefined;
      if (key === Symbol.iterator) return function* none() {};
      return anything(`${name}.${String(key)}`);
    },
    apply: () => new Disposable(),
  });
}

const known = {
  Uri,
  Position,
  Range,
  Diagnostic,
  Disposable,
  version: '1.91.0',
  env: { language: 'en', appName: 'a stub' },
  CancellationTokenSource: class {
    constructor() {
      this.token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
    }
    cancel() {}
    dispose() {}
  },
  EventEmitter: class {
    constructor() {
      const own = new EventEmitter();
      this.event = (listener) => {
        own.on('event', listener);
        return new Disposable(() => own.off('event', listener));
      };
      this.fire = (value) => own.emit('event', value);
      this.dispose = () => own.removeAllListeners();
    }
  },
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  commands: {
    registerCommand: (name, work) => {
      state.commands.set(name, work);
      return new Disposable(() => state.commands.delete(name));
    },
    executeCommand: (name, ...args) => state.commands.get(name)(...args),
  },
  languages: new Proxy(
    {
      createDiagnosticCollection: () => ({
        set: (uri, found) => {
          state.published.set(uri.toString(), found || []);
          events.emit('published');
        },
        delete: (uri) => state.published.delete(uri.toString()),
        clear: () => state.published.clear(),
        dispose: () => {},
      }),
      match: (selector, document) => {
        const list = Array.isArray(selector) ? selector : [selector];
        const fits = (one) => one.language === document.languageId && (!one.scheme || one.scheme === document.uri.scheme);
        return list.some(fits) ? 10 : 0;
      },
    },
    { get: (own, key) => own[key] || (() => new Disposable()) },
  ),
  window: new Proxy(
    {
      createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {}, clear() {} }),
      showErrorMessage: async (message) => void state.errors.push(message),
      activeTextEditor: undefined,
      visibleTextEditors: [],
      tabGroups: { all: [], onDidChangeTabs: on('tabs'), onDidChangeTabGroups: on('groups') },
    },
    { get: (own, key) => (key in own ? own[key] : () => new Disposable()) },
  ),
  workspace: new Proxy(
    {
      get textDocuments() {
        return state.documents;
      },
      workspaceFolders: [],
      notebookDocuments: [],
      onDidOpenTextDocument: on('open'),
      onDidChangeTextDocument: on('change'),
      onDidCloseTextDocument: on('close'),
      onDidChangeConfiguration: on('configuration'),
      onDidChangeWorkspaceFolders: on('folders'),
      getConfiguration: (section) => {
        const settings = section ? state.settings[section] || {} : state.settings;
        const get = (key) => key.split('.').reduce((at, part) => (at === undefined ? at : at[part]), settings);
        return { ...settings, get, has: (key) => get(key) !== undefined, inspect: () => undefined };
      },
      getWorkspaceFolder: () => undefined,
      createFileSystemWatcher: () => ({
        onDidCreate: on('created'),
        onDidChange: on('changed'),
        onDidDelete: on('deleted'),
        dispose() {},
      }),
      asRelativePath: (name) => path.basename(name),
    },
    { get: (own, key) => (key in own ? own[key] : () => new Disposable()) },
  ),
};

module.exports = new Proxy(known, {
  get: (own, key) => {
    if (!(key in own)) own[key] = anything(String(key));
    return own[key];
  },
});
module.exports.stub = { state, events };

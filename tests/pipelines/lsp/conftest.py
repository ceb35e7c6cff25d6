"""A client that somebody else wrote (pytest-lsp, on pygls), beside a server that was built here."""

import asyncio
import os
import pathlib
import typing

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

SERVER = os.environ["NOTELINT"]


def converter():
    """The client's converter, which takes an action with a command for a command alone."""
    made = default_converter()

    def action(found, _):
        kind = types.Command if isinstance(found.get("command"), str) else types.CodeAction
        return made.structure(found, kind)

    made.register_structure_hook(types.Command | types.CodeAction, action)
    made.register_structure_hook(typing.Union[types.Command, types.CodeAction], action)
    return made


class Editor:
    """A client with some folders open, and what it has been told."""

    def __init__(self, client: LanguageClient):
        self.client = client
        self.published = asyncio.Queue()
        self.versions = {}
        self.registered = []

    async def found(self, uri, version):
        """What is published for that version of a document."""
        while True:
            params = await asyncio.wait_for(self.published.get(), 60)
            assert params.version is None or params.version <= self.versions[uri]
            if params.uri == uri and params.version == version:
                return list(params.diagnostics)

    async def recheck(self, uri):
        """What is published next for a document, whatever its version."""
        while True:
            params = await asyncio.wait_for(self.published.get(), 60)
            if params.uri == uri:
                return list(params.diagnostics)

    async def message(self, words):
        """Waits for a message to whoever writes."""
        for _ in range(600):
            for message in self.client.messages:
                if words in message.message:
                    return message.message
            await asyncio.sleep(0.1)
        raise AssertionError(f"no message with {words}: {self.client.messages}")

    async def registers(self, method):
        """Waits until the server has asked to be told of something."""
        for _ in range(600):
            if method in self.registered:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{method} is not among {self.registered}")

    def open(self, uri, text, language="text"):
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, uri, *changes):
        """Changes of (start line, start column, end line, end column, text)."""
        self.versions[uri] += 1
        events = [
            types.TextDocumentContentChangePartial(range=span(*change[:4]), text=change[4])
            for change in changes
        ]
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=events)
        )
        return self.versions[uri]

    def watched(self, path):
        event = types.FileEvent(uri=path.as_uri(), type=types.FileChangeType.Changed)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))

    async def actions(self, uri, where):
        params = types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri),
            range=where,
            context=types.CodeActionContext(diagnostics=[]),
        )
        return list(await self.client.text_document_code_action_async(params))


def span(line, start, end_line, end):
    return types.Range(start=types.Position(line, start), end=types.Position(end_line, end))


def spans(diagnostics):
    """Code, line, first and last column of each, in order."""
    return [
        (found.code, found.range.start.line, found.range.start.character, found.range.end.character)
        for found in diagnostics
    ]


@pytest_asyncio.fixture
async def start(request):
    """Starts an editor with folders open: `await start(folder, …, encodings=…)`."""
    started = []

    async def start(*folders, encodings=None, watches=True, settings=None, options=None, args=(), tcp=None):
        client = LanguageClient(converter_factory=converter)
        editor = Editor(client)
        publish = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
        others = {name: feature for name, feature in DEFAULT_CLIENT_FEATURES.items() if name != publish}
        register_lsp_features(client, others)

        @client.feature(publish)
        def published(params: types.PublishDiagnosticsParams):
            editor.published.put_nowait(params)

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams):
            editor.registered += [registration.method for registration in params.registrations]

        @client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
        @client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
        def refresh(params: None):
            return None

        if tcp:
            await client.start_tcp("127.0.0.1", tcp)
        else:
            quiet = {name: value for name, value in os.environ.items() if not name.startswith("NOTELINT_")}
            await client.start_io(SERVER, "lsp", *args, env=quiet)
        capabilities = client_capabilities("visual-studio-code")
        capabilities.general.position_encodings = encodings
        if not watches:
            capabilities.workspace.did_change_watched_files = None
        for folder, said in (settings or {}).items():
            client.set_configuration(said, section="notelint", scope_uri=folder)
        result = await client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                initialization_options=options,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
            )
        )
        editor.can = result.capabilities
        started.append(editor)
        return editor

    yield start
    for editor in started:
        await asyncio.wait_for(editor.client.shutdown_session(), 30)
        if editor.client._server:
            assert editor.client._server.returncode == 0
            await editor.client.stop()
        else:
            # Over a socket the client would wait for the server to end the connection.
            editor.client._stop_event.set()
            for task in editor.client._async_tasks:
                task.cancel()


@pytest.fixture
def notes(tmp_path):
    """A folder of notes under a payer."""
    return folder(tmp_path / "notes", "ruleset: il-rule132\nselect: NB\n")


def folder(path: pathlib.Path, configuration):
    path.mkdir()
    (path / "notelint.yaml").write_text(configuration)
    return path

"""What goes wrong in one place, and stays there."""

import json
import os
import subprocess

import pytest
from conftest import SERVER, span, spans
from lsprotocol import types
from pygls.exceptions import JsonRpcException

FAX = "Faxed the packet to DMV for ct, 10 min."


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def answers(output):
    while output:
        head, _, rest = output.partition(b"\r\n\r\n")
        size = int(head.partition(b":")[2])
        yield json.loads(rest[:size])
        output = rest[size:]


def test_wrong_parameters_are_refused_and_nothing_of_them_is_repeated(notes):
    uri = (notes / "a.txt").as_uri()
    words = "Drove ct to court"
    opened = {"uri": uri, "languageId": "text", "version": 1, "text": FAX}
    wrong = [
        ("textDocument/hover", {"textDocument": words}, -32602),
        ("textDocument/hover", words, -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": words}, "range": None}, -32602),
        ("workspace/executeCommand", {"command": "notelint.openPage", "arguments": [words]}, -32602),
        ("workspace/executeCommand", {"command": words, "arguments": [uri, words]}, -32602),
        ("workspace/executeCommand", {"command": "notelint.openPage", "arguments": [uri, words]}, -32803),
        ("workspace/executeCommand", {"command": "notelint.addToBaseline", "arguments": [uri, words]}, -32803),
        ("notelint/Drove ct to court", None, -32601),
    ]
    sent = [
        {"id": 0, "method": "initialize", "params": {"capabilities": {}, "rootUri": notes.as_uri()}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": opened}},
        *({"id": place + 1, "method": method, "params": params} for place, (method, params, _) in enumerate(wrong)),
        {"method": "textDocument/didChange", "params": {"textDocument": {"uri": uri}, "contentChanges": words}},
        {"method": "textDocument/didOpen", "params": {"textDocument": words}},
        {"method": "workspace/didChangeWatchedFiles", "params": [words]},
        {"method": "notelint/unknown", "params": {}},
        {"id": 100, "method": "textDocument/hover", "params": {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}},
        # What is not open is no error.
        {"id": 101, "method": "textDocument/hover", "params": {"textDocument": {"uri": uri + "x"}, "position": {"line": 0, "character": 3}}},
        {"id": 102, "method": "shutdown"},
        {"method": "exit"},
    ]
    run = subprocess.run([SERVER, "lsp"], input=b"".join(map(frame, sent)), capture_output=True)
    assert run.returncode == 0 and b"Drove" not in run.stdout + run.stderr
    told = list(answers(run.stdout))
    by_id = {answer["id"]: answer for answer in told if "id" in answer}
    assert [by_id[place + 1]["error"]["code"] for place in range(len(wrong))] == [code for *_, code in wrong]
    assert "NB301" in by_id[100]["result"]["contents"]["value"] and by_id[101]["result"] is None
    logged = [message["params"]["message"] for message in told if message.get("method") == "window/logMessage"]
    refused = "the parameters are not those of the protocol"
    assert logged == [
        f"textDocument/didChange: {refused}",
        f"textDocument/didOpen: {refused}",
        f"workspace/didChangeWatchedFiles: {refused}",
    ]


def test_bytes_that_are_no_message_are_refused_and_the_next_is_answered(tmp_path):
    initialize = {"method": "initialize", "params": {"capabilities": {}}}
    sent = [
        frame({"id": 0, "method": "textDocument/hover", "params": {}}),
        frame(b"{Drove ct to court"),
        b"Drove: ct\r\n\r\n",
        frame(b"\xff\xfe\x00"),
        frame({"id": 1, **initialize}),
        frame({"method": "initialized", "params": {}}),
        # No id that a message may have: not a request.
        frame({"id": [1], "method": "shutdown"}),
        frame({"id": 2, **initialize}),
        frame({"id": "three", "method": "shutdown"}),
        frame({"id": 4, "method": "textDocument/hover", "params": {}}),
        frame({"method": "exit"}),
    ]
    run = subprocess.run([SERVER, "lsp"], input=b"".join(sent), capture_output=True, cwd=tmp_path)
    assert run.returncode == 0 and run.stderr == b""
    seen = [(told.get("id"), told.get("error", {}).get("code")) for told in answers(run.stdout)]
    refused = (None, -32700)
    expected = [(0, -32002), refused, refused, refused, (1, None), (2, -32600), ("three", None), (4, -32600)]
    assert seen == expected
    assert b"Drove" not in run.stdout


def test_a_client_that_goes_without_a_word_ends_the_server(tmp_path):
    for sent in [b"", frame({"method": "exit"}), b"Content-Length: 1000\r\n\r\n{"]:
        run = subprocess.run([SERVER, "lsp"], input=sent, capture_output=True, cwd=tmp_path, timeout=60)
        assert run.returncode == 1 and b"{" not in run.stderr


async def test_a_document_that_makes_the_server_panic_leaves_the_others_alone(start, notes):
    # This server is made of the same parts, and panics at files of that name.
    editor = await start(notes, tcp=int(os.environ["NOTELINT_FAULTY_PORT"]))
    bad, good = (notes / "panic.txt").as_uri(), (notes / "good.txt").as_uri()
    editor.open(bad, "Drove ct to court.")
    [fault] = await editor.found(bad, 1)
    assert fault.message.startswith("a fault in notelint itself (") and "Drove" not in fault.message
    assert fault.severity == types.DiagnosticSeverity.Error
    editor.open(good, FAX)
    assert "NB301" in [found.code for found in await editor.found(good, 1)]
    client = editor.client
    requests = [
        lambda note: client.text_document_hover_async(types.HoverParams(note, types.Position(0, 3))),
        lambda note: client.text_document_code_lens_async(types.CodeLensParams(note)),
        lambda note: client.text_document_document_symbol_async(types.DocumentSymbolParams(note)),
        lambda note: client.text_document_inlay_hint_async(types.InlayHintParams(note, span(0, 0, 1, 0))),
    ]
    for ask in requests:
        with pytest.raises(JsonRpcException) as refused:
            await ask(types.TextDocumentIdentifier(bad))
        assert refused.value.code == -32603
        assert "a fault in notelint itself (" in str(refused.value) and "Drove" not in str(refused.value)
        assert await ask(types.TextDocumentIdentifier(good))
    # It is tried again with the next change, and fails again.
    version = editor.change(bad, (0, 0, 0, 0, "x"))
    [fault] = await editor.found(bad, version)
    version = editor.change(good, (0, 0, 0, 0, "😕 "))
    assert ("NB301", 0, 3, 33) in spans(await editor.found(good, version))

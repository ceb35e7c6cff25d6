"""Configuration files, the editor's settings, several folders, known findings."""

import json
import subprocess

from conftest import SERVER, folder, spans
from lsprotocol import types

FAX = "Faxed the packet to DMV for ct, 10 min."
DRIVE = "Drove ct to court. 20 min."
BOTH = f"{FAX}\n{DRIVE}\n"


def codes(diagnostics):
    return [found.code for found in diagnostics]


async def test_each_folder_has_its_own_configuration_and_overrides(start, tmp_path):
    one = folder(tmp_path / "one", "ruleset: il-rule132\nselect: NB301\n")
    two = folder(
        tmp_path / "two",
        "ruleset: il-rule132\nselect: NB101\noverrides:\n  - {paths: ['la/**'], select: NB301, severity: {NB301: error}}\n",
    )
    editor = await start(one, two)
    expected = {one / "a.txt": ["NB301"], two / "a.txt": ["NB101"], two / "la" / "a.txt": ["NB301"]}
    for path, found in expected.items():
        editor.open(path.as_uri(), BOTH)
        assert codes(await editor.found(path.as_uri(), 1)) == found, path
    editor.change((two / "la" / "a.txt").as_uri(), (0, 0, 0, 0, " "))
    [found] = await editor.found((two / "la" / "a.txt").as_uri(), 2)
    assert found.severity == types.DiagnosticSeverity.Error


async def test_a_folder_is_opened_and_closed_later(start, tmp_path):
    one = folder(tmp_path / "one", "ruleset: il-rule132\nselect: NB301\n")
    two = folder(tmp_path / "two", "ruleset: il-rule132\nselect: NB301\n")
    said = {one.as_uri(): {}, two.as_uri(): {"select": "NB101"}}
    editor = await start(one, settings=said)
    uri = (two / "a.txt").as_uri()
    editor.open(uri, BOTH)
    assert codes(await editor.found(uri, 1)) == ["NB301"]
    new = types.WorkspaceFolder(two.as_uri(), "two")
    for added, removed, found in [([new], [], ["NB101"]), ([], [new], ["NB301"])]:
        event = types.WorkspaceFoldersChangeEvent(added=added, removed=removed)
        editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        while codes(await editor.recheck(uri)) != found:
            pass


async def test_settings_are_asked_for_each_folder_and_again_when_they_change(start, tmp_path):
    one = folder(tmp_path / "one", "ruleset: il-rule132\n")
    two = folder(tmp_path / "two", "ruleset: il-rule132\n")
    said = {one.as_uri(): {"select": "NB301"}, two.as_uri(): {"select": ["NB101"], "min-confidence": None}}
    editor = await start(one, two, settings=said)
    await editor.registers("workspace/didChangeConfiguration")
    uris = [(folder / "a.txt").as_uri() for folder in [one, two]]
    for uri, code in zip(uris, ["NB301", "NB101"]):
        editor.open(uri, BOTH)
        while codes(await editor.recheck(uri)) != [code]:
            pass
    editor.client.set_configuration({"select": "NB101"}, section="notelint", scope_uri=one.as_uri())
    changed = types.DidChangeConfigurationParams(settings=None)
    editor.client.workspace_did_change_configuration(changed)
    while codes(await editor.recheck(uris[0])) != ["NB101"]:
        pass
    # What is wrong is told, and the old settings stay.
    editor.client.set_configuration({"selct": "NB301"}, section="notelint", scope_uri=one.as_uri())
    editor.client.workspace_did_change_configuration(changed)
    message = await editor.message("selct")
    assert message.startswith("the editor's settings: unknown key `selct`; did you mean `select`?"), message
    version = editor.change(uris[0], (0, 0, 0, 0, " "))
    assert codes(await editor.found(uris[0], version)) == ["NB101"]


async def test_a_changed_file_is_read_again_and_a_wrong_one_is_told(start, notes):
    editor = await start(notes)
    await editor.registers("workspace/didChangeWatchedFiles")
    await changes_of_the_file(editor, notes, lambda: editor.watched(notes / "notelint.yaml"))


async def test_files_are_watched_where_the_client_does_not(start, notes):
    editor = await start(notes, watches=False)
    await changes_of_the_file(editor, notes, lambda: None)
    assert "workspace/didChangeWatchedFiles" not in editor.registered


async def changes_of_the_file(editor, notes, tell):
    uri = (notes / "a.txt").as_uri()
    editor.open(uri, BOTH)
    assert codes(await editor.found(uri, 1)) == ["NB301", "NB101"]
    (notes / "notelint.yaml").write_text("ruleset: il-rule132\nselect: NB301\n")
    tell()
    while codes(await editor.recheck(uri)) != ["NB301"]:
        pass
    (notes / "notelint.yaml").write_text("ruleset: il-rule13\n")
    tell()
    message = await editor.message("il-rule13`")
    assert "notelint.yaml:1: unknown ruleset `il-rule13`; did you mean `il-rule132`?" in message
    # What was in force stays.
    version = editor.change(uri, (0, 0, 0, 0, " "))
    assert spans(await editor.found(uri, version)) == [("NB301", 0, 1, 31)]
    (notes / "notelint.yaml").write_text("ruleset: il-rule132\nselect: NB101\n")
    tell()
    while codes(await editor.recheck(uri)) != ["NB101"]:
        pass


async def test_what_is_known_is_left_out_and_can_be_added(start, notes):
    editor = await start(notes, settings={notes.as_uri(): {"baseline": "known.json"}})
    path = notes / "a.txt"
    path.write_text(BOTH)
    uri = path.as_uri()
    editor.open(uri, BOTH)
    while True:
        found = await editor.recheck(uri)
        actions = await editor.actions(uri, found[0].range)
        if len(actions) == 2:
            break
    assert codes(found) == ["NB301", "NB101"]
    assert actions[1].title == "Add this NB301 to the known findings"
    command = actions[1].command
    assert "packet" not in json.dumps(command.arguments)
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command=command.command, arguments=command.arguments)
    )
    while codes(await editor.recheck(uri)) != ["NB101"]:
        pass
    # The program knows it again, and it is a line beside it that is new.
    known = json.loads((notes / "known.json").read_text())["findings"]
    assert [(entry["path"], entry["note"], entry["code"]) for entry in known] == [("a.txt", 1, "NB301")]
    run = subprocess.run(
        [SERVER, "check", str(path), "--baseline", str(notes / "known.json"), "--format", "short"],
        capture_output=True,
        text=True,
    )
    assert "[NB101]" in run.stdout and "NB301" not in run.stdout
    assert "1 known, 0 no longer found" in run.stderr
    # An edit elsewhere in the note keeps it known.
    version = editor.change(uri, (0, 0, 0, 0, "Met ct.\n"))
    assert codes(await editor.found(uri, version)) == ["NB101"]


async def test_a_note_that_is_no_file_is_checked_as_well(start, notes):
    editor = await start(notes)
    editor.open("untitled:Untitled-1", f"😕 {FAX}")
    assert "NB301" in codes(await editor.found("untitled:Untitled-1", 1))


async def test_flags_go_before_the_editors_settings_and_those_before_the_file(start, notes):
    uri = (notes / "a.txt").as_uri()
    # Settings may come at the beginning, to be left standing by a client that later has none.
    for options, args, found in [
        ({"select": "NB101"}, [], ["NB101"]),
        ({"notelint": {"select": "NB101"}, "other": 1}, [], ["NB101"]),
        ({"select": "NB101"}, ["--select", "NB301"], ["NB301"]),
        (None, ["--no-config", "--ruleset", "il-rule132", "--ignore", "NB301,DU,IV"], ["NB101"]),
    ]:
        editor = await start(notes, options=options, args=args)
        editor.open(uri, BOTH)
        assert codes(await editor.found(uri, 1)) == found, (options, args)


async def test_a_wrong_configuration_at_the_beginning_is_told_and_can_be_mended(start, notes):
    (notes / "notelint.yaml").write_text("rulset: il-rule132\n")
    editor = await start(notes)
    uri = (notes / "a.txt").as_uri()
    editor.open(uri, BOTH)
    assert await editor.found(uri, 1) == []
    await editor.message("notelint.yaml:1: unknown key `rulset`; did you mean `ruleset`?")
    (notes / "notelint.yaml").write_text("ruleset: il-rule132\nselect: NB101\n")
    editor.watched(notes / "notelint.yaml")
    while codes(await editor.recheck(uri)) != ["NB101"]:
        pass
    assert len(editor.client.messages) == 1, editor.client.messages

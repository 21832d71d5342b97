"""Signing by file, in words: what differs, what is a request, what is never written over."""

from types import SimpleNamespace

from tests.cli.conftest import ANNA, BOB, FakeRoots, services_of
from ui import text
from ui.cli import offline_differences
from wallet.domain.offline import REQUEST


def test_a_difference_names_both_values_and_no_field(monkeypatch):
    found = SimpleNamespace(
        mismatches=("recipient", "digest", "unknown_call"), transaction=object(), call=object()
    )
    opened = SimpleNamespace(examination=found, request=None)
    pairs = {"recipient": (ANNA, BOB)}
    monkeypatch.setattr(offline_differences, "differences", lambda *_given: pairs)
    lines = offline_differences.difference_lines(opened, text.plain_name)
    assert lines[1] == f"  ✗ Who receives: said {ANNA}, but the bytes say {BOB}"
    assert not any("digest" in line or "unknown_call" in line for line in lines)


def test_a_request_cannot_be_submitted(ask, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.cli.commands.offline.kind_of", lambda _raw: REQUEST)
    request = tmp_path / "request.json"
    request.write_text("{}")
    code, document = ask("offline", "submit", request, roots=FakeRoots(services_of()))
    assert code == 2
    assert document["error"]["code"] == "package_kind_unknown"
    assert document["error"]["message"] == "This is the request; submit the signed answer."


def test_an_answer_is_never_written_over(ask, tmp_path):
    request, kept = tmp_path / "request.json", tmp_path / "answer.json"
    request.write_text("{}")
    kept.write_text('{"format": "sectok-transfer/1"}')
    code, document = ask("offline", "sign", request, "--out", kept, "--yes")
    assert (code, document["error"]["code"]) == (2, "file_exists")
    assert kept.read_text() == '{"format": "sectok-transfer/1"}'

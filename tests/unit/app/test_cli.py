"""The command line as operators use it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.app.cli import main
from bot.app.demo.files import template_sources
from storage.api_keys import ApiKeyStore
from storage.database import Database, open_database
from storage.settings import SharedSettings

COMPANY = """
departments: [{id: finance, zh: 财务部, en: Finance, head: li.na}]
people: [{id: li.na, zh: 李娜, en: Li Na, title: {zh: 财务总监, en: CFO}, department: finance}]
roles: {cfo: [li.na]}
"""


@pytest.fixture
def here(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation in an empty folder, its database up to date and empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUITUI_LANGUAGE", "en")
    (tmp_path / "var").mkdir()
    shutil.copy(tmp_path / "tuitui.db", tmp_path / "var" / "tuitui.db")
    return tmp_path


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom bot.app.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'sqlalchemy', 'fastapi', 'redis', 'rq', 'numpy', 'matplotlib', 'openai'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_new_key_stands_alone_on_standard_output(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apikey", "create", "ci", "--scope", "read", "act"]) == 0
    key = capsys.readouterr().out.strip()
    database = open_database(f"sqlite:///{here / 'var' / 'tuitui.db'}")
    assert [each.name for each in ApiKeyStore(database).all()] == ["ci"]
    assert key
    assert len(key.split()) == 1
    database.close()


def test_a_key_of_a_known_name_is_refused_and_one_revoked_is_listed_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["apikey", "create", "ci"])
    assert main(["apikey", "create", "ci"]) == 1
    assert "There is a key named ci" in capsys.readouterr().err
    assert main(["apikey", "revoke", "ci"]) == 0
    assert main(["apikey", "revoke", "ci"]) == 1
    capsys.readouterr()
    main(["apikey", "list"])
    assert capsys.readouterr().out.startswith("ci\trevoked")


def test_templates_are_checked_published_shown_and_exported(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, source = next(iter(template_sources().items()))
    file = here / "template.yaml"
    file.write_text(source, encoding="utf-8")
    assert main(["template", "validate", str(file)]) == 0
    assert main(["template", "import", str(file)]) == 0
    capsys.readouterr()
    main(["template", "list"])
    listed = capsys.readouterr().out
    assert len(listed.splitlines()) == 1
    assert main(["template", "show", listed.split("\t")[0]]) == 0
    assert listed.split("\t")[0] in capsys.readouterr().out
    main(["template", "export", listed.split("\t")[0]])
    assert capsys.readouterr().out.strip() == source.strip(), name


def test_a_drawing_is_imported_and_a_template_exported_as_one(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lanes = Path(__file__).parents[2] / "payloads" / "bpmn" / "bpmnio_lanes_as_roles.bpmn"
    assert main(["template", "import", str(lanes)]) == 0
    assert "TextAnnotation_1" in capsys.readouterr().err
    assert main(["template", "export", "p", "--format", "bpmn"]) == 0
    drawing = here / "again.bpmn"
    drawing.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["template", "validate", str(drawing)]) == 0
    assert main(["template", "export", "p", "--format", "yaml"]) == 0
    assert "kind: approval" in capsys.readouterr().out


def test_a_flawed_template_is_named_with_its_line_and_nothing_is_published(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = here / "good.yaml", here / "bad.yaml"
    good.write_text(next(iter(template_sources().values())), encoding="utf-8")
    bad.write_text("id: x\nsteps: 3\n", encoding="utf-8")
    assert main(["template", "import", str(good), str(bad)]) == 1
    assert f"{bad}:2: steps" in capsys.readouterr().err
    main(["template", "list"])
    assert capsys.readouterr().out == ""


def test_a_template_with_errors_is_not_published_and_warnings_pass(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide_first = template_sources()["procurement"].replace("budget > 50000\n", "budget > 600000\n")
    file = here / "template.yaml"
    file.write_text(wide_first, encoding="utf-8")
    place = wide_first[: wide_first.index("- id: budget_check")].count("\n") + 1
    assert main(["template", "validate", str(file)]) == 1
    assert f"error line {place}, “Amount level” (budget_check): “budget > 600,000”" in capsys.readouterr().err
    assert main(["template", "import", str(file)]) == 1
    main(["template", "list"])
    assert capsys.readouterr().out == ""
    file.write_text(template_sources()["procurement"].replace("\n    due: 2d\n", "\n"), encoding="utf-8")
    assert main(["template", "import", str(file)]) == 0
    assert "has no due time" in capsys.readouterr().err


def test_an_unknown_template_is_a_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "show", "nope"]) == 1
    assert "no template nope" in capsys.readouterr().err


def test_a_company_is_imported_or_refused_whole(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = here / "company.yaml"
    file.write_text(COMPANY, encoding="utf-8")
    assert main(["people", "import", str(file)]) == 0
    assert "1 people in 1 departments" in capsys.readouterr().err
    file.write_text(COMPANY.replace("head: li.na", "head: nobody"), encoding="utf-8")
    assert main(["people", "import", str(file)]) == 1
    assert "nobody" in capsys.readouterr().err


def test_a_backup_brings_everything_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{here / 'var' / 'tuitui.db'}"
    database = open_database(url)
    SharedSettings(database).set("colour", "blue")
    (here / "var" / "secret_key").write_text("secret")
    assert main(["backup", "all.tgz"]) == 0
    SharedSettings(database).set("colour", "red")
    database.close()
    (here / "var" / "secret_key").unlink()
    assert main(["restore", "all.tgz"]) == 1  # there is data
    assert main(["restore", "all.tgz", "--force"]) == 0
    database = open_database(url)
    assert SharedSettings(database).get("colour") == "blue"
    database.close()
    assert (here / "var" / "secret_key").read_text() == "secret"


def test_a_backup_that_is_none_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (here / "var" / "tuitui.db").read_bytes()
    (here / "none.tgz").write_bytes(b"no archive")
    assert main(["restore", "none.tgz", "--force"]) == 1
    assert "Not restored" in capsys.readouterr().err
    with tarfile.open(here / "empty.tgz", "w:gz"):
        pass
    assert main(["restore", "empty.tgz", "--force"]) == 1
    assert (here / "var" / "tuitui.db").read_bytes() == kept


def test_the_plugins_found_are_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plugin", "list"])
    listed = capsys.readouterr().out.splitlines()
    assert {"platform\twebchat", "intent\tapprove", "chart\tgantt", "step\tapproval"} <= set(listed)
    assert not {"chart\tfont", "chart\tbars"} & set(listed), "what charts are made with is none"

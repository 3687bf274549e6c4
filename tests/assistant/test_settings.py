"""Settings: environment over .env over default."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import ROOT, Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The caller's own installation plays no part."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_serve_one_machine() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database_url is None
    assert settings.rasa_address == "http://127.0.0.1:5005"
    assert settings.actions_address == "http://127.0.0.1:5055"
    assert settings.encoder == str(ROOT / "models" / "encoder")
    assert settings.retention_days == 90


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PORT=9001\nRASA_PORT=9002\nUNKNOWN=x\n")
    monkeypatch.setenv("PORT", "9003")
    settings = Settings()
    assert (settings.port, settings.rasa_port) == (9003, 9002)


def test_a_server_and_a_model_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_URL", "http://rasa.example:5005")
    monkeypatch.setenv("ENCODER_MODEL", "some/model")
    settings = Settings()
    assert settings.rasa_address == "http://rasa.example:5005"
    assert settings.encoder == "some/model"


@pytest.mark.parametrize(("name", "value"), [
    ("PORT", "0"), ("PORT", "70000"), ("PORT", "http"), ("RASA_TIMEOUT", "0"),
    ("RETENTION_DAYS", "0"),
])  # fmt: skip
def test_a_senseless_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_the_sites_of_the_widget_are_origins() -> None:
    said = " https://BacNinh.gov.vn/, https://*.bacninh.gov.vn http://localhost:9000 "
    assert Settings(widget_origins=said).widget_sites == (
        "https://bacninh.gov.vn", "https://*.bacninh.gov.vn", "http://localhost:9000",
    )  # fmt: skip
    assert Settings(widget_origins=None).widget_sites == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "bacninh.gov.vn",
        "https://a.vn/page",
        "https://a.vn; script-src *",
        "https://a b",
        "'self'",
    ],
)
def test_what_is_no_origin_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Settings(widget_origins=wrong)

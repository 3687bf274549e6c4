"""Settings of an installation: environment > .env > default. Secrets and addresses only.

Thresholds and sentences are policy, in knowledge_base/. docs/operations.md has a heading for each
setting; a test holds the two together.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Every setting, with its default for one machine."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address the gateway listens on.")
    port: Port = Field(8080, description="Port of the gateway.")
    rasa_port: Port = Field(5005, description="Port of the Rasa server, loopback only.")
    actions_port: Port = Field(5055, description="Port of the action server, loopback only.")
    database_url: str | None = Field(
        None, description="A PostgreSQL server of your own; none: the embedded one."
    )
    rasa_url: str | None = Field(None, description="A Rasa server elsewhere; none: our own.")
    rasa_timeout: float = Field(4.0, gt=0, description="Seconds to wait for Rasa.")
    knowledge_base: Path = Field(ROOT / "knowledge_base", description="Folder of the records.")
    models: Path = Field(ROOT / "models", description="Folder of the trained models.")
    data: Path = Field(ROOT / "var", description="Folder of the database and reports.")
    encoder_model: str | None = Field(
        None, description="A sentence-transformers model of your own; none: the one trained here."
    )
    reranker_model: str | None = Field(
        None, description="A cross-encoder that looks at the best hits again; none: nobody does."
    )
    retention_days: int = Field(
        90, ge=1, description="Days a conversation is kept after its last turn."
    )
    rasa_python: Path = Field(
        ROOT / ".venv-rasa/bin/python", description="Python of the Rasa environment."
    )

    @property
    def encoder(self) -> str:
        """The model the dense index uses."""
        return self.encoder_model or str(self.models / "encoder")

    @property
    def rasa_address(self) -> str:
        """Where Rasa answers."""
        return self.rasa_url or f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_address(self) -> str:
        """Where the action server answers."""
        return f"http://127.0.0.1:{self.actions_port}"


def load_settings() -> Settings:
    """The settings of this process; SettingError names each that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"{e['loc'][0]}".upper() + f": {e['msg']}" for e in error.errors()]
        raise SettingError("; ".join(wrong)) from None

"""Settings of an installation: environment > .env > default. Secrets and addresses only.

Thresholds and sentences are policy, in knowledge_base/. docs/operations.md has a heading for each
setting; a test holds the two together.
"""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
Port = Annotated[int, Field(ge=1, le=65535)]

Network = IPv4Network | IPv6Network
# Also "https://*.bacninh.gov.vn". Nothing else: it goes into a header as it stands.
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")


def _networks(said: str) -> tuple[Network, ...]:
    return tuple(ip_network(each, strict=False) for each in said.replace(",", " ").split())


def _origins(said: str) -> tuple[str, ...]:
    return tuple(each.rstrip("/").lower() for each in said.replace(",", " ").split())


def _origins_readable(said: str | None) -> str | None:
    for origin in _origins(said or ""):
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(f"no origin: {origin}")
    return said


def _readable(said: str | None) -> str | None:
    _networks(said or "")
    return said


class Settings(BaseSettings):
    """Every setting, with its default for one machine."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

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

    secret_key: SecretStr | None = Field(
        None, description="Seals tokens in the database; none: made once, in the data folder."
    )
    staff_token: SecretStr | None = Field(
        None, description="Opens the officers' API; none: it is closed."
    )
    assistant_limits: Literal["on", "off"] = Field(
        "on", description="Limits on messages; off for load tests alone."
    )
    zalo_oa_id: str | None = Field(None, description="The Official Account.")
    zalo_app_id: str | None = Field(None, description="The application of the Official Account.")
    zalo_app_secret: SecretStr | None = Field(None, description="Its secret, for OAuth.")
    zalo_oa_secret: SecretStr | None = Field(
        None, description="The Official Account's own secret: signs what Zalo sends us."
    )
    zalo_access_token: SecretStr | None = Field(
        None, description="First access token; later ones are kept in the database."
    )
    zalo_refresh_token: SecretStr | None = Field(None, description="First refresh token.")
    zalo_api_url: str = Field("https://openapi.zalo.me", description="Where Zalo takes messages.")
    zalo_oauth_url: str = Field(
        "https://oauth.zaloapp.com", description="Where Zalo gives new tokens."
    )
    zalo_buttons: Literal["on", "off"] = Field(
        "on", description="Buttons on Zalo; off: numbered text."
    )
    zalo_reminder_template: str | None = Field(
        None, description="Zalo's id of the approved template for reminders; none: no template."
    )
    zalo_closing_template: str | None = Field(
        None, description="Zalo's id of the template that tells of a closed day."
    )
    zalo_bot_token: SecretStr | None = Field(None, description="A bot of Zalo's Bot Platform.")
    zalo_bot_secret: SecretStr | None = Field(
        None, description="Proves its webhook; none: the bot is polled."
    )
    zalo_bot_api_url: str = Field(
        "https://bot-api.zaloplatforms.com", description="Where the Bot Platform answers."
    )
    telegram_token: SecretStr | None = Field(None, description="The Telegram bot.")
    telegram_secret: SecretStr | None = Field(
        None, description="Proves its webhook; none: the bot is polled."
    )
    telegram_bot_name: str | None = Field(
        None, pattern=r"^\w{5,32}$", description="The bot's name, for links that open it."
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Where Telegram's Bot API answers."
    )
    oidc_issuer: str | None = Field(
        None, description="Who else signs staff in (OpenID Connect); none: passwords alone."
    )
    oidc_client_id: str | None = Field(None, description="What that provider knows us by.")
    oidc_client_secret: SecretStr | None = Field(None, description="Our secret at the provider.")
    oidc_name: str = Field(
        "tài khoản cơ quan", description="The provider's name, as the button says it."
    )
    kiosk_networks: Annotated[str | None, AfterValidator(_readable)] = Field(
        None, description="Where the kiosks are: only they give numbers; none: any address."
    )
    public_url: str | None = Field(
        None, description="Our address as the internet sees it: for webhooks, and links in answers."
    )

    widget_origins: Annotated[str | None, AfterValidator(_origins_readable)] = Field(
        None, description="The sites that may show the chat in a frame; none: no site."
    )

    @property
    def widget_sites(self) -> tuple[str, ...]:
        """The origins of those sites, as browsers name them."""
        return _origins(self.widget_origins or "")

    @property
    def kiosks(self) -> tuple[Network, ...]:
        """The networks of the kiosks; empty: any address may take a number."""
        return _networks(self.kiosk_networks or "")

    @property
    def zalo_templates(self) -> dict[str, str]:
        """Zalo's ids of the templates that are approved, by our names."""
        known = {"reminder": self.zalo_reminder_template, "closing": self.zalo_closing_template}
        return {name: template for name, template in known.items() if template}

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

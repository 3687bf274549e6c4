"""Sealing what must not be readable in the database, with a key that is not kept there."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from assistant.errors import StorageError


class Seal:
    """Seals and opens texts. Without a key in the settings, one is made once in `path`."""

    def __init__(self, key: str | None, path: Path) -> None:
        self._key = key
        self._path = path
        self._fernet: Fernet | None = None
        self._digesting: bytes | None = None

    def close(self, text: str) -> bytes:
        """The text, sealed."""
        return self._opened().encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """The text; StorageError when it was sealed with another key."""
        try:
            return self._opened().decrypt(sealed).decode()
        except InvalidToken:
            raise StorageError("sealed with another key: is SECRET_KEY the same?") from None

    def digest(self, text: str) -> str:
        """What the text is known by where it need not be read again: the same for the same text,
        and without the key no list of phones tells whose it is.
        """
        if self._digesting is None:
            self._digesting = hashlib.sha256(b"digest:" + self._secret()).digest()
        return hmac.new(self._digesting, text.encode(), hashlib.sha256).hexdigest()

    def _opened(self) -> Fernet:
        if self._fernet is None:
            digest = hashlib.sha256(self._secret()).digest()
            self._fernet = Fernet(base64.urlsafe_b64encode(digest))
        return self._fernet

    def _secret(self) -> bytes:
        return (self._key or _key_in(self._path)).encode()


def _key_in(path: Path) -> str:
    """The key of the file. Of two processes that make it at once, one wins and both read it."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            mine = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            made = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_urlsafe(32))
            try:
                os.link(mine, path)
            except FileExistsError:
                pass
            finally:
                mine.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise StorageError(f"the key in {path} cannot be read: {type(error).__name__}") from None

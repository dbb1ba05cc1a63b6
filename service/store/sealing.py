"""Health text at rest: encrypted as soon as the operator has set a key, and readable with any key of the list."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from service.errors import BadInput, ServiceError

PLAIN, SEALED = "p:", "s:"


class Unreadable(ServiceError):
    """What was sealed cannot be opened with the keys at hand."""

    code = "sealed-unreadable"


class Vault:
    """Seals with the first key and opens with any: a new key is put in front, old ones stay until all is sealed anew.

    Raises BadInput for a key that is none; without keys the text is kept as it is, and marked so.
    """

    def __init__(self, keys: Sequence[str] = ()) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        except ValueError:
            raise BadInput("ADJUSTER_ENCRYPTION_KEYS: each key must be 32 bytes in URL-safe base64.") from None

    @property
    def is_locked(self) -> bool:
        """Whether what is sealed from now on is encrypted."""
        return self._fernet is not None

    def seal(self, words: str) -> str:
        return PLAIN + words if self._fernet is None else SEALED + self._fernet.encrypt(words.encode()).decode()

    def open(self, kept: str) -> str:
        """The words behind what `seal` gave. Raises Unreadable."""
        mark, rest = kept[:2], kept[2:]
        if mark == PLAIN:
            return rest
        if self._fernet is None:
            raise Unreadable("Sealed text was found and no encryption key is set.")
        try:
            return self._fernet.decrypt(rest.encode()).decode()
        except InvalidToken:
            raise Unreadable("Sealed text was found that none of the encryption keys opens.") from None

"""The key and certificate that a profile seals its reports with: made once, kept in `<profile>/key/`, never replaced.

Why it looks like this stands in docs/decisions/0013-sealed-reports.md. Any thread; several processes may ask at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import filelock

KEY_FILE = "seal.pem"
LOCK_FILE = "seal.lock"
LOCK_PATIENCE_S = 30.0
KEY_BITS = 3072
GROUP = 4

# Fixed, so that a report made while the laptop's clock was wrong does not look signed before its certificate was valid.
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2120, 1, 1, tzinfo=UTC)


class KeyDamaged(Exception):  # noqa: N818 - what it says
    """There is a key, but it cannot be used. The text says why; nothing was changed."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A profile's key.

    Attributes:
        private_der: PKCS 8. certificate_der: X.509, self-signed.
    """

    private_der: bytes = field(repr=False)
    certificate_der: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 hexadecimal digits in lower case."""
        return hashlib.sha256(self.certificate_der).hexdigest()


def grouped(fingerprint: str) -> str:
    """A fingerprint or digest for people to read and compare: `1A2B 3C4D ...`."""
    return " ".join(fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP)).upper()


def signing_key(folder: Path) -> SigningKey:
    """The key of this profile; made where there is none yet.

    Args:
        folder: `<profile>/key`; made for the user alone where it is missing.

    Raises:
        KeyDamaged: There is one that cannot be used. Whoever asked shows the sentence.
        OSError: It can be neither read nor made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = known_key(folder)
    if known is not None:
        return known
    try:
        with filelock.FileLock(folder / LOCK_FILE, timeout=LOCK_PATIENCE_S, mode=0o600):
            return known_key(folder) or _made(folder)  # another process may have been quicker
    except filelock.Timeout as cause:
        raise OSError(f"another program keeps {folder / LOCK_FILE} locked") from cause


def known_key(folder: Path) -> SigningKey | None:
    """The key of this profile, None where none was made yet; never makes one. Raises as `signing_key`."""
    try:
        text = (folder / KEY_FILE).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _parsed(text, folder / KEY_FILE)


def _parsed(text: bytes, file: Path) -> SigningKey:
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import rsa

    private_text, mark, certificate_text = text.partition(b"-----BEGIN CERTIFICATE-----")
    try:
        private = forms.load_pem_private_key(private_text, None)
        certificate = x509.load_pem_x509_certificate(mark + certificate_text)
    except (ValueError, TypeError, UnsupportedAlgorithm) as cause:
        raise KeyDamaged(_damaged(file, "it cannot be read")) from cause
    if not isinstance(private, rsa.RSAPrivateKey):
        raise KeyDamaged(_damaged(file, "it is no RSA key"))
    form, spki = forms.Encoding.DER, forms.PublicFormat.SubjectPublicKeyInfo
    if private.public_key().public_bytes(form, spki) != certificate.public_key().public_bytes(form, spki):
        raise KeyDamaged(_damaged(file, "key and certificate do not belong together"))
    der = private.private_bytes(form, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    return SigningKey(der, certificate.public_bytes(form))


def _damaged(file: Path, why: str) -> str:
    return (
        f"The signing key {file} is damaged: {why}. Put it back from a copy, or move it away: "
        "then a new key is made, and new reports carry another fingerprint."
    )


def _made(folder: Path) -> SigningKey:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID

    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    public = private.public_key()
    spki = public.public_bytes(forms.Encoding.DER, forms.PublicFormat.SubjectPublicKeyInfo)
    # The profile is named by its key: no name of a person, a computer or a folder goes to the customer with it.
    common = f"Sophon Monitor, profile {grouped(hashlib.sha256(spki).hexdigest()[: 3 * GROUP])}"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, hashes.SHA256())
    )
    pem = forms.Encoding.PEM
    text = private.private_bytes(pem, forms.PrivateFormat.PKCS8, forms.NoEncryption()) + certificate.public_bytes(pem)
    file = folder / KEY_FILE
    _write_private(file, text)
    return _parsed(text, file)


def _write_private(file: Path, text: bytes) -> None:
    """Whole or not at all, and on the disk when it returns: a report must not carry a fingerprint that is lost."""
    fresh = file.with_suffix(".new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise

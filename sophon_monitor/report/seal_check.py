"""Whether a sealed report is still what was sealed, to the byte, and by whose key.

Three looks, the strict ones first. The one gap that a signature cannot cover is its own place in the file: what stands
there must be written exactly as `seal` writes it, so that no letter's case and no padding can differ. Then the signed
bytes are hashed. Then pyHanko judges signature, certificate, coverage and later changes. Whatever a hostile file makes
the libraries say comes out as "altered", never as a traceback.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sophon_monitor.report.evidence_document import EVIDENCE_FILE, EvidenceDamaged, EvidenceDocument, read
from sophon_monitor.report.seal import FIELD, SIGNER_NAME

MOST_BYTES = 512 * 1024 * 1024

_BYTE_RANGE = re.compile(rb"/ByteRange \[0 ([0-9]{1,12}) ([0-9]{1,12}) ([0-9]{1,12})\]")
_PADES = b"/ETSI.CAdES.detached"
_OURS = f"/Name ({SIGNER_NAME})".encode("ascii")
_SHA256 = {"algorithm": "sha256"}


class SealState(StrEnum):
    """What became of a report."""

    UNALTERED = "unaltered"
    ALTERED = "altered"
    NOT_SEALED = "not_sealed"


class SealFault(StrEnum):
    """Why a file is not an unaltered report."""

    NONE = ""
    NO_PDF = "no_pdf"
    NO_SEAL = "no_seal"
    TOO_LARGE = "too_large"
    BYTES_CHANGED = "bytes_changed"
    SEAL_DAMAGED = "seal_damaged"
    BYTES_ADDED = "bytes_added"
    NOT_OURS = "not_ours"  # a signature, but not one that this program makes
    EVIDENCE_DAMAGED = "evidence_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """What was found. All but `state` and `fault` are only told of an unaltered report.

    Attributes:
        subject: Name in the certificate. fingerprint: of the certificate, 64 hexadecimal digits.
        claimed_at: When it was sealed, as the computer that did it claimed; None where it does not say.
        document: The evidence inside.
    """

    state: SealState
    fault: SealFault = SealFault.NONE
    subject: str = ""
    fingerprint: str = ""
    claimed_at: datetime | None = None
    document: EvidenceDocument | None = None


class _Fault(Exception):  # noqa: N818 - carries a code, ends inside this file
    def __init__(self, fault: SealFault) -> None:
        super().__init__(fault)
        self.fault = fault


def check_file(file: Path) -> SealCheck:
    """Check a file. Takes about 30 ms and 0.4 s for the first one.

    Raises:
        OSError: It cannot be read; whoever asked shows it.
    """
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    return check(data)


def check(data: bytes) -> SealCheck:
    """Check the bytes of a file."""
    if len(data) > MOST_BYTES:
        return SealCheck(state=SealState.NOT_SEALED, fault=SealFault.TOO_LARGE)
    if not data.startswith(b"%PDF-") and _PADES not in data:
        return SealCheck(state=SealState.NOT_SEALED, fault=SealFault.NO_PDF)
    if _PADES not in data and b"/ByteRange" not in data:
        return SealCheck(state=SealState.NOT_SEALED, fault=SealFault.NO_SEAL)
    if _OURS not in data:
        return SealCheck(state=SealState.NOT_SEALED, fault=SealFault.NOT_OURS)
    try:
        _check_bytes(data)
        return _judged(data)
    except _Fault as cause:
        return SealCheck(state=SealState.ALTERED, fault=cause.fault)


def _check_bytes(data: bytes) -> None:
    """The place of the signature as written, and the digest of all the rest."""
    found = _BYTE_RANGE.findall(data)
    if not found:
        raise _Fault(SealFault.SEAL_DAMAGED)
    first, second, rest = (int(number) for number in found[-1])
    if second + rest < len(data):
        raise _Fault(SealFault.BYTES_ADDED)
    if second + rest > len(data) or not first < second:
        raise _Fault(SealFault.BYTES_CHANGED)
    contents = data[first:second]
    digest = hashlib.sha256(data[:first])
    digest.update(data[second:])
    if digest.hexdigest().upper().encode("ascii") not in contents.upper():
        raise _Fault(SealFault.BYTES_CHANGED)
    signature = _signature_in(contents)
    try:
        (signed_digest,) = (
            attribute["values"][0].native
            for attribute in signature["content"]["signer_infos"][0]["signed_attrs"]
            if attribute["type"].native == "message_digest"
        )
    except (ValueError, LookupError, TypeError) as cause:
        raise _Fault(SealFault.SEAL_DAMAGED) from cause
    if signed_digest != digest.digest():
        raise _Fault(SealFault.SEAL_DAMAGED)


def _signature_in(contents: bytes) -> Any:
    """The CMS value between the two signed ranges, if it is written as we write it and nothing else is there."""
    from asn1crypto.cms import ContentInfo

    try:
        padded = bytes.fromhex(contents[1:-1].decode("ascii"))
        # Its length stands in its first bytes; what follows is padding.
        signature = ContentInfo.load(padded)
        written = _as_written(signature)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
        raise _Fault(SealFault.SEAL_DAMAGED) from cause
    digits = written.hex().upper().encode("ascii")  # pyHanko writes capitals
    if contents != b"<" + digits.ljust(2 * len(padded), b"0") + b">":
        raise _Fault(SealFault.SEAL_DAMAGED)
    return signature


def _as_written(signature: Any) -> bytes:
    """A CMS value with the same certificate, signed attributes and signature, written anew, all else as `seal` does it.

    The certificate is held by the signed attributes, those and the signature hold each other, and an RSA signature can
    be written in one way only. What is left is fixed here.
    """
    from asn1crypto import cms

    content = signature["content"]
    certificate, info = content["certificates"][0].chosen, content["signer_infos"][0]
    sid = cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
    rebuilt = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms([cms.DigestAlgorithm(_SHA256)]),
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [
                cms.SignerInfo(
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier({"issuer_and_serial_number": sid}),
                        "digest_algorithm": cms.DigestAlgorithm(_SHA256),
                        # Its own length is not signed, what it holds is.
                        "signed_attrs": cms.CMSAttributes(contents=info["signed_attrs"].contents),
                        "signature_algorithm": cms.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
                        "signature": info["signature"].native,
                    }
                )
            ],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": rebuilt}).dump())


def _judged(data: bytes) -> SealCheck:
    from cryptography.exceptions import InvalidSignature
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    # What it thinks of a file is told by its answer; its log would be a traceback on the terminal of whoever asks.
    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        return _judged_by_pyhanko(data)
    except EvidenceDamaged as cause:
        raise _Fault(SealFault.EVIDENCE_DAMAGED) from cause
    except (PdfError, PathError, ValidationError, InvalidSignature, zlib.error) as cause:
        raise _Fault(SealFault.SEAL_DAMAGED) from cause
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, EOFError) as cause:
        # A parser of a thousand pages of standard meets in a hostile file what nobody thought of. It has no other
        # input than this file, so whatever it stumbles over is the file's doing: not what we wrote.
        raise _Fault(SealFault.SEAL_DAMAGED) from cause
    except (AssertionError, MemoryError, OSError, NotImplementedError) as cause:
        raise _Fault(SealFault.SEAL_DAMAGED) from cause


def _judged_by_pyhanko(data: bytes) -> SealCheck:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(data), strict=True)
    signatures = list(reader.embedded_signatures)
    if len(signatures) != 1 or signatures[0].field_name != FIELD:
        raise _Fault(SealFault.NOT_OURS)
    (signature,) = signatures
    certificate = signature.signer_cert
    # Its own certificate is its anchor: what it proves is "the same key", which the fingerprint names.
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    if not (status.intact and status.valid):
        raise _Fault(SealFault.BYTES_CHANGED)
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise _Fault(SealFault.BYTES_ADDED)
    if status.modification_level is not ModificationLevel.NONE or not status.bottom_line:
        raise _Fault(SealFault.SEAL_DAMAGED)
    if signature.docmdp_level is not MDPPerm.NO_CHANGES:
        raise _Fault(SealFault.NOT_OURS)
    fingerprint = certificate.sha256.hex()
    document = read(_attached(reader))
    if document.made.get("fingerprint") != fingerprint:
        raise EvidenceDamaged("it was made for another seal")
    return SealCheck(
        state=SealState.UNALTERED,
        subject=str(certificate.subject.native.get("common_name", "")),
        fingerprint=fingerprint,
        claimed_at=signature.self_reported_timestamp,
        document=document,
    )


def _attached(reader: Any) -> bytes:
    """The one file inside."""
    (name, place) = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    if name != EVIDENCE_FILE:
        raise EvidenceDamaged("another file is attached")
    return bytes(place.get_object()["/EF"]["/F"].data)

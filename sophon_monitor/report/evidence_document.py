"""The machine-readable evidence as the file inside a report: canonical JSON around a digest. Pure functions.

The document is `{"digest", "evidence", "format", "made"}`. `digest` is the SHA-256 of the canonical JSON of `evidence`
alone; `made` (when, by which version, with which key) stands outside it, so that one session has one digest whenever,
wherever and however often a report is made of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

FORMAT = "sophon-monitor-evidence/1"
EVIDENCE_FILE = "evidence.json"
_MEMBERS = {"digest", "evidence", "format", "made"}


class EvidenceDamaged(ValueError):  # noqa: N818 - what it says
    """What is attached is no evidence document, or not the one that its digest was made of."""


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """An evidence document that agrees with itself.

    Attributes:
        evidence: What was found; see `evidence.py` for its members.
        made: When and with what the report was made.
        digest: SHA-256 of the canonical `evidence`, 64 hexadecimal digits.
    """

    evidence: Mapping[str, object]
    made: Mapping[str, object]
    digest: str


def canonical(value: object) -> bytes:
    """The one way to write a JSON value: sorted names, no spaces, ASCII.

    Raises:
        ValueError: A number that JSON cannot say (NaN, infinity).
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii")


def digest_of(evidence: Mapping[str, object]) -> str:
    """SHA-256 of the canonical evidence, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(canonical(evidence)).hexdigest()


def written(evidence: Mapping[str, object], made: Mapping[str, object]) -> bytes:
    """The document as it is attached."""
    return canonical({"digest": digest_of(evidence), "evidence": evidence, "format": FORMAT, "made": made})


def read(data: bytes) -> EvidenceDocument:
    """A document as attached.

    Raises:
        EvidenceDamaged: It is none, or its digest is not that of its evidence.
    """
    try:
        document = json.loads(data)
        rewritten = canonical(document)
    except (ValueError, RecursionError) as cause:
        raise EvidenceDamaged("it is no JSON") from cause
    if not isinstance(document, dict) or set(document) != _MEMBERS or document["format"] != FORMAT:
        raise EvidenceDamaged("it is no evidence of this program")
    evidence, made, digest = document["evidence"], document["made"], document["digest"]
    if not isinstance(evidence, dict) or not isinstance(made, dict) or digest != digest_of(evidence):
        raise EvidenceDamaged("its digest is another one")
    if rewritten != data:
        raise EvidenceDamaged("it was written by another program")
    return EvidenceDocument(evidence, made, digest)

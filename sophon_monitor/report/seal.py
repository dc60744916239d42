"""Seals a report: the evidence goes inside the PDF, and one signature covers every byte of the file.

A PAdES signature by pyHanko that certifies the document and allows no change to it. There is no time stamp of an
authority: this program talks to nothing but the site's boxes, so the time in the seal is what this computer claimed.
pyHanko is imported only where it is used: it costs 0.4 s. Any thread.
"""

from __future__ import annotations

import io

from sophon_monitor.report.evidence_document import EVIDENCE_FILE
from sophon_monitor.report.signing_key import SigningKey

FIELD = "Seal"
SIGNER_NAME = "Sophon Monitor"


def sealed(pdf: bytes, evidence: bytes, key: SigningKey, *, reason: str = "", description: str = "") -> bytes:
    """The PDF with the evidence attached, signed.

    Args:
        pdf: As drawn.
        evidence: The evidence document, see `evidence_document.written`.
        key: This profile's.
        reason: What readers of PDF show beside the signature.
        description: What they show beside the attached file.
    """
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    data = EmbeddedFileObject.from_file_data(writer, evidence, compress=True, mime_type="application/json")
    embed_file(writer, FileSpec(EVIDENCE_FILE, file_name=EVIDENCE_FILE, description=description, embedded_data=data))
    signer = signers.SimpleSigner(
        signing_cert=Certificate.load(key.certificate_der),
        signing_key=PrivateKeyInfo.load(key.private_der),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=SIGNER_NAME,
        reason=reason or None,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        tight_size_estimates=True,  # an RSA signature has one size: no padding in which something could be put
    )
    out: io.BytesIO = signers.sign_pdf(writer, metadata, signer=signer)
    return out.getvalue()

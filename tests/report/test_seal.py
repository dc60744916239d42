"""The seal: every byte of the file counts, and a hostile file gets a sentence, never a traceback."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sophon_monitor.report import evidence_document
from sophon_monitor.report.evidence_document import EvidenceDamaged, digest_of, read, written
from sophon_monitor.report.seal import sealed
from sophon_monitor.report.seal_check import MOST_BYTES, SealFault, SealState, _Fault, _judged, check, check_file
from sophon_monitor.report.signing_key import grouped, signing_key
from tests.report.seal_samples import EVIDENCE, blank_pdf, document, sample_key, sealed_pdf

OURS = b"%PDF-1.7\n/Name (Sophon Monitor)\n"
HEX = re.compile(rb"/Contents (<[0-9A-F]+>)")


def place_of_the_signature() -> tuple[int, int]:
    found = HEX.search(sealed_pdf())
    assert found is not None
    return found.span(1)


def flipped(at: int, mask: int) -> bytes:
    data = bytearray(sealed_pdf())
    data[at] ^= mask
    return bytes(data)


def test_that_a_sealed_report_is_unaltered_and_says_by_whom() -> None:
    found = check(sealed_pdf())
    assert (found.state, found.fault) == (SealState.UNALTERED, SealFault.NONE)
    assert found.fingerprint == sample_key().fingerprint
    assert found.subject.startswith("Sophon Monitor, profile ")
    assert found.claimed_at is not None
    assert found.claimed_at.tzinfo is not None
    assert found.document is not None
    assert found.document.evidence == EVIDENCE
    assert found.document.digest == digest_of(EVIDENCE)


@pytest.mark.parametrize("part", range(8))
def test_that_a_changed_bit_in_any_byte_is_noticed(part: int) -> None:
    every = range(part, len(sealed_pdf()), 8)
    assert [at for at in every if check(flipped(at, 1)).state is SealState.UNALTERED] == []


def test_that_a_letters_case_and_the_padding_of_the_signature_count() -> None:
    first, last = place_of_the_signature()
    for mask in (0x20, 0x04):
        unnoticed = [at for at in range(first, last, 11) if check(flipped(at, mask)).state is SealState.UNALTERED]
        assert unnoticed == []
    assert first < last - 1000
    small = sealed_pdf()[:first] + sealed_pdf()[first:last].lower() + sealed_pdf()[last:]
    assert check(small).fault is SealFault.SEAL_DAMAGED


@pytest.mark.parametrize("mask", [0x80, 0x10, 0xFF])
def test_that_other_changes_of_a_byte_are_noticed(mask: int) -> None:
    unnoticed = [at for at in range(0, len(sealed_pdf()), 7) if check(flipped(at, mask)).state is SealState.UNALTERED]
    assert unnoticed == []


@pytest.mark.parametrize("more", [b"\n", b" ", b"\0", b"%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_that_bytes_behind_the_end_are_noticed(more: bytes) -> None:
    assert check(sealed_pdf() + more).fault is SealFault.BYTES_ADDED


def test_that_a_file_that_lost_its_end_is_noticed() -> None:
    for size in (1, 2, 100, 1000, len(sealed_pdf()) // 2):
        found = check(sealed_pdf()[:-size])
        assert found.state is not SealState.UNALTERED


def test_that_bytes_left_out_or_put_in_are_noticed() -> None:
    data = sealed_pdf()
    for at in range(0, len(data), 97):
        assert check(data[:at] + data[at + 1 :]).state is not SealState.UNALTERED
        assert check(data[:at] + b"0" + data[at:]).state is not SealState.UNALTERED


def test_that_a_revision_added_later_is_noticed() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed_pdf()))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert check(out.getvalue()).fault is SealFault.BYTES_ADDED


def test_that_a_second_signature_is_no_seal_of_ours() -> None:
    key = sample_key()
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate

    signer = signers.SimpleSigner(
        signing_cert=Certificate.load(key.certificate_der),
        signing_key=PrivateKeyInfo.load(key.private_der),
        cert_registry=SimpleCertificateStore(),
    )
    metadata = signers.PdfSignatureMetadata(field_name="Other", subfilter=fields.SigSeedSubFilter.PADES)
    other = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(blank_pdf())), metadata, signer=signer).getvalue()
    assert check(other).state is SealState.NOT_SEALED
    metadata = signers.PdfSignatureMetadata(field_name="Other", name="Sophon Monitor", md_algorithm="sha256")
    other = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(blank_pdf())), metadata, signer=signer).getvalue()
    assert check(other).state is SealState.ALTERED


def test_that_a_report_sealed_anew_by_somebody_else_carries_another_fingerprint(tmp_path: Path) -> None:
    other = signing_key(tmp_path)
    found = check(sealed(blank_pdf(), document(other), other))
    assert found.state is SealState.UNALTERED
    assert found.fingerprint == other.fingerprint != sample_key().fingerprint


def test_that_evidence_made_for_another_seal_is_refused(tmp_path: Path) -> None:
    found = check(sealed(blank_pdf(), document(sample_key()), signing_key(tmp_path)))
    assert (found.state, found.fault) == (SealState.ALTERED, SealFault.EVIDENCE_DAMAGED)


def test_that_evidence_with_another_digest_is_refused() -> None:
    wrong = document().replace(b'"accepted"', b'"rejected"')
    assert check(sealed(blank_pdf(), wrong, sample_key())).fault is SealFault.EVIDENCE_DAMAGED


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", SealFault.NO_PDF),
        (b"\xff\xd8\xff\xe0 a picture", SealFault.NO_PDF),
        (b"%PDF-1.7\n", SealFault.NO_SEAL),
        (b"%PDF-1.7\n/ByteRange [0 1 2 3]", SealFault.NOT_OURS),
        (OURS + b"/ByteRange [0 1 2 3]", SealFault.BYTES_ADDED),
        (OURS + b"/ByteRange [0 10 12 99]", SealFault.BYTES_CHANGED),
        (OURS + b"/ByteRange [0 99999999999 0 0]", SealFault.BYTES_ADDED),
        (OURS + b"/ETSI.CAdES.detached", SealFault.SEAL_DAMAGED),
    ],
)
def test_that_what_is_no_sealed_report_is_told_apart(data: bytes, fault: SealFault) -> None:
    found = check(data)
    assert found.fault is fault
    assert found.state is not SealState.UNALTERED


def test_that_what_the_library_thinks_is_no_traceback_on_the_terminal(caplog: pytest.LogCaptureFixture) -> None:
    strange = sealed_pdf().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachee")
    with pytest.raises(_Fault):
        _judged(strange)
    assert caplog.records == []


def test_that_a_pdf_without_a_seal_is_not_called_altered() -> None:
    assert check(blank_pdf()).state is SealState.NOT_SEALED


def test_that_a_signature_of_nonsense_is_a_damaged_seal() -> None:
    first, last = place_of_the_signature()
    digest = hashlib.sha256(sealed_pdf()[:first] + sealed_pdf()[last:]).hexdigest().upper().encode()
    for nonsense in (b"", b"30" * 2785, b"308206BC" + b"FF" * 2781, b"30800000" * 700):
        body = (digest + nonsense)[: last - first - 2].ljust(last - first - 2, b"0")
        assert check(sealed_pdf()[: first + 1] + body + sealed_pdf()[last - 1 :]).fault is SealFault.SEAL_DAMAGED
        body = (nonsense + digest)[-(last - first - 2) :].rjust(last - first - 2, b"0")
        assert check(sealed_pdf()[: first + 1] + body + sealed_pdf()[last - 1 :]).fault is SealFault.SEAL_DAMAGED


def test_that_a_huge_file_is_refused_without_being_parsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sophon_monitor.report.seal_check.MOST_BYTES", 1000)
    (tmp_path / "huge.pdf").write_bytes(sealed_pdf())
    assert check_file(tmp_path / "huge.pdf").fault is SealFault.TOO_LARGE
    assert MOST_BYTES > 100_000_000


def test_that_a_file_that_cannot_be_read_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_file(tmp_path / "none.pdf")


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not here")
def test_that_another_reader_of_pdf_shows_the_signature_too(tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(sealed_pdf())
    said = subprocess.run(["pdfsig", "-nocert", tmp_path / "r.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_that_another_reader_of_pdf_finds_the_evidence() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sealed_pdf()))
    assert {name: list(files) for name, files in reader.attachments.items()} == {"evidence.json": [document()]}


def test_that_the_digest_is_that_of_the_evidence_alone() -> None:
    one = read(written(EVIDENCE, {"at": 1, "fingerprint": "a"}))
    two = read(written(dict(reversed(EVIDENCE.items())), {"at": 2, "fingerprint": "b"}))
    assert one.digest == two.digest
    assert one.made != two.made


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        b"NaN",
        evidence_document.written(EVIDENCE, {}) + b" ",
        evidence_document.written(EVIDENCE, {}).replace(b"evidence/1", b"evidence/2"),
    ],
)
def test_that_what_is_no_evidence_is_refused(data: bytes) -> None:
    with pytest.raises(EvidenceDamaged):
        read(data)


def test_that_a_fingerprint_is_grouped_for_people() -> None:
    assert grouped("0a1b2c3d4e") == "0A1B 2C3D 4E"

"""Message bodies for people's eyes: without pictures, biometric templates and passwords."""

from __future__ import annotations

import re

from sophon_monitor.protocol.pictures import looks_like_picture

_BASE64 = re.compile(rb"[A-Za-z0-9+/_\\%-]{64,}(?:\s{1,8}(?!--)[A-Za-z0-9+/_\\%-]+)*={0,2}")
_BASE64_BYTES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_=%-\\\r\n"
_LONG = 1024
_MAX_PIECES = 50_000
_RAW_PICTURE = re.compile(rb"(?:\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|RIFF.{4}WEBP).*?(?=\r\n--|\Z)", re.DOTALL)
_RAW_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"WEBP")
_NUMBERS = re.compile(r"""(?<![-+0-9.eE])(?:["']?[-+]?[0-9][-+0-9.eE]*+["']?\s*+,\s*+){32,}+["']?[-+0-9.eE]*+["']?""")
_FEATURE = re.compile(r"""(["']\w*feature\w*["']\s*:\s*)(\[[^\[\]]*+\]?|"[^"]*+"?|'[^']*+'?)""", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+")
# user:password@ of a URL. The password reaches to the last @ before the path; where there is none, one with slashes in
# it is taken for a password unless it begins like a port.
_CREDENTIALS = re.compile(r"""(:(?:\\?/){2}[^\s/":\\]*:)(?:[^\s/"\\]*@|(?![0-9]{1,5}\\?/)(?:(?!://)[^\s"])*@)""")
_ESCAPED_CREDENTIALS = re.compile(r"(%3A%2F%2F(?:(?!%3A|%2F)[^&\s\"])*+%3A)(?:(?!%2F)[^&\s\"])*%40", re.IGNORECASE)
_MASK = "***"
# What cameras and platforms call a password in a query, a path or a form. One in a path ends where another name begins:
# rtsp://host/user=admin_password=secret_channel=1.
_NAMED = r"(?:password|passwd|passwort|pwd|pass|passphrase|secret|token|access_token|credential|auth)"
_VALUE = r"""(?:(?!_[a-z]+=)[^&\s"'<>\\;,])"""
_QUERY = re.compile(rf"(?<![A-Za-z])({_NAMED}=){_VALUE}+", re.IGNORECASE)
_ESCAPED_QUERY = re.compile(rf"""(?:(?<=%3F)|(?<=%26)|(?<![A-Za-z]))({_NAMED}%3D)(?:(?!%26)[^&\s"])+""", re.IGNORECASE)
_MEMBER = re.compile(
    r"""((["'])(?:[a-z0-9]+_)*(?:password|passwd|pwd|secret)\2\s*:\s*)(?:"[^"]*+"?|'[^']*+'?|[^\s,}\]]+)""",
    re.IGNORECASE,
)


def masked_credentials(text: str) -> str:
    """Return the text with `user:***@` in every URL that carries a password, and stars for one in a query."""
    text = _CREDENTIALS.sub(rf"\1{_MASK}@", text) if "@" in text else text
    text = _ESCAPED_CREDENTIALS.sub(rf"\1{_MASK}%40", text) if "%40" in text else text
    text = _QUERY.sub(rf"\1{_MASK}", text) if "=" in text else text
    return _ESCAPED_QUERY.sub(rf"\1{_MASK}", text) if "%3D" in text or "%3d" in text else text


def redacted(body: bytes, *, limit: int = 65536) -> str:
    """Return a body as text for the message log, at most `limit` characters long; never raises.

    Base64 and numbers of a feature vector give way to their length, passwords to stars.
    """
    short = _without_long_strings(body)
    if any(beginning in short for beginning in _RAW_BEGINNINGS):
        short = _RAW_PICTURE.sub(_raw_length, short)
    short = _shortened(_BASE64.sub(_base64_length, short), 8 * limit)
    # Passwords go before the cut, so that no half of one is left.
    text = masked_credentials(_decoded(short))[: 2 * limit]
    text = _MEMBER.sub(rf'\1"{_MASK}"', text)
    text = _NUMBERS.sub(_numbers_length, _FEATURE.sub(_feature_length, text))
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"[:limit]


def _without_long_strings(body: bytes) -> bytes:
    """Replace long base64 between double quotes: ten times as quick as a pattern, and most bodies are such JSON."""
    if len(body) < _LONG:
        return body
    pieces = body.split(b'"', _MAX_PIECES)
    for index, piece in enumerate(pieces):
        if len(piece) >= _LONG:
            start = piece.find(b",", 0, 64) + 1  # behind the prefix of a data URI
            if not piece[start:].translate(None, _BASE64_BYTES):
                pieces[index] = piece[:start] + _length_of_base64(len(piece) - start)
    return b'"'.join(pieces)


def _shortened(body: bytes, size: int) -> bytes:
    """Cut a body that is longer than anybody reads, between two words: neither a letter nor a password is halved."""
    if len(body) <= size:
        return body
    return body[: max(body.rfind(mark, 0, size) for mark in (b'"', b"&", b" ", b"\n")) + 1 or size]


def _decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = body.decode("utf-8", "replace")
    unreadable = sum(len(found) for found in _NOT_TEXT.findall(text[:4096]))
    if unreadable * 10 > len(text[:4096]):
        return f"<binary {_size(len(body))}>"
    return _NOT_TEXT.sub("\ufffd", text)


def _base64_length(found: re.Match[bytes]) -> bytes:
    return _length_of_base64(len(found[0]))


def _length_of_base64(characters: int) -> bytes:
    return f"<base64 {_size(characters * 3 // 4)}>".encode()


def _raw_length(found: re.Match[bytes]) -> bytes:
    kind = "picture" if looks_like_picture(found[0]) else "binary"
    return f"<{kind} {_size(len(found[0]))}>".encode()


def _numbers_length(found: re.Match[str]) -> str:
    return f"<{found[0].count(',') + 1} numbers>"


def _feature_length(found: re.Match[str]) -> str:
    value = found[2]
    if not value.strip("[]\"' ") or value[1:].startswith("<base64 "):
        return found[0]
    return f'{found[1]}"<feature {len(value)} characters>"'


def _size(count: int) -> str:
    return f"{count} bytes" if count < 1000 else f"{(count + 500) // 1000} kB"

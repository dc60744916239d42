"""Something planted that can be found again wherever it went: in files, in databases, in logs. Of nobody."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path

from tests.services.archive_samples import jpeg

NAME = "Marker Zebedee"
PERSON_ID = "770088991"
CHINESE = "标记人"


def forms(word: str) -> set[bytes]:
    """How a word may stand in a file: UTF-8, UTF-16, escaped in JSON, and in base64 wherever it begins there."""
    found = {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), json.dumps(word)[1:-1].encode()}
    for text in (word.encode(), word.encode("utf-16-le")):
        for before in range(3):
            encoded = base64.b64encode(b"\0" * before + text)
            whole = len(text) + before
            found.add(encoded[-(-before * 4 // 3) : whole // 3 * 4])  # what does not depend on the neighbours
    return found


def where(folder: Path, words: Iterable[str]) -> dict[str, str]:
    """In which files below the folder one of the words stands, and which; a file's own name counts too."""
    looked_for = {form: word for word in words for form in forms(word)}
    found = {}
    for file in sorted(folder.rglob("*")):
        data = file.read_bytes() if file.is_file() else b""
        for form, word in looked_for.items():
            if form in data or form in file.name.encode():
                found[str(file.relative_to(folder))] = word
    return found


def marked_jpeg(word: str, seed: int = 0) -> bytes:
    """A picture whose comment says the word; the decoder accepts it."""
    comment = word.encode() * 3
    plain = jpeg(seed=seed)
    return plain[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + plain[2:]

"""The .ts files: collect the visible texts, keep the plural forms. Standard library only.

lupdate does not see that a Python call has a number, so messages with `%n` are marked here; a file of English holds
nothing but their singular and plural.
"""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

FORMS = {"en": 2, "zh_CN": 1}


def collect(lupdate: Path, sources: Sequence[str], file: Path, options: Sequence[str] = ()) -> None:
    """Bring one .ts file up to date with the sources; RuntimeError with lupdate's own words where it fails."""
    language = file.stem.removeprefix("sophon_monitor_")
    known = _forms(file) if file.exists() else {}
    words = [str(lupdate), "-silent", "-locations", "none", "-no-obsolete", "-source-language", "en"]
    words += ["-target-language", language, *options, *sources, "-ts", str(file)]
    # It always complains of the plural forms, which it takes for a mistake; see above.
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"lupdate: {done.stderr.strip()}")
    tree = ET.parse(file)
    for context in tree.getroot().findall("context"):
        for message in list(context.findall("message")):
            if "%n" in (message.findtext("source") or ""):
                _make_plural(message, known.get(_key(context, message)), FORMS[language])
            elif language == "en":
                context.remove(message)
        if context.find("message") is None:
            tree.getroot().remove(context)
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def unfinished(file: Path) -> list[str]:
    """Source texts that have no finished translation."""
    found = []
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        texts = [form.text for form in message.iter("numerusform")]
        if translation is not None and not texts:
            texts = [translation.text]
        if translation is None or translation.get("type") == "unfinished" or not all(texts):
            found.append(message.findtext("source") or "")
    return found


def _key(context: ET.Element, message: ET.Element) -> tuple[str, str]:
    return context.findtext("name") or "", message.findtext("source") or ""


def _forms(file: Path) -> dict[tuple[str, str], list[str]]:
    found = {}
    for context in ET.parse(file).getroot().findall("context"):
        for message in context.findall("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            if forms and all(forms):
                found[_key(context, message)] = forms
    return found


def _make_plural(message: ET.Element, known: list[str] | None, forms: int) -> None:
    message.set("numerus", "yes")
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    for child in list(translation):
        translation.remove(child)
    translation.text = None
    if known is None:
        translation.set("type", "unfinished")
    else:
        translation.attrib.pop("type", None)
    for number in range(forms):
        ET.SubElement(translation, "numerusform").text = known[number] if known and number < len(known) else ""

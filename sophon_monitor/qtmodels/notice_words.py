"""Notifications in words: a title and a sentence, without anybody's name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sophon_monitor.domain.notices import Notice, NoticeKind

translate = QCoreApplication.translate

NAMED_AT_MOST = 4


def notice_title(notice: Notice) -> str:
    """What happened, in a few words."""
    count = len(notice.subjects)
    match notice.kind:
        case NoticeKind.OFFLINE:
            return translate("Notice", "%n boxes went offline", "", count)
        case NoticeKind.ONLINE:
            return translate("Notice", "%n boxes are online again", "", count)
        case NoticeKind.BLACKLIST:
            return translate("Notice", "Somebody on a blacklist was recognised")
        case NoticeKind.STORAGE_HERE:
            return translate("Notice", "This computer cannot keep what comes")
        case NoticeKind.STORAGE_BOX:
            return translate("Notice", "%n boxes are running out of storage", "", count)


def notice_text(notice: Notice) -> str:
    """Where, what it may mean, and when it was during the quiet hours."""
    sentences, times = [_where(notice)], notice.times
    if notice.kind is NoticeKind.OFFLINE and len(notice.subjects) > 1:
        sentences.append(translate("Notice", "All at once: look at this computer's network first."))
    if times > len(notice.subjects) and notice.kind is NoticeKind.BLACKLIST:
        sentences.append(translate("Notice", "seen %n times", "", times))
    if notice.after_quiet:
        sentences.append(translate("Notice", "During the quiet hours."))
    return "\n".join(sentence for sentence in sentences if sentence)


def boxes_text(online: int, all_boxes: int) -> str:
    """How many boxes are there."""
    return translate("Notice", "{online} of {all} boxes online").format(online=online, all=all_boxes)


def _where(notice: Notice) -> str:
    if notice.kind is NoticeKind.STORAGE_HERE:
        return _problem(notice.subjects[-1])
    named = [name for name in notice.subjects if name][:NAMED_AT_MOST]
    more = len(notice.subjects) - len(named)
    text = translate("Notice", ", ").join(named)
    return text if more <= 0 or not named else f"{text} +{more}"


def _problem(problem: str) -> str:
    match problem:
        case "disk_full":
            return translate("Notice", "The disk is full. Make room; what comes meanwhile waits in memory.")
        case "read_only":
            return translate("Notice", "The folder cannot be written. Mend its permissions.")
        case _:
            return translate("Notice", "The disk reports errors.")

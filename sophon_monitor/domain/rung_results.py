"""Every result that a rung of the ladder can have, with the values that its words name.

`services.diagnosis` gives only these, `qtmodels.diagnosis_words` has words for each, docs/diagnosis.md lists them.
"""

from __future__ import annotations

from collections.abc import Mapping

from sophon_monitor.domain.ladder import RungId

_ABOVE = {"waits": ()}  # skipped: a rung above makes it meaningless
_CALL = {"refused": (), "silent": (), "unreachable": ("detail",), "closed": ("detail",)}

RESULTS: Mapping[RungId, Mapping[str, tuple[str, ...]]] = {
    RungId.ADAPTER: {
        "up": ("adapter", "address"),
        "loopback": (),  # the box is on this computer itself
        "none_up": (),  # no network card is connected
        "unknown_host": ("host", "detail"),  # the name cannot be looked up
    },
    RungId.SUBNET: {
        "same": ("network",),
        "routed": ("address", "network"),  # through a router; works where it knows the way
        "other_subnet": ("address", "network"),  # another private net, and no router on the way answers for it
        "link_local": ("address",),  # 169.254.x.x: this computer got no address
        **_ABOVE,
    },
    RungId.ADDRESS_CONFLICT: {
        "one_answers": ("mac",),
        "two_macs": ("macs",),
        "own_address": ("address",),  # the box's address is this computer's own
        "serial_numbers_alternate": ("first", "second"),
        "not_seen": (),
        **_ABOVE,
    },
    RungId.ROUTE: {"through": ("address",), "none": (), **_ABOVE},
    RungId.PORT_5555: {
        "open": ("port",),
        "bare_mode": (),  # the box runs without its face service
        "only_system": ("port",),  # 8888 answers, 5555 does not
        **_CALL,
        **_ABOVE,
    },
    RungId.IS_BOX: {
        "box": ("generation", "sn", "version"),
        "other_device": ("detail",),
        "says_nothing": (),
        "too_slow": ("seconds",),
        "errors": ("status",),
        "redirects": (),
        "answer_too_long": (),
        "unreadable": ("detail",),
        **_ABOVE,
    },
    RungId.DEVICE_INIT: {"ready": (), "starting": (), "no_list": (), **_ABOVE},
    RungId.PORT_8888: {
        "answers": (),
        "not_on_se3": (),
        "errors": ("status",),
        "other_device": ("detail",),
        **_CALL,
        **_ABOVE,
    },
    RungId.STREAM_5679: {
        "connected": ("cameras",),
        "our_own": (),  # the window's own stream is up
        "not_on_se3": (),
        "no_cameras": (),
        "handshake": ("detail",),
        "dropped": ("detail",),
        **_CALL,
        **_ABOVE,
    },
    RungId.CAMERAS_EXIST: {"some": ("cameras",), "none": (), "no_list": (), **_ABOVE},
    RungId.CAMERAS_ONLINE: {
        "all": ("cameras",),
        "some_offline": ("offline", "names"),
        "all_offline": ("cameras",),
        "not_said": (),  # no message of the box has told it yet
        **_ABOVE,
    },
    RungId.REPORT_URL: {
        "ours": ("url",),
        "ours_other_port": ("url", "port"),
        "ours_other_token": ("url",),
        "old_address": ("url", "address"),
        "another_monitor": ("url", "address"),  # set by Sophon Monitor, at an address this computer never had
        "malformed": ("url",),
        "box_itself": (),  # see the next rung
        "none": (),
        "none_needed": (),  # events come by the stream
        "somebody_else": ("url",),
        "somebody_else_too": ("url",),  # no failure: events come by the stream
        "not_listening": (),  # nothing here to hear it: cannot be judged
        "unreadable": (),
        **_ABOVE,
    },
    RungId.REPORT_URL_IS_BOX_ITSELF: {"no": (), "itself": ("url",), "unreadable": (), **_ABOVE},
    RungId.RECEIVER: {
        "listens": ("url",),
        "other_address": ("url", "address"),
        "not_listening": ("url",),
        "window_closed": ("url",),
        "port_taken": ("url",),
        **_ABOVE,
    },
    RungId.REACHED: {
        "by_the_box": ("ago",),
        "by_others": ("count",),
        "by_nobody": ("url",),
        "window_closed": (),
        **_ABOVE,
    },
    RungId.FIREWALL: {
        "open": ("detail",),
        "off": (),
        "no_rule": ("program",),
        "blocks": ("detail",),
        "unreadable": (),
        "not_here": (),
        **_ABOVE,
    },
    RungId.BOX_MESSAGE: {
        "accepted": ("ago",),
        "by_stream": ("ago",),
        "rejected": ("reason",),
        "none": (),
        "none_yet": (),  # nothing is due yet, or nobody walked by
        "unknown_sender": ("sn",),
        "window_closed": (),
        **_ABOVE,
    },
    RungId.MESSAGE_SIZE: {"fits": ("size",), "too_large": ("size",), "none": (), **_ABOVE},
    RungId.REGISTERED_PEOPLE: {"some": ("count",), "nobody": (), "unreadable": (), **_ABOVE},
    RungId.THRESHOLD: {
        "usual": ("threshold", "face"),
        "too_high": ("threshold",),
        "low": ("threshold",),
        "face_too_large": ("face",),
        "capture_mode": (),  # the box only takes pictures and recognises nobody
        "unreadable": (),
        **_ABOVE,
    },
    RungId.ARMING_PERIOD: {
        "now": ("periods",),
        "not_now": ("periods", "time"),
        "always": (),
        "unreadable": (),
        **_ABOVE,
    },
    RungId.CLOCK: {
        "right": ("seconds",),
        "wrong": ("difference",),
        "time_zone": ("hours",),
        "never_set": ("date",),  # it runs from 1970
        "unreadable": (),
        **_ABOVE,
    },
    RungId.DEDUPLICATION: {"usual": ("seconds",), "long": ("seconds",), "unreadable": (), **_ABOVE},
    RungId.LAST_EVENT: {
        "received": ("ago", "cameras"),
        "on_the_box": ("ago",),  # the box keeps recognitions; none was awaited here
        "lost": ("ago",),
        "none": (),
        "unreadable": (),
        **_ABOVE,
    },
}

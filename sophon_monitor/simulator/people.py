"""The people of the simulated site: invented, with names, ids and looks. Knows nothing of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sophon_monitor.simulator.looks import Look


class Standing(IntEnum):
    """What the box's library says about a person; the numbers are the box's (protocol.md 2.14)."""

    EMPLOYEE = 1
    VISITOR = 2
    BLACKLIST = 3
    STRANGER = 4
    VIP = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who walks past the cameras.

    Attributes:
        key: Short name of this person inside the simulator.
        identity_id: As the box's library knows them, with leading zeros; empty for strangers.
        name: As registered; "stranger" for strangers.
        weight: How often they come, relative to the others.
    """

    key: str
    identity_id: str
    name: str
    standing: Standing
    look: Look
    weight: float = 1.0

    @property
    def is_registered(self) -> bool:
        """Whether the box has a registered picture of them."""
        return self.standing is not Standing.STRANGER

    @property
    def age_word(self) -> str:
        """The box's word for the age (protocol.md 2.8)."""
        for limit, word in ((6, "child"), (18, "juvenile"), (40, "youth"), (65, "middle-aged")):
            if self.look.age < limit:
                return word
        return "aged"


_E, _V, _B, _S, _P = Standing.EMPLOYEE, Standing.VISITOR, Standing.BLACKLIST, Standing.STRANGER, Standing.VIP

REGISTERED: tuple[Person, ...] = (
    Person(
        "zhang-ming",
        "00100234",
        "张明 Zhang Ming",
        _E,
        Look(
            skin=(214, 160, 122),
            width=1.0,
            jaw=1.08,
            hair="short",
            hair_colour=(24, 22, 24),
            brow=1.15,
            age=34,
            smile=0.25,
            clothes="suit",
            cloth=(58, 64, 78),
            tie=(38, 70, 120),
        ),
        3.0,
    ),
    Person(
        "li-na",
        "00100871",
        "Li Na",
        _V,
        Look(
            skin=(238, 196, 168),
            width=0.94,
            jaw=0.86,
            chin=0.96,
            eye_size=1.12,
            hair="long",
            is_female=True,
            hair_colour=(44, 27, 20),
            glasses="round",
            glasses_colour=(120, 72, 40),
            lip=1.15,
            blush=0.6,
            lip_colour=(190, 82, 84),
            nose_width=0.86,
            age=28,
            smile=0.5,
            clothes="blouse",
            cloth=(134, 122, 58),
        ),
        2.0,
    ),
    Person(
        "wang-wei",
        "00100012",
        "王伟 Wang Wei",
        _P,
        Look(
            skin=(236, 194, 164),
            width=1.06,
            jaw=1.14,
            hair="receding",
            hair_colour=(120, 118, 118),
            age=61,
            glasses="half",
            glasses_colour=(60, 60, 66),
            brow=0.9,
            smile=0.15,
            nose_width=1.1,
            clothes="suit",
            cloth=(32, 62, 54),
            tie=(150, 112, 40),
            lip=0.85,
        ),
        1.5,
    ),
    Person(
        "chen-jie",
        "00100455",
        "Chen Jie",
        _E,
        Look(
            skin=(228, 182, 146),
            width=0.97,
            jaw=0.98,
            hair="side",
            hair_colour=(40, 30, 26),
            glasses="thick",
            age=26,
            smile=0.3,
            eye_size=1.05,
            clothes="hoodie",
            cloth=(150, 108, 44),
            cloth_under=(60, 62, 70),
        ),
        2.5,
    ),
    Person(
        "zhao-qiang",
        "00200007",
        "赵强",
        _B,
        Look(
            skin=(190, 134, 98),
            width=1.1,
            jaw=1.22,
            hair="crew",
            hair_colour=(22, 20, 20),
            brow=1.4,
            brow_tilt=0.03,
            age=41,
            smile=-0.25,
            beard="stubble",
            nose_width=1.22,
            clothes="crew",
            cloth=(64, 66, 74),
            chin=1.06,
            lip=0.9,
        ),
        0.6,
    ),
    Person(
        "sun-yue",
        "00100318",
        "Sun Yue",
        _E,
        Look(
            skin=(244, 208, 184),
            width=0.95,
            jaw=0.88,
            hair="fringe",
            is_female=True,
            hair_colour=(26, 20, 22),
            glasses="thin",
            glasses_colour=(70, 66, 72),
            eye_size=1.16,
            lip=1.05,
            blush=0.55,
            nose_width=0.84,
            lip_colour=(204, 96, 98),
            age=24,
            smile=0.35,
            clothes="shirt",
            cloth=(46, 92, 80),
        ),
        2.0,
    ),
    Person(
        "ma-lin",
        "00100509",
        "马琳 Ma Lin",
        _E,
        Look(
            skin=(224, 178, 146),
            width=0.98,
            jaw=0.9,
            hair="bob",
            is_female=True,
            hair_colour=(96, 52, 32),
            age=37,
            lip=1.2,
            lip_colour=(172, 52, 62),
            blush=0.5,
            smile=0.45,
            clothes="suit",
            cloth=(126, 40, 58),
            cloth_under=(246, 240, 236),
            tie=(246, 240, 236),
            earrings=True,
            nose_width=0.9,
            eye_size=1.08,
        ),
        2.0,
    ),
    Person(
        "huang-lei",
        "00100662",
        "黄磊 Huang Lei",
        _E,
        Look(
            skin=(206, 152, 112),
            width=1.03,
            jaw=1.05,
            chin=1.05,
            hair="quiff",
            hair_colour=(30, 24, 22),
            beard="goatee",
            age=31,
            smile=0.4,
            brow=1.2,
            clothes="polo",
            cloth=(36, 88, 150),
        ),
        2.0,
    ),
    Person(
        "amara-okafor",
        "00300041",
        "Amara Okafor",
        _V,
        Look(
            skin=(122, 80, 56),
            width=0.98,
            jaw=0.94,
            hair="curly",
            is_female=True,
            hair_colour=(26, 20, 18),
            eye_colour=(42, 24, 16),
            lip=1.5,
            lip_colour=(128, 58, 58),
            nose_width=1.25,
            eye_size=1.1,
            blush=0.25,
            age=33,
            smile=0.55,
            clothes="blouse",
            cloth=(210, 138, 40),
            earrings=True,
        ),
        1.2,
    ),
    Person(
        "liu-yang",
        "00100190",
        "刘洋 Liu Yang",
        _E,
        Look(
            skin=(218, 168, 130),
            width=1.14,
            jaw=1.12,
            chin=0.92,
            hair="bald",
            beard="full",
            age=45,
            smile=0.2,
            hair_colour=(38, 32, 30),
            brow=1.1,
            clothes="vest",
            cloth=(232, 122, 28),
            cloth_under=(52, 62, 84),
            nose_width=1.15,
        ),
        1.8,
    ),
    Person(
        "erik-lindqvist",
        "00300018",
        "Erik Lindqvist",
        _V,
        Look(
            skin=(244, 204, 184),
            width=0.96,
            jaw=1.06,
            chin=1.1,
            hair="side",
            hair_colour=(196, 158, 96),
            eye_colour=(86, 124, 152),
            nose_length=1.14,
            nose_width=0.95,
            age=48,
            smile=0.1,
            blush=0.7,
            brow=0.85,
            clothes="shirt",
            cloth=(150, 182, 214),
        ),
        1.0,
    ),
    Person(
        "gao-min",
        "00100733",
        "高敏 Gao Min",
        _E,
        Look(
            skin=(230, 184, 152),
            width=1.04,
            jaw=0.96,
            chin=0.94,
            hair="bun",
            is_female=True,
            age=58,
            smile=0.3,
            hair_colour=(112, 106, 106),
            glasses="half",
            glasses_colour=(130, 40, 60),
            lip=0.9,
            clothes="crew",
            cloth=(122, 92, 142),
            earrings=True,
            blush=0.4,
        ),
        1.5,
    ),
    Person(
        "tang-xin",
        "00100927",
        "唐欣 Tang Xin",
        _P,
        Look(
            skin=(240, 200, 172),
            width=0.92,
            jaw=0.84,
            chin=1.04,
            hair="pony",
            is_female=True,
            age=30,
            smile=0.6,
            hair_colour=(28, 20, 20),
            eye_tilt=0.025,
            eye_size=1.1,
            lip=1.1,
            lip_colour=(206, 74, 78),
            blush=0.5,
            nose_width=0.82,
            clothes="suit",
            cloth=(224, 218, 208),
            cloth_under=(34, 34, 40),
            tie=(34, 34, 40),
        ),
        1.2,
    ),
    Person(
        "deng-hao",
        "00100044",
        "邓浩 Deng Hao",
        _E,
        Look(
            skin=(198, 142, 104),
            width=0.99,
            jaw=1.02,
            chin=1.02,
            hair="curly",
            hair_colour=(34, 26, 22),
            age=22,
            beard="moustache",
            smile=0.35,
            brow=1.2,
            nose_width=1.12,
            lip=1.15,
            clothes="hoodie",
            cloth=(120, 34, 40),
            cloth_under=(230, 230, 232),
        ),
        1.8,
    ),
)

STRANGERS: tuple[Person, ...] = (
    Person(
        "stranger-cap",
        "",
        "stranger",
        _S,
        Look(
            skin=(206, 154, 120),
            width=1.02,
            jaw=1.1,
            hair="crew",
            hair_colour=(52, 42, 36),
            beard="stubble",
            age=38,
            smile=-0.1,
            clothes="hoodie",
            cloth=(92, 38, 54),
            cloth_under=(40, 40, 46),
        ),
    ),
    Person(
        "stranger-red",
        "",
        "stranger",
        _S,
        Look(
            skin=(242, 202, 180),
            width=0.95,
            jaw=0.9,
            hair="long",
            is_female=True,
            hair_colour=(152, 74, 38),
            age=35,
            eye_colour=(82, 110, 76),
            freckles=True,
            blush=0.6,
            lip_colour=(190, 96, 92),
            smile=0.15,
            clothes="crew",
            cloth=(42, 108, 108),
        ),
    ),
    Person(
        "stranger-elder",
        "",
        "stranger",
        _S,
        Look(
            skin=(220, 174, 142),
            width=1.0,
            jaw=1.0,
            chin=1.04,
            hair="receding",
            hair_colour=(206, 204, 202),
            age=72,
            beard="moustache",
            smile=0.0,
            brow=1.1,
            clothes="polo",
            cloth=(112, 116, 96),
        ),
    ),
    Person(
        "stranger-young",
        "",
        "stranger",
        _S,
        Look(
            skin=(166, 112, 78),
            width=0.98,
            jaw=1.0,
            hair="quiff",
            hair_colour=(20, 18, 18),
            age=20,
            smile=0.1,
            clothes="polo",
            cloth=(222, 224, 226),
            nose_width=1.1,
            lip=1.15,
        ),
    ),
)

EVERYBODY: tuple[Person, ...] = REGISTERED + STRANGERS

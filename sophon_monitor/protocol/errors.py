"""The one error of this room. It carries a code and values; words are made where they are shown."""

from __future__ import annotations

from enum import StrEnum


class ProtocolErrorCode(StrEnum):
    """Why a body is no message. `wire_sentence` and the screen turn these into words."""

    EMPTY = "empty"  # nothing in the body
    NOT_TEXT = "not_text"  # neither UTF-8 nor GB18030
    NOT_JSON = "not_json"  # values: line, column, problem
    BAD_FORM = "bad_form"  # multipart or urlencoded that cannot be taken apart; values: problem
    NOT_AN_OBJECT = "not_an_object"  # JSON, but neither object nor array of objects; values: found
    EMPTY_ARRAY = "empty_array"
    UNKNOWN_SHAPE = "unknown_shape"  # an object of no known kind; values: keys
    TOO_DEEP = "too_deep"  # nested beyond what is read
    BOX_ERROR = "box_error"  # a box answered with its error object; values: error, message


class ProtocolError(ValueError):
    """A box sent something that cannot be read.

    Attributes:
        code: What is wrong.
        values: Short texts (at most 200 characters each) that the sentence names; never a picture.
    """

    def __init__(self, code: ProtocolErrorCode, **values: str) -> None:
        """Keep the code and its values."""
        super().__init__(code.value)
        self.code = code
        self.values = {name: text[:200] for name, text in values.items()}

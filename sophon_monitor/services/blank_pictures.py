"""Pictures on which nothing is: what a V6 box gives instead of an error (protocol.md 3.5). Any thread; milliseconds."""

from __future__ import annotations

import io
import warnings

_SIDE_PX = 64
_SAME_GREY = 6  # of 255; compression leaves that much in a plain surface, a face leaves ten times as much


def is_blank(data: bytes) -> bool:
    """Whether a picture is of one colour all over. False for what cannot be decoded: that is another matter."""
    from PIL import Image  # 0.1 s of import, and few need it

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture.draft("L", (_SIDE_PX, _SIDE_PX))
            grey = picture.convert("L")
            grey.thumbnail((_SIDE_PX, _SIDE_PX))
            lowest, highest = grey.getextrema()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    assert isinstance(lowest, int | float)
    assert isinstance(highest, int | float)
    return highest - lowest <= _SAME_GREY

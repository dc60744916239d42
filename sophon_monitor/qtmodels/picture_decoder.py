"""Turns encoded pictures into images of display size, on two pool threads, never on the Qt thread.

Knows nothing of events: who asks gives a key and finds the image under it again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLoggingCategory,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

THREADS = 2
CACHE_BYTES = 96 * 1024 * 1024
MOST_PENDING = 150  # what is asked for beyond that pushes the oldest request out; a visible row asks again
MAX_PIXELS = 50_000_000
ALLOCATION_LIMIT_MB = 256  # 50 million pixels of 4 bytes fit
BLANK = 0xA3  # a grey that is no face in either theme
ENTRY_BYTES = 200  # an entry without an image costs something, too

# The decoder would write a line for every damaged picture; the screen says it in the picture's place.
QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
QImageReader.setAllocationLimit(ALLOCATION_LIMIT_MB)


@dataclass(frozen=True, slots=True)
class PictureSpec:
    """How large a picture is wanted.

    Attributes:
        size: Logical pixels it has to fit into; pictures are never enlarged.
        ratio: Device pixels per logical pixel.
        cover: Fill `size` and cut off what stands out (thumbnails) instead of fitting in whole.
    """

    size: QSize
    ratio: float = 1.0
    cover: bool = False


@dataclass(frozen=True, slots=True)
class _Decoded:
    spec: PictureSpec
    image: QImage
    natural: QSize

    @property
    def cost_bytes(self) -> int:
        return ENTRY_BYTES + self.image.sizeInBytes()


class PictureDecoder(QObject):
    """A small decoding pool with a cache bounded by bytes. Lives on the Qt thread; newest requests go first.

    Signals:
        decoded: Key and image, on the Qt thread. The image is null when the bytes are no picture.
    """

    decoded = Signal(object, QImage)
    _some_done = Signal()

    def __init__(self, parent: QObject | None = None, *, cache_bytes: int = CACHE_BYTES) -> None:
        """Start no thread before the first request."""
        super().__init__(parent)
        self._cache_bytes = cache_bytes
        self._cache: OrderedDict[Hashable, _Decoded] = OrderedDict()
        self._used_bytes = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._lock = threading.Lock()
        self._pending: OrderedDict[Hashable, tuple[bytes, PictureSpec]] = OrderedDict()
        self._running: dict[Hashable, PictureSpec] = {}
        self._cancelled: set[Hashable] = set()
        self._done: list[tuple[Hashable, _Decoded]] = []
        self._workers = 0
        self._hides = False
        self._blanked: dict[Hashable, QImage] = {}  # given out while faces are hidden, for what the cache holds
        self._announced = self._closed = False
        self._some_done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def used_bytes(self) -> int:
        """What the cache holds."""
        return self._used_bytes

    def request(self, key: Hashable, jpeg: bytes, size_px: QSize, ratio: float = 1.0, *, cover: bool = False) -> None:
        """Have `jpeg` decoded; the same request twice is one. `decoded` follows, from the cache too.

        Args:
            key: Under which `image` finds it.
            jpeg: Encoded picture; whatever the decoder knows by its first bytes.
            size_px: Logical pixels to fit into.
            ratio: Device pixels per logical pixel.
            cover: See `PictureSpec`.
        """
        spec = PictureSpec(QSize(size_px), ratio, cover)
        known = self._cache.get(key)
        with self._lock:
            if self._closed or self._running.get(key) == spec:
                self._cancelled.discard(key)
                return
            if known is not None and known.spec == spec:
                self._done.append((key, known))
                announce, start = self._announce(), False
            else:
                self._pending.pop(key, None)
                self._pending[key] = (jpeg, spec)
                while len(self._pending) > MOST_PENDING:
                    self._pending.popitem(last=False)
                announce, start = False, self._workers < THREADS
                self._workers += start
        if announce:
            self._some_done.emit()
        if start:
            self._pool.start(self._work)

    def image(self, key: Hashable) -> QImage | None:
        """The image as last decoded: None when there is none yet, null when the bytes are no picture."""
        entry = self._cache.get(key)
        if entry is None:
            return None
        self._cache.move_to_end(key)
        if not self._hides or entry.image.isNull():
            return entry.image
        blank = self._blanked.get(key)  # the same as long as it is the same: who draws by it need not draw again
        if blank is None or blank.size() != entry.image.size():
            blank = self._blanked[key] = _blank(entry.image)
        return blank

    def set_hides(self, hides: bool) -> None:
        """Give out blank pictures instead of what was decoded; afterwards who got one is told anew."""
        self._hides = hides
        if hides:
            return
        blanked, self._blanked = self._blanked, {}
        for key in blanked:
            if (image := self.image(key)) is not None:
                self.decoded.emit(key, image)

    def is_ready(self, key: Hashable, size_px: QSize, ratio: float = 1.0, *, cover: bool = False) -> bool:
        """True when the image is there in just this size."""
        entry = self._cache.get(key)
        return entry is not None and entry.spec == PictureSpec(size_px, ratio, cover)

    def natural_size(self, key: Hashable) -> QSize | None:
        """Pixels of the picture as sent, None while unknown."""
        entry = self._cache.get(key)
        return entry.natural if entry is not None else None

    def cancel(self, wanted: Callable[[Hashable], bool]) -> None:
        """Drop the requests that are not `wanted` any more; what is decoding now is thrown away when it is done."""
        with self._lock:
            for key in [key for key in self._pending if not wanted(key)]:
                del self._pending[key]
            self._cancelled.update(key for key in self._running if not wanted(key))

    def forget(self, gone: Callable[[Hashable], bool]) -> None:
        """Drop cached images and requests."""
        self.cancel(lambda key: not gone(key))
        for key in [key for key in self._cache if gone(key)]:
            self._used_bytes -= self._cache.pop(key).cost_bytes
            self._blanked.pop(key, None)

    def close(self) -> None:
        """Decode nothing more and wait for what is under way. Nothing is emitted afterwards."""
        with self._lock:
            self._closed = True
            self._pending.clear()
        self._pool.waitForDone()
        self._done.clear()

    # -- pool threads ------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._next_job()) is not None:
            key, jpeg, spec = job
            try:
                image, natural = decode(jpeg, spec)
            except BaseException:  # goes to `sys.excepthook`; the next picture must find a thread all the same
                with self._lock:
                    del self._running[key]
                    self._workers -= 1
                raise
            with self._lock:
                del self._running[key]
                announce = False
                if key in self._cancelled:
                    self._cancelled.discard(key)
                else:
                    self._done.append((key, _Decoded(spec, image, natural)))
                    announce = self._announce()
            if announce:
                self._some_done.emit()

    def _next_job(self) -> tuple[Hashable, bytes, PictureSpec] | None:
        with self._lock:
            for key in reversed(self._pending):
                if key not in self._running:  # one picture in two sizes must not come back in the wrong order
                    jpeg, spec = self._pending.pop(key)
                    self._running[key] = spec
                    return key, jpeg, spec
            self._workers -= 1
            return None

    def _announce(self) -> bool:
        announce = not self._announced
        self._announced = True
        return announce

    # -- Qt thread ---------------------------------------------------------------------------------------------------

    def _deliver(self) -> None:
        with self._lock:
            done, self._done = self._done, []
            self._announced = False
            stalled = bool(self._pending) and self._workers == 0
            self._workers += stalled
        if stalled:
            self._pool.start(self._work)
        for key, entry in done:
            self._keep(key, entry)
            image = self.image(key)
            self.decoded.emit(key, image if image is not None else QImage())

    def _keep(self, key: Hashable, entry: _Decoded) -> None:
        former = self._cache.pop(key, None)
        self._used_bytes += entry.cost_bytes - (former.cost_bytes if former is not None else 0)
        self._cache[key] = entry
        while self._used_bytes > self._cache_bytes and len(self._cache) > 1:
            gone, oldest = self._cache.popitem(last=False)
            self._used_bytes -= oldest.cost_bytes
            self._blanked.pop(gone, None)


def _blank(image: QImage) -> QImage:
    """Nothing to be seen, of the same size: whoever lays out by it does not move."""
    blank = QImage(image.size(), QImage.Format.Format_Grayscale8)
    blank.setDevicePixelRatio(image.devicePixelRatio())
    blank.fill(BLANK)
    return blank


def decode(jpeg: bytes, spec: PictureSpec) -> tuple[QImage, QSize]:
    """Decode to `spec`. Any thread; only `read()` takes time, and it lets Python run meanwhile.

    Returns:
        The image (null if the bytes are no picture or too large) and the picture's own size, turned upright.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # photos from telephones lie on their side
    stored = reader.size()
    if stored.isEmpty() or stored.width() * stored.height() > MAX_PIXELS:
        return QImage(), stored
    lies = bool(reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value)
    upright = stored.transposed() if lies else stored
    wanted = QSize(round(spec.size.width() * spec.ratio), round(spec.size.height() * spec.ratio))
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if spec.cover else Qt.AspectRatioMode.KeepAspectRatio
    scaled = upright.scaled(wanted, mode).expandedTo(QSize(1, 1))
    if scaled.width() < upright.width() or spec.cover:
        reader.setScaledSize(scaled.transposed() if lies else scaled)
        if spec.cover:
            clip = QRect(0, 0, wanted.width(), wanted.height())
            # A face crop's face is a little above the middle.
            clip.moveTopLeft(_middle(scaled, wanted))
            reader.setScaledClipRect(_turned(clip, scaled) if lies else clip)
    image = reader.read()
    image.setDevicePixelRatio(spec.ratio)
    return image, upright


def _middle(scaled: QSize, wanted: QSize) -> QPoint:
    return QPoint((scaled.width() - wanted.width()) // 2, (scaled.height() - wanted.height()) * 2 // 5)


def _turned(clip: QRect, scaled: QSize) -> QRect:
    # Clipping happens before turning; a cut around the middle is the same either way round.
    left = (scaled.height() - clip.height()) // 2
    top = (scaled.width() - clip.width()) // 2
    return QRect(left, top, clip.height(), clip.width())

"""Pictures taken on site, two beside each other with what they show."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from branchdesk.domain.visit_papers import Photo
from exports.pdf.document import NOTE, Paper, line_height

_HEIGHT = 58.0  # mm of one picture
_GAP = 4.0


def draw_photos(paper: Paper, photos: Sequence[Photo]) -> None:
    """Print pictures under a heading of their own; nothing where there are none."""
    if not photos:
        return
    whole = _HEIGHT + line_height(NOTE) * 2
    paper.heading(paper.words.tr("Pictures"), 1, with_next=whole)
    width = (paper.width_of_text - _GAP) / 2
    for at in range(0, len(photos), 2):
        paper.keep(whole)
        for place, photo in enumerate(photos[at : at + 2]):
            _draw(paper, photo, paper.left + place * (width + _GAP), width)
        paper.y += whole + 2


def _draw(paper: Paper, photo: Photo, left: float, width: float) -> None:
    try:
        paper.pdf.image(BytesIO(photo.data), left, paper.y, width, _HEIGHT, keep_aspect_ratio=True)
    except (OSError, ValueError):  # what calls itself a picture may be none: the paper is made all the same
        said = paper.printable(paper.words.tr("This picture cannot be read."))
        paper.put(said, left, paper.y + _HEIGHT / 2, NOTE)
    lines = paper.lines(paper.printable(photo.remark), width, NOTE)[:2]
    for number, line in enumerate(lines):
        paper.put(line, left, paper.y + _HEIGHT + line_height(NOTE) * (number + 0.8), NOTE)

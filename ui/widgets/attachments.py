"""The files of a record in a form or on their own: small pictures, drop, paste, open, remark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from branchdesk.domain.attachments import Attachment, NewFile, check_file, media_type_of, safe_name
from branchdesk.domain.messages import Message
from ui.file_viewer import show_file
from ui.icons import icon, put_icon
from ui.language import tr
from ui.operations import Operation, Progress
from ui.saving import save_file
from ui.session import Session
from ui.theme import GRID
from ui.widgets.attachment_list import PICTURE, AttachmentList, files_in
from ui.widgets.fields import TextField

Kept = Attachment | NewFile


class AttachmentsField(QWidget):
    """The files of one record (`kind` is its table); a new record (id 0) gathers them until it is saved.

    In a form `value()` gives the gathered files: pass them to the service, which attaches them in the act
    that saves the record (`Attachments.attach`).
    """

    edited = Signal()
    left = Signal()

    def __init__(self, session: Session, kind: str, record_id: int = 0, *, lines: int = 3) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._record_id = record_id
        self._files: list[Kept] = []
        self._pictures: dict[str, QImage] = {}
        self.list = AttachmentList(lines=lines)
        self.remark = TextField(placeholder=tr("What it shows"), longest=300)
        self._tools: list[QToolButton] = []
        self._lay_out()
        self._connect()
        self.reload()

    def value(self) -> tuple[NewFile, ...]:
        """Return the files that wait for the record to be saved."""
        return tuple(one for one in self._files if isinstance(one, NewFile))

    def set_value(self, value: Sequence[NewFile]) -> None:
        """Show files that wait for the record."""
        if not self._record_id:
            self._files = list(value)
            self._show()

    def problem(self) -> Message | None:
        """Say what is wrong: files are checked when they come in."""
        return None

    def reload(self) -> None:
        """Read the files of the record again."""
        if self._record_id:
            self._files = list(self._session.desk.attachments.of(self._kind, self._record_id))
        self._show()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Take files of the disk."""
        if paths:
            attachments = self._session.desk.attachments
            self._take(lambda: [attachments.read_file(path) for path in paths])

    def add_picture(self, image: QImage) -> None:
        """Take a picture from the clipboard."""
        moment = self._session.local(self._session.desk.context.clock.now())
        name = tr("Picture {moment}.png", moment=f"{moment:%Y-%m-%d %H%M%S}")
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        self._take(lambda: [NewFile(name, bytes(data.data()), taken_on=self._session.today)])

    def ask_for_files(self) -> None:
        """Let the person choose files."""
        paths, _kinds = QFileDialog.getOpenFileNames(self, tr("Add files"))
        self.add_paths([Path(path) for path in paths])

    def open_file(self, row: int) -> None:
        """Show a file with the system's program."""
        one = self._at(row)
        if isinstance(one, Attachment):
            attachments = self._session.desk.attachments
            work = Operation(
                self, lambda _progress: attachments.content(one.id), title=tr("Opening the file")
            )
            work.success(lambda data: show_file(one, data)).run()

    def save_copy(self) -> None:
        """Write a copy of the chosen file to the disk."""
        one = self._at(self.list.currentRow())
        if isinstance(one, Attachment):
            attachments, ending = self._session.desk.attachments, Path(one.file_name).suffix
            save_file(
                self,
                self._session.settings,
                tr("Save a copy"),
                one.file_name,
                f"{ending[1:].upper() or '*'} (*{ending})",
                lambda path: attachments.save_as(one.id, path),
            )

    def remove(self, row: int) -> None:
        """Take a file away; Undo brings it back."""
        one = self._at(row)
        if isinstance(one, Attachment):
            attachments = self._session.desk.attachments
            self._session.act(self, lambda: attachments.remove(one.id), done=lambda _outcome: self.reload())
        elif one is not None:
            self._files.remove(one)
            self._show()
            self.edited.emit()

    def save_remark(self) -> None:
        """Keep what was typed about the chosen file."""
        row, text = self.list.currentRow(), self.remark.value()
        one = self._at(row)
        if one is None or one.remark == text:
            return
        changed = replace(one, remark=text)
        if isinstance(changed, Attachment):
            attachments, wanted = self._session.desk.attachments, changed
            self._session.act(self, lambda: attachments.describe(wanted), done=lambda _outcome: self.reload())
        else:
            self._files[row] = changed
            self._show()
            self.edited.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the small pictures now, not before."""
        super().showEvent(event)
        self._load_pictures()

    def _take(self, read: Callable[[], list[NewFile]]) -> None:
        """Read files in the background; attach them, or keep them for the record to come."""
        attachments, kind, record_id = self._session.desk.attachments, self._kind, self._record_id
        if record_id:
            self._session.act(
                self,
                lambda: attachments.add_files(kind, record_id, read()),
                title=tr("Adding files"),
                done=lambda _outcome: self.reload(),
            )
        else:
            most = self._session.desk.context.settings.attachment_megabytes
            work = Operation(self, lambda _progress: _checked(read(), most), title=tr("Adding files"))
            work.success(self._gather).run()

    def _gather(self, files: list[NewFile]) -> None:
        for one in files:
            if one.data not in [known.data for known in self.value()]:
                self._files.append(one)
        self._show()
        self.edited.emit()

    def _came(self, data: QMimeData) -> None:
        paths = files_in(data)
        if paths:
            self.add_paths(paths)
        elif data.hasImage():
            image = data.imageData()
            self.add_picture(image if isinstance(image, QImage) else QImage(image))

    def _at(self, row: int) -> Kept | None:
        return self._files[row] if 0 <= row < len(self._files) else None

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for one in self._files:
            name = _name(one)
            self.list.put(f"{name}\n{_about(one)}", name, "image" if _is_image(one) else "file-text")
        self.list.setCurrentRow(min(max(row, 0), len(self._files) - 1))
        self._chosen(self.list.currentRow())
        self._load_pictures()

    def _chosen(self, row: int) -> None:
        one = self._at(row)
        self.remark.set_value(one.remark if one else "")
        self.remark.setEnabled(one is not None)
        for tool in self._tools:
            tool.setEnabled(one is not None)

    def _load_pictures(self) -> None:
        """Read the small pictures of the lines in view that have none yet, in the background."""
        if not self.isVisible():
            return
        shown = [(row, self._files[row]) for row in self.list.rows_in_view()]
        for row, one in shown:
            if _key(one) in self._pictures:
                self.list.set_picture(row, self._pictures[_key(one)])
        wanted = [one for _row, one in shown if _is_image(one) and _key(one) not in self._pictures]
        if wanted:
            work = Operation(self, lambda progress: self._read_pictures(wanted, progress), quiet=True)
            work.success(self._show_pictures).run()

    def _read_pictures(self, wanted: Sequence[Kept], progress: Progress) -> dict[str, QImage]:
        found = {}
        for one in wanted:
            progress.check()
            data = one.data if isinstance(one, NewFile) else self._session.desk.attachments.content(one.id)
            found[_key(one)] = small_picture(data)
        return found

    def _show_pictures(self, found: dict[str, QImage]) -> None:
        self._pictures |= found
        for row, one in enumerate(self._files):
            picture = found.get(_key(one))
            if picture is not None and not picture.isNull():
                self.list.set_picture(row, picture)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._chosen)
        self.list.dropped.connect(self._came)
        self.list.opened.connect(self.open_file)
        self.list.removed.connect(self.remove)
        self.list.remark_wanted.connect(self.remark.setFocus)
        self.list.more_wanted.connect(self.ask_for_files)
        self.list.seen.connect(self._load_pictures)
        self.remark.left.connect(self.save_remark)

    def _lay_out(self) -> None:
        add = QPushButton(tr("Add files…"))
        put_icon(add, "paperclip")
        add.setAutoDefault(False)
        add.clicked.connect(self.ask_for_files)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(add)
        foot.addWidget(self._tool("copy", tr("Paste a picture (Ctrl+V)"), self.list.paste))
        foot.addStretch()
        for picture, text, act in (
            ("eye", tr("Open (Enter)"), lambda: self.open_file(self.list.currentRow())),
            ("download", tr("Save a copy"), self.save_copy),
            ("trash-2", tr("Remove (Del)"), lambda: self.remove(self.list.currentRow())),
        ):
            tool = self._tool(picture, text, act)
            self._tools.append(tool)
            foot.addWidget(tool)
        about = QHBoxLayout()
        about.setSpacing(GRID)
        label = QLabel(tr("Remark"))
        label.setBuddy(self.remark)
        self.remark.setAccessibleName(tr("Remark"))
        about.addWidget(label)
        about.addWidget(self.remark, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.list)
        column.addLayout(about)
        column.addLayout(foot)
        self.setFocusProxy(self.list)

    def _tool(self, picture: str, text: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())
        return button


def small_picture(data: bytes) -> QImage:
    """Make the small picture of a photo without holding all of it; empty where it is none that we read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(PICTURE, PICTURE) * 2, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def size_words(size: int) -> str:
    """Write the size of a file as people say it."""
    if size < 1024 * 1024:
        return f"{max(size // 1024, 1)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _checked(files: list[NewFile], most: int) -> list[NewFile]:
    for one in files:
        check_file(one.name, len(one.data), most)
    return files


def _name(one: Kept) -> str:
    return one.file_name if isinstance(one, Attachment) else safe_name(one.name)


def _key(one: Kept) -> str:
    return one.sha256 if isinstance(one, Attachment) else f"{one.name}:{len(one.data)}"


def _is_image(one: Kept) -> bool:
    return media_type_of(_name(one)).startswith("image/")


def _about(one: Kept) -> str:
    size = one.size if isinstance(one, Attachment) else len(one.data)
    day = one.taken_on.isoformat() if one.taken_on else ""
    return " · ".join(part for part in (one.remark, day, size_words(size)) if part)

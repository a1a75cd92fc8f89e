"""Where resources are and where the store is kept; files read, and written whole or not at all."""

import contextlib
import errno
import os
import sys
from pathlib import Path

from atgraph.errors import RefusedError, UnreadableError

PACKAGE = Path(__file__).parent
SHIPPED = PACKAGE / "resources"
CHECKOUT = PACKAGE.parent.parent
LARGEST = 256 << 20  # bytes of a file that is read whole
LARGEST_TEXT = 32 << 20


def home() -> Path:
    """Return the folder that holds the four: ATGRAPH_HOME, the wheel's, or the checkout."""
    if named := os.environ.get("ATGRAPH_HOME"):
        return Path(named)
    return SHIPPED if SHIPPED.is_dir() else CHECKOUT


def resource_folder(name: str) -> Path:
    """Return one of the four folders; it is an UnreadableError where that is not there."""
    path = home() / name
    if not path.is_dir():
        how = "set ATGRAPH_HOME to the folder that holds it"
        raise UnreadableError(f"there is no folder {name}/ here; {how}", path)
    return path


def file_state(path: Path) -> tuple[Path, int, int]:
    """Return a path with its file's time of change and size: what is kept of it holds as long."""
    if not path.exists():
        return path, 0, 0
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


def list_files(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder, sorted; an UnreadableError where it has none, so lost them."""
    found = sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
    if not found:
        how = "restore them, or set ATGRAPH_HOME to the folder that holds them"
        raise UnreadableError(f"holds no {pattern}; {how}", folder)
    return found


def is_installed() -> bool:
    """Return whether the four are those of an installed package, which nobody edits."""
    return home() == SHIPPED


def default_store() -> Path:
    """Return where the store is kept unless --store says otherwise."""
    if not is_installed():
        return home() / "build" / "store"
    from platformdirs import user_data_path

    return user_data_path("atgraph", appauthor=False) / "store"


def read_text(path: Path) -> str:
    r"""Read a file as UTF-8 with ``\n`` line ends.

    It is an UnreadableError if it is missing, larger than 32 MB, or a byte is not UTF-8 (the
    message names the line).
    """
    return decode(read_bytes(path, LARGEST_TEXT), path)


def read_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Read a file whole.

    It is an UnreadableError if it is missing, has more bytes than ``most``, or is not a file: a
    pipe would be waited for without end, and a device has none.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            why = "is a pipe or a device, not a file"
            raise UnreadableError(f"{why}; put a file in its place", path)
        if path.is_file() and path.stat().st_size > most:
            why = f"is larger than {most >> 20} MB"
            raise UnreadableError(f"{why}; divide it into several files", path)
        return path.read_bytes()
    except OSError as exc:
        raise UnreadableError(f"cannot be read: {exc.strerror}", path) from exc


def decode(raw: bytes, path: Path | str) -> str:
    r"""Decode bytes that came from a path as UTF-8 with ``\n`` line ends.

    It is an UnreadableError if a byte is not UTF-8 (the message names the line).
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        why = "is not UTF-8 from this line on; save it as UTF-8"
        raise UnreadableError(why, path, line) from exc
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file in the place of any, also of a link, and wait until it is on the disk."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk."""
    if sys.platform == "win32":  # its folders cannot be opened
        return
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder may be written and not read
        return
    try:
        os.fsync(handle)
    except OSError as exc:
        if exc.errno not in (errno.EINVAL, errno.ENOTSUP):  # of a disk that does not wait
            raise
    finally:
        os.close(handle)


def write_file(path: Path, data: bytes, option: str = "-o") -> None:
    """Write bytes beside the target and move them into its place; a link stays a link.

    It is a RefusedError if the folder cannot be written, or the disk is full; the target is as it
    was. It tells people the ``option`` with which they choose another file.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        # a device or a pipe: a move would put a file in its place
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        write_synced(fresh, data)
        fresh.replace(target)
        sync(target.parent)
    except OSError as exc:
        with contextlib.suppress(OSError):
            fresh.unlink()
        why = f"cannot be written: {exc.strerror}; choose another file with {option}"
        raise RefusedError(why, path) from exc

"""What a person made is written one way: locked, journalled, on the disk, and whole or not at all.

New files are written beside those whose place they take, then each moves there. A journal in the
folder names them: as begun, until all are written, and then as whole. After a kill, whoever next
reads or writes the folder undoes what was begun, and finishes what was whole. A stranger may have
written the journal: it names files of its folder, elsewhere only where a link there leads.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from atgraph.errors import RefusedError
from atgraph.files import sync, write_synced

BEGUN, WHOLE, LOCK = ".atgraph-begun", ".atgraph-whole", ".atgraph-lock"
LARGEST = 1 << 16  # bytes of a journal, which names a few files


@contextlib.contextmanager
def locked(folder: Path, option: str = "--data") -> Iterator[None]:
    """Hold a folder to write in it, made if it is not there; wait for whoever holds it.

    The lock ends with the process. It is a RefusedError if the folder cannot be written; it tells
    people the ``option`` with which they choose another.
    """
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(_lock(folder, shared=False))
            _settle(folder)
        except OSError as exc:
            raise _refused(exc, folder, option) from exc
        yield


@contextlib.contextmanager
def settled(folder: Path) -> Iterator[None]:
    """Hold a folder to read it: nobody writes meanwhile, and what a kill left is settled before."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):  # not there, or on a disk that knows no locks
            held.enter_context(_lock(folder, shared=True))
        if not any((folder / journal).is_file() for journal in (BEGUN, WHOLE)):
            yield
            return
    with locked(folder):
        pass
    with settled(folder):
        yield


def write_together(folder: Path, files: Mapping[Path, bytes], option: str = "--data") -> None:
    """Write files in or below a folder that is `locked`: all of them or none; a link stays a link.

    When it returns they are on the disk. It is a RefusedError if one cannot be written; then all
    are as they were.
    """
    names = [str(path.absolute().relative_to(folder.absolute())) for path in files]
    path, journal = folder, folder / BEGUN
    try:
        write_synced(journal, json.dumps(names).encode())
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(None, "Is a directory")
            fresh = _beside(Path(os.path.realpath(path)))
            fresh.parent.mkdir(parents=True, exist_ok=True)
            write_synced(fresh, data)
        journal.replace(folder / WHOLE)
        sync(folder)
        _settle(folder)
    except OSError as exc:
        with contextlib.suppress(OSError):
            _settle(folder)
        raise _refused(exc, path, option) from exc


def _settle(folder: Path) -> None:
    """Undo what was begun, or finish what was whole."""
    for journal in (folder / BEGUN, folder / WHOLE):
        if not journal.is_file():
            continue
        targets = [Path(os.path.realpath(folder / name)) for name in _names(journal)]
        for target in targets:
            fresh = _beside(target)
            if journal.name == BEGUN:
                fresh.unlink(missing_ok=True)
                with contextlib.suppress(OSError):  # an empty folder would be read as a programme
                    fresh.parent.rmdir()
            elif fresh.exists():
                fresh.replace(target)
        for parent in {target.parent for target in targets if target.parent.is_dir()}:
            sync(parent)
        journal.unlink()
        sync(folder)


def _names(journal: Path) -> list[str]:
    """Return what a journal names: nothing where a kill cut it, since no file was written then."""
    try:
        with journal.open("rb") as file:
            names = json.loads(file.read(LARGEST))
    except (ValueError, RecursionError):
        names = []
    return [name for name in names if _is_below(name)] if isinstance(names, list) else []


def _is_below(name: Any) -> bool:
    """Whether it is the name of a file below a folder."""
    if not isinstance(name, str) or "\0" in name:
        return False
    try:
        os.fsencode(name)
    except ValueError:  # letters that no name has
        return False
    path = Path(name)
    return path.name != "" and not path.anchor and ".." not in path.parts


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _refused(exc: OSError, path: Path, option: str) -> RefusedError:
    why = "it is no folder" if isinstance(exc, FileExistsError) else exc.strerror
    return RefusedError(f"cannot be written: {why}; choose another place with {option}", path)


@contextlib.contextmanager
def _lock(folder: Path, shared: bool) -> Iterator[None]:
    if sys.platform == "win32":  # it has no locks of folders
        yield
        return
    import fcntl

    with contextlib.ExitStack() as held:
        handle = os.open(folder, os.O_RDONLY)
        held.callback(os.close, handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        except OSError:  # a disk of another machine, as over NFS, locks no folder to write in it
            if shared:
                raise
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
            held.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        held.callback(fcntl.flock, handle, fcntl.LOCK_UN)  # a forked process may have it open too
        yield

"""Writing results: whole or not at all."""

import errno
import os
from pathlib import Path

from kamerstem.errors import IN_USE, WriteError, why


def write(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside its place and rename it, so that it is never half there.

    A link is followed; what is no file (a pipe, a device) is written to as it is. Raises WriteError, and leaves what
    was there, when the folder is missing, full or not to be written in.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            place = path.resolve()
            if place.is_symlink():  # a link to itself, which Python 3.13 leaves as it is
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _replace(place, data)
    except (OSError, RuntimeError) as error:  # RuntimeError: the same, in Python 3.11 and 3.12
        raise unwritable(str(path), error) from None


def is_folder(path: Path) -> bool:
    """Return whether there is a folder of that name; a name that no file can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def make_folder(path: Path) -> None:
    """Make a folder where there is none yet; the folder it lies in must be there. Raises WriteError."""
    try:
        path.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(str(path), error) from None


def unwritable(name: str, error: Exception) -> WriteError:
    """Return the error that says why nothing could be written there."""
    because = why(error if isinstance(error, OSError) else OSError(str(error)))
    return WriteError(
        f"'{name}' kan niet worden geschreven ({because.nl}). Kies een andere plaats of controleer uw rechten.",
        f"'{name}' cannot be written ({because.en}). Choose another place or check your permissions.",
    )


def _replace(place: Path, data: bytes) -> None:
    import tempfile  # slow to load, and most commands write no file

    handle, temporary = tempfile.mkstemp(prefix=".kamerstem-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        _rename(Path(temporary), place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _rename(temporary: Path, place: Path) -> None:
    """Put a file in its place. Raises OSError; on Windows one that another program has open cannot be replaced."""
    try:
        temporary.replace(place)
    except PermissionError as error:
        if not place.exists():
            raise
        raise OSError(IN_USE, error.strerror) from None

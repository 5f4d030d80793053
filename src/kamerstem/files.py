"""Writing results: whole or not at all."""

import os
import tempfile
from pathlib import Path

from kamerstem.errors import WriteError


def write(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside its place and rename it, so that it is never half there.

    Raises WriteError, and leaves what was there, when the folder is missing, full or not to be written in.
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise WriteError(
            f"'{path}' kan niet worden geschreven ({error.strerror}). Kies een andere map of controleer uw rechten.",
            f"'{path}' cannot be written ({error.strerror}). Choose another folder or check your permissions.",
        ) from None

"""Paths as references of RFC 3986."""

from __future__ import annotations

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def uri_of(path: str) -> str:
    """A path with forward slashes as a URI reference: relative, unless the path is absolute.

    Every byte that is not plain is percent-encoded, so that names with spaces, colons, `#`, `%`
    or bytes that are no UTF-8 come back as they were.
    """
    raw = _bytes_of(path)
    quoted = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in raw)
    if path.startswith("/"):
        return f"file://{quoted}"
    if path[1:3] == ":/":  # a drive of Windows
        return f"file:///{path[0]}:{quoted[4:]}"
    return quoted


def _bytes_of(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")

"""Odd inputs: what people and programs really hand to a linter, and what must come of each.

`ODD_FILES` are single files: the bytes, and the line at which a finding must stand (0: no finding
of a reading rule at all). `ODD_FOLDERS` need more than bytes: links, pipes, permissions.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

GOOD = "mission: Every caller is helped.\n"
HEAD = b"mission: Every caller is helped.\n"


def kpi(line: str) -> bytes:
    """A catalogue whose fourth line is the one in question."""
    return f"{GOOD}kpis:\n  - name: Waiting time\n    {line}\n".encode()


ODD_FILES: dict[str, tuple[bytes, int]] = {
    # encodings
    "empty": (b"", 1),
    "only-blank": (b" \n\n\t\n", 1),
    "utf8-bom": (b"\xef\xbb\xbf" + HEAD, 0),
    "two-byte-order-marks": (b"\xef\xbb\xbf" * 2 + HEAD, 1),
    "utf16-le": (GOOD.encode("utf-16"), 1),
    "utf16-be": (b"\xfe\xff" + GOOD.encode("utf-16-be"), 1),
    "utf32": (GOOD.encode("utf-32"), 1),
    "latin-1": (HEAD + "goals: [{id: hilfe, name: Kürzer}]\n".encode("latin-1"), 2),
    "nul": (HEAD + b"goals: \x00\n", 2),
    "text-after-nul": (HEAD + b"# \x00 gone\ngoals: []\n", 2),
    "escape-sequence": (kpi("owner: \x1b[2Jroot"), 4),
    "c1-control": (kpi("owner: \x9bx"), 4),
    "lone-surrogate": (HEAD + b"goals: \xed\xa0\x80\n", 2),
    "line-separators-do-not-shift-lines": (kpi("purpose: a\u2028b\x85c\u2029d\n    owner: [1]"), 5),
    "old-mac-line-ends": (b"mission: Help\rkpis: 7\r", 2),
    "windows-line-ends": (b"mission: Help\r\nkpis: 7\r\n", 2),
    "no-line-end": (b"mission: Help", 0),
    # not YAML
    "tab-indent": (HEAD + b"kpis:\n\t- name: x\n", 3),
    "unclosed-bracket": (HEAD + b"kpis: [\n", 3),
    "unclosed-quote": (HEAD + b'kpis: "\n', 2),
    "colon-in-text": (kpi("purpose: more: less"), 4),
    "percent": (kpi("unit: %"), 4),
    "at-sign": (kpi("owner: @team"), 4),
    "backtick": (kpi("formula: `a / b`"), 4),
    "undefined-alias": (kpi("owner: *nobody"), 4),
    "conflict-markers": (HEAD + b"<<<<<<< HEAD\nkpis: []\n=======\n>>>>>>> x\n", 3),
    "bad-escape": (kpi('owner: "\\q"'), 4),
    "huge-escape": (kpi('owner: "\\UFFFFFFFF"'), 4),
    "yaml-1.3": (b"%YAML 1.3\n---\n" + HEAD, 1),
    # YAML that is more than a catalogue needs
    "second-document": (HEAD + b"---\nkpis: []\n", 2),
    "tag": (kpi("owner: !role head"), 4),
    "python-tag": (kpi("owner: !!python/object/apply:os.system [true]"), 4),
    "include": (kpi("owner: !include /etc/passwd"), 4),
    "complex-key": (HEAD + b"? [a, b]\n: c\n", 2),
    "self-reference": (b"mission: &m\n  statement: *m\n", 2),
    "deep": (HEAD + b"kpis: " + b"[" * 100_000, 2),
    "deep-mappings": (HEAD + b"kpis: " + b"{a: " * 5_000, 2),
    "alias-bomb": (
        b"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (i, i, b", ".join([b"*%c" % (i - 1)] * 10))
                   for i in range(98, 106))
        + HEAD,
        6,
    ),
    "many-aliases": (b"x-a: &a y\nx-b: [" + b"*a, " * 2_000 + b"]\n" + HEAD, 2),
    "merge-key": (b"x-base: &b {owner: head}\n" + HEAD + b"kpis: [{<<: *b, name: A}]\n", 0),
    "merge-of-text": (b"x-base: &b head\n" + HEAD + b"kpis: [{<<: *b, name: A}]\n", 0),
    "duplicate-key": (kpi("owner: a\n    owner: b"), 5),
    "duplicate-section": (HEAD + b"kpis: []\nkpis: []\n", 3),
    # values of the wrong kind
    "kpis-is-a-number": (HEAD + b"kpis: 7\n", 2),
    "kpi-is-a-number": (HEAD + b"kpis: [7]\n", 2),
    "name-is-a-number": (HEAD + b"kpis: [{name: 007}]\n", 2),
    "name-is-null": (HEAD + b"kpis: [{name: }]\n", 2),
    "name-is-a-list": (HEAD + b"kpis: [{name: [a]}]\n", 2),
    "owner-is-true": (kpi("owner: true"), 4),
    "owner-is-no": (kpi("owner: no"), 0),
    "impossible-day": (kpi("active_from: 2026-02-30"), 4),
    "day-as-number": (kpi("active_from: 20260230"), 4),
    "german-day": (kpi("active_from: 30.02.2026"), 4),
    "infinite-floor": (kpi("floor: .inf"), 4),
    "nan-floor": (kpi("floor: .nan"), 4),
    "long-integer": (kpi("floor: " + "9" * 5_000), 4),
    "long-integer-as-name": (HEAD + b"kpis: [{name: " + b"9" * 5_000 + b"}]\n", 2),
    "unknown-key": (kpi("ownr: head"), 4),
    "unknown-word": (kpi("direction: lowr"), 4),
    "own-key": (kpi("x-cost-centre: 4711"), 0),
    "item-is-null": (HEAD + b"kpis:\n  -\n", 3),
    "version-2": (HEAD + b"version: 2\n", 2),
    "lfs-pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", 1),
}  # fmt: skip

# Files that say nothing of being a catalogue: passed over in a folder, told when asked for.
NOT_A_CATALOGUE: dict[str, bytes] = {
    "a-list": b"- mission\n",
    "a-text": b"mission\n",
    "another-tool": b"services: {web: {image: nginx}}\nversion: 3\n",
    "broken-template": b"name: {{ .Values.name }}\n",
    "comments-only": b"# kpis: to come\n",
}


def _folder_named_like_a_file(folder: Path) -> None:
    (folder / "odd.yaml").mkdir()


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "odd.yaml")


def _link_to_nowhere(folder: Path) -> None:
    (folder / "odd.yaml").symlink_to("gone.yaml")


def _link_to_a_device(folder: Path) -> None:
    (folder / "odd.yaml").symlink_to("/dev/zero")


def _loop_of_links(folder: Path) -> None:
    (folder / "odd.yaml").symlink_to("odd.yaml")


def _too_large(folder: Path) -> None:
    with (folder / "odd.yaml").open("wb") as file:
        file.truncate(200 * 1024 * 1024)


def _closed_folder(folder: Path) -> None:
    (folder / "odd.yaml").mkdir(mode=0)


# What to put beside a good file, and whether a finding must stand in `odd.yaml`.
ODD_FOLDERS: dict[str, tuple[Callable[[Path], None], bool]] = {
    "folder-named-like-a-file": (_folder_named_like_a_file, False),
    "pipe": (_pipe, True),
    "link-to-nowhere": (_link_to_nowhere, True),
    "link-to-a-device": (_link_to_a_device, True),
    "loop-of-links": (_loop_of_links, True),
    "too-large": (_too_large, True),
    "closed-folder": (_closed_folder, os.geteuid() != 0),  # root may open it
}

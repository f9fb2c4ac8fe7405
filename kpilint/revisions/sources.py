"""The files of the catalogue as a commit or the index holds them; the work tree is not touched.

They are chosen by the rules that hold for the work tree today: the same paths and settings, the
same endings, nothing hidden. A file or folder that the commit does not have yet is left out.
Texts are those that git keeps: no filter runs, and line ends are not converted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kpilint.catalogue.files import (
    catalogue_files,
    decode,
    is_walked,
    shown,
    too_large,
)
from kpilint.config import MIB, Settings
from kpilint.git import repository_of
from kpilint.record import record
from kpilint.revisions.git import Commit, RevisionError, ask, check_repository, lacking
from kpilint.text.path import StrPath
from kpilint.text.source import Source, Trouble

_LINK, _SUBMODULE = "120000", "160000"
_MOST_LINKS = 40  # as Linux follows, path_resolution(7)
_LONGEST_LINK = 4096  # as PATH_MAX of Linux


def sources_at(
    commit: Commit,
    paths: Sequence[Path],
    settings: Settings,
    settings_file: StrPath | None = None,
) -> list[Source]:
    """The files that `kpilint check PATHS` would read, were this commit checked out.

    `settings` are those of today: a revision is judged by the rules that hold now. Raises
    RevisionError where a path lies outside the repository, or the clone lacks files.
    """
    return _sources(_Tree(commit, folder_of(paths, settings)), paths, settings, settings_file)


def sources_staged(
    paths: Sequence[Path], settings: Settings, settings_file: StrPath | None = None
) -> list[Source]:
    """The same of what is staged: the state that `git commit` would record now.

    What is only announced (`git add --intent-to-add`) is not staged. Raises RevisionError while a
    merge has left conflicts.
    """
    return _sources(_Tree(None, folder_of(paths, settings)), paths, settings, settings_file)


def _sources(
    tree: _Tree, paths: Sequence[Path], settings: Settings, settings_file: StrPath | None
) -> list[Source]:
    skip = tree.real(settings_file) if settings_file and tree.holds(settings_file) else None
    chosen = [
        (file, named, tree.real(file))
        for file, named in catalogue_files(paths, settings.catalogue, settings.root, tree)
    ]
    return tree.read([one for one in chosen if one[2] != skip], settings)


def folder_of(paths: Sequence[Path], settings: Settings) -> Path:
    """The folder whose repository a call is about: that of its first path, else of the catalogue
    that its settings name, else this one.

    What is no longer there stands for the nearest folder above it.
    """
    first = Path(paths[0] if paths else settings.root if settings.catalogue else "").absolute()
    return next(folder for folder in (first, *first.parents) if folder.is_dir())


@record
class _Entry:
    """What a commit says of one name; `repository` is the folder where git can be asked for it."""

    mode: str
    hash: str
    repository: Path


class _Tree:
    """The files of a commit (None: of the index), and of its submodules as that has them."""

    def __init__(self, commit: Commit | None, folder: Path) -> None:
        if commit is None:  # whoever found a commit has looked at the repository
            check_repository(folder)
        top = repository_of(folder)
        if top is None:
            raise RevisionError("There is no git repository here.")
        self.top = Path(top)
        self.short = commit.short if commit is not None else "the index"
        self.entries: dict[str, _Entry] = {}
        if commit is not None:
            self._list(commit.hash, self.top, "")
        else:
            self._list_index(self.top)
        links = [entry for entry in self.entries.values() if entry.mode == _LINK]
        self._links = self._texts(links, _LONGEST_LINK)

    def is_file(self, path: StrPath) -> bool:
        return self.real(path) in self.entries

    def below(self, folder: StrPath) -> list[tuple[str, str]]:
        real = self.real(folder)
        start = f"{real}/" if real else ""
        return [
            (str(path), self.real(path))
            for path in sorted(
                Path(folder, name.removeprefix(start))
                for name in self.entries
                if name.startswith(start)
                and is_walked(name.removeprefix(start))
                and not self._leads_to_folder(name)
            )
        ]

    def real(self, path: StrPath) -> str:
        name = self._name(path)
        followed = self._followed(name)
        return name if followed is None else followed

    def holds(self, path: StrPath) -> bool:
        try:
            self._name(path)
        except RevisionError:
            return False
        return True

    def read(self, chosen: Sequence[tuple[str, bool, str]], settings: Settings) -> list[Source]:
        """Sources of files that this commit has; those past the limits have a trouble."""
        left = int(settings.limits.run_mib * MIB)
        most = min(int(settings.limits.file_mib * MIB), left)
        found = {real: entry for _, _, real in chosen if (entry := self.entries.get(real))}
        texts = self._texts([entry for entry in found.values() if entry.mode != _LINK], most)
        sources = []
        for path, named, real in chosen:
            entry = found.get(real)
            data = texts.get(entry.hash) if entry is not None else None
            size = data if isinstance(data, int) else len(data or b"")
            name = shown(path)
            if isinstance(data, bytes) and size <= left:
                left -= size
                sources.append(decode(name, data, named=named))
            elif data is not None:
                trouble = too_large(size, min(most, left))
                sources.append(Source(name, "", trouble=trouble, named=named))
            else:
                sources.append(Source(name, "", trouble=_NOWHERE, named=named))
        return sources

    def _list(self, tree: str, repository: Path, prefix: str) -> None:
        listed = ask(["ls-tree", "-r", "-z", "--full-tree", tree], repository)
        for line in listed.split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, _, hash_ = head.decode().split(" ")
            self._add(prefix + os.fsdecode(name), _Entry(mode, hash_, repository))

    def _list_index(self, top: Path) -> None:
        announced = ask(["diff", "--name-only", "-z", "--no-renames", "--diff-filter=A"], top)
        not_staged = set(announced.split(b"\0"))
        for line in ask(["ls-files", "--stage", "-z", "--full-name"], top).split(b"\0")[:-1]:
            head, _, name = line.partition(b"\t")
            mode, hash_, stage = head.decode().split(" ")
            if stage != "0":
                raise RevisionError(
                    f'"{os.fsdecode(name)}" is in conflict, so nothing of it is staged.',
                    "Finish the merge of this file, and `git add` it.",
                )
            if name not in not_staged:
                self._add(os.fsdecode(name), _Entry(mode, hash_, top))

    def _add(self, here: str, entry: _Entry) -> None:
        if entry.mode != _SUBMODULE:
            self.entries[here] = entry
        elif (self.top / here / ".git").exists():
            # Where it is not checked out, the work tree has no files of it either.
            self._list_submodule(entry.hash, here)

    def _list_submodule(self, tree: str, name: str) -> None:
        try:
            self._list(tree, self.top / name, f"{name}/")
        except RevisionError as error:
            raise RevisionError(
                f'The submodule "{name}" does not hold the commit that {self.short} names.',
                "Fetch it: `git submodule update --init`, or `git fetch` in it.",
            ) from error

    def _name(self, path: StrPath) -> str:
        """The name of a path in the repository; the empty text is its top."""
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - links are those of the commit
        for parent in (whole, *whole.parents):
            if os.path.realpath(parent) == str(self.top):
                return "/".join(whole.relative_to(parent).parts)
        real = Path(os.path.realpath(whole))
        if real.is_relative_to(self.top):
            return "/".join(real.relative_to(self.top).parts)
        raise RevisionError(
            f'"{path}" lies outside the repository, so there is no earlier state of it.',
            "Name files and folders of one repository.",
        )

    def _followed(self, name: str) -> str | None:
        """A name with all links followed; None where they lead out, or round in a circle."""
        left, done, links = name.split("/")[::-1], list[str](), 0
        while left:
            part = left.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    return None
                done.pop()
                continue
            done.append(part)
            entry = self.entries.get("/".join(done))
            if entry is not None and entry.mode == _LINK:
                links += 1
                target = self._links.get(entry.hash)
                if links > _MOST_LINKS or not isinstance(target, bytes) or target[:1] == b"/":
                    return None
                done.pop()
                left += os.fsdecode(target).split("/")[::-1]
        return "/".join(done)

    def _leads_to_folder(self, name: str) -> bool:
        if self.entries[name].mode != _LINK:
            return False
        followed = self._followed(name)
        if followed is None or followed in self.entries:
            return False
        return not followed or any(other.startswith(f"{followed}/") for other in self.entries)

    def _texts(self, entries: Iterable[_Entry], most: int) -> dict[str, bytes | int]:
        """By hash: the content, or the number of bytes where it has more than `most`."""
        texts: dict[str, bytes | int] = {}
        by_repository: dict[Path, list[str]] = {}
        for entry in entries:
            by_repository.setdefault(entry.repository, []).append(entry.hash)
        for repository, hashes in by_repository.items():
            texts |= self._texts_of(repository, list(dict.fromkeys(hashes)), most)
        return texts

    def _texts_of(self, repository: Path, hashes: list[str], most: int) -> dict[str, bytes | int]:
        asked = "".join(f"{hash_}\n" for hash_ in hashes).encode()
        heads = ask(["cat-file", "--batch-check"], repository, stdin=asked).decode().splitlines()
        if any(not head.rpartition(" ")[2].isdigit() for head in heads):
            raise lacking()
        sizes = {hash_: int(size) for hash_, _, size in map(str.split, heads)}
        texts: dict[str, bytes | int] = {h: size for h, size in sizes.items() if size > most}
        wanted = [hash_ for hash_ in hashes if hash_ not in texts]
        if not wanted:
            return texts
        asked = "".join(f"{hash_}\n" for hash_ in wanted).encode()
        printed = memoryview(ask(["cat-file", "--batch"], repository, stdin=asked))
        at = 0
        for hash_ in wanted:
            start = at + len(f"{hash_} blob {sizes[hash_]}\n")
            at = start + sizes[hash_] + 1
            texts[hash_] = bytes(printed[start : at - 1])
        return texts


_NOWHERE = Trouble(
    "This is a link that leads to no file of this repository.", 0,
    "Keep the file itself in the catalogue: earlier states of it can be read only then.",
)  # fmt: skip

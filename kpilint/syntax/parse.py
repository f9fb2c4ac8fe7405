"""Text to a tree of nodes with exact places, in one pass over the events of the parser.

Events rather than composed nodes: libyaml's composer recurses (24,000 brackets end the process)
and gives an alias the place of its anchor.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from importlib import import_module
from sys import intern
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kpilint.syntax.node import (
    ALIAS,
    BLOCK_MAPPING,
    BLOCK_SEQUENCE,
    BLOCK_TEXT,
    FLOW_MAPPING,
    FLOW_SEQUENCE,
    MAX_EXPANDED,
    PLAIN,
    QUOTED,
    Tree,
    place_code,
)
from kpilint.text.pattern import pattern
from kpilint.text.source import Source, Trouble

try:
    # Not there on a platform without a wheel of ruamel.yaml.clib: slower, same nodes.
    CParser: Any = import_module("ruamel.yaml.cyaml").CParser
except ImportError:
    CParser = None

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_ALIASES = 1_000

_STYLES = {None: PLAIN, "": PLAIN, "'": QUOTED, '"': QUOTED, "|": BLOCK_TEXT, ">": BLOCK_TEXT}
_PROPERTIES = pattern(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_LINE_BREAKS_TO_YAML_1_1 = pattern("[\x85\u2028\u2029\ufdd0]")  # the last one is the mask itself
_TEXT_TAG = "tag:yaml.org,2002:str"

# The parser's words, and ours.
_SAID = {
    "did not find expected key": "The indentation changes here in a way that fits no list or entry",
    "mapping values are not allowed in this context": "A colon stands where no entry can begin",
    "found unexpected ':'": "A colon stands inside a value between { and }, or [ and ]",
    "could not find expected ':'": "This line has no colon, or a text before it was not closed",
    "did not find expected '-' indicator": "This line is neither an item of the list above it "
    "nor less indented than the list",
    "did not find expected ',' or ']'": "A list that was opened with [ is not closed, "
    "or lacks a comma",
    "did not find expected ',' or '}'": "An entry that was opened with { is not closed, "
    "or lacks a comma",
    "found unexpected end of stream": "A text that was opened with a quotation mark is not closed",
    "found character that cannot start any token": "A value cannot begin with this character",
    "found a tab character that violates indentation": "This line begins with a tab",
    "found a tab character where an indentation space is expected": "This line begins with a tab",
    "block sequence entries are not allowed in this context": "A list item cannot begin here",
    "did not find expected alphabetic or numeric character": "A value that begins with * or & "
    "has a special meaning in YAML",
    "found undefined alias": "This repeats a value (*name) that is marked (&name) nowhere above",
}
_NOTHING = "Write something into it, or delete it."
_CLOSE = "Close it where it ends; the other files were still checked."
_HELP = {
    "found unexpected ':'": "Put the value into quotation marks, as a colon is not allowed there "
    'without them: "from 17:00".',
    "did not find expected ',' or ']'": _CLOSE,
    "did not find expected ',' or '}'": _CLOSE,
    "found unexpected end of stream": _CLOSE,
    "found a tab character that violates indentation": "Indent with spaces: YAML takes no tabs.",
    "found a tab character where an indentation space is expected": "Indent with spaces: YAML "
    "takes no tabs.",
    "found character that cannot start any token": "Indent with spaces, not tabs, and put values "
    "that begin with @, ` or % into quotation marks.",
    "mapping values are not allowed in this context": "Put the value into quotation marks if it "
    "holds a colon, or check the indentation.",
    "did not find expected alphabetic or numeric character": "Put the value into quotation marks.",
}


def parse(source: Source, max_depth: int = MAX_DEPTH, max_nodes: int = MAX_NODES) -> Tree:
    """The tree of a source. Never raises: what cannot be read is in `tree.troubles`.

    A tree that could not be read to its end has no nodes, so that no half entry is judged. It has
    at most `max_depth` levels and `max_nodes` nodes.
    """
    tree = Tree(source)
    if source.trouble is not None:
        tree.troubles.append(source.trouble)
        return tree
    try:
        _Builder(tree, max_depth, max_nodes).run(_events(source.text))
    except _Refused as refused:
        tree.troubles.append(refused.trouble)
    except MarkedYAMLError as error:
        tree.troubles.append(_syntax_trouble(error, len(source.text)))
    except (YAMLError, ValueError, OverflowError, AssertionError) as error:
        # Unprintable characters; and what the pure parser lets through for odd directives.
        tree.troubles.append(_other_trouble(error, source.text))
    else:
        if not len(tree) and not tree.troubles:
            tree.troubles.append(Trouble("This file holds nothing but comments.", 0, _NOTHING))
    return tree


def _events(text: str) -> Callable[[], Any]:
    """A function that gives one event a call."""
    masked = _mask(text)
    if CParser is not None:
        get_event: Callable[[], Any] = CParser(masked).get_event
    else:
        get_event = iter(YAML(typ="safe", pure=True).parse(masked)).__next__
    return get_event


def _mask(text: str) -> str:
    """Hide characters that are line breaks in YAML 1.1 only: libyaml still breaks lines there."""
    return _LINE_BREAKS_TO_YAML_1_1.sub("\ufdd0", text) if not text.isascii() else text


def _syntax_trouble(error: MarkedYAMLError, length: int) -> Trouble:
    problem = str(error.problem or error.context or "not YAML")
    # What is never closed is noticed far below, often at the end of the file.
    is_open = _HELP.get(problem) == _CLOSE and error.context_mark is not None
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    what = _SAID.get(problem, f"This is not YAML that can be read ({problem})")
    return Trouble(
        f"{what}.",
        min(mark.index, length) if mark is not None else 0,
        _HELP.get(problem, "Correct this line; the other files were still checked."),
    )


def _other_trouble(error: Exception, text: str) -> Trouble:
    at = next((i for i, character in enumerate(text) if not _is_allowed(ord(character))), None)
    if at is None:
        return Trouble(f"This is not YAML that can be read ({error}).", 0)
    return Trouble(
        f"An invisible control character (U+{ord(text[at]):04X}) stands here.",
        at,
        "Delete it; it often comes in when text is pasted from another program.",
    )


def _is_allowed(code: int) -> bool:
    """Whether YAML 1.2 allows a character in a file (its production c-printable)."""
    return (
        0x20 <= code <= 0x7E
        or code in (0x09, 0x0A, 0x0D, 0x85)
        or 0xA0 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )


class _Refused(Exception):  # noqa: N818 - a signal inside this module
    def __init__(self, what: str, start: int, help_: str) -> None:
        self.trouble = Trouble(what, start, help_)


class _Builder:
    """Reads the columns of a tree from events, and hands them over when all went well.

    Until then they are lists: nothing else takes a value at so little cost.
    """

    def __init__(self, tree: Tree, max_depth: int, max_nodes: int) -> None:
        self.tree = tree
        self.max_depth = max_depth
        self.max_nodes = max_nodes
        self.kinds: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.after: list[int] = []
        self.texts: list[str] = []
        self.targets: dict[int, int] = {}
        self.anchors: dict[str, int] = {}
        self.anchored: set[int] = set()
        self.expanded: dict[int, int] = {}  # nodes below an anchored node, aliases expanded
        self.spare = 0  # nodes that aliases add when they are expanded

    def run(self, get_event: Callable[[], Any]) -> None:
        self.take(get_event)
        self.unmask()
        tree = self.tree
        tree.kinds = bytes(self.kinds)
        places = place_code(tree.source.text, len(tree.kinds))
        tree.starts = array(places, self.starts)
        tree.ends = array(places, self.ends)
        tree.after = array(places, self.after)
        tree.texts = tuple(self.texts)
        tree.targets = self.targets
        tree.anchored = self.anchored

    def take(self, get_event: Callable[[], Any]) -> None:  # noqa: C901, PLR0912, PLR0915
        # One loop without calls for scalars, which are nine in ten events: it decides the speed
        # of the whole program on large catalogues.
        tree = self.tree
        kinds, starts, ends, after, texts = (
            self.kinds, self.starts, self.ends, self.after, self.texts
        )  # fmt: skip
        open_nodes: list[int] = []
        count = latest_end = documents = 0
        for event in iter(get_event, None):
            kind = event.__class__
            if kind is ScalarEvent:
                text = event.value
                style = _STYLES[event.style]
                start = event.start_mark.index
                latest_end = event.end_mark.index
                if event.anchor is not None or event.ctag is not None:
                    start, style = self.properties(event, start, style)
                if style == BLOCK_TEXT:
                    latest_end = len(tree.source.text[:latest_end].rstrip())
                count += 1
                kinds.append(style)
                starts.append(start)
                ends.append(latest_end)
                texts.append(intern(text) if len(text) < 24 else text)
                after.append(count)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                if len(open_nodes) >= self.max_depth:
                    raise _Refused(
                        f"This is nested more than {self.max_depth} levels deep.",
                        start,
                        "A KPI catalogue needs five or six levels; look for a bracket too many.",
                    )
                if event.anchor is not None or event.ctag is not None:
                    start, _ = self.properties(event, start, PLAIN)
                block = BLOCK_MAPPING if kind is MappingStartEvent else BLOCK_SEQUENCE
                open_nodes.append(count)
                count += 1
                kinds.append(block + 1 if event.flow_style else block)
                starts.append(start)
                ends.append(0)
                texts.append("")
                after.append(0)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                index = open_nodes.pop()
                # A block collection "ends" where the next token begins: take its last child.
                if kinds[index] in (FLOW_MAPPING, FLOW_SEQUENCE):
                    latest_end = event.end_mark.index
                ends[index] = latest_end
                after[index] = count
                if kind is MappingEndEvent:
                    self.check_keys(index)
                if count > self.max_nodes:
                    raise _Refused(
                        f"This file has more than {self.max_nodes:,} values.",
                        starts[index],
                        "Split it into several files, for example one a team.",
                    )
            elif kind is AliasEvent:
                self.alias(event, open_nodes)
                count += 1
                latest_end = event.end_mark.index
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    tree.troubles.append(
                        Trouble(
                            "A second document begins here; only the first one was read.",
                            event.start_mark.index,
                            "Remove this line, or move what follows into a file of its own.",
                        )
                    )
                    break
            elif kind is StreamEndEvent:
                break

    def properties(self, event: Any, start: int, style: int) -> tuple[int, int]:
        """Note the anchor and judge the tag; where the value itself starts, and its style."""
        tree = self.tree
        if event.anchor is not None:
            self.anchors[event.anchor] = len(self.kinds)
            self.anchored.add(len(self.kinds))
        if event.ctag is not None:
            tag = str(event.ctag)
            if tag == _TEXT_TAG and style == PLAIN:
                style = QUOTED
            elif tag not in (_TEXT_TAG, "!"):
                tree.troubles.append(
                    Trouble(
                        "A tag (!...) has no meaning in a KPI catalogue; it was ignored.",
                        start,
                        "Remove it and write the value itself.",
                    )
                )
        written = _PROPERTIES.match(tree.source.text, start)
        return (min(written.end(), event.end_mark.index) if written else start), style

    def alias(self, event: Any, open_nodes: list[int]) -> None:
        start = event.start_mark.index
        target = self.anchors.get(event.anchor)
        if target is None:
            raise _Refused(
                f"{_SAID['found undefined alias']}.",
                start,
                "Put the value into quotation marks if it is meant to begin with *.",
            )
        if target in open_nodes:
            raise _Refused(
                "This value would contain itself.", start, "Write the value out instead of *name."
            )
        while self.kinds[target] == ALIAS:
            target = self.targets[target]
        if target not in self.expanded:
            inner = range(target, self.after[target])
            self.expanded[target] = len(inner) + sum(
                self.expanded[self.targets[i]] for i in inner if self.kinds[i] == ALIAS
            )
        self.spare += self.expanded[target]
        if len(self.targets) >= MAX_ALIASES or self.spare > MAX_EXPANDED:
            raise _Refused(
                "Repeated values (*name) make this file too large to read.",
                start,
                "Write the values out, or use fewer of them.",
            )
        index = len(self.kinds)
        self.targets[index] = target
        self.kinds.append(ALIAS)
        self.starts.append(start)
        self.ends.append(event.end_mark.index)
        self.texts.append("")
        self.after.append(index + 1)

    def check_keys(self, mapping: int) -> None:
        """Every key of a mapping is text and stands there once."""
        tree = self.tree
        kinds, texts, after = self.kinds, self.texts, self.after
        first: dict[str, int] = {}
        index, end = mapping + 1, after[mapping]
        while index < end:
            if kinds[index] > BLOCK_TEXT:
                raise _Refused(
                    "The name of an entry must be a plain word.",
                    self.starts[index],
                    "Write the name as text; a list or a repeated value cannot be a name.",
                )
            earlier = first.setdefault(texts[index], index)
            if earlier != index:
                line = tree.source.position(self.starts[earlier]).line
                tree.troubles.append(
                    Trouble(
                        f'"{texts[index][:80]}" is written twice in this entry; '
                        f"the first time in line {line}.",
                        self.starts[index],
                        "Keep one of the two: the first one was read.",
                        self.ends[index],
                    )
                )
            index = after[after[index]]

    def unmask(self) -> None:
        """Give texts back the characters that `_mask` hid."""
        tree = self.tree
        if tree.source.text.isascii() or not _LINE_BREAKS_TO_YAML_1_1.search(tree.source.text):
            return
        for index, text in enumerate(self.texts):
            if "\ufdd0" in text:
                written = iter(
                    _LINE_BREAKS_TO_YAML_1_1.findall(
                        tree.source.text, self.starts[index], self.ends[index]
                    )
                )
                self.texts[index] = "".join(next(written, c) if c == "\ufdd0" else c for c in text)

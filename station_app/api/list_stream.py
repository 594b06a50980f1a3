"""Guests out of an answer that is still arriving: bytes in, guest objects out, little held.

Pure and pushed, for any one thread. The fast JSON reader is asked where guests end: a portion that
ends at a closing brace is read as a list, and only where a guest ends does it read well.
"""

import re

from station_app.api import wire
from station_app.domain.errors import NotTheApi
from station_app.services.ports import Listed, ListFacts

PORTION = 512 * 1024
"""Bytes that are read at once; a few milliseconds of work."""

_LARGEST_HELD = 256 * 1024 * 1024  # bytes of what cannot be taken in portions
_LONGEST_HEAD = 1024 * 1024  # members before the list; more is read as a whole
_TRIES = 8
_OPENING = re.compile(rb'"guests"\s*:\s*\[')
_MISSES = 50  # lists of that name elsewhere; with more of them it is read as a whole
# A text that does not end goes to the end, without a step back: each of its quotes would be tried.
_TOKENS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)


class ListStream:
    """One answer of `list/all` (API v1.0, section 3). `feed` it, at last `close` it.

    A list that cannot be taken in portions (a filtered array of a PHP server is an object) is
    collected and read at the end.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: bytes | None = None  # up to the list's bracket, once that is found
        self._searched = self._misses = 0
        self._collects = False
        self._ended = False  # the list's closing bracket comes next
        self._wants_comma = False
        self._wants_guest = False  # after a comma
        self._received = self._set_aside = 0
        self._portion = PORTION

    @property
    def expected(self) -> int | None:
        """How many guests the server said there are, None while it has not."""
        return wire.parse_count(self._head + b"[]}") if self._head is not None else None

    def feed(self, chunk: bytes) -> list[Listed]:
        """Take in some bytes; return the guests that are complete by now.

        Raises `NotTheApi` where the list is no JSON, or more would have to be held than is sane.
        """
        self._buffer += chunk
        if len(self._buffer) > _LARGEST_HELD:
            raise NotTheApi("size")
        if self._collects or self._ended:
            return []
        if self._head is None and not self._find_list():
            return []
        if len(self._buffer) < self._portion:
            return []
        return self._cut()

    def close(self) -> tuple[list[Listed], ListFacts]:
        """Return the last guests, and what the answer says about its list.

        Raises `NotTheApi` for what is no such answer, or was cut off, and the answer's own error.
        """
        rest = bytes(self._buffer)
        self._buffer.clear()
        if self._head is not None:
            if self._wants_comma:
                rest = rest.lstrip()
                if rest[:1] not in (b",", b"]"):
                    raise NotTheApi("json")
                self._wants_guest = rest[:1] == b","
                rest = rest.removeprefix(b",")
            if self._wants_guest and rest.lstrip()[:1] == b"]":
                raise NotTheApi("json")
            rest = self._head + b"[" + rest
        last = wire.parse_guest_list(rest)
        facts = ListFacts(
            server_time=last.server_time,
            count=last.count,
            received=self._received + len(last.guests),
            set_aside=self._set_aside + last.set_aside,
        )
        return [Listed(guest.id, guest.raw) for guest in last.guests], facts

    def _find_list(self) -> bool:
        """Look for the list among the members of the answer itself."""
        read = bytes(self._buffer)
        for found in _OPENING.finditer(read, self._searched):
            head = read[: found.end() - 1].removeprefix(b"\xef\xbb\xbf")
            if wire.is_object(head + b"[]}"):
                self._head = head
                del self._buffer[: found.end()]
                return True
            self._searched = found.end()
            self._misses += 1
            if self._misses > _MISSES:
                break
        if len(self._buffer) > _LONGEST_HEAD or self._misses > _MISSES:
            self._collects = True
        return False

    def _cut(self) -> list[Listed]:
        """Take whole guests off the buffer; none where not even one is complete."""
        if self._wants_comma:
            begin = len(self._buffer) - len(self._buffer.lstrip())
            following = self._buffer[begin : begin + 1]
            self._ended = following == b"]"
            if self._ended or not following:
                return []
            if following != b",":
                raise NotTheApi("json")
            del self._buffer[: begin + 1]
            self._wants_comma, self._wants_guest = False, True
        end = len(self._buffer)
        for _ in range(_TRIES):
            end = self._buffer.rfind(b"}", 0, end)
            if end < 0:
                break
            if (guests := self._until(end)) is not None:
                return guests
        end = self._last_end()
        if end < 0:  # one guest larger than a portion, or the list's end within it
            self._portion *= 2
            return []
        if (guests := self._until(end)) is None:
            raise NotTheApi("json")
        return guests

    def _until(self, end: int) -> list[Listed] | None:
        """Take the guests off the buffer if one ends at this closing brace."""
        body = b"[%b]" % bytes(self._buffer[: end + 1])
        raws = wire.raw_objects(body)
        if raws is None:
            return None
        del self._buffer[: end + 1]
        self._wants_comma, self._wants_guest, self._portion = True, False, PORTION
        guests = wire.list_guests(raws, body)
        self._received += len(guests)
        self._set_aside += len(raws) - len(guests)
        return guests

    def _last_end(self) -> int:
        """Return where the last complete guest ends, the slow way; -1 for nowhere."""
        depth, end = 0, -1
        for token in _TOKENS.finditer(bytes(self._buffer)):
            kind = token[0][:1]
            if kind in b"{[":
                depth += 1
            elif kind in b"}]":
                depth -= 1
                if depth == 0 and kind == b"}":
                    end = token.start()
                elif depth < 0:
                    self._ended = end < 0
                    break
        return end

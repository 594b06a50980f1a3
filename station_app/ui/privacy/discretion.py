"""How much of guests the page shows: contact data, and how far a search may look around."""

from dataclasses import dataclass, replace

from station_app.domain.contact import discreet
from station_app.domain.legend import Legend
from station_app.domain.search import Hit, SearchResult
from station_app.services.look_up import Answer
from station_app.services.ports import Family
from station_app.settings import Settings
from station_app.ui.i18n import translate
from station_app.ui.station import pages
from station_app.ui.station.screen import SearchPage

_RESULTS = 50  # rows a person could want to scroll through
_PLAIN = Legend()
_BEST = 5  # rows of a search that is no list to look through


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """Settings that take effect between an answer and the page. Look-ups know nothing of it."""

    hide_contact: bool = False
    least_letters: int = 1
    search_only: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Discretion":
        """Read the settings."""
        return cls(
            hide_contact=settings.hide_contact_data,
            least_letters=settings.search_min_length,
            search_only=settings.search_only,
        )

    @property
    def rows(self) -> int:
        """How many matches a search lists."""
        return _BEST if self.search_only else _RESULTS

    def missing(self, query: str) -> int:
        """Return how many letters a query wants before it is searched for."""
        return max(0, self.least_letters - sum(not c.isspace() for c in query))

    def answer(self, answer: Answer) -> Answer:
        """Return an answer as it may be shown."""
        if not self.hide_contact:
            return answer
        family = answer.family
        return replace(
            answer,
            guest=discreet(answer.guest) if answer.guest is not None else None,
            family=Family(
                tuple(map(discreet, family.companions)),
                tuple(map(discreet, family.hosts)),
                family.dangling,
            ),
            relatives_hosts={key: discreet(one) for key, one in answer.relatives_hosts.items()},
            choices=tuple(map(self._hit, answer.choices)),
        )

    def search_page(
        self, query: str, result: SearchResult | None, listed: int, legend: Legend = _PLAIN
    ) -> SearchPage:
        """Return the matches of a query as they may be shown; None for one too short."""
        if result is None:
            return SearchPage(
                query=query,
                title="",
                caption="",
                empty_title=translate("Texts", "Type %n more letter(s)", "", self.missing(query)),
                empty_text=translate("Texts", "Then guests are listed. A scan still counts."),
            )
        if self.hide_contact:
            result = replace(result, hits=tuple(map(self._hit, result.hits)))
        page = pages.search_page(query, result, listed, legend)
        if self.search_only and result.total > len(result.hits):
            best = translate("Texts", "the best %n; type on to see others", "", len(page.people))
            page = replace(page, caption=best)
        return page

    @staticmethod
    def _hit(hit: Hit) -> Hit:
        host = discreet(hit.host) if hit.host is not None else None
        return replace(hit, guest=discreet(hit.guest), host=host)

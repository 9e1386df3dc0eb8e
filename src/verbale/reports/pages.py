"""HTML page to report: the main text, title, date and outlet, by trafilatura."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import Any

from verbale.errors import ReportError
from verbale.records import Report
from verbale.reports.dates import YEARS
from verbale.reports.decoding import decode, mend
from verbale.reports.texts import build_report

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # characters that a page may not hold
_DATES = {"original_date": True, "extensive_search": False, "min_date": f"{YEARS.start}-01-01", "max_date": f"{YEARS.stop - 1}-12-31"}


def from_html(page: bytes | str, *, id: str = "report", published: date | None = None, url: str | None = None) -> Report:
    """The report on an HTML page. Offsets count in the extracted main text, which is the report's text: one paragraph a line,
    with blank lines between.

    Title, outlet, address and publication date are the page's own, where it tells them and the arguments do not.
    `ReportError` where the page is no text or no main text is found in it. Nothing is fetched.

    >>> page = "<html><body><article><p>Norland opened the bridge to Velden on Monday.</p></article></body></html>"
    >>> from_html(page).text
    'Norland opened the bridge to Velden on Monday.'
    """
    decoded = decode(page, page=True) if isinstance(page, bytes) else mend(page)
    found = _extract(_UNFIT.sub(" ", decoded.text), url)
    lines = [line.strip() for line in (found.text or "").splitlines() if line.strip()] if found is not None else []
    if not lines:
        raise ReportError("no main text was found in the HTML page, wanted a page with a report; save the report's text and give that")
    return build_report(
        "\n\n".join(lines),
        id=id,
        published=published,
        metadata=found.date,
        title=found.title,
        outlet=found.sitename,
        url=url or found.url,
        headings=tuple("".join(heading.itertext()) for heading in found.body.iter("head")) if found.body is not None else (),
        warnings=decoded.warnings,
    )


def _extract(page: str, url: str | None) -> Any:
    """What trafilatura makes of the page: a document, or None."""
    try:
        from trafilatura import bare_extraction  # here, since it takes half a second that plain text need not wait for
    except ImportError as error:
        raise ReportError(f"HTML pages need trafilatura, which does not load ({error}); install what it lacks") from error
    for name in ("trafilatura", "htmldate", "courlan"):  # their messages would land on standard error; ours say what matters
        if not (log := logging.getLogger(name)).handlers:
            log.addHandler(logging.NullHandler())
    try:
        return bare_extraction(
            page, url=url, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except Exception as error:  # whatever a hostile page does to the parser, the other inputs go on
        raise ReportError(f"the HTML page could not be taken apart ({error!r}); save the report's text and give that") from error

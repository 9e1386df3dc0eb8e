"""Text in: files, pages and lines become `Report`s, whose offsets count the text as given.

`expand` turns what a user names into places to read, `read_source` reads one of them, `from_text` and `from_html` make one report
of what is already in memory. Cleaning never changes a report's text: it only says where its blocks are, and what to skip in them.

    >>> from verbale.reports import from_text
    >>> report = from_text("Talks resume in Velden\\n\\nBRENN, March 9, 2004 (Agency) - Norland (search) sent an envoy.\\n")
    >>> [(block.kind, report.text[block.start : block.end]) for block in report.blocks][:2]
    [('headline', 'Talks resume in Velden'), ('dateline', 'BRENN, March 9, 2004 (Agency) -')]
    >>> [report.text[span.start : span.end] for span in report.skipped], report.published
    ([' (search)'], datetime.date(2004, 3, 9))
"""

from verbale.reports.pages import from_html
from verbale.reports.sources import Unread, expand, read_source
from verbale.reports.texts import from_text

__all__ = ["Unread", "expand", "from_html", "from_text", "read_source"]

"""Reading to acts: the reader's events, with parties and times resolved over the report.

`code(reading, report)` gives the record of one report. It takes a `Reading`, so any reader can supply one.
"""

from verbale.coding.coder import code

__all__ = ["code"]

"""Reading to acts: rules over syntax, attribution and the codebook's cue words.

`code(reading, report)` gives the record of one report. It takes a `Reading`, so any reader can supply one.
"""

from verbale.coding.coder import code

__all__ = ["code"]

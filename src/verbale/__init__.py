"""verbale reads news reports of a negotiation and keeps who did what to whom, on whose word.

`read(text, published=...)` takes one report all the way: report, reading, acts. `Record.acts` are the coded acts.
"""

from typing import TYPE_CHECKING, Any

from verbale.records import Act, Party, Record

if TYPE_CHECKING:
    from verbale.pipeline import read

__all__ = ["Act", "Party", "Record", "read"]


def __getattr__(name: str) -> Any:
    # The pipeline brings ONNX Runtime; records and codebook can be used without it.
    if name == "read":
        from verbale.pipeline import read

        return read
    raise AttributeError(f"module 'verbale' has no attribute {name!r}")

"""A coder that needs no model, in the place of `verbale.pipeline.Coder`; run as a program, it is `verbale` with that coder.

Each paragraph is one sentence with one act. Words of a report make it fail or wait, so that tests see what the program does then.
"""

from __future__ import annotations

import sys
import time
from types import ModuleType

from verbale.records import Act, Evidence, Party, Reason, Record, Report, Span, Trigger


class Coder:
    """See `verbale.pipeline.Coder`."""

    def __init__(self, parties: object = None, threads: int = 2) -> None:
        self.parties = parties

    def code(self, report: Report) -> Record:
        if "FAIL" in report.text:
            raise RuntimeError("the coder stumbled\nover this report")
        if "INTERRUPT" in report.text:
            raise KeyboardInterrupt
        if "WAIT" in report.text:
            print("waiting", file=sys.stderr, flush=True)
            time.sleep(60)
        spans = tuple(Span(block.start, block.end) for block in report.blocks if block.kind == "paragraph")
        acts = tuple(
            Act(
                f"a{n}",
                n,
                Trigger(report.text[span.start : span.start + 4], span.start, span.start + 4),
                "STATE",
                None,
                (_WHO,),
                (),
                "actual",
            )
            for n, span in enumerate(spans)
        )
        return Record(report, spans, acts, tuple(Evidence(act.id, (None,), reasons=(Reason("the stand-in"),)) for act in acts))


_WHO = Party("Norland", "Norland", "NLD", "GOV")

if __name__ == "__main__":
    from verbale.cli import main

    module = ModuleType("verbale.pipeline")
    module.Coder = Coder  # type: ignore[attr-defined]
    sys.modules["verbale.pipeline"] = module
    main()

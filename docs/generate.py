"""Write the generated parts of README.md, corpus/README.md and docs/ anew.

    python docs/generate.py            # write
    python docs/generate.py --check    # change nothing, name the files that are not current, leave with 1 if there are any

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`; `PARTS` says which function makes it. What it tells comes
from the codebook's YAML, the model's card, the program's own output on examples/, docs/figures/*.json, which docs/measure.py
measures, and corpus/figures.json, which corpus/measure.py measures.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import tomllib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

# Run as a file, Python finds only this folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs import coded
from docs.markdown import Row, cell, fenced, rows, told
from verbale.codebook import Mode, load_ontology, load_parties
from verbale.codebook.sources import ENTRIES, read_yaml
from verbale.pages import Look, json_object, table
from verbale.pipeline import Coder
from verbale.reader import MODEL
from verbale.records import Record, Report
from verbale.reports import read_source

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "figures"
EXAMPLE, PARTIES = ROOT / "examples" / "river-talks.txt", ROOT / "examples" / "parties.yaml"
_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

# The house


def packages() -> str:
    """The layers of the import contract, top first, with the first sentence of each module's docstring."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [[name.removeprefix("verbale.") for name in re.split(r" *[|:] *", layer)] for layer in contracts[0]["layers"]]
    return rows(("layer", "what it is"), [(f"`{' | '.join(names)}`", "<br>".join(map(_first_sentence, names))) for names in layers])


def _first_sentence(name: str) -> str:
    place = ROOT / "src" / "verbale" / name
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    words = " ".join((ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n\n")[0].split())
    return re.split(r"(?<=\.) (?=[A-Z])", words)[0]


# The codebook


def score(number: float, ours: bool) -> str:
    """A score with its sign; a star marks those that verbale set itself."""
    return f"{number:+.1f}" + ("\\*" if ours else "")


def type_overview() -> str:
    """All types in one table, with how many acts of each the corpus has."""
    counts = json.loads((ROOT / "corpus" / "figures.json").read_text(encoding="utf-8"))["types"]["all"]
    body: list[Row] = [
        (
            f"[{kind.name}](#{kind.name.lower()}){' (new)' if kind.new else ''}", kind.quad, score(kind.score, kind.ours),
            counts.get(kind.name, 0),
        )
        for kind in load_ontology().types
    ]  # fmt: skip
    return rows(("type", "class", "score", "acts in the corpus"), body, numbers_from=2)


def types() -> str:
    """Every type: definition, modes, rules, examples."""
    parts = []
    for kind in load_ontology().types:
        new = " (new)" if kind.new else ""
        parts.append(f"### {kind.name}\n\n*{kind.quad}, score {score(kind.score, kind.ours)}{new}*\n\n{kind.definition}")
        if kind.modes:
            parts.append(rows(("mode", "score", "definition"), map(_mode, kind.modes)))
        if kind.rules:
            parts.append("\n".join(f"- {rule}" for rule in kind.rules))
        examples = []
        for example in kind.examples:
            start, end = example.trigger.start, example.trigger.end
            marked = f"{example.text[:start]}**{example.text[start:end]}**{example.text[end:]}"
            examples.append(f"> {marked}" + (f" *({example.mode})*" if example.mode else ""))
        parts.append("\n>\n".join(examples))
    return "\n\n".join(part for part in parts if part)


def _mode(mode: Mode) -> Row:
    return f"`{mode.name}`{' (new)' if mode.new else ''}", score(mode.score, mode.ours), mode.definition


def sayings() -> str:
    """The types that are acts of saying, strongest first."""
    return ", ".join(load_ontology().sayings) + "."


def statuses() -> str:
    """The statuses."""
    return rows(("status", "the act …", "signs"), [(f"`{s.name}`", s.definition, s.signs) for s in load_ontology().statuses])


def sectors() -> str:
    """The sectors."""
    return rows(("code", "sector", "who"), [(f"`{s.code}`", s.name, s.definition) for s in load_ontology().sectors])


def bodies() -> str:
    """The codes that stand in a country's place."""
    return rows(("code", "body", "who"), [(f"`{b.code}`", b.name, b.definition) for b in load_ontology().bodies])


def contexts() -> str:
    """The contexts."""
    return rows(("context", "about"), [(f"`{c.name}`", c.definition) for c in load_ontology().contexts])


def known_parties() -> str:
    """How many entries each list of parties has."""
    body = [(f"`{name}.yaml`", len(read_yaml(ENTRIES / "parties" / f"{name}.yaml"))) for name in PARTY_LISTS]
    return rows(("list", "entries"), body, numbers_from=1)


PARTY_LISTS = ("states", "organizations", "groups", "people", "roles")


# The program's own output


@cache
def example() -> Record:
    """The example report of `make demo`, coded."""
    report = next(read_source(EXAMPLE))
    if not isinstance(report, Report):
        raise SystemExit(f"{report.source}: {report.problem}")
    return Coder(load_parties().extended([PARTIES])).code(report)


def _first_blocks(text: str, count: int) -> str:
    """The first `count` stretches of a page between blank lines, and a line that says that there is more."""
    stretches = text.rstrip().split("\n\n")
    return "\n\n".join(stretches[:count]) + ("\n\n…" if count < len(stretches) else "")


def demo() -> str:
    """The top of what `make demo` prints."""
    return fenced(_first_blocks(table(example(), Look()), 7))


def explained() -> str:
    """The top of the same with `--explain`."""
    return fenced(_first_blocks(table(example(), Look(), explain=True), 5))


def act_in_json() -> str:
    """The first act with a speaker, and its evidence, as they stand in the JSON file."""
    whole = json.loads(json_object(example()))
    place = next(place for place, act in enumerate(whole["acts"]) if act["speakers"])
    shown = {"acts": [whole["acts"][place]], "evidence": [whole["evidence"][place]]}
    return fenced(json.dumps(shown, indent=1, ensure_ascii=False), "json")


# The model's card and the figures


@cache
def card() -> Any:
    """What stands in the model's card."""
    return json.loads((MODEL / "card.json").read_text(encoding="utf-8"))


def card_facts() -> str:
    """What the card says of the model."""
    found = card()
    size = sum((MODEL / name).stat().st_size for name in found["files"]) / 1e6
    settings = ", ".join(f"{name} {value}" for name, value in found["settings"].items() if name in ("epochs", "epoch"))
    labels = ", ".join(f"{len(names)} {name}" for name, names in found["labels"].items())
    facts = [
        ("name", found["name"]),
        ("licence", found["licence"]),
        ("size", f"{size:.1f} MB in {len(found['files'])} files"),
        ("labels", labels),
        ("start", f"`model.safetensors` with SHA-256 `{found['start'][:16]}…`"),
        ("training", f"seed {found['seed']}, {settings}"),
        ("training and dev data", ", ".join(f"`{name}`" for name in found["data"])),
        ("credit", "<br>".join(found["attributions"])),
    ]
    return rows(("", ""), facts)


def card_dev() -> str:
    """The scores on the dev sets, of the checkpoint before it was made small."""
    names = list(dict.fromkeys(name for scores in card()["dev"].values() for name in scores))
    body = [(test, *[scores.get(name, "") for name in names]) for test, scores in card()["dev"].items()]
    return rows(("dev set", *names), body, numbers_from=1)


@cache
def figures(name: str) -> Any:
    """What `docs/measure.py` wrote: "command", "model" and "measured"."""
    return json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))


def measured(name: str) -> str:
    """All that one command printed, in tables, after the command itself."""
    if not (FIGURES / f"{name}.json").is_file():
        return f"Not measured yet: `python docs/measure.py {name}` does it."
    found = figures(name)
    return "\n\n".join([fenced(found["command"], "sh"), *told(found["measured"], 3)])


def comparison() -> str:
    """F1 on the gold reports beside other coders."""
    coders = figures("acts")["measured"]["beside_other_coders"]
    names = {"here": "**verbale**"}
    body = [(names.get(row["coder"], row["coder"]), *[cell(row[level]) for level in ("type", "dyad", "full")]) for row in coders]
    return rows(("F1 in per cent", "type", "dyad", "full"), body, numbers_from=1)


PARTS: dict[str, Callable[[], str]] = {
    "packages": packages,
    "type-overview": type_overview,
    "types": types,
    "sayings": sayings,
    "statuses": statuses,
    "sectors": sectors,
    "bodies": bodies,
    "contexts": contexts,
    "known-parties": known_parties,
    "demo": demo,
    "explained": explained,
    "act-in-json": act_in_json,
    "card-facts": card_facts,
    "card-dev": card_dev,
    "comparison": comparison,
    "corpus-counts": coded.counts,
    "corpus-types": coded.types,
    "corpus-agreement": coded.agreement,
    "corpus-variety": coded.variety,
    "coded-reports": coded.reports,
    **{f"{name}-figures": partial(measured, name) for name in ("acts", "test", "swaps", "reader", "bench", "twin")},
}


def renewed(text: str) -> str:
    """A page with its generated parts written anew."""

    def part(found: re.Match[str]) -> str:
        return f"{found[1]}{PARTS[found['name']]()}\n{found[3]}"

    return _PART.sub(part, text)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--check", action="store_true", help="change nothing; name the files that are not current")
    check = ask.parse_args().check
    stale = []
    for path in [ROOT / "README.md", ROOT / "corpus" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if after != before:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.write_text(after, encoding="utf-8", newline="\n")
    if stale:
        print(("not current, run `make docs`: " if check else "written: ") + ", ".join(stale))
    raise SystemExit(1 if check and stale else 0)


if __name__ == "__main__":
    main()

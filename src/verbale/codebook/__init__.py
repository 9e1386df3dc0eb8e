"""What may be coded, and who may be named: the ontology of acts, and the known parties and roles.

All of it is data, YAML under `entries/` that people edit; the modules only load and check it. What is wrong in a file is a `CodebookError`
that names the place and says what to do.
"""

from verbale.codebook.ontology import Body, Context, EventType, Mode, Ontology, Sector, Status, load_ontology
from verbale.codebook.parties import Found, Known, Parties, load_parties
from verbale.codebook.roles import Role

__all__ = [
    "Body",
    "Context",
    "EventType",
    "Found",
    "Known",
    "Mode",
    "Ontology",
    "Parties",
    "Role",
    "Sector",
    "Status",
    "load_ontology",
    "load_parties",
]

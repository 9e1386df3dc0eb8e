"""What can go wrong, one class a stop of the data's way.

Every message says what was given, what was wanted, and what to do.
"""


class VerbaleError(Exception):
    """Base of every error that verbale raises on purpose."""


class ReportError(VerbaleError):
    """A report cannot be read: it is missing, empty, binary, or not in a known format."""


class CodebookError(VerbaleError):
    """A codebook or party file is not as the codebook wants it."""


class ReaderError(VerbaleError):
    """The reader's model cannot be loaded or does not agree with its card."""

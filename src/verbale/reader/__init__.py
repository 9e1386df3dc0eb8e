"""Report to reading: a small neural reader that runs on any CPU."""

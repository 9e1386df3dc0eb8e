"""Coded reports for people and programs: a table for the terminal, JSON, and one HTML page."""

from verbale.pages.html import page
from verbale.pages.json import json_line, json_object
from verbale.pages.table import Look, table

__all__ = ["Look", "json_line", "json_object", "page", "table"]

"""Overviews out: text, terminal, JSON."""

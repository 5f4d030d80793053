"""Kamerstem: how the Dutch House of Representatives voted, from the official record."""

__all__ = ["__version__"]

__version__ = "0.1.0"

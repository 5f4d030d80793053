"""The version of Kamerstem."""

__version__ = "0.1.0"

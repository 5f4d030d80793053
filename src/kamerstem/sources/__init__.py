"""Bytes from outside in, official records out: asking the House's data services.

Loaded only when they are asked.
"""

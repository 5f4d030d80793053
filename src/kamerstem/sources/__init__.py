"""Bytes from outside in, official entities out: asking the House's data services.

Loaded only when they are asked.
"""

"""The contract: what every answer looks like as plain data, which is what users script against.

Version 1 (docs/reference/json.md). Keys are only ever added. Pure functions from the model to the data; whoever shows
an answer shows these, so text, CSV and JSON say the same.
"""

VERSION = 1

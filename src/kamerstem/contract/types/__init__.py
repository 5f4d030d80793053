"""What every answer looks like, key by key: types that mypy, pydantic and FastAPI read alike.

Not loaded when Kamerstem runs: the builders name them for the type checker only.
"""

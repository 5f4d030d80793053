"""Document bytes in, model out."""

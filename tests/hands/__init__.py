"""Documents by another hand than the reader's: what people type, and how much of it comes out right."""

"""Every question in, typed answers out; where the data come from is decided here, once (``answers.opening``)."""

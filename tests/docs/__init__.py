"""The documentation is tested: what it says of the code is made from the code, and what it shows is run."""

"""The rules of the lawful form, one requirement a file; `registry.py` lists them."""

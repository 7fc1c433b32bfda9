"""Mending the form of a Word file: formatting alone is touched, never a word."""

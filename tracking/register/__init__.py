"""Sổ nhiệm vụ: the tables, the commands that change them and the questions asked of them."""

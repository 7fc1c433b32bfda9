"""Đọc: a file of any kind → pages of lines and tables."""

"""Nhập sổ cũ: an office's old tracking spreadsheet brought into the register, every row of it accounted for."""

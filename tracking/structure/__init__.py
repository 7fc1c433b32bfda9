"""Cấu trúc: pages → the parts of a document (letterhead, body, signature, annexes) and its numbered tree."""

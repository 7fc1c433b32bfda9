"""Soạn thảo: what a lawful administrative document is, making one, and checking any .docx against the law."""

"""Ngôn ngữ: the numbered tree → duties with owners, coordinators and deadlines."""

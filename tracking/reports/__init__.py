"""Báo cáo: tables and letters counted from the register for any day, as known at any moment."""

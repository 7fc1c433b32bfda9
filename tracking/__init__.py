"""Theo dõi: reading directives into duties, and following every duty to completion."""

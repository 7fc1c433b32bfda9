"""Where each component (ô) of an administrative document stands in a Word file made by anyone."""

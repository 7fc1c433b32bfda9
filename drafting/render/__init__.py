"""From a description to a Word file: the frame is a template, the body a sub-document, every figure from the one table."""

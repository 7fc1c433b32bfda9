"""Văn bản đi: a document's life from draft to issue, its number, its frozen files, and the register of outgoing documents."""

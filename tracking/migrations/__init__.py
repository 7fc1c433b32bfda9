"""The forms of the register's tables, oldest first, and the way from one to the next."""

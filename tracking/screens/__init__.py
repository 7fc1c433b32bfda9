"""What the web app shows of the register: reads only, one kind of page a file, paged and counted by the database."""

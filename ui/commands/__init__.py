"""The commands of the command line, one family a file; what each needs is imported when it runs."""

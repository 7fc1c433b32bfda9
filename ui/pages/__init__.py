"""One page of the web app a file."""

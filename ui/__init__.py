"""What people see: the command line and the web app, all in Vietnamese."""

"""Documents written as samples: an office that holds nothing yet can load them and try every step."""

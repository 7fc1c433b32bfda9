"""Templates and data with their sources; staff may open and edit what is here."""

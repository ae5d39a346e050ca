"""The functional core: what the forms, the people and the figures are. No I/O, no clock, no settings."""

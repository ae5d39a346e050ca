"""Which event a report is about, and what its reports agree on."""

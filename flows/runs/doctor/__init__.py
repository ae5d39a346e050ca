"""The doctor: everything that a run depends on, looked at without changing anything."""

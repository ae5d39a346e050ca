"""Whose a submission is: names, addresses, and when two mentions are one person."""

"""Whose each mention is: contacts, what evidence makes of them, and what the coordinator said."""

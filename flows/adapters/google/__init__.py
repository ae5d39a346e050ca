"""What we have of Google: who we are there, and how it is called."""

"""The declared forms as pages: what is asked how, what was answered, and in which words a page speaks."""

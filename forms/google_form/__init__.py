"""A form as Google Forms shows it: pages, conditions and wording, and how a live one differs from its declaration."""

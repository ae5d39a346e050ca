"""Which records of a list are one person: weighed evidence, clusters without chains, open questions."""

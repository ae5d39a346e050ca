"""The plan of a night: from what stands in an organisation's tabs to what to remember, to show and to write."""

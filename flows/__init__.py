"""The shell: gathers, has the core plan, and applies; decides nothing."""

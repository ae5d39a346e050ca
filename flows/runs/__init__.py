"""The runs as plain functions: gather, plan, apply. Prefect's flows and the command line both call these."""

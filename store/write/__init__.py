"""The only way into the log: admission, append, projections, rebuild."""

"""The doors, thin: HTTP and GraphQL, the command line, settings, limits. No SQL and no rule of the timeline is here."""

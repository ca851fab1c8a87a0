"""What somebody does who wants the server to fall over, and a probe of how others fare meanwhile."""

"""Places: descriptions over time, codes, names in many spellings, and which place a name may mean."""

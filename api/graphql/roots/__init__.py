"""Query, Mutation and Subscription."""

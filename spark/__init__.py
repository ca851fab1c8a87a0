"""The periods of a log that is too long for one machine: a job for Spark with the code that the server folds with."""

"""What leaves the application as files and features, with its terms of use."""

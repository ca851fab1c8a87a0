"""What is promised to those who stake their name on the answers, tried many times: `make trust`."""

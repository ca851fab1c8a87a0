"""Values that events are made of: time, numbers, text, the closed lists of terms, and what is wrong with them."""

"""Rows from outside into events. Knows formats; knows neither SQL nor who asks."""

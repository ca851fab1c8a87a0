"""Geometry on the map: GeoJSON, boxes, outlines, well-known binary. WGS 84, longitude before latitude."""

"""OGC API Features, Part 1: Core 1.0 (OGC 17-069r4), read-only: for QGIS, R, ogr2ogr and whatever else speaks it."""

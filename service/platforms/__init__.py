"""Training platforms, one folder each. What a platform calls things never passes its own `mapping.py`."""

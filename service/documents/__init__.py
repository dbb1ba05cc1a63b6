"""The documents that cross the edge, as pydantic models, and their mapping to the domain."""

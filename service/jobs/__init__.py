"""The durable job queue; the engine behind it is known to this package alone."""

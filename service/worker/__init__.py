"""From a job of the queue to the use case that carries it out."""

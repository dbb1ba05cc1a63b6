"""Plans as they are kept: taken in, read, edited, taken back, and what was done of them. One verb a file."""

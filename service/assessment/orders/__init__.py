"""The directives, one concern a file. Each returns what it asks with its reasons; the strictest ask binds."""

"""One file per aggregate: records out, values in; a table row never leaves the store."""

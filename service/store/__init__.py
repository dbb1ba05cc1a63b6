"""The database and nothing else: tables, the tenant filter, the unit of work, repositories."""

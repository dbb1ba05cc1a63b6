#!/bin/sh
# Run once by the database's own start: the service's database, owned by a role that is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres -v word="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE adjuster LOGIN PASSWORD :'word' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE adjuster OWNER adjuster;
SQL

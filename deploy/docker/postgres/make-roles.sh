#!/usr/bin/env bash
# At the first start of the database: a role for each service, which owns its schema and has no right on anything else.
set -euo pipefail

sql() { psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"; }

sql <<'SQL'
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON DATABASE havre FROM PUBLIC;
SQL
for role in policy_gate referral capacity feed admin; do
  # The password is a variable of psql, not a parameter: no list of processes shows it.
  sql --set "role=$role" <<SQL
\\set password \`cat /run/secrets/$role\`
SET log_statement = 'none';
CREATE ROLE :"role" LOGIN PASSWORD :'password' CONNECTION LIMIT 60;
GRANT CONNECT ON DATABASE havre TO :"role";
CREATE SCHEMA :"role" AUTHORIZATION :"role";
SQL
done

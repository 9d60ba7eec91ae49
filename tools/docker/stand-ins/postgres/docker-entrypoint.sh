#!/usr/bin/env bash
# What the public image does at a start, in its order: owner, first start, scripts of /docker-entrypoint-initdb.d, server.
set -Eeuo pipefail

# value NAME DEFAULT: the variable, or what is in the file that NAME_FILE names.
value() {
  local file=${1}_FILE
  if [[ -n ${!1:-} && -n ${!file:-} ]]; then echo "error: both $1 and $file are set" >&2; exit 1; fi
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else printf %s "${!1:-$2}"; fi
}

first_start() {
  local user password database
  user=$(value POSTGRES_USER postgres)
  password=$(value POSTGRES_PASSWORD '')
  database=$(value POSTGRES_DB "$user")
  if [[ -z $password && ${POSTGRES_HOST_AUTH_METHOD:-} != trust ]]; then
    echo 'error: the database has no superuser password: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE' >&2
    exit 1
  fi
  # shellcheck disable=SC2086 # several arguments, as in the public image
  initdb --username="$user" --pwfile=<(printf '%s\n' "$password") $(value POSTGRES_INITDB_ARGS '')
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  printf "listen_addresses = '*'\nunix_socket_directories = '/var/run/postgresql'\n" >>"$PGDATA/postgresql.conf"
  # On its socket only, so that nobody takes the server of the first start for the one that stays.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  export POSTGRES_USER=$user POSTGRES_DB=$database PGPASSWORD=$password
  if [[ $database != postgres ]]; then
    psql -qX -v ON_ERROR_STOP=1 -v "name=$database" -U "$user" -d postgres <<<'CREATE DATABASE :"name";'
  fi
  local script
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) if [[ -x $script ]]; then "$script"; else . "$script"; fi ;;
      *.sql) psql -qX -v ON_ERROR_STOP=1 -U "$user" -d "$database" -f "$script" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD
  echo 'PostgreSQL init process complete; ready for start up.'
}

if [[ ${1:0:1} == - ]]; then set -- postgres "$@"; fi
if [[ $1 == postgres ]]; then
  if [[ $(id -u) == 0 ]]; then
    install -d -m 700 -o postgres -g postgres "$PGDATA"
    chown -R postgres "$PGDATA" /var/run/postgresql
    exec gosu postgres "${BASH_SOURCE[0]}" "$@"
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA" || true
  if [[ ! -s $PGDATA/PG_VERSION ]]; then first_start; fi
fi
exec "$@"

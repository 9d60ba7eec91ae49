#!/usr/bin/env bash
# Makes what docker-compose.yml needs and no repository may hold: passwords, keys and certificates, drawn at random, once.
# What is there stays as it is, so this may run before every start; `docker compose up` does so by itself. A file that an
# operator has put there is never replaced. Needs bash and openssl only.
#
#   deploy/docker/make-secrets.sh [FOLDER]            default: the folder `secrets` beside this script
#
# One folder for each container, which sees no other: an owner of this machine may read all of them, nobody else any.
# HAVRE_INGRESS_DEPARTMENTS (accueil,sante) names the departments that publish to Kafka, HAVRE_KAFKA_PUBLIC_HOST (localhost)
# how they reach it.
set -euo pipefail
umask 022

folder=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets}
departments=${HAVRE_INGRESS_DEPARTMENTS:-accueil,sante}
public_host=${HAVRE_KAFKA_PUBLIC_HOST:-localhost}
days=825
services=(policy-gate referral capacity feed admin)

# put FILE: writes standard input there unless the file is there. Whole or not at all.
put() {
  local file="$folder/$1"
  if [[ -s $file ]]; then cat >/dev/null; return; fi
  mkdir -p "${file%/*}"
  cat >"$file.new"
  chmod 444 "$file.new"
  mv "$file.new" "$file"
}

random() { openssl rand -hex 24 | tr -d "\n"; }
read_secret() { cat "$folder/$1"; }

mkdir -p "$folder"
before=$(find "$folder" -type f | wc -l)
# The folders below are readable by the users of the containers; this one keeps everybody else of the machine out.
chmod 700 "$folder"

# --- PostgreSQL: an administrator, and a role for each service with a schema of its own.
random | put postgres/administrator
for service in "${services[@]}"; do
  role=${service//-/_}
  random | put "postgres/$role"
  printf 'postgres://%s:%s@postgres:5432/havre' "$role" "$(read_secret "postgres/$role")" | put "$service/database-url"
done

# --- Between services and the operators' service.
ops_key=$(if [[ -s $folder/admin/ops-key ]]; then read_secret admin/ops-key; else random; fi)
for service in "${services[@]}"; do printf '%s' "$ops_key" | put "$service/ops-key"; done

# --- Kafka: a principal for each service, for the job that sets the cluster up, for each department.
principal() { # NAME FOLDER: one password, known to the job that makes users and to its owner
  random | put "kafka-setup/users/$1"
  read_secret "kafka-setup/users/$1" | put "$2/kafka-password"
}
random | put kafka/broker-password
random | put kafka/kafka-setup-password
read_secret kafka/kafka-setup-password | put kafka-setup/kafka-password
for service in "${services[@]}"; do principal "$service" "$service"; done
IFS=, read -ra names <<<"$departments"
for name in "${names[@]}"; do principal "department-$name" "departments/$name"; done
openssl rand 16 | openssl base64 -A | tr '+/' '-_' | cut -c 1-22 | put kafka/cluster-id

# --- TLS of Kafka: an authority that signs once; its key is not kept.
if [[ ! -s $folder/kafka/broker.pem ]]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  curve=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
  host_kind=$([[ $public_host =~ ^[0-9.]+$ ]] && echo IP || echo DNS)
  printf 'subjectAltName=DNS:kafka,DNS:localhost,IP:127.0.0.1,%s:%s\nextendedKeyUsage=serverAuth\n' \
    "$host_kind" "$public_host" >"$work/names"
  openssl req -x509 "${curve[@]}" -days "$days" -subj '/CN=Havre brokers' -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
  openssl req "${curve[@]}" -subj '/CN=kafka' -keyout "$work/broker.key" -out "$work/broker.csr" 2>/dev/null
  openssl x509 -req -in "$work/broker.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial \
    -extfile "$work/names" -days "$days" -out "$work/broker.crt" 2>/dev/null
  rm -f "$folder"/*/kafka-ca.pem "$folder"/departments/*/kafka-ca.pem
  cat "$work/ca.pem" | put kafka/ca.pem
  cat "$work/broker.key" "$work/broker.crt" | put kafka/broker.pem
fi
for owner in "${services[@]}" kafka-setup "${names[@]/#/departments/}"; do
  read_secret kafka/ca.pem | put "$owner/kafka-ca.pem"
done

# --- The file of keys that the doors read: hashes only. The operator's own key stays with the operator.
random | put operator/secret
printf 'havre_operator_%s' "$(read_secret operator/secret)" | put operator/token
mkdir -p "$folder/keys"
# The job of the demo city adds its keys here, as the user of the image.
chmod 777 "$folder/keys"
printf '[\n  {\n    "id": "operator",\n    "role": "operator",\n    "sources": [],\n    "scopes": ["admin:read", "admin:act"],\n    "hash": "%s"\n  }\n]\n' \
  "$(openssl dgst -sha256 -r "$folder/operator/secret" | cut -d ' ' -f 1)" | put keys/keys.json

random | put grafana/administrator

# Inside a container this runs as root: everything goes back to whom the folder belongs.
if [[ $(id -u) == 0 ]]; then
  owner=$(stat -c '%u:%g' "$folder")
  find "$folder" -mindepth 1 -not -path "$folder/keys/*" -exec chown "$owner" {} +
fi
echo "secrets: $(($(find "$folder" -type f | wc -l) - before)) made"

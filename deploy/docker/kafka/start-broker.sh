#!/usr/bin/env bash
# Starts the broker of docker-compose.yml with the public image's own Kafka: adds what is secret to server.properties, in
# memory, formats the storage at the first start, with the two users that must be there before any other can be made.
set -euo pipefail
umask 077

secret() { cat "/run/secrets/$1"; }
settings=/tmp/havre/server.properties
mkdir -p /tmp/havre
broker_password=$(secret broker-password)
login="username=\"havre-broker\" password=\"$broker_password\""
scram=org.apache.kafka.common.security.scram.ScramLoginModule
plain=org.apache.kafka.common.security.plain.PlainLoginModule
{
  cat /etc/havre/server.properties
  echo "advertised.listeners=CLIENT://kafka:9092,OUTSIDE://${HAVRE_KAFKA_PUBLIC_HOST:-localhost}:${HAVRE_KAFKA_PUBLIC_PORT:-9094}"
  echo "listener.name.client.scram-sha-512.sasl.jaas.config=$scram required $login;"
  echo "listener.name.outside.scram-sha-512.sasl.jaas.config=$scram required $login;"
  echo "listener.name.controller.plain.sasl.jaas.config=$plain required $login user_havre-broker=\"$broker_password\";"
} >"$settings"

if [[ ! -e /var/lib/kafka/data/log/meta.properties ]]; then
  /opt/kafka/bin/kafka-storage.sh format --standalone --cluster-id "$(secret cluster-id)" --config "$settings" \
    --add-scram "SCRAM-SHA-512=[name=havre-broker,password=$broker_password]" \
    --add-scram "SCRAM-SHA-512=[name=kafka-setup,password=$(secret kafka-setup-password)]" >/dev/null
fi
exec /opt/kafka/bin/kafka-server-start.sh "$settings"

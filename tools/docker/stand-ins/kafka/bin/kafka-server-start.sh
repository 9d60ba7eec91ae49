#!/usr/bin/env bash
export KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xms1G -Xmx1G}
exec "$(dirname "$0")/kafka-run-class.sh" kafka.Kafka "$@"

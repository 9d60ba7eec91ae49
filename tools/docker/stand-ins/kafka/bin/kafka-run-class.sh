#!/usr/bin/env bash
# Runs one class of Kafka, with the variables that Kafka's own scripts know.
: "${KAFKA_HEAP_OPTS:=-Xmx256M}" "${LOG_DIR:=/opt/kafka/logs}"
: "${KAFKA_JVM_PERFORMANCE_OPTS:=-server -XX:+UseG1GC -Djava.awt.headless=true}"
: "${KAFKA_LOG4J_OPTS:=-Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml}"
# shellcheck disable=SC2086 # each holds several arguments
exec java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS "-Dkafka.logs.dir=$LOG_DIR" $KAFKA_LOG4J_OPTS \
  -cp '/opt/kafka/libs/*' ${KAFKA_OPTS:-} "$@"

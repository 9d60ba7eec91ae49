{{/* What one service is told: [root, service, its values, uses Kafka]. */}}
{{- define "havre.serviceEnv" -}}
{{- $root := index . 0 }}
{{- $service := index . 1 }}
{{- $own := index . 2 }}
{{- $name := include "havre.name" $root }}
{{ include "havre.sharedEnv" $root }}
- { name: HAVRE_OPS_KEY_FILE, value: /run/secrets/havre/ops/key }
{{- if has $service (list "policy-gate" "feed" "admin") }}
- { name: HAVRE_KEYS_FILE, value: /run/secrets/havre/keys/keys.json }
{{- end }}
{{- if index . 3 }}
{{- include "havre.kafkaEnv" (list $root $own.kafka.username) }}
{{- end }}
{{- if eq $service "policy-gate" }}
- { name: HAVRE_POLICY_PACKS, value: {{ join "," $root.Values.policy.packs | quote }} }
- { name: HAVRE_FREE_TEXT, value: {{ $root.Values.policy.freeText }} }
{{- if $root.Values.policy.packsConfigMap }}
- { name: HAVRE_POLICY_PACKS_DIR, value: /etc/havre/packs }
{{- end }}
{{- if $root.Values.policy.sealedDepartments }}
- { name: HAVRE_INGRESS_DEPARTMENTS, value: {{ join "," $root.Values.policy.sealedDepartments | quote }} }
# Replicas hand one another the keys of sealed events, memory to memory.
- name: POD_IP
  valueFrom: { fieldRef: { fieldPath: status.podIP } }
- { name: HAVRE_POLICY_GATE_PEER_URL, value: 'http://$(POD_IP):4100' }
{{- end }}
{{- end }}
{{- if eq $service "feed" }}
- { name: HAVRE_REFERRAL_URL, value: 'http://{{ $name }}-referral:4400' }
{{- end }}
{{- if eq $service "admin" }}
- { name: HAVRE_POLICY_GATE_URL, value: 'http://{{ $name }}-policy-gate:4100' }
- { name: HAVRE_FEED_URL, value: 'http://{{ $name }}-feed:4200' }
- { name: HAVRE_REFERRAL_URL, value: 'http://{{ $name }}-referral:4400' }
- { name: HAVRE_CAPACITY_URL, value: 'http://{{ $name }}-capacity:4500' }
{{- end }}
{{- range $variable, $value := merge (dict) $own.settings $root.Values.settings }}
- { name: {{ $variable }}, value: {{ $value | toString | quote }} }
{{- end }}
{{- end -}}

{{/* [root, service, uses Kafka] */}}
{{- define "havre.serviceMounts" -}}
{{- $root := index . 0 }}
{{- $service := index . 1 }}
- { name: scratch, mountPath: /tmp }
{{ include "havre.mount" "database" }}
{{ include "havre.mount" "ops" }}
{{- if and (eq $root.Values.eventLog.kind "postgresql") $root.Values.eventLog.existingSecret }}
{{ include "havre.mount" "event-log" }}
{{- end }}
{{- if has $service (list "policy-gate" "feed" "admin") }}
{{ include "havre.mount" "keys" }}
{{- end }}
{{- if index . 2 }}
{{- include "havre.kafkaMounts" $root }}
{{- end }}
{{- if and (eq $service "policy-gate") $root.Values.policy.packsConfigMap }}
- { name: packs, mountPath: /etc/havre/packs/city, readOnly: true }
{{- end }}
{{- end -}}

{{- define "havre.kafkaMounts" -}}
{{- if and .Values.kafka.tls.enabled .Values.kafka.tls.caSecret }}
{{ include "havre.mount" "kafka-ca" }}
{{- end }}
{{- if .Values.kafka.sasl.enabled }}
{{ include "havre.mount" "kafka" }}
{{- end }}
{{- end -}}

{{/* [root, service, its values, uses Kafka] */}}
{{- define "havre.serviceVolumes" -}}
{{- $root := index . 0 }}
{{- $service := index . 1 }}
{{ include "havre.scratchVolume" $root }}
{{ include "havre.databaseVolume" (list $root (index . 2)) }}
{{- include "havre.eventLogVolume" $root }}
{{ include "havre.secretVolume" (list "ops" $root.Values.opsKey.existingSecret $root.Values.opsKey.key "key") }}
{{- if has $service (list "policy-gate" "feed" "admin") }}
{{ include "havre.secretVolume" (list "keys" $root.Values.keys.existingSecret $root.Values.keys.key "keys.json") }}
{{- end }}
{{- if index . 3 }}
{{- include "havre.kafkaVolumes" (list $root (index . 2).kafka) }}
{{- end }}
{{- if and (eq $service "policy-gate") $root.Values.policy.packsConfigMap }}
- name: packs
  configMap: { name: {{ $root.Values.policy.packsConfigMap }} }
{{- end }}
{{- end -}}

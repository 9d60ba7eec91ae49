{{- define "havre.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of everything. */}}
{{- define "havre.labels" -}}
app.kubernetes.io/name: havre
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* What selects the pods of one component: [root, component]. */}}
{{- define "havre.selector" -}}
app.kubernetes.io/name: havre
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "havre.image" -}}
{{- if .Values.image.digest -}}
{{ printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end -}}
{{- end -}}

{{- define "havre.ports" -}}
policy-gate: 4100
feed: 4200
admin: 4300
referral: 4400
capacity: 4500
{{- end -}}

{{/* Settings that every service has: root. */}}
{{- define "havre.sharedEnv" -}}
- { name: NODE_ENV, value: production }
- { name: HAVRE_HOST, value: 0.0.0.0 }
- { name: HAVRE_EVENT_LOG, value: {{ .Values.eventLog.kind }} }
- { name: HAVRE_RETENTION_DAYS, value: {{ .Values.retentionDays | quote }} }
- { name: HAVRE_SHUTDOWN_TIMEOUT_MS, value: {{ .Values.shutdown.timeoutMs | int | quote }} }
- { name: HAVRE_DATABASE_URL_FILE, value: /run/secrets/havre/database/url }
{{- if and (eq .Values.eventLog.kind "postgresql") .Values.eventLog.existingSecret }}
- { name: HAVRE_EVENT_LOG_URL_FILE, value: /run/secrets/havre/event-log/url }
{{- end }}
{{- end -}}

{{/* How a principal reaches Kafka: [root, username]. */}}
{{- define "havre.kafkaEnv" -}}
{{- $root := index . 0 }}
- { name: HAVRE_KAFKA_BROKERS, value: {{ join "," $root.Values.kafka.brokers | quote }} }
{{- if $root.Values.kafka.tls.enabled }}
- { name: HAVRE_KAFKA_TLS, value: '1' }
{{- if $root.Values.kafka.tls.caSecret }}
- { name: HAVRE_KAFKA_CA_FILE, value: /run/secrets/havre/kafka-ca/ca.crt }
{{- end }}
{{- end }}
{{- if $root.Values.kafka.sasl.enabled }}
- { name: HAVRE_KAFKA_USERNAME, value: {{ index . 1 | quote }} }
- { name: HAVRE_KAFKA_PASSWORD_FILE, value: /run/secrets/havre/kafka/password }
{{- end }}
{{- end -}}

{{/* A secret as a folder with one file, mode 0440: [volume, secret, key, file]. */}}
{{- define "havre.secretVolume" -}}
- name: {{ index . 0 }}
  secret:
    secretName: {{ index . 1 }}
    defaultMode: 288
    items:
      - { key: {{ index . 2 | quote }}, path: {{ index . 3 }} }
{{- end -}}

{{- define "havre.kafkaVolumes" -}}
{{- $root := index . 0 }}
{{- $access := index . 1 }}
{{- if and $root.Values.kafka.tls.enabled $root.Values.kafka.tls.caSecret }}
{{ include "havre.secretVolume" (list "kafka-ca" $root.Values.kafka.tls.caSecret $root.Values.kafka.tls.caKey "ca.crt") }}
{{- end }}
{{- if $root.Values.kafka.sasl.enabled }}
{{ include "havre.secretVolume" (list "kafka" (required "each Kafka principal needs an existingSecret with its password" $access.existingSecret) $access.key "password") }}
{{- end }}
{{- end -}}

{{/* A role of its own for each service where it is named, else one for all: [root, values of the service]. */}}
{{- define "havre.databaseVolume" -}}
{{- $database := (index . 0).Values.database }}
{{- $own := index . 1 }}
{{- include "havre.secretVolume" (list "database" ($own.databaseSecret | default $database.existingSecret) $database.key "url") }}
{{- end -}}

{{- define "havre.eventLogVolume" -}}
{{- if and (eq .Values.eventLog.kind "postgresql") .Values.eventLog.existingSecret }}
{{ include "havre.secretVolume" (list "event-log" .Values.eventLog.existingSecret .Values.eventLog.key "url") }}
{{- end }}
{{- end -}}

{{- define "havre.mount" -}}
- { name: {{ . }}, mountPath: /run/secrets/havre/{{ . }}, readOnly: true }
{{- end -}}

{{/* Memory, not disk: nothing that a process writes on the side outlives it. */}}
{{- define "havre.scratchVolume" -}}
- name: scratch
  emptyDir: { medium: Memory, sizeLimit: 32Mi }
{{- end -}}

{{- define "havre.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "havre.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{/* What comes before an installation and an upgrade: the weight. */}}
{{- define "havre.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation
{{- end -}}

{{/* Pods by labels, as a peer of a network policy; nothing when no label is given. */}}
{{- define "havre.peer" -}}
{{- if or .namespaceSelector .podSelector }}
{{- if .namespaceSelector }}
- namespaceSelector: { matchLabels: {{ toJson .namespaceSelector }} }
  {{- if .podSelector }}
  podSelector: { matchLabels: {{ toJson .podSelector }} }
  {{- end }}
{{- else }}
- podSelector: { matchLabels: {{ toJson .podSelector }} }
{{- end }}
{{- end }}
{{- end -}}

{{/* A rule to somebody outside the release: CIDRs, or pods by labels; whichever is given. */}}
{{- define "havre.egressTo" -}}
{{- if or .cidrs .namespaceSelector .podSelector }}
- to:
    {{- range .cidrs }}
    - ipBlock: { cidr: {{ . }} }
    {{- end }}
    {{- include "havre.peer" . | nindent 4 }}
  ports:
    {{- range .ports }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end }}
{{- end -}}

{{- define "havre.egressDns" -}}
- to:
    {{- include "havre.peer" .Values.networkPolicy.dns | nindent 4 }}
  ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end -}}

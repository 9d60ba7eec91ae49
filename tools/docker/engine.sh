#!/usr/bin/env bash
# A Docker engine where none answers, so that image, compose file and container tests can be proven on a bare machine.
#
#   engine.sh start     uses the engine that answers; else starts one (Debian's docker.io, installed when missing)
#   engine.sh compose   makes sure that `docker compose` is there; builds it from its sources with Go when it is not
#   engine.sh stop      stops what `start` started, and nothing else
#
# Needs root only to install or to start something; no systemd. Exit code 3: neither an engine nor the means to get one.
# HAVRE_DOCKER_STATE: where the process id, the log and the mounts of our engine are (/run/havre-docker); gone after `stop`.
# HAVRE_DOCKER_CACHE: its images and the compose that was built (~/.cache/havre-docker); stays, for the next time. An engine
# that this machine starts otherwise never sees them: a stand-in has the name of a public image.
set -euo pipefail

state=${HAVRE_DOCKER_STATE:-/run/havre-docker}
cache=${HAVRE_DOCKER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/havre-docker}
tools=$cache/bin
compose_version=v5.6.0
impossible=3

say() { echo "engine: $*"; }
give_up() { echo "engine: $1" >&2; exit "${2:-1}"; }
answers() { timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

install_engine() {
  [[ $(id -u) == 0 ]] || give_up 'no engine answers, and only root may start one' $impossible
  if command -v dockerd >/dev/null && command -v docker >/dev/null && command -v iptables >/dev/null; then return; fi
  command -v apt-get >/dev/null || give_up 'no engine answers, and there is no apt-get to install one' $impossible
  say "installing Debian's docker.io"
  local log
  log=$(mktemp)
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      docker.io iptables ca-certificates; } >"$log" 2>&1 \
    || { tail -n 8 "$log" >&2; rm -f "$log"; give_up "Debian's docker.io could not be installed" $impossible; }
  rm -f "$log"
}

start() {
  if command -v docker >/dev/null && answers; then
    say "$(docker version --format '{{.Server.Version}}') answers; it is not ours to stop"
    return
  fi
  install_engine
  mkdir -p "$state"
  # What an engine that was killed leaves behind keeps the next one from starting.
  rm -f "$state/pid"
  setsid dockerd --data-root "$cache/data" --exec-root "$state/exec" --pidfile "$state/pid" >"$state/log" 2>&1 </dev/null &
  local starting=$!
  for ((tenth = 0; tenth < 300; tenth++)); do
    if answers; then
      say "$(docker version --format '{{.Server.Version}}') started, log in $state/log"
      return
    fi
    kill -0 "$starting" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 15 "$state/log" >&2
  # A machine may forbid what an engine needs (namespaces, control groups, mounts): then there is none to be had.
  kill "$starting" 2>/dev/null || true
  give_up 'the engine did not start' $impossible
}

stop() {
  local id=''
  [[ -s $state/pid ]] && id=$(<"$state/pid")
  if [[ -z $id ]]; then say 'none of ours runs'; return; fi
  if [[ $(cat "/proc/$id/comm" 2>/dev/null) == dockerd ]]; then
    kill "$id"
    for ((tenth = 0; tenth < 300; tenth++)); do [[ -d /proc/$id ]] || break; sleep 0.1; done
    [[ ! -d /proc/$id ]] || give_up "the engine ($id) does not stop"
  fi
  # The engine has ended, and what it mounted here with it.
  if ! awk -v below="$state/" 'index($2, below) == 1 { found = 1 } END { exit !found }' /proc/self/mounts; then rm -rf "$state"; fi
  say 'stopped'
}

compose() {
  if ! docker compose version >/dev/null 2>&1; then
    local program="$tools/docker-compose-$compose_version" work
    if [[ ! -x $program ]]; then
      command -v go >/dev/null || give_up 'docker compose is missing, and there is no Go to build it' $impossible
      say "building docker compose $compose_version"
      mkdir -p "$tools"
      work=$(mktemp -d)
      # From an empty module that needs it: its own has lines that `go install` refuses.
      (
        cd "$work"
        go mod init havre.local/compose
        go get "github.com/docker/compose/v5/cmd@$compose_version"
        go build -trimpath -ldflags "-s -w -X github.com/docker/compose/v5/internal.Version=$compose_version" \
          -o "$program.new" github.com/docker/compose/v5/cmd
      ) >"$work/log" 2>&1 || { tail -n 15 "$work/log" >&2; give_up 'docker compose could not be built' $impossible; }
      mv "$program.new" "$program"
      rm -rf "$work"
    fi
    mkdir -p "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins"
    ln -sfn "$program" "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/docker-compose"
  fi
  say "compose $(docker compose version --short)"
}

case ${1:-} in
  start | stop | compose) "$1" ;;
  *) give_up 'start, compose or stop?' 2 ;;
esac

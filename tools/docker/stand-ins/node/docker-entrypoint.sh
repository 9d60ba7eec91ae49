#!/bin/sh
# An option, a word that is no command or a file that cannot be run is for node.
set -e
case "$1" in
  -*) set -- node "$@" ;;
  *) if ! command -v "$1" >/dev/null || { [ -f "$1" ] && [ ! -x "$1" ]; }; then set -- node "$@"; fi ;;
esac
exec "$@"

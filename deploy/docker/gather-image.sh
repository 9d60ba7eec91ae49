#!/bin/sh
# Gathers what the image holds into a folder: compiled services and jobs, the data that they read, the packages of
# production, and the list of those packages (CycloneDX). Runs in the build stage, from the root of the repository.
set -eu
into=$1
parts="libs/events libs/kafkajs libs/messaging libs/policy libs/publisher libs/sealing libs/service \
services/admin services/capacity services/feed services/policy-gate services/referral deploy/kafka"
production="--omit=dev --omit=optional --omit=peer"

for part in $parts; do
  mkdir -p "$into/$part"
  for held in dist bin packs models phrasebook; do
    if [ -e "$part/$held" ]; then cp -R "$part/$held" "$into/$part/"; fi
  done
done
for data in deploy/kafka/*.yaml deploy/kafka/*.schema.json; do
  if [ -e "$data" ]; then cp "$data" "$into/deploy/kafka/"; fi
done
# The demo city and its day: programs without packages of their own.
mkdir -p "$into/services/standalone/dist" "$into/tools/dist" "$into/docs"
cp -R services/standalone/dist/demo-city services/standalone/dist/welcome "$into/services/standalone/dist/"
cp -R tools/dist/demo "$into/tools/dist/"
cp docs/needs-only.md docs/needs-only.en.md "$into/docs/"
cp LICENSE deploy/docker/healthcheck.mjs "$into/"

# Manifests that know only the parts that are here and what they need in production: npm keeps the development packages of
# a workspace otherwise. The versions, and the checksums of what is unpacked, are those of the repository's lock file.
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const [into, ...parts] = process.argv.slice(1);
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  const write = (file, value) => writeFileSync(`${into}/${file}`, `${JSON.stringify(value, null, 2)}\n`);
  const { name, version, license, type } = read("package.json");
  write("package.json", { name, version, private: true, license, type, workspaces: parts });
  for (const part of parts) {
    const { devDependencies, optionalDependencies, nx, ...manifest } = read(`${part}/package.json`);
    write(`${part}/package.json`, manifest);
  }
' "$into" $parts
cp package-lock.json .npmrc "$into/"
cd "$into"
npm install $production --ignore-scripts --offline --no-audit --no-fund --loglevel=error
npm sbom $production --sbom-format=cyclonedx --sbom-type=application >/tmp/sbom.json
mv /tmp/sbom.json sbom.cdx.json
rm package-lock.json .npmrc node_modules/.package-lock.json

# Types, maps and build records serve nobody in a container; licences stay.
find . -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -name '*.tsbuildinfo' \) -delete

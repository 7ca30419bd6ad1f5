#!/usr/bin/env bash
# Writes the locks anew from pyproject.toml and package.json; add `--upgrade` to take newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."

# No registry, mirror or local folder of this machine may end up in a lock.
compile=(.venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header
         --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options "$@")

"${compile[@]}" --extra setup --output-file requirements.lock pyproject.toml
"${compile[@]}" --extra setup --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

"${compile[@]}" --output-file requirements-node.lock requirements-node.in
npm install --package-lock-only

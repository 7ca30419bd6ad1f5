#!/usr/bin/env bash
# Makes one script and one style sheet for each kind of page in geoapp/static/built: a phone asks for
# two files instead of a hundred. The sources stay plain modules.
set -euo pipefail
cd "$(dirname "$0")/../geoapp/static"
PATH="$PWD/../../.venv/bin:$PATH"
rm -rf built
exec ../../node_modules/.bin/esbuild js/pages/*.js css/pages/*.css \
  --bundle --minify --format=esm --target=es2022 --charset=utf8 --external:*.woff2 \
  --outdir=built --entry-names=[name] --legal-comments=eof --log-level=warning

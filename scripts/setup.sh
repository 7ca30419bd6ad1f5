#!/usr/bin/env bash
# Brings a checkout to the point where it runs: `scripts/setup.sh` for the service, `scripts/setup.sh test`
# for the tests too. Looks first and touches only what is missing, so a second run needs no network.
set -euo pipefail
cd "$(dirname "$0")/.."

for_tests=${1:-}
say() { printf 'geoapp: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# --- what the system brings ------------------------------------------------------------------

find_python() {
  local python
  for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if have "$python" && "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$python"
      return
    fi
  done
  return 1
}

has_postgis() {
  local place
  for place in /usr/share/postgresql/*/ /usr/pgsql-*/share/ /opt/homebrew/share/postgresql*/ \
               /usr/local/share/postgresql*/; do
    [ ! -e "${place}extension/postgis.control" ] || return 0
  done
  return 1
}

# The first draws the same pages with half the work; not every system has it.
HEADLESS=chromium-headless-shell
has_browser() { have "$HEADLESS" || have chromium || have chromium-browser || have google-chrome; }

missing_packages() {
  find_python >/dev/null || echo python3-venv
  has_postgis || echo postgresql-postgis
  [ "$for_tests" = test ] || return 0
  has_browser || echo chromium
  have pdftoppm || echo poppler-utils
}

# Debian starts a server of its own when PostgreSQL is installed; ours needs only the programs.
keep_debian_from_starting_a_server() {
  local settings=/etc/postgresql-common/createcluster.conf
  ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && return
  $1 apt-get install -y --no-install-recommends postgresql-common
  $1 sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' "$settings"
}

# Known only once apt has its lists, which a new machine lacks.
headless_if_there_is() {
  local package
  for package; do
    if [ "$package" = chromium ] && apt-cache show "$HEADLESS" >/dev/null 2>&1; then package=$HEADLESS; fi
    echo "$package"
  done
}

install_packages() {
  local as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! have sudo || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
      say "cannot install: not root, and no sudo. Ask an administrator for:"
      say "  apt-get install $*"
      exit 1
    fi
    as_root=sudo
  fi
  say "installing $* ..."
  export DEBIAN_FRONTEND=noninteractive
  {
    $as_root apt-get update
    case " $* " in *" postgresql-postgis "*) keep_debian_from_starting_a_server "$as_root" ;; esac
    # shellcheck disable=SC2046  # a list of package names
    $as_root apt-get install -y --no-install-recommends $(headless_if_there_is "$@")
  } >var/setup.log 2>&1 || { tail -20 var/setup.log >&2; say "installing failed; all of it is in var/setup.log"; exit 1; }
}

system_packages() {
  local wanted
  wanted=$(missing_packages | tr '\n' ' ')
  [ -n "$wanted" ] || return 0
  if have apt-get; then
    # shellcheck disable=SC2086  # a list of package names
    install_packages $wanted
  elif have brew; then
    say "please install: brew install python@3.13 postgresql@17 postgis node${for_tests:+ poppler, and Chrome}"
    exit 1
  else
    say "please install Python 3.11 or newer with venv, and PostgreSQL with PostGIS${for_tests:+, Chromium and poppler}"
    exit 1
  fi
}

# --- what Python and npm bring ---------------------------------------------------------------

# once NAME FILE... -- COMMAND...: run the command unless it ran before with these files as they are.
once() {
  local stamp=.venv/done-$1 files=() now
  shift
  while [ "$1" != -- ]; do files+=("$1"); shift; done
  shift
  now=$(cat "${files[@]}" | cksum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  "$@"
  printf '%s\n' "$now" >"$stamp"
}

pip() { .venv/bin/python -m pip -qq --disable-pip-version-check "$@"; }

python_packages() {
  say "installing Python packages ($1) ..."
  pip install --require-hashes -r "$1"
}

this_package() { pip install --no-deps --no-build-isolation --editable . 2>/dev/null; }

browser_packages() {
  say "fetching the pages' fonts and scripts ..."
  if ! have npm; then
    pip install --require-hashes -r requirements-node.lock
    PATH="$PWD/.venv/bin:$PATH"
  fi
  npm ci --silent
  .venv/bin/python scripts/vendor.py
}

mkdir -p var
system_packages
[ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
once requirements requirements.lock -- python_packages requirements.lock
[ "$for_tests" != test ] || once requirements-dev requirements-dev.lock -- python_packages requirements-dev.lock
once package pyproject.toml -- this_package
[ -d geoapp/static/vendor ] || rm -f .venv/done-vendor
once vendor package-lock.json scripts/vendor.py -- browser_packages
[ -d geoapp/static/built ] || rm -f .venv/done-bundle
once bundle package-lock.json scripts/bundle.sh $(find geoapp/static/js geoapp/static/css -type f | sort) -- scripts/bundle.sh
[ -f geoapp/translations/vi/LC_MESSAGES/messages.mo ] || rm -f .venv/done-catalog
once catalog geoapp/translations/vi/LC_MESSAGES/messages.po -- .venv/bin/python scripts/catalog.py
# Where PYTHONDONTWRITEBYTECODE is set, each start of the service would compile our modules anew.
.venv/bin/python -m compileall -q geoapp

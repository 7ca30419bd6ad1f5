# geoapp: `make help` says what there is.
.DEFAULT_GOAL := help
.PHONY: demo run test check audit bench messages lock help
MAKEFLAGS += --no-print-directory

demo: ## install what is missing, load the real projects, serve at http://127.0.0.1:8000 (PORT, HOST)
	@scripts/setup.sh
	@.venv/bin/geoapp load-sample
	@.venv/bin/geoapp create-demo-users
	@exec .venv/bin/geoapp serve

run: ## serve what is in the database, without loading anything
	@scripts/setup.sh
	@exec .venv/bin/geoapp serve

test: ## install what tests need and run them, in a browser too (ARGS="-k name")
	@scripts/setup.sh test
	@.venv/bin/pytest $(ARGS)

check: ## format, lint, strict types, import direction, layer files
	@scripts/setup.sh test
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/geoapp check-layers

audit: ## look for known vulnerabilities in the pinned libraries (needs the network)
	@scripts/setup.sh test
	@.venv/bin/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock

bench: ## measure against a plain Flask view with folium.GeoJson (takes minutes; PARTS="features tiles" QUICK=1)
	@scripts/setup.sh test
	@.venv/bin/python -m tests.bench $(PARTS)

messages: ## collect the sentences of code and pages, to be translated in geoapp/translations
	@scripts/setup.sh
	@.venv/bin/pybabel -q extract -F geoapp/translations/extract.cfg -k message --no-location \
	  --omit-header --sort-output -o var/messages.pot .
	@.venv/bin/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap -l vi \
	  -i var/messages.pot -d geoapp/translations

lock: ## pin the libraries anew (ARGS=--upgrade takes newer versions)
	@scripts/setup.sh test
	@scripts/lock.sh $(ARGS)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

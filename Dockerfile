# Built in one image, run in another that has no compiler, no Node and no root.
FROM python:3.13-slim-trixie AS build
WORKDIR /srv/geoapp
COPY requirements.lock requirements-node.lock package.json package-lock.json .npmrc ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && python -m venv /node \
 && /node/bin/pip install --no-cache-dir --require-hashes -r requirements-node.lock \
 && PATH=/node/bin:$PATH npm ci
COPY . .
RUN .venv/bin/python scripts/vendor.py \
 && PATH=/node/bin:$PATH scripts/bundle.sh \
 && .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
 && rm -rf node_modules

FROM python:3.13-slim-trixie
# pg_dump and pg_restore, of the same major version as the database of docker-compose.yml or newer.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 geoapp \
 && install -d -o geoapp -g geoapp /var/lib/geoapp /var/backups/geoapp
COPY --from=build /srv/geoapp /srv/geoapp
ENV PATH=/srv/geoapp/.venv/bin:$PATH GEOAPP_DATA_DIR=/var/lib/geoapp HOST=0.0.0.0 PYTHONUNBUFFERED=1
WORKDIR /srv/geoapp
USER geoapp
EXPOSE 8000
CMD ["geoapp", "serve"]

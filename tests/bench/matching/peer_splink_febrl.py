"""Splink on the FEBRL sets, with the comparisons that its documentation shows for such columns; in its own environment."""
# pyright: basic, reportMissingImports=false

import logging
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import pandas as pd  # noqa: E402 - silenced first
import splink.comparison_library as cl  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402

COLUMNS = ["rec_id", "person", "given_name", "surname", "suburb", "date_of_birth", "address"]


def pairs(sizes: pd.Series) -> int:
    """Return how many pairs groups of such sizes hold."""
    return int((sizes * (sizes - 1) // 2).sum())


for number in (1, 2, 3):
    people = pd.read_csv(Path(sys.argv[1], f"dataset{number}.csv"), dtype=str, skipinitialspace=True)
    people.columns = [name.strip() for name in people.columns]
    people["person"] = people.rec_id.str.split("-").str[1]
    street = people.street_number.fillna("") + " " + people.address_1.fillna("") + " " + people.address_2.fillna("")
    people["address"] = street.str.strip().replace("", None)
    people = people[COLUMNS]
    people = people.where(people.notna(), None)
    linker = Linker(
        DuckDBAPI().register(people),
        SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="rec_id",
            blocking_rules_to_generate_predictions=[
                block_on("given_name", "surname"),
                block_on("date_of_birth"),
                block_on("address"),
                block_on("given_name", "suburb"),
                block_on("surname", "suburb"),
            ],
            comparisons=[
                cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
                cl.NameComparison("surname").configure(term_frequency_adjustments=True),
                cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
                cl.ExactMatch("suburb").configure(term_frequency_adjustments=True),
                cl.LevenshteinAtThresholds("address", [2, 5]),
            ],
        ),
    )
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth"), block_on("address", "date_of_birth")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    likely = linker.inference.predict(threshold_match_probability=0.2)
    truth = pairs(people.person.value_counts())
    found: list[str] = []
    for least in (0.5, 0.8, 0.9, 0.95, 0.99):
        grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(likely, least).as_pandas_dataframe()
        joined, right = (
            pairs(grouped.cluster_id.value_counts()),
            pairs(grouped.groupby(["cluster_id", "person"]).size()),
        )
        found.append(f"{least}: {2 * right / (joined + truth):.4f}")
    sys.stdout.write(f"  Splink, FEBRL {number}: F1 by threshold {', '.join(found)}\n")
    sys.stdout.flush()

"""Splink on the same records, as a competent user would set it up; runs in an environment of its own."""
# pyright: basic, reportMissingImports=false

import logging
import re
import sys
import time
import unicodedata
import warnings

began = time.perf_counter()
warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import pandas as pd  # noqa: E402 - the clock runs from before the imports: the whole process is measured
import splink.comparison_library as cl  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402


def fold(text: object) -> object:
    """Return text without case and diacritics."""
    return (
        unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
        if isinstance(text, str)
        else None
    )


def pairs(sizes: pd.Series) -> int:
    """Return how many pairs groups of such sizes hold."""
    return int((sizes * (sizes - 1) // 2).sum())


people = pd.read_csv(sys.argv[1], dtype=str)
for column in ("first_name", "last_name", "organisation", "municipality", "email"):
    people[column] = people[column].map(fold)
people["phone"] = people.phone.map(lambda text: re.sub(r"\D", "", text)[-8:] if isinstance(text, str) else None)
people["stem"] = people.last_name.map(lambda text: text[:5] if text else None)
people = people.where(people.notna(), None)


def by_rarity(comparison: object) -> object:
    """Return a comparison that weighs rare values more."""
    return comparison.configure(term_frequency_adjustments=True)


linker = Linker(
    DuckDBAPI().register(people),
    SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        blocking_rules_to_generate_predictions=[
            block_on("email"),
            block_on("phone"),
            block_on("first_name", "stem"),
            block_on("first_name", "organisation"),
            block_on("last_name", "municipality"),
        ],
        comparisons=[
            by_rarity(cl.JaroWinklerAtThresholds("first_name", [0.92, 0.8])),
            by_rarity(cl.JaroWinklerAtThresholds("last_name", [0.92, 0.8])),
            cl.EmailComparison("email"),
            by_rarity(cl.LevenshteinAtThresholds("phone", [1])),
            by_rarity(cl.ExactMatch("organisation")),
            by_rarity(cl.ExactMatch("municipality")),
        ],
    ),
)
linker.training.estimate_probability_two_random_records_match(
    [block_on("email", "first_name"), block_on("phone", "first_name")], recall=0.7
)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("first_name", "last_name"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
likely = linker.inference.predict(threshold_match_probability=0.3)
truth = pairs(people.person.value_counts())
found = []
for least in (0.95, 0.99, 0.999):
    grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(likely, least).as_pandas_dataframe()
    took = time.perf_counter() - began
    joined, right = pairs(grouped.cluster_id.value_counts()), pairs(grouped.groupby(["cluster_id", "person"]).size())
    found.append((2 * right / (joined + truth), right / joined, right / truth, least, took))
    if len(found) == 1:
        first_took = took
f1, precision, recall, least, _ = max(found)
sys.stdout.write(
    f"  Splink     {len(people):9,} records {first_took:7.2f} s | precision {precision:.4f} recall {recall:.4f} "
    f"F1 {f1:.4f} at its best threshold, {least}\n"
)

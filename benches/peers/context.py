"""Reads files with medspacy: sentences, target rules, ConText. Prints each target with its file and what governs it."""

import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

from loguru import logger  # noqa: E402

# It would tell of every token.
logger.remove()

import medspacy  # noqa: E402
from medspacy.ner import TargetRule  # noqa: E402

terms, *paths = sys.argv[1:]
nlp = medspacy.load(medspacy_enable={"medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"})
rules = [TargetRule(term, "ACT") for term in Path(terms).read_text().splitlines()]
nlp.get_pipe("medspacy_target_matcher").add(rules)
files = [file for path in map(Path, paths) for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
# Longer texts are refused without this.
nlp.max_length = 10_000_000
for file in files:
    for ent in nlp(file.read_text()).ents:
        print(f"{file}:{ent.start_char}: {ent.text} negated={ent._.is_negated} historical={ent._.is_historical}")

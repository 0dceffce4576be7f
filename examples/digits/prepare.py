"""Shuffles scikit-learn's handwritten digits by a seed and deals them into folds, each with as many of every digit."""

import argparse
import sys

try:
    import numpy
    from sklearn.datasets import load_digits
    from sklearn.model_selection import StratifiedKFold
except ImportError as error:
    sys.exit(f'{error}: apt-get install python3-sklearn, or pip install scikit-learn')

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('--seed', type=int, required=True)
parser.add_argument('--folds', type=int, required=True)
parser.add_argument('--out', required=True, help='a file for numpy to load')
options = parser.parse_args()

pixels, digits = load_digits(return_X_y=True)
folds = numpy.empty(len(digits), dtype=int)
dealer = StratifiedKFold(options.folds, shuffle=True, random_state=options.seed)
for fold, (_, held_out) in enumerate(dealer.split(pixels, digits)):
    folds[held_out] = fold
numpy.savez_compressed(options.out, pixels=pixels, digits=digits, folds=folds)
print(f'{len(digits)} digits in {options.folds} folds')

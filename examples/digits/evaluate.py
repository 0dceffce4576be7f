"""Trains a classifier on all folds but one, and measures how well it reads the digits of that one."""

import argparse
import json
import sys
import time

try:
    import numpy
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, log_loss
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC
except ImportError as error:
    sys.exit(f'{error}: apt-get install python3-sklearn, or pip install scikit-learn')

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('--model', choices=['logistic', 'svm', 'forest'], required=True)
parser.add_argument('--C', type=float, help='inverse strength of regularisation, of logistic and svm')
parser.add_argument('--depth', type=int, help='of the trees of the forest')
parser.add_argument('--scale', choices=['none', 'standard'], required=True)
parser.add_argument('--fold', type=int, required=True, help='that is tested on')
parser.add_argument('--seed', type=int, required=True)
parser.add_argument('--data', required=True, help='what prepare.py has written')
parser.add_argument('--out', required=True, help='a JSON file for the measurements')
options = parser.parse_args()


def classifier():
    if options.model == 'forest':
        return RandomForestClassifier(max_depth=options.depth, random_state=options.seed)
    if options.model == 'svm':
        return SVC(C=options.C, probability=True, random_state=options.seed)
    return LogisticRegression(C=options.C, max_iter=2000, random_state=options.seed)


data = numpy.load(options.data)
pixels, digits = data['pixels'], data['digits']
held_out = data['folds'] == options.fold
if not held_out.any():
    sys.exit(f'there is no fold {options.fold} in {options.data}')

model = make_pipeline(StandardScaler(), classifier()) if options.scale == 'standard' else classifier()
begun = time.monotonic()
model.fit(pixels[~held_out], digits[~held_out])
seconds = time.monotonic() - begun
chances = model.predict_proba(pixels[held_out])
metrics = {
    'accuracy': float(accuracy_score(digits[held_out], model.predict(pixels[held_out]))),
    'log_loss': float(log_loss(digits[held_out], chances, labels=model.classes_)),
    'seconds': seconds,
}
with open(options.out, 'w', encoding='utf-8') as out:
    json.dump(metrics, out)
print(' '.join(f'{name}={value:.4f}' for name, value in metrics.items()))

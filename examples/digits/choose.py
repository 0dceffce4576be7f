"""Finds the best settings of a model: by its accuracy, averaged over the folds of each seed, and then over the seeds.

What it averages is told by the file that SWEEP_NEEDS names, so that it needs no pattern of paths. No scikit-learn is needed here.
"""

import argparse
import collections
import json
import os
import statistics
import sys

REPEATS = ('fold', 'seed')

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument('--out', required=True, help='a JSON file for the best')
options = parser.parse_args()

with open(os.environ['SWEEP_NEEDS'], encoding='utf-8') as file:
    needs = json.load(file)['needs']
if not needs:
    sys.exit('there is nothing to choose from')

accuracies = collections.defaultdict(lambda: collections.defaultdict(list))
for need in needs:
    params = need['params']
    setting = json.dumps({axis: value for axis, value in params.items() if axis not in REPEATS})
    [path] = need['produces']
    with open(path, encoding='utf-8') as file:
        accuracies[setting][params['seed']].append(json.load(file)['accuracy'])

rows = []
for setting, by_seed in accuracies.items():
    means = [statistics.mean(folds) for folds in by_seed.values()]
    spread = statistics.stdev(means) if len(means) > 1 else None
    rows.append({'setting': json.loads(setting), 'accuracy': statistics.mean(means), 'sd': spread, 'seeds': len(means)})
rows.sort(key=lambda row: -row['accuracy'])

for row in rows:
    setting = ' '.join(f'{axis}={value}' for axis, value in row['setting'].items())
    spread = '' if row['sd'] is None else f' ± {row["sd"]:.4f}'
    print(f'{row["accuracy"]:.4f}{spread}  {setting}')
seeds = {need['params']['seed'] for need in needs}
print(f'mean ± sd over {len(seeds)} seeds, of {len(needs)} evaluations')
with open(options.out, 'w', encoding='utf-8') as out:
    json.dump(rows[0], out)

"""Holds the best settings of several models against each other: the files that choose.py has written."""

import json
import sys

if len(sys.argv) < 2:
    sys.exit('usage: report.py BEST...')

rows = []
for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as file:
        rows.append(json.load(file))
for row in sorted(rows, key=lambda row: -row['accuracy']):
    setting = ' '.join(f'{axis}={value}' for axis, value in row['setting'].items())
    spread = '' if row['sd'] is None else f' ± {row["sd"]:.4f}'
    print(f'{row["accuracy"]:.4f}{spread}  {setting}')

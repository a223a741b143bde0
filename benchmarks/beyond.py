"""The command line for more counties than there are: the official ones count again under names like `lappi-2`.

    python benchmarks/beyond.py COUNTIES lint ...

Run in a project that `generate.py` has written. What is measured is strategia itself; only its list of counties is
longer.
"""

import sys

import generate

from strategia.__main__ import main
from strategia.counties import counties

known = counties()
for slug in generate.slugs(int(sys.argv.pop(1))):
    official = slug if slug in known else slug.rpartition("-")[0]
    known[slug] = known[official]._replace(slug=slug)
main()

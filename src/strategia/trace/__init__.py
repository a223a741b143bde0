"""The golden thread: which service lines, rows of money and indicators carry each goal, and where the thread is broken.

`coverage` says how far each goal is covered, `money` what pays for it, `fingerprints` whether a link still
means what it meant when somebody reviewed it.
"""

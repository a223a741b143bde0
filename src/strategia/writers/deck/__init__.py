"""Decks: from a Document to drawn slides, in two halves.

The first half is pure and knows no file format: `fit` measures text, `text` turns blocks into
paragraphs, `flows`, `panels` and `tables` lay blocks out, `slides` plans the slides as lists of
`shapes`. The second half, `drawing` and `plots`, turns shapes into DrawingML. Lengths are points; a
slide is 960 × 540 of them.
"""

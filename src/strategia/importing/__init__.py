"""Importing: the tables that controllers have in, a budget in YAML out.

A file is read into a *book* of *sheets* of *cells* that know their places; a *mapping* says what stands
where, and is guessed where nobody says; both together give a *draft*, which is written as YAML.
Whatever is wrong with a file is a diagnostic with a place, and nothing in it is ever executed or followed.
"""

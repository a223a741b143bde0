"""Working days in Finland: Monday to Friday, without public holidays and the eves on which offices are closed.

The days are those on which no time limit of an authority ends: Sundays and church holidays, May Day, Independence Day,
Christmas Eve and Midsummer Eve.
"""

from collections.abc import Iterator
from datetime import date, timedelta

_FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
"""Month and day of New Year, Epiphany, May Day, Independence Day, Christmas Eve and the two days of Christmas."""

_FROM_EASTER = (-2, 1, 39)
"""Days from Easter Sunday to Good Friday, Easter Monday and Ascension Day."""

_FRIDAY = 4
_DAYS = 7


def working_days(start: date, end: date) -> int:
    """How many working days there are from a day (included) to a later one (not included)."""
    weeks, rest = divmod((end - start).days, _DAYS)
    weekdays = weeks * 5 + sum(_is_weekday(start + timedelta(days=extra)) for extra in range(rest))
    closed = {day for year in range(start.year, end.year + 1) for day in holidays(year)}
    return weekdays - sum(start <= day < end and _is_weekday(day) for day in closed)


def holidays(year: int) -> Iterator[date]:
    """The days of a year, other than Saturdays and Sundays, that may be no working days."""
    yield from (date(year, month, day) for month, day in _FIXED)
    easter = easter_sunday(year)
    yield from (easter + timedelta(days=days) for days in _FROM_EASTER)
    # Midsummer Eve is the Friday between 19 and 25 June.
    earliest = date(year, 6, 19)
    yield earliest + timedelta(days=(_FRIDAY - earliest.weekday()) % _DAYS)


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar.

    **Why** the letters: this is the anonymous algorithm of 1876, as it is printed everywhere.
    """
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _is_weekday(day: date) -> bool:
    return day.weekday() <= _FRIDAY

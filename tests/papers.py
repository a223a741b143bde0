"""Small counties made of plain data, for the tests of documents."""

import json
from typing import Any

from strategia.linking import link
from strategia.loading.composing import grow
from strategia.loading.validation import validate
from strategia.model import KINDS
from strategia.source import Source
from strategia.workspace import Workspace

Data = dict[str, Any]


def strategy(*goals: Data, **more: object) -> Data:
    """A strategy of one priority with goals `g1`, `g2` …, or with those given."""
    found = goals or ({"id": "g1", "title": "Apua saa ajoissa"}, {"id": "g2", "title": "Arki on turvallista"})
    data = {
        "kind": "strategy",
        "county": "lappi",
        "title": "Strategia",
        "period": {"from": 2026, "to": 2029},
        "priorities": [{"id": "p1", "title": "Arki", "goals": list(found)}],
    }
    return data | more


def services(**more: object) -> Data:
    """A service strategy."""
    return {"kind": "service-strategy", "county": "lappi", "title": "Palvelustrategia"} | more


def budget(**more: object) -> Data:
    """A budget of 2026 in thousands of euros with negative costs."""
    money = {"years": [2026], "money": "teur", "signs": "costs_negative"}
    return {"kind": "budget", "county": "lappi", "title": "Talousarvio"} | money | more


def unit(name: str, costs: float, **more: object) -> Data:
    """A unit of the budget with costs in 2026."""
    return {"id": name, "name": f"Yksikkö {name}", "costs": {"2026": costs}} | more


def workspace(*data: Data) -> Workspace:
    """The data as a linked county; each file must be sound."""
    roots = []
    for one in data:
        # JSON is YAML too; on lines of its own, so that keys have an order.
        tree, found = grow(Source(f"{one['kind']}.yaml", json.dumps(one, indent=1, ensure_ascii=False)))
        assert tree is not None, found
        root, found = validate(tree, KINDS[str(one["kind"])])
        assert root is not None, found
        roots.append(root)
    made, found = link(roots, "lappi", complete=True)
    assert found == []
    return made

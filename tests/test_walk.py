"""The quick walk over an entity finds what a plain one over all its fields finds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from strategia.compiler import check
from strategia.model.base import Entity, LocalizedText, Ref, walk
from strategia.project import Project
from strategia.source import Route

ROOT = Path(__file__).parents[1]


def _plainly(value: Any, route: Route = ()) -> Iterator[tuple[Route, BaseModel]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _plainly(item, (*route, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _plainly(item, (*route, key))
    elif isinstance(value, BaseModel):
        yield route, value
        if isinstance(value, Entity):
            for name, field in type(value).model_fields.items():
                yield from _plainly(getattr(value, name), (*route, field.alias or name))


def test_a_walk_finds_every_part_once_with_its_route_and_in_order() -> None:
    project = Project(ROOT)
    checked = check(project, project.counties(), date(2026, 6, 30))
    roots = [root for workspace in checked.workspaces.values() for root in workspace.roots]
    assert len(roots) > 5
    for root in roots:
        expected = list(_plainly(root))
        found = walk(root)
        for part, kind in ((found.entities, Entity), (found.texts, LocalizedText), (found.references, Ref)):
            own = [(route, value) for route, value in expected if isinstance(value, kind)]
            assert [route for route, _ in part] == [route for route, _ in own]
            assert all(one is other for (_, one), (_, other) in zip(part, own, strict=True))
        assert len(expected) == len(found.entities) + len(found.texts) + len(found.references)
        assert all(entity.origin.route == route for route, entity in found.entities)

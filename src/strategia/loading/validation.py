"""From plain data to the typed model; what is wrong with it is told by `mistakes`."""

from typing import TypeVar

from pydantic import ValidationError

from strategia.diagnostics import Diagnostic
from strategia.loading.tree import Tree
from strategia.model.base import Entity, walk

Model = TypeVar("Model", bound=Entity)


def validate(tree: Tree, model: type[Model]) -> tuple[Model | None, list[Diagnostic]]:
    """The data of a tree as an entity, each entity in it knowing its origin; or what is wrong with it."""
    try:
        root = model.model_validate(tree.data)
    except ValidationError as error:
        from strategia.loading import mistakes  # noqa: PLC0415 - most files have none

        return None, mistakes.told(tree, model, error)
    for route, entity in walk(root).entities:
        entity._written_at(tree, route)  # noqa: SLF001 - loading is where origins are set
    return root, []

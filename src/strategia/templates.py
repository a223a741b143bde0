"""Where templates are found: the folder named by `--templates`, then the packaged ones."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


class TemplateError(Exception):
    """A template of one's own that is not used, since it would fetch a package from the network."""

    def __init__(self, file: str, package: str) -> None:
        super().__init__(f"{file}: {package}")
        self.file, self.package = file, package


@cache
def _packaged() -> Path:
    """The shipped templates: inside the wheel, or at the top of a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


@dataclass(frozen=True, slots=True)
class Templates:
    """A search path. `own` is used only when the user named it on the command line."""

    own: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, first hit wins."""
        return (self.own, _packaged()) if self.own else (_packaged(),)

    def path(self, name: str) -> Path:
        """The file with this name (`docx/reference.docx`); FileNotFoundError when no folder has it."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise FileNotFoundError(name)

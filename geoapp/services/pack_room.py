"""Where packs are made: the service's engine, its settings and layers, the folder of files."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from geoapp.domain.layers import LayerDefinition, may_see, read_layers
from geoapp.domain.rights import Viewer
from geoapp.settings import GEO_DATA, Settings


@dataclass(frozen=True)
class PackRoom:
    """What making packs needs."""

    engine: Engine
    settings: Settings
    layers: tuple[LayerDefinition, ...]

    def archive_path(self, pack_id: int) -> Path:
        """Return where the ZIP lies once it is ready."""
        return archive_path(self.settings, pack_id)

    def work_dir(self, pack_id: int) -> Path:
        """Return where the files lie until then."""
        return self.settings.packs_dir / str(pack_id)

    def layers_for(self, viewer: Viewer) -> tuple[LayerDefinition, ...]:
        """Return the layers that the viewer may see."""
        return tuple(
            layer
            for layer in self.layers
            if may_see(layer, signed_in=viewer.signed_in, roles=viewer.roles)
        )


def open_pack_room(settings: Settings, engine: Engine) -> PackRoom:
    """Return what making packs needs; reads the layer files."""
    settings.packs_dir.mkdir(parents=True, exist_ok=True)
    return PackRoom(engine, settings, read_layers(settings.layers_dir, GEO_DATA))


def archive_path(settings: Settings, pack_id: int) -> Path:
    """Return where a pack's ZIP lies once it is ready."""
    return settings.packs_dir / f"{pack_id}.zip"

"""Who may see a layer."""

from collections.abc import Collection

from geoapp.domain.layers.definition import EVERYONE, SIGNED_IN, LayerDefinition


def may_see(layer: LayerDefinition, *, signed_in: bool, roles: Collection[str]) -> bool:
    """Tell whether a viewer with these roles sees the layer; roles count only when signed in."""
    if layer.access == (EVERYONE,):
        return True
    if layer.access == (SIGNED_IN,):
        return signed_in
    return signed_in and not set(layer.access).isdisjoint(roles)

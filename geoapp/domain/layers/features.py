"""Whether a layer's style and card fit the features of its file."""

from collections.abc import Iterator

from geoapp.domain.layers.definition import LayerDefinition, StyleClass, Theme
from geoapp.domain.layers.geojson import MOST_TOLD, Feature
from geoapp.domain.layers.values import shown
from geoapp.domain.messages import Message, message


def check_features(
    layer: LayerDefinition, features: list[Feature]
) -> Iterator[tuple[str, Message]]:
    """Yield the field and the reason of attributes no feature has and values no class takes."""
    present = {name for feature in features for name in feature.properties or {}}
    for index, field in enumerate(layer.popup):
        if field.attribute not in present:
            yield f"popup[{index}].attribute", _absent(field.attribute, present)
    for index, theme in enumerate(layer.themes):
        if theme.attribute not in present:
            yield f"themes[{index}].attribute", _absent(theme.attribute, present)
        else:
            for value in _homeless(theme, features):
                yield (
                    f"themes[{index}].classes",
                    message("no class takes {value}", value=shown(value)),
                )


def _absent(attribute: str, present: set[str]) -> Message:
    return message(
        "no feature has {attribute}, they have {present}",
        attribute=attribute,
        present=", ".join(sorted(present)) or "–",
    )


def _homeless(theme: Theme, features: list[Feature]) -> list[object]:
    if any(style.missing for style in theme.classes):
        return []
    values = [(feature.properties or {}).get(theme.attribute) for feature in features]
    distinct = {shown(value): value for value in values}
    homeless = [
        value
        for value in distinct.values()
        if not any(takes(style, value) for style in theme.classes)
    ]
    return homeless[:MOST_TOLD]


def takes(style: StyleClass, value: object) -> bool:
    """Tell whether a class stands for a feature's value, by its name or by its range."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if style.at_least is None and style.below is None:
            return style.value == f"{value:g}"
        low, high = style.at_least, style.below
        return (low is None or low <= value) and (high is None or value < high)
    return isinstance(value, str) and value == style.value

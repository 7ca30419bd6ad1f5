"""The overlay that docs/layers.md shows works as it stands there."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from geoapp.domain.layers import layer_json, read_layers

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "tests" / "data" / "layers"


@pytest.fixture
def flood(tmp_path):
    folder = copytree(ROOT / "layers", tmp_path / "layers")
    copytree(EXAMPLE, folder, dirs_exist_ok=True)
    layers = {layer.id: layer for layer in read_layers(folder, ROOT / "data" / "geo")}
    return layers["flood-2020"]


def test_the_document_shows_the_example_word_for_word() -> None:
    document = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
    assert f"```toml\n{(EXAMPLE / 'flood-2020.toml').read_text(encoding='utf-8')}```" in document


def test_the_example_is_a_layer_with_classes_and_a_card(flood) -> None:
    shown = layer_json(flood, "vi")
    assert [style["label"] for style in shown["themes"][0]["classes"]] == [
        "Từ 1 m",
        "Dưới 1 m",
        "Chưa đo",
    ]
    assert [field["label"] for field in shown["popup"]] == ["Xã", "Độ sâu"]


def test_the_document_names_every_key(flood) -> None:
    document = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
    keys = {*vars(flood), *vars(flood.themes[0].classes[0])} - {"id", "attribution"}
    missing = [key for key in sorted(keys) if not re.search(rf"`\[*{key}\]*`", document)]
    assert missing == []

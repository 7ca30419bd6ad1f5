"""Classes stay apart for every kind of sight and on a grey print.

Sight without one kind of cone: the matrices of Machado, Oliveira and Fernandes, "A physiologically-
based model for simulation of color vision deficiency", IEEE TVCG 15 (6), 2009, at full severity,
on linear RGB. Distance: CIEDE2000 as in Sharma, Wu and Dalal, Color Research & Application 30 (1),
2005.
"""

import math
from itertools import combinations
from pathlib import Path

import pytest

from geoapp.domain.layers import read_layers

SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
LEAST = {
    "schedule": {"normal": 26, "deutan": 17, "protan": 16, "grey": 13},
    "progress": {"normal": 22, "deutan": 17, "protan": 12, "grey": 9.5},
    "sector": {"normal": 18, "deutan": 11, "protan": 13, "grey": 2},
}
BY_OUTLINE = {("schedule", "none"), ("progress", "none")}


def times(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """Return CIE L*, a*, b* of a colour as somebody with this sight sees it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [min(max(c, 0), 1) for c in times(SIGHT[sight], linear)]
    x, y, z = (
        f ** (1 / 3) if f > 216 / 24389 else (24389 / 27 * f + 16) / 116
        for f in (v / w for v, w in zip(times(XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other) -> float:
    """Return CIEDE2000 between two L*, a*, b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * g, b1), math.hypot(a2 * g, b2)
    h1, h2 = math.atan2(b1, a1 * g) % math.tau, math.atan2(b2, a2 * g) % math.tau
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + math.pi) % math.tau - math.pi
    mean = h1 + h2 if c1 * c2 == 0 else h1 + turn / 2
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * math.cos(mean - math.radians(30))
        + 0.24 * math.cos(2 * mean)
        + 0.32 * math.cos(3 * mean + math.radians(6))
        - 0.20 * math.cos(4 * mean - math.radians(63))
    )
    weight_l = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    dl = (l2 - l1) / weight_l
    dc = (c2 - c1) / (1 + 0.045 * c)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(turn / 2) / (1 + 0.015 * c * t)
    bend = math.radians(60) * math.exp(-(((math.degrees(mean) % 360 - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(bend)
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def smallest(colours, sight: str) -> float:
    seen = [lab(colour, sight) for colour in sorted(colours)]
    return min(distance(one, other) for one, other in combinations(seen, 2))


@pytest.fixture(scope="module")
def fills() -> dict[str, set[str]]:
    """The colours of each theme, without the classes that their outline alone tells apart."""
    layers = read_layers(Path(__file__).parents[3] / "layers")
    [projects] = [layer for layer in layers if layer.kind == "projects"]
    return {
        theme.id: {
            style.fill for style in theme.classes if (theme.id, style.value) not in BY_OUTLINE
        }
        for theme in projects.themes
    }


def test_the_distance_agrees_with_published_pairs() -> None:
    assert distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert distance((50, -0.001, 2.49), (50, 0.0011, -2.49)) == pytest.approx(4.7461, abs=1e-4)
    assert distance((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514)) == pytest.approx(
        0.9082, abs=1e-4
    )


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", LEAST)
def test_classes_stay_apart(fills, theme, sight) -> None:
    assert smallest(fills[theme], sight) >= LEAST[theme][sight] - 0.5


@pytest.mark.parametrize(("sight", "least"), [("normal", 49), ("deutan", 49), ("protan", 48)])
def test_late_and_on_time_are_never_taken_for_one_another(sight, least) -> None:
    assert smallest({"#A8200D", "#2F7FB5"}, sight) >= least - 0.5

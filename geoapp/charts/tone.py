"""The colour of a standing, for the lines and words of a chart."""

import altair as alt

from geoapp.charts.theme import STANDING_INK


def tone() -> alt.Color:
    """Return the colour by the field `tone`: a schedule status, outside, or plan."""
    scale = alt.Scale(domain=list(STANDING_INK), range=list(STANDING_INK.values()))
    return alt.Color("tone:N", scale=scale, legend=None)

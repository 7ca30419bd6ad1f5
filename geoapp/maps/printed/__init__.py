"""The printed map as SVG in millimetres, drawn from plain values and the layers' own styles."""

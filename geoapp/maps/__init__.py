"""What maps are drawn with: Folium's shell, symbols, and the features of layer files."""

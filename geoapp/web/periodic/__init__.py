"""The periodic report on the web: what it will say, the texts people write, the files."""

"""One PDF in a process that has done nothing before: content comes pickled by a file's name."""

import pickle
import sys
from pathlib import Path

from geoapp.exports.options import ExportOptions
from geoapp.exports.pdf import write_pdf

content = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(write_pdf(content, ExportOptions()))

"""What the page's scripts say, by the key a script asks for."""

from geoapp.domain.messages import Message, catalog, message

# {places} are filled by the scripts.
TEXTS: dict[str, Message] = {
    "map.cluster": message("{n} projects"),
    "map.cluster.late": message("{n} projects, {late} late"),
    "map.elsewhere": message("{name}, outside the view: {projects}"),
    "map.fan": message("{n} projects at this spot"),
    "map.legend.in.view": message("{title} · in view"),
    "map.legend.cluster": message("Group; the red part is late"),
    "map.legend.line": message("Line"),
    "map.legend.area": message("Site"),
    "map.legend.schematic": message("Schematic, not surveyed"),
    "map.unknown": message("not known"),
    "map.billion.dong": message("billion VND"),
    "map.layers": message("Map layers"),
    "map.basemap": message("Basemap"),
    "map.overlays": message("Shown on the map"),
    "map.measure": message("Measure distance and area"),
    "map.measure.start": message("Click the map to add points; Enter adds its middle."),
    "map.measure.length": message("Length {length}"),
    "map.measure.both": message("Length {length} · area {area}"),
    "map.measure.undo": message("Undo the last point"),
    "map.measure.end": message("Stop measuring"),
    "map.locate.failed": message("This device did not say where it is."),
    "map.locate.outside": message("You are outside this map."),
    "map.symbols": message("Projects on the map"),
    "months.now": message("now"),
    "months.play": message("Play the months"),
    "months.stop": message("Stop the months"),
    "parts.refused": message(
        "The address asks for something that does not exist. Change or clear the filters."
    ),
    "parts.failed": message("The list could not be read just now. Your filters are kept."),
    "parts.unreachable": message(
        "The service cannot be reached. Trying again in 5 seconds; your filters are kept."
    ),
    "parts.again": message("Try again"),
    "link.copied": message("Link copied"),
    "link.copy": message("Copy this link:"),
    "filters.show": message("Show {count} projects"),
    "list.in_view": message("· {count} in view"),
    "sheet.low": message("summary only"),
    "sheet.middle": message("half of the screen"),
    "sheet.high": message("whole screen"),
    "minimap.accuracy": message("± {distance}"),
    "minimap.failed": message("The small map could not be drawn."),
    "upload.heavy": message("This file has {size} MB; at most {most} MB can be read."),
    "upload.sent": message("{done} of {all} sent"),
    "upload.arrived": message("The file has arrived and is being read…"),
    "upload.failed": message("The service could not take the file. Try again in a moment."),
    "upload.unreachable": message(
        "The connection broke off before the whole file had arrived. Nothing was stored."
    ),
    "upload.stopped": message("Stopped. Nothing was stored."),
    "upload.progress": message("{done} of {all} rows"),
    "pack.progress": message("{done} of {all} files"),
    "upload.rows": message("{count} rows"),
    "upload.map.all": message("{all} places"),
    "upload.map.some": message("{some} of {all} places, those that move farthest"),
    "upload.map.added": message("{name}: new on the map"),
    "upload.map.moved": message("{name}: moved by {distance}"),
    "upload.map.drawn": message("{name}: drawn for the first time"),
    "upload.map.none": message("This row is not among the places on the map."),
    "upload.waiting": message("The service does not answer just now; looking again…"),
    "edit.point": message("The project’s place; drag it, or move it by arrow keys"),
    "edit.vertex": message("Vertex {n} of {all}; drag, arrow keys, or Delete"),
    "edit.middle": message("Add a vertex here"),
    "edit.finish": message("End the drawing"),
    "edit.back": message("Take the last vertex back"),
    "edit.anew": message("Draw anew"),
    "edit.reset": message("As it was"),
    "edit.help.none": message("Click the map to place the project."),
    "edit.help.point": message("Drag the mark, or click the map where the project lies."),
    "edit.help.line": message(
        "Drag vertices; the small marks between them add one. Double-click removes one."
    ),
    "edit.help.area": message(
        "Drag vertices; the small marks between them add one. Double-click removes one."
    ),
    "edit.help.drawing": message("Click the map for each vertex; double-click ends the drawing."),
    "targets.listed": message("on the list already"),
    "targets.none": message("No project says these words."),
    "changes.slipped": message("fell behind"),
    "changes.finished": message("finished"),
    "changes.started": message("started"),
    "changes.caught_up": message("no longer late"),
    "changes.moved": message("went on"),
    "changes.became-late": message("became late"),
    "changes.added": message("new"),
    "changes.changed": message("changed"),
    "changes.no-longer-late": message("no longer late"),
    "changes.removed": message("taken off the map"),
    "changes.see": message("See what changed"),
    "changes.failed": message("The map of changes could not be drawn."),
    "reports.pasted": message("{filled} cells were pasted."),
    "reports.pasted.over": message("{over} did not fit into the grid and were left out."),
    "reports.changed": message("{changed} rows will be handed in."),
    "reports.wrong": message("{wrong} things need another look."),
    "parts.gone": message("There is no such project, or it is no longer shown."),
}


def script_texts(lang: str) -> dict[str, str]:
    """Return the scripts' sentences in `lang`, by key."""
    return {key: catalog(lang).gettext(text.text) for key, text in TEXTS.items()}

"""Why a system is proposed, and which of the usual mistakes a file has."""

from geoapp.domain.messages import Message, message
from geoapp.ingest import crs as systems
from geoapp.ingest.crs import Frame


def landing_reason(frame: Frame, inside: float, *, stated: bool) -> Message:
    """Say where the positions fall when read in this frame."""
    share, name = round(inside * 100), frame.crs.name
    if stated:
        return message(
            "The file says {name}. Read so, {share}% of the positions lie in the province.",
            name=name, share=share)  # fmt: skip
    if frame.swapped:
        return message(
            "Read as {name} with north before east, {share}% of the positions lie in the province.",
            name=name, share=share)  # fmt: skip
    return message("Read as {name}, {share}% of the positions lie in the province.",
                   name=name, share=share)  # fmt: skip


def mistake_reason(right: Frame, near_m: float, wrong: Frame, far_m: float) -> Message:
    """Say what known projects prove: the file is not in the frame that it seems to be in."""
    return message(
        "{kind} Read as {name}, known projects lie {near} m away at the median; read as "
        "{other}, {far} m.",
        kind=_kind_of_mistake(right, wrong),
        name=right.crs.name,
        near=round(near_m),
        other=wrong.crs.name,
        far=round(far_m),
    )


def _kind_of_mistake(right: Frame, wrong: Frame) -> Message:
    if right.swapped != wrong.swapped:
        return message("The axes are swapped: north comes before east.")
    shift_left_out = message("The shift from VN-2000 to WGS 84 was left out.")
    if {right.crs.epsg, wrong.crs.epsg} == {systems.DEGREES, systems.VN2000_DEGREES}:
        return shift_left_out
    one, other = (systems.transverse_mercator(frame.crs) for frame in (right, wrong))
    if one and other and one.meridian != other.meridian:
        return message("The central meridian is another one.")
    if one and other and one.datum != other.datum:
        return shift_left_out
    return message("The scale factor is another one.")

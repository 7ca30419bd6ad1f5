"""STAND-IN until helper G's."""
from typing import Any, Literal
import msgspec, json, orjson, shapely, math
from msgspec import Struct, UNSET, UnsetType
from geoapp.ingest.issues import Issue
from geoapp.domain.messages import message
from geoapp.ingest.stored import to_json

class CheckedRow(Struct):
    row: int
    outcome: str
    code: str | None = None
    revision: int | None = None
    values: dict[str, Any] = {}
    geometry: bytes | None | UnsetType = UNSET
    moved_m: float | None = None
    area_change_ha: float | None = None
    length_change_m: float | None = None
    proposals: list[Any] = []

class CheckedBatch(Struct):
    rows: list[CheckedRow]
    issues: list[Issue]

class Summary(Struct):
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    missing: list[str] = []
    def to_json(self): return to_json(self)

COLS = "name name_en short_name sector kind funding stage investment_vnd plan_year_vnd area_ha length_m lead_agency_id partner_agency_ids owner_agency_id baseline_start baseline_finish planned_finish forecast_finish actual_finish position accuracy_m".split()

def check_upload(table_path, choices, known, sink, limits, progress):
    feats = orjson.loads(table_path.read_bytes())
    s = Summary(); seen=set()
    for at in range(0, len(feats), 5000):
        part = feats[at:at+5000]
        rows=[]; issues=[]
        k = known.find([f["properties"].get("code") for f in part])
        index = {c:i for i,c in enumerate(k.codes)}
        for n,f in enumerate(part, at+1):
            p = f["properties"]; code=p.get("code")
            vals = {c: p[c] for c in COLS if c in p}
            if isinstance(p.get("lead_agency"), str): vals["lead_agency_id"]=known.agencies[p["lead_agency"]]
            elif isinstance(p.get("lead_agency"), dict): vals["lead_agency_id"]=known.agencies[p["lead_agency"]["code"]]
            g = shapely.to_wkb(shapely.from_geojson(json.dumps(f["geometry"]))) if f.get("geometry") else None
            if not code or code in seen:
                issues.append(Issue(n,"code-missing","error",message("no code"), field="code")); rows.append(CheckedRow(n,"refused",code,values=vals)); s.refused+=1; continue
            seen.add(code)
            i = index.get(code)
            if i is None:
                if g is not None: vals.setdefault("position","surveyed")
                rows.append(CheckedRow(n,"added",code,None,vals,g)); s.added+=1; continue
            old = {c:k.columns[c][i] for c in COLS}
            diff = {c:v for c,v in vals.items() if c in old and (old[c].isoformat() if hasattr(old[c],"isoformat") else old[c]) != v}
            og = k.geometry[i]
            same = og == g or (og is not None and g is not None and shapely.hausdorff_distance(shapely.from_wkb(og),shapely.from_wkb(g))<1e-7) or "geometry" not in f
            if not same and old["position"]=="none": diff.setdefault("position","surveyed")
            if not diff and same:
                rows.append(CheckedRow(n,"unchanged",code,k.revision[i])); s.unchanged+=1
            else:
                rows.append(CheckedRow(n,"changed",code,k.revision[i],diff,UNSET if same else g, None if same else 1.0)); s.changed+=1
        sink(CheckedBatch(rows,issues)); progress(at+len(part), len(feats))
    s.missing=[c for c in known.scope if c not in seen]
    return s

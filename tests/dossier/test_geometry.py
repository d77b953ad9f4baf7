"""Shapes that would draw wrongly are refused, and so are paths that lead out of the dossier."""

from __future__ import annotations

import json

import pytest

PARTS = "geo/parts.geojson"


def change(river, edit, name=PARTS):
    collection = json.loads((river.folder / name).read_text())
    edit(collection["features"])
    river.write(name, json.dumps(collection))


def geometry(features, place=0):
    return features[place]["geometry"]


@pytest.mark.parametrize(
    ("edit", "place", "fragment"),
    [
        (lambda f: geometry(f)["coordinates"][0].reverse(), "features[0]",
         "east lower: an outer ring must run clockwise"),
        (lambda f: geometry(f, 3)["coordinates"][1][0].reverse(), "features[3]",
         "west lower: an outer ring must run clockwise"),
        (lambda f: geometry(f)["coordinates"][0].pop(), "features[0]", "is not closed"),
        (lambda f: geometry(f)["coordinates"][0][1].__setitem__(0, 195), "features[0]", "off the globe: [195, 48]"),
        (lambda f: geometry(f)["coordinates"][0][1].__setitem__(1, -91), "features[0]", "off the globe"),
        (lambda f: geometry(f)["coordinates"][0][1].__setitem__(1, "48"), "features[0]",
         "is not [longitude, latitude]"),
        (lambda f: geometry(f)["coordinates"][0][1].pop(), "features[0]", "is not [longitude, latitude]"),
        (lambda f: geometry(f)["coordinates"][0][1].append(7), "features[0]", "without a height"),
        (lambda f: geometry(f).__setitem__("coordinates", []), "features[0]", "empty or not nested"),
        (lambda f: geometry(f).__setitem__("coordinates", [[[]]]), "features[0]", "is not [longitude, latitude]"),
        (lambda f: geometry(f).__setitem__("coordinates", 5), "features[0]", "empty or not nested"),
        (lambda f: geometry(f).pop("coordinates"), "features[0]", "empty or not nested"),
        (lambda f: geometry(f).__setitem__("type", "LineString"), "features[0]",
         "needs a geometry of type Polygon or MultiPolygon"),
        (lambda f: geometry(f).__setitem__("type", ["Polygon"]), "features[0]", "needs a geometry of type"),
        (lambda f: f[0].__setitem__("geometry", None), "features[0]", "needs a geometry of type"),
        (lambda f: f.__setitem__(0, 7), "features[0]", "needs a geometry of type"),
        (lambda f: f[0]["properties"].__setitem__("region", "eats"), "features[0]", "did you mean 'east'?"),
        (lambda f: f[0]["properties"].__setitem__("region", ["east"]), "features[0]", "needs the property 'region'"),
        (lambda f: f[0]["properties"].__setitem__("side", "middle"), "features[0]", "is not a side of regions.yaml"),
        (lambda f: f[0].pop("properties"), "features[0]", "needs the property 'region'"),
        (lambda f: (f.pop(), f.pop()), "features", "holds no part of the region 'west'"),
    ],
)  # fmt: skip
def test_parts(river, edit, place, fragment):
    change(river, edit)
    problem = river.problems()[0]
    assert (problem.file, problem.path) == (PARTS, place)
    assert fragment in problem.message


def test_a_hole_must_run_the_other_way(river):
    change(river, lambda f: geometry(f)["coordinates"][1].reverse(), "geo/context.geojson")
    assert "Orlen valley: a hole must run counter-clockwise" in river.problem().message


@pytest.mark.parametrize(
    ("content", "line", "fragment"),
    [
        ("", 1, "is not valid JSON"),
        ('{"type": "FeatureCollection",\n "features": [}', 2, "is not valid JSON"),
        ("[" * 100_000, None, ""),
        ("[]", 1, "must be a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection"}', 1, "must be a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [NaN]}', None, "NaN is not a number"),
        (b"\x00\x01", 1, "is a binary file"),
        (b'{"type": "\xff"}', 1, "is not UTF-8 at byte 11"),
    ],
)
def test_broken_files(river, content, line, fragment):
    river.write(PARTS, content)
    problem = river.problem()
    assert problem.file == PARTS
    assert fragment in problem.message
    assert problem.line == line or not fragment


@pytest.mark.parametrize(
    "name", ["../secret.geojson", "/etc/passwd", "geo/../../secret.geojson", "link.geojson", "geo\\a"]
)
def test_paths_stay_inside_the_dossier(river, tmp_path, name):
    (tmp_path / "secret.geojson").write_bytes((river.folder / PARTS).read_bytes())
    (river.folder / "link.geojson").symlink_to(tmp_path / "secret.geojson")
    line = river.replace("regions.yaml", "geo/parts.geojson", name)
    problem = river.problem()
    assert (problem.file, problem.line, problem.path) == ("regions.yaml", line, "geometry.parts")
    assert "lies outside the dossier" in problem.message


def test_a_missing_shape_is_told_where_it_is_named(river):
    (river.folder / "geo/line.geojson").unlink()
    problem = river.problem()
    assert str(problem) == "regions.yaml:13: geometry.line: geo/line.geojson is missing"

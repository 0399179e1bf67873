#!/usr/bin/env python3
"""Writes the HDF5 fixtures beside this script, and expected.json with what h5py reads from them.

Run it with an interpreter that has h5py (Debian: python3-h5py); the files are committed.
"""
import json
import math
from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).resolve().parent
LINES = np.arange(400, dtype="i8") * 37 % 1009


def column(group, name, data, **options):
    return group.create_dataset(name, data=data, track_times=False, **options)


def low_level(group, name, dtype, size, chunk=None, fill=None, maximum=None, early=False):
    """A dataset without data, with settings that h5py's own call does not reach."""
    creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    creation.set_obj_track_times(False)
    if chunk:
        creation.set_chunk((chunk,))
    else:
        creation.set_layout(h5py.h5d.COMPACT)
    if fill is not None:
        creation.set_fill_value(np.array(fill, dtype=dtype))
    if early:
        creation.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    space = h5py.h5s.create_simple((size,), (maximum if maximum is not None else size,))
    made = h5py.h5d.create(group.id, name.encode(), h5py.h5t.py_create(np.dtype(dtype)), space, creation)
    return h5py.Dataset(made)


def numbers(file):
    group = file.create_group("numbers")
    for kind in ["i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", ">i8", "<u8", ">u8"]:
        low = 0 if "u" in kind else -100
        name = kind.replace("<", "le_").replace(">", "be_")
        column(group, name, np.arange(low, low + 200, 7).astype(kind))
    for kind in ["<f4", ">f4", "<f8", ">f8"]:
        name = kind.replace("<", "le_").replace(">", "be_")
        column(group, name, np.array([0, -1.5, 1e30, np.nan, np.inf, -np.inf, 0.1], dtype=kind))
    column(group, "beyond_int", np.array([1, 2, 3_000_000_000], dtype="i8"), chunks=(3,), shuffle=True, compression="gzip")
    column(group, "beyond_long", np.array([1, 2**63 + 5], dtype="u8"))
    column(group, "scalar", np.int32(42))


def chunked(file):
    group = file.create_group("chunked")
    column(group, "plain", LINES, chunks=(4,))
    column(group, "gzip", LINES, chunks=(150,), compression="gzip")
    column(group, "gzip_shuffle_i8", LINES, chunks=(150,), compression="gzip", shuffle=True)
    column(group, "gzip_shuffle_negative", 500 - LINES, chunks=(150,), compression="gzip", shuffle=True)
    column(group, "gzip_shuffle_i4", LINES.astype("i4"), chunks=(150,), compression="gzip", shuffle=True)
    column(group, "gzip_shuffle_big_endian", LINES.astype(">i8"), chunks=(150,), compression="gzip", shuffle=True)
    column(group, "gzip_shuffle_f8", np.sqrt(LINES.astype("f8")), chunks=(150,), compression="gzip", shuffle=True)
    column(group, "shuffle_only", LINES[:200], chunks=(64,), shuffle=True)
    column(group, "lzf", LINES % 7, chunks=(256,), compression="lzf")
    column(group, "lzf_shuffle", LINES, chunks=(256,), compression="lzf", shuffle=True)
    random = np.random.default_rng(7)
    column(group, "lzf_incompressible", random.integers(0, 2**62, 40), chunks=(20,), compression="lzf")
    column(group, "fletcher32", LINES[:100], chunks=(60,), fletcher32=True)
    column(group, "all_three", LINES, chunks=(256,), compression="gzip", shuffle=True, fletcher32=True)
    column(group, "one_large_chunk", LINES[:10], chunks=(500,), maxshape=(None,), compression="gzip")
    column(group, "empty", np.zeros(0, "i4"), chunks=(10,), maxshape=(None,))
    column(group, "names", np.array([f"chr{i}".encode() for i in range(50)], dtype="S8"), chunks=(20,), compression="gzip", shuffle=True)
    column(group, "scale_offset", LINES[:10].astype("i4"), chunks=(10,), scaleoffset=0)
    sparse = low_level(group, "missing_chunks", "i8", 100, chunk=10, fill=-7)
    sparse[25:35] = np.arange(10)
    sparse = low_level(group, "missing_zero", "f8", 100, chunk=10)
    sparse[95:] = 0.5
    low_level(group, "never_written", "i4", 5000, chunk=1000, fill=3)
    matrix = group.create_dataset("matrix", data=np.ones((4, 5)), chunks=(2, 2), track_times=False)
    matrix.attrs["why"] = "two dimensions"


def unchunked(file):
    group = file.create_group("unchunked")
    column(group, "contiguous", LINES[:100].astype("f8"))
    low_level(group, "compact", "i4", 20)[:] = np.arange(20)
    low_level(group, "compact_scalar_size", "i4", 1)[:] = 9
    group.create_dataset("null", dtype="i4", shape=None, track_times=False)


def text(file):
    group = file.create_group("text")
    column(group, "fixed", np.array([b"chr1", b"chrX", b"", b"longest8"], dtype="S8"))
    column(group, "variable", ["a", "", "chr10_random", "é", "a"], dtype=h5py.string_dtype())
    column(group, "variable_gzip", [f"contig{i % 5}" for i in range(40)], dtype=h5py.string_dtype(), chunks=(16,), compression="gzip")
    column(group, "scalar", "symmetric-upper", dtype=h5py.string_dtype())
    padded = h5py.h5t.C_S1.copy()
    padded.set_size(6)
    padded.set_strpad(h5py.h5t.STR_SPACEPAD)
    made = h5py.h5d.create(group.id, b"space_padded", padded, h5py.h5s.create_simple((2,)))
    made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([b"ab    ", b"c d   "], dtype="S6"), mtype=padded)


def enums(file):
    group = file.create_group("enums")
    chroms = h5py.enum_dtype({f"chr{i + 1}": i for i in range(25)}, basetype="i4")
    column(group, "chrom", np.repeat(np.arange(25), 4).astype("i4"), dtype=chroms, chunks=(50,), compression="gzip", shuffle=True)
    column(group, "flags", np.array([True, False, True]))
    file["committed_type"] = np.dtype("i4")
    group.create_dataset("committed", data=np.arange(5), dtype=file["committed_type"], track_times=False)
    column(group, "compound", np.zeros(2, dtype=[("a", "i4"), ("b", "f8")]))


def attributes(file):
    group = file.create_group("attributes")
    values = group.attrs
    values["text"] = "variable text"
    values["bytes"] = np.bytes_(b"fixed")
    values["empty_text"] = ""
    values["unicode"] = "Ünïcode"
    values["long"] = np.int64(-5)
    values["byte"] = np.uint8(200)
    values["double"] = 0.25
    values["float"] = np.float32(1.5)
    values["yes"] = np.bool_(True)
    values["no"] = np.bool_(False)
    values["one_element"] = np.array([12])
    values["several"] = np.arange(3)
    values["nothing"] = h5py.Empty("f4")
    values["big_endian"] = np.array(1234, dtype=">i4")
    values["beyond_long"] = np.uint64(2**63)
    values.create("committed", 17, dtype=file["committed_type"])


def links(file):
    group = file.create_group("links")
    group["hard"] = file["unchunked/contiguous"]
    group["soft"] = h5py.SoftLink("/unchunked/contiguous")
    group["soft_relative"] = h5py.SoftLink("hard")
    group["soft_group"] = h5py.SoftLink("/text")
    group["broken"] = h5py.SoftLink("/nowhere")
    group["circle_a"] = h5py.SoftLink("circle_b")
    group["circle_b"] = h5py.SoftLink("circle_a")
    group["external"] = h5py.ExternalLink("other.h5", "/")
    group["up"] = file["/"]


def everything(file):
    numbers(file)
    chunked(file)
    unchunked(file)
    text(file)
    enums(file)
    attributes(file)
    links(file)


def short(file):
    unchunked(file)
    text(file)


def indexes(file):
    """The chunk indexes of version 4 of the data layout."""
    column(file, "single", LINES[:100], chunks=(100,))
    column(file, "single_filtered", LINES[:100], chunks=(100,), compression="gzip", shuffle=True)
    low_level(file, "implicit", "i4", 95, chunk=10, early=True)[:] = np.arange(95)
    column(file, "fixed_array", LINES[:200], chunks=(30,))
    column(file, "fixed_array_filtered", LINES, chunks=(100,), compression="gzip", shuffle=True)
    paged = low_level(file, "fixed_array_paged", "i1", 3000, chunk=1, fill=1)
    for at in [0, 1, 2100, 2999]:
        paged[at] = at % 100 + 2
    column(file, "extensible_array", LINES[:300], chunks=(3,), maxshape=(None,))
    column(file, "extensible_array_filtered", LINES, chunks=(20,), maxshape=(None,), compression="gzip", shuffle=True)
    grown = low_level(file, "extensible_array_paged", "i1", 200_000, chunk=1, maximum=h5py.h5s.UNLIMITED)
    for at in [0, 4, 5, 1000, 131_200, 135_500, 199_999]:
        grown[at] = at % 100 + 1
    file.create_dataset("b_tree_2", data=np.ones((6, 6)), chunks=(2, 2), maxshape=(None, None), track_times=False)


def dense(file):
    group = file.create_group("many_links")
    for i in range(300):
        group[f"cell_{i:03}"] = h5py.SoftLink("/target") if i % 3 == 0 else file.require_group("target")
    for i in range(120):
        file["target"].attrs[f"attribute_{i:03}"] = f"value {i}" if i % 2 else i
    file["target"].attrs["long_text"] = np.bytes_(b"x" * 9000 + b"end")


def write(name, fill, **options):
    with h5py.File(HERE / name, "w", **options) as file:
        fill(file)


def plain(value):
    """A value as JSON has it: text, a whole number, a float or a boolean; None for others."""
    if isinstance(value, h5py.Empty):
        return None
    array = np.asarray(value)
    if array.size != 1 or array.dtype.names:
        return None
    item = array.reshape(()).item() if array.dtype != object else array.reshape(-1)[0]
    if isinstance(item, bytes):
        item = item.decode()
    if isinstance(item, float) and not math.isfinite(item):
        return str(item)
    return item if not isinstance(item, int) or item < 2**63 else None


def expect_dataset(dataset):
    expected = {"attributes": expect_attributes(dataset)}
    enum = h5py.check_enum_dtype(dataset.dtype)
    if dataset.ndim > 1 or dataset.dtype.names or dataset.shape is None:
        return expected
    try:
        values = np.atleast_1d(dataset[()])
    except OSError:
        return expected
    expected["size"] = values.size
    if enum:
        expected["enum"] = {name: int(number) for name, number in enum.items()}
    if values.dtype == bool:
        expected["enum"] = {"FALSE": 0, "TRUE": 1}
        values = values.astype(int)
    if values.size > 4000:
        expected["nonzero"] = {str(i): plain(values[i]) for i in np.nonzero(values)[0]} if values[1] == 0 else None
        expected["every"] = None if expected["nonzero"] is not None else plain(values[0])
    elif values.dtype.kind == "S" or values.dtype == object:
        expected["values"] = [plain(value).rstrip(" ") for value in values]
    else:
        expected["values"] = [str(value) if value.dtype.kind == "f" and not np.isfinite(value) else value.item() for value in values]
    return expected


def expect_attributes(thing):
    values = {name: plain(value) for name, value in thing.attrs.items()}
    return {name: value for name, value in values.items() if value is not None}


def expect(name):
    objects = {}
    with h5py.File(HERE / name, "r") as file:
        def visit(path, thing):
            if isinstance(thing, h5py.Dataset):
                objects["/" + path] = expect_dataset(thing)
            elif isinstance(thing, h5py.Group):
                objects["/" + path] = {"attributes": expect_attributes(thing), "names": sorted(
                    link for link in thing if not isinstance(thing.get(link, getlink=True), h5py.ExternalLink))}
        file.visititems(visit)
    return objects


FIXTURES = {
    "earliest.h5": (everything, {"libver": "earliest"}),
    "v108.h5": (short, {"libver": ("v108", "v108")}),
    "latest.h5": (everything, {"libver": "latest"}),
    "user_block.h5": (unchunked, {"userblock_size": 1024}),
    "indexes.h5": (indexes, {"libver": "latest"}),
    "dense.h5": (dense, {"libver": "latest"}),
}

for name, (fill, options) in FIXTURES.items():
    write(name, fill, **options)
with open(HERE / "expected.json", "w", encoding="utf-8") as out:
    json.dump({name: expect(name) for name in FIXTURES}, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n")

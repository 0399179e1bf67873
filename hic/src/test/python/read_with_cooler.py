#!/usr/bin/env python3
"""Reads maps that Foldbase wrote with the cooler package; fails where anything differs.

Usage:
  read_with_cooler.py map URI BINS_TSV PIXELS_TSV    all tables and the balanced matrix
  read_with_cooler.py coarser FINE_URI FACTOR COARSE_URI    cooler's own coarsening gives the same
  read_with_cooler.py balance URI    cooler can change the file: stores weights in a copy of it

Several checks may follow each other, separated by "--".

BINS_TSV has the columns chrom, start, end and perhaps weight, PIXELS_TSV bin1_id, bin2_id and
count, each with a header.
"""

import itertools
import os
import shutil
import sys
import tempfile

import cooler
import numpy as np
import pandas as pd


def equal(what, expected, found):
    np.testing.assert_array_equal(np.asarray(found), np.asarray(expected), err_msg=what)


def check_map(uri, bins_path, pixels_path):
    bins = pd.read_csv(bins_path, sep="\t", dtype={"chrom": str}, float_precision="round_trip")
    pixels = pd.read_csv(pixels_path, sep="\t", float_precision="round_trip")
    clr = cooler.Cooler(uri)
    assert cooler.fileops.is_cooler(uri), uri

    ends = bins.groupby("chrom", sort=False)["end"].max()
    equal("chromosome names", ends.index, clr.chromnames)
    equal("chromosome sizes", ends.values, clr.chromsizes.values)

    found_bins = clr.bins()[:]
    equal("bins/chrom", bins["chrom"], found_bins["chrom"].astype(str))
    for column in bins.columns[1:]:
        equal(f"bins/{column}", bins[column], found_bins[column])

    found_pixels = clr.pixels()[:]
    for column in pixels.columns:
        equal(f"pixels/{column}", pixels[column], found_pixels[column])
    equal("nnz", len(pixels), clr.info["nnz"])
    equal("nbins", len(bins), clr.info["nbins"])
    np.testing.assert_allclose(clr.info["sum"], pixels["count"].sum(), rtol=1e-12)

    square = clr.storage_mode == "square"
    dense = np.zeros((len(bins), len(bins)))
    dense[pixels["bin1_id"], pixels["bin2_id"]] = pixels["count"]
    if not square:
        dense[pixels["bin2_id"], pixels["bin1_id"]] = pixels["count"]
    weighted = "weight" in bins.columns
    if weighted:
        with clr.open("r") as group:
            divisive = bool(group["bins/weight"].attrs.get("divisive_weights", False))
        weights = bins["weight"].values
        factors = 1 / weights if divisive else weights
        balanced = dense * factors[:, None] * factors[None, :]

    for chrom in clr.chromnames:
        lo, hi = clr.extent(chrom)
        equal(f"raw {chrom}", dense[lo:hi, :], clr.matrix(balance=False)[lo:hi, :])
        if weighted:
            found = clr.matrix(balance=True, divisive_weights=divisive).fetch(chrom)
            np.testing.assert_allclose(
                found, balanced[lo:hi, lo:hi], rtol=1e-12, err_msg=f"balanced {chrom}"
            )


def check_coarser(fine_uri, factor, coarse_uri):
    with tempfile.TemporaryDirectory() as work:
        reference_uri = os.path.join(work, "coarser.cool")
        cooler.coarsen_cooler(fine_uri, reference_uri, int(factor), chunksize=10_000)
        reference, found = cooler.Cooler(reference_uri), cooler.Cooler(coarse_uri)
        for table in ("bins", "pixels"):
            expected = getattr(reference, table)()[:]
            got = getattr(found, table)()[:]
            for column in expected.columns:
                equal(f"{table}/{column}", expected[column].astype(got[column].dtype), got[column])
        for key in ("bin-size", "nbins", "nnz", "sum", "storage-mode"):
            equal(key, reference.info[key], found.info[key])


def check_balance(uri):
    file, group = uri.split("::")
    with tempfile.TemporaryDirectory() as work:
        copy = shutil.copy(file, work)
        clr = cooler.Cooler(f"{copy}::{group}")
        weights, _ = cooler.balance_cooler(clr, store=True, store_name="stored")
        equal("stored weights", weights, cooler.Cooler(f"{copy}::{group}").bins()["stored"][:])


def main():
    checks = {"map": check_map, "coarser": check_coarser, "balance": check_balance}
    for separated, words in itertools.groupby(sys.argv[1:] or [""], lambda word: word == "--"):
        if not separated:
            name, *arguments = words
            if name not in checks:
                sys.exit(__doc__)
            checks[name](*arguments)


if __name__ == "__main__":
    main()

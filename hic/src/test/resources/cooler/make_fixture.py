#!/usr/bin/env python3
"""Makes tiny.mcool with the cooler package, and text tables of what it holds.

Usage: make_fixture.py [folder]    (needs cooler; made with cooler 0.9.1, h5py 3.7.0)

The file is copied once at the end, which drops the space that editing it left free.

tiny.mcool has two chromosomes, a balanced map in bins of 10,000 bp and its coarser one of
20,000 bp. Beside it, for each resolution, tiny.<bin size>.bins.tsv (chrom, start, end, weight)
and tiny.<bin size>.pixels.tsv (bin1_id, bin2_id, count), as cooler reads them back.
"""

import os
import sys
import tempfile

import cooler
import h5py
import numpy as np
import pandas as pd

CHROMSIZES = pd.Series({"chr1": 204_000, "chr2": 131_500})
BIN_SIZE_BP = 10_000
COARSER_BIN_SIZE_BP = 20_000


def base_pixels(bins):
    rng = np.random.default_rng(20)
    rows, cols = np.triu_indices(len(bins))
    chrom = pd.factorize(bins["chrom"])[0]
    cis = chrom[rows] == chrom[cols]
    counts = rng.poisson(np.where(cis, 60.0 / (1 + cols - rows), 0.4))
    dead = np.isin(rows, (4, 5, 25)) | np.isin(cols, (4, 5, 25))
    counts[dead] = 0
    kept = counts > 0
    return pd.DataFrame({"bin1_id": rows[kept], "bin2_id": cols[kept], "count": counts[kept]})


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    target = os.path.join(folder, "tiny.mcool")
    work = tempfile.TemporaryDirectory()
    loose = os.path.join(work.name, "tiny.mcool")
    bins = cooler.binnify(CHROMSIZES, BIN_SIZE_BP)
    base = os.path.join(work.name, "base.cool")
    cooler.create_cooler(base, bins, base_pixels(bins), assembly="tiny")
    cooler.zoomify_cooler(base, loose, [BIN_SIZE_BP, COARSER_BIN_SIZE_BP], chunksize=10_000)
    for size in (BIN_SIZE_BP, COARSER_BIN_SIZE_BP):
        group = f"resolutions/{size}"
        cooler.balance_cooler(
            cooler.Cooler(f"{loose}::{group}"), min_nnz=3, mad_max=0, ignore_diags=1, store=True
        )
        with h5py.File(loose, "r+") as file:
            file[group].attrs["creation-date"] = "2020-01-01T00:00:00"
    with h5py.File(loose, "r") as source, h5py.File(target, "w") as packed:
        packed.attrs.update(source.attrs)
        source.copy("resolutions", packed)
    work.cleanup()
    for size in (BIN_SIZE_BP, COARSER_BIN_SIZE_BP):
        group = f"resolutions/{size}"
        clr = cooler.Cooler(f"{target}::{group}")
        tables = {"bins": clr.bins()[:], "pixels": clr.pixels()[:]}
        for name, table in tables.items():
            path = os.path.join(folder, f"tiny.{size}.{name}.tsv")
            table.to_csv(path, sep="\t", index=False, na_rep="NaN", float_format="%.17g")


if __name__ == "__main__":
    main()

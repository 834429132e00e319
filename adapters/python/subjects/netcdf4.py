"""netCDF-C, through netCDF4."""

import netCDF4
import numpy as np

from .groups import NAME, in_group
from .protocol import implementation
from .reading import Reader


def open_and_read(path):
    with in_group(path) as group, netCDF4.Dataset(f"file://{group}#mode=zarr,file") as dataset:
        # What is stored is read: neither are fill values masked nor packed numbers unpacked.
        dataset.set_auto_maskandscale(False)
        variable = dataset[NAME]
        return np.asarray(variable[...], dtype=variable.dtype)


def lacks(error):
    return str(error).endswith("undefined filter encountered")


if __name__ == "__main__":
    subject = implementation("netcdf", "netCDF4", "https://github.com/Unidata/netcdf-c")
    subject["version"] = f"{netCDF4.__netcdf4libversion__} with netCDF4 {subject['version']}"
    Reader(open_and_read, [2], lacks).serve(subject)

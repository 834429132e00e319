"""GDAL, through the library in the wheel of rasterio, which has no call for arrays of several dimensions."""

import ctypes
import json
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

from .protocol import Unsupported, implementation
from .reading import Reader

# The enumerations of GDAL's headers.
OF_MULTIDIM_RASTER = 0x10
NUMERIC, STRING = 0, 1
TYPES = {
    1: "u1", 2: "u2", 3: "i2", 4: "u4", 5: "i4", 6: "f4", 7: "f8",
    10: "c8", 11: "c16", 12: "u8", 13: "i8", 14: "i1", 15: "f2",
}  # fmt: skip


def library():
    """The shared library, which is beside the package in the wheel."""
    place = Path(distribution("rasterio").locate_file("rasterio.libs"))
    (path,) = place.glob("libgdal*.so*")
    return ctypes.CDLL(str(path))


class Gdal:
    """The calls of GDAL's C interface."""

    def __init__(self):
        self.library = library()
        pointer, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
        sizes = ctypes.POINTER(ctypes.c_uint64)
        self.call = {
            name: self._declared(name, result, arguments)
            for name, (result, arguments) in {
                "GDALAllRegister": (None, []),
                "GDALVersionInfo": (text, [text]),
                "CPLGetLastErrorMsg": (text, []),
                "CPLErrorReset": (None, []),
                "CPLPushErrorHandler": (None, [pointer]),
                "GDALOpenEx": (pointer, [text, ctypes.c_uint, pointer, pointer, pointer]),
                "GDALClose": (ctypes.c_int, [pointer]),
                "GDALDatasetGetRootGroup": (pointer, [pointer]),
                "GDALGroupGetMDArrayNames": (ctypes.POINTER(text), [pointer, pointer]),
                "GDALGroupOpenMDArray": (pointer, [pointer, text, pointer]),
                "GDALMDArrayGetDimensionCount": (size, [pointer]),
                "GDALMDArrayGetDimensions": (ctypes.POINTER(pointer), [pointer, ctypes.POINTER(size)]),
                "GDALDimensionGetSize": (ctypes.c_uint64, [pointer]),
                "GDALMDArrayGetDataType": (pointer, [pointer]),
                "GDALExtendedDataTypeGetClass": (ctypes.c_int, [pointer]),
                "GDALExtendedDataTypeGetNumericDataType": (ctypes.c_int, [pointer]),
                "GDALMDArrayRead": (
                    ctypes.c_int,
                    [pointer, sizes, ctypes.POINTER(size), pointer, pointer, pointer, pointer, pointer, size],
                ),
            }.items()
        }
        self.call["GDALAllRegister"]()
        quiet = ctypes.cast(self.library.CPLQuietErrorHandler, pointer)
        self.call["CPLPushErrorHandler"](quiet)

    def _declared(self, name, result, arguments):
        function = getattr(self.library, name)
        function.restype, function.argtypes = result, arguments
        return function

    def __getattr__(self, name):
        return self.call[name]

    def version(self):
        return self.GDALVersionInfo(b"RELEASE_NAME").decode()

    def checked(self, result, what):
        """A result, unless it is null or false."""
        if not result:
            raise OSError(self.CPLGetLastErrorMsg().decode(errors="replace") or f"no {what}")
        return result

    def read(self, path):
        if has_bool(Path(path)):
            raise Unsupported("GDAL has no bool: it gives uint8")
        self.CPLErrorReset()
        name = f'ZARR:"{path}"'.encode()
        dataset = self.GDALOpenEx(name, OF_MULTIDIM_RASTER, None, None, None)
        group = self.GDALDatasetGetRootGroup(self.checked(dataset, "dataset"))
        try:
            names = self.GDALGroupGetMDArrayNames(self.checked(group, "group"), None)
            self.checked(names and names[0], "array")
            return self._array(self.checked(self.GDALGroupOpenMDArray(group, names[0], None), "array"))
        finally:
            self.GDALClose(dataset)

    def _array(self, array):
        count = ctypes.c_size_t()
        dimensions = self.GDALMDArrayGetDimensions(array, ctypes.byref(count))
        shape = [self.GDALDimensionGetSize(dimensions[at]) for at in range(count.value)]
        data_type = self.GDALMDArrayGetDataType(array)
        kind = self.GDALExtendedDataTypeGetClass(data_type)
        number = self.GDALExtendedDataTypeGetNumericDataType(data_type)
        if kind == STRING:
            output = (ctypes.c_char_p * int(np.prod(shape)))()
            self._read(array, shape, data_type, output)
            return np.array([text.decode() if text else "" for text in output], object).reshape(shape)
        if kind != NUMERIC or number not in TYPES:
            raise Unsupported(f"NumPy has no elements of GDAL's type {number} of class {kind}")
        output = np.empty(shape, TYPES[number])
        self._read(array, shape, data_type, output.ctypes.data)
        return output

    def _read(self, array, shape, data_type, output):
        start = (ctypes.c_uint64 * len(shape))()
        count = (ctypes.c_size_t * len(shape))(*shape)
        is_read = self.GDALMDArrayRead(array, start, count, None, None, data_type, output, None, 0)
        self.checked(is_read, "elements")


def has_bool(path):
    """Whether the elements of an array are said to be of the only type that GDAL gives as another one."""
    for file, member in [("zarr.json", "data_type"), (".zarray", "dtype")]:
        try:
            return json.loads((path / file).read_text())[member] in ("bool", "|b1")
        except (OSError, ValueError, LookupError, TypeError):
            pass
    return False


# What GDAL says of codecs and data types that it does not have.
LACKING = ("Unsupported codec", "Invalid or unsupported format for d", "Filter ", "Decompressor ")


def lacks(error):
    return str(error).startswith(LACKING)


if __name__ == "__main__":
    gdal = Gdal()
    subject = implementation("gdal", "rasterio", "https://github.com/OSGeo/gdal")
    subject["version"] = f"{gdal.version()} with rasterio {subject['version']}"
    Reader(gdal.read, [2, 3], lacks).serve(subject)

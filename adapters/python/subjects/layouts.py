"""Arrays in other memory layouts: the same elements, in other places."""

import numpy as np

LAYOUTS = ["F", "strided", "reversed"]


def laid_out(array, layout):
    """The array as it lies in C order, or a view of new memory that has the layout."""
    if layout == "C":
        return array
    if layout == "F":
        return array.copy(order="F")
    if layout == "strided":
        # Whoever reads the gaps finds NaN, or the integer with every bit set.
        shape = [2 * length for length in array.shape]
        gaps = np.full(array.nbytes * 2**array.ndim, 0xFF, np.uint8)
        view = gaps.view(array.dtype).reshape(shape)[(slice(None, None, 2),) * array.ndim]
        view[...] = array
        return view
    if layout == "reversed":
        backwards = (slice(None, None, -1),) * array.ndim
        return array[backwards].copy()[backwards]
    raise ValueError(f"unknown layout {layout!r}")

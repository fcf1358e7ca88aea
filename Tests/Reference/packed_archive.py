"""An archive as NumPy packs it, for Tests/ExchangeTests/NumPy/PackedArchiveTests.swift.

    python3 Tests/Reference/packed_archive.py

prints it in base64, as NumPy 2.4.6 makes it.
"""

import base64
import io

import numpy

file = io.BytesIO()
numpy.savez_compressed(
  file,
  x=numpy.array([[1.0, -2.0, 0.5], [0.0, 3.0, 4.0]]),
  η=numpy.arange(100, dtype="<i2"),
  zeros=numpy.zeros(5_000),
)
text = base64.b64encode(file.getvalue()).decode()
print("\n".join(text[i : i + 88] for i in range(0, len(text), 88)))

public import Autodiff

/// An array as NumPy's `.npy` files hold it.
///
/// | bytes | meaning |
/// |-------|---------|
/// | `\x93NUMPY` | what it is |
/// | 2 | version of the format |
/// | 2, or 4 from version 2 on | length of the header |
/// | header | `{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }`, spaces and a line end, so that what comes next begins at a multiple of 64 |
/// | then | the numbers, the last axis running fastest unless the header says otherwise |
public enum NumPyArray {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The file of a tensor, in double precision.
  public static func bytes(_ tensor: Tensor) -> [UInt8] {
    var axes = tensor.shape.axes.map { String($0) }.joined(separator: ", ")
    if tensor.shape.rank == 1 { axes += "," }
    var header = Array("{'descr': '<f8', 'fortran_order': False, 'shape': (\(axes)), }".utf8)
    let before = magic.count + 4
    while (before + header.count + 1) % 64 != 0 { header.append(0x20) }
    header.append(0x0A)
    // A tensor has at most 256 axes, so that the length fits into 16 bits.
    return magic + [1, 0] + LittleEndian.bytes([UInt16(header.count)]) + header
      + LittleEndian.bytes(tensor.elements)
  }
}

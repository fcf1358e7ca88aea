public import Learning
internal import Unpacking

/// The handwritten digits that come with Gradus: 1,797 images of 8 × 8 pixels, 0 to 16, in ten classes.
///
/// They are the test part of "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak, UCI
/// Machine Learning Repository, 1998, under the licence CC BY 4.0; whoever shows them says so.
public enum BuiltInDigits {
  /// Who made them, for below a picture or a table.
  public static let attribution =
    "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning "
    + "Repository, 1998, CC BY 4.0"

  /// The set, named `digits`.
  public static func load<Number>() throws(DataMistake) -> DataSet<Number> {
    try DataSet(
      name: "digits",
      images: read(PackageResources.optdigits_images_idx3_ubyte_gz),
      labels: read(PackageResources.optdigits_labels_idx1_ubyte_gz)
    )
  }

  private static func read<Number>(_ packed: [UInt8]) throws(DataMistake) -> IDXContent<Number> {
    var reader = IDXReader<Number>()
    // The resource is part of the program: that it unpacks is tested.
    func damaged(_: Unpacker.Problem) -> DataMistake { DataMistake(.notIDX([])) }
    var unpacker: Unpacker
    do { unpacker = try Unpacker(.gzip, limit: ByteStream.limit) } catch { throw damaged(error) }
    try unpacker.unpack(
      packed.span,
      { bytes throws(DataMistake) in try reader.feed(bytes) },
      problem: damaged
    )
    return try reader.finish()
  }
}

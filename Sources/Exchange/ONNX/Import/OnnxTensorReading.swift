internal import Autodiff
internal import Foundation
internal import OnnxSchema

/// Numbers that a model holds: floating-point ones to compute with, or whole ones that say how.
enum OnnxConstant {
  case numbers(Tensor)
  case whole([Int], Shape)

  /// Reads a tensor.
  ///
  /// - Throws: ``OnnxMistake`` where its numbers are elsewhere, of another kind, or not as many as it says.
  init(_ tensor: OnnxTensor, byte: Int) throws(OnnxMistake) {
    let name = tensor.name
    guard tensor.dataLocation == 0, tensor.externalData.isEmpty else {
      throw .externalData(name, byte: byte)
    }
    guard let kind = OnnxKind(rawValue: Int(tensor.dataType)), kind != .text, kind != .bool else {
      throw .kind(name, found: Int(tensor.dataType), byte: byte)
    }
    guard tensor.dims.allSatisfy({ $0 >= 0 }), tensor.dims.count <= Graph.axisLimit else {
      throw .unreadable(byte: byte, expected: "lengths of axes from 0 in '\(name)'")
    }
    let shape = Shape(tensor.dims.map { Int(clamping: $0) })
    let found = OnnxConstant.count(of: tensor, kind)
    guard found == shape.count, shape.count <= Graph.elementLimit else {
      throw .count(name, claimed: shape.count, found: found, byte: byte)
    }
    if kind.isFloat {
      let numbers = OnnxConstant.numbers(of: tensor, kind)
      guard numbers.allSatisfy({ $0.isFinite }) else { throw .notFinite(name, byte: byte) }
      self = .numbers(Tensor(shape: shape, elements: numbers))
    } else {
      self = .whole(OnnxConstant.whole(of: tensor, kind), shape)
    }
  }

  private static func count(of tensor: OnnxTensor, _ kind: OnnxKind) -> Int {
    if tensor.hasRawData {
      // What is left over of a number is one too many.
      return (tensor.rawData.count + kind.width - 1) / kind.width
    }
    switch kind {
    case .float32: return tensor.floatData.count
    case .float64: return tensor.doubleData.count
    case .int64: return tensor.int64Data.count
    case .uint32, .uint64: return tensor.uint64Data.count
    default: return tensor.int32Data.count
    }
  }

  private static func numbers(of tensor: OnnxTensor, _ kind: OnnxKind) -> [Double] {
    guard tensor.hasRawData else {
      switch kind {
      case .float32: return tensor.floatData.map { Double($0) }
      case .float64: return tensor.doubleData
      default:
        return tensor.int32Data.map { small(UInt16(truncatingIfNeeded: $0), kind) }
      }
    }
    let raw = [UInt8](tensor.rawData)
    return stride(from: 0, to: raw.count - kind.width + 1, by: kind.width).map { place in
      switch kind {
      case .float32:
        Double(Float(bitPattern: LittleEndian.number(UInt32.self, raw, at: place)))
      case .float64: Double(bitPattern: LittleEndian.number(UInt64.self, raw, at: place))
      default: small(LittleEndian.number(UInt16.self, raw, at: place), kind)
      }
    }
  }

  /// A number of 16 bits.
  private static func small(_ bits: UInt16, _ kind: OnnxKind) -> Double {
    kind == .float16
      ? LittleEndian.half(bits) : Double(Float(bitPattern: UInt32(bits) << 16))
  }

  private static func whole(of tensor: OnnxTensor, _ kind: OnnxKind) -> [Int] {
    guard tensor.hasRawData else {
      switch kind {
      case .int64: return tensor.int64Data.map { Int($0) }
      case .uint32, .uint64: return tensor.uint64Data.map { Int(clamping: $0) }
      default: return tensor.int32Data.map { Int($0) }
      }
    }
    let raw = [UInt8](tensor.rawData)
    return stride(from: 0, to: raw.count - kind.width + 1, by: kind.width).map { place in
      switch kind {
      case .uint8: Int(raw[place])
      case .int8: Int(Int8(bitPattern: raw[place]))
      case .uint16: Int(LittleEndian.number(UInt16.self, raw, at: place))
      case .int16: Int(Int16(bitPattern: LittleEndian.number(UInt16.self, raw, at: place)))
      case .uint32: Int(LittleEndian.number(UInt32.self, raw, at: place))
      case .int32: Int(Int32(bitPattern: LittleEndian.number(UInt32.self, raw, at: place)))
      case .uint64: Int(clamping: LittleEndian.number(UInt64.self, raw, at: place))
      default: Int(Int64(bitPattern: LittleEndian.number(UInt64.self, raw, at: place)))
      }
    }
  }
}

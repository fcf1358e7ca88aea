/// Samples of several channels, each of so many places: `[samples, channels, places]`, and for a dense layer
/// `[samples, channels]` with one place.
public struct BatchShape: Equatable, Sendable {
  /// Samples of the batch.
  public let samples: Int
  /// Channels of a sample.
  public let channels: Int
  /// Numbers of a channel of a sample.
  public let places: Int

  /// Makes a shape.
  public init(samples: Int, channels: Int, places: Int = 1) {
    self.samples = samples
    self.channels = channels
    self.places = places
  }

  /// How many numbers there are in all.
  @inlinable public var count: Int { samples * channels * places }
  /// How many numbers a channel has in the whole batch.
  @inlinable public var channelCount: Int { samples * places }
}

/// Batch normalisation: with x̂ = (x − μ) / √(σ² + ε) by channel, `γ x̂ + β`.
@unsafe
public struct BatchKernels<Scalar: Sendable>: @unchecked Sendable {
  /// Numbers that are read.
  public typealias Source = UnsafePointer<Scalar>
  /// Numbers that are written.
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// Mean μ and variance σ² of each channel: `(shape, x, μ, σ²)`.
  ///
  /// The variance divides by the number of elements. Of no elements both are NaN.
  public let moments: (BatchShape, Source, Target, Target) -> Void

  /// z = γ (x − μ) / √(σ² + ε) + β: `(shape, x, μ, σ², ε, γ, β, z)`; `z` may be `x`.
  ///
  /// With the batch's own moments in training, with those of all samples seen afterwards.
  public let normalise: (BatchShape, Source, Source, Source, Scalar, Source, Source, Target) -> Void

  /// The way back through ``moments`` and ``normalise`` together:
  /// `(shape, x, μ, σ², ε, γ, g, x̄, γ̄, β̄)`; `x̄` may be `g`.
  ///
  ///     γ̄ = Σ g x̂,  β̄ = Σ g,  x̄ = γ / √(σ² + ε) · (g − β̄ / n − x̂ γ̄ / n)
  public let normaliseBack:
    (BatchShape, Source, Source, Source, Scalar, Source, Source, Target, Target, Target) -> Void

  /// Makes a set of its functions.
  public init(
    moments: @escaping (BatchShape, Source, Target, Target) -> Void,
    normalise:
      @escaping (BatchShape, Source, Source, Source, Scalar, Source, Source, Target) -> Void,
    normaliseBack:
      @escaping (
        BatchShape, Source, Source, Source, Scalar, Source, Source, Target, Target, Target
      ) -> Void
  ) {
    unsafe self.moments = moments
    unsafe self.normalise = normalise
    unsafe self.normaliseBack = normaliseBack
  }
}

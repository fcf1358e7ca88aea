// Batch normalisation one number after the other, as `BatchKernels` says of each.

extension BatchKernels where Scalar: KernelScalar {
  /// The plain kernels.
  static var reference: BatchKernels {
    unsafe BatchKernels(
      moments: { shape, x, means, variances in
        for channel in 0..<shape.channels {
          // SAFETY: the places of a channel, and its place in the results.
          let n = Scalar(shape.channelCount)
          var sum: Scalar = 0
          shape.forEach(of: channel) { i in unsafe sum += x[i] }
          let mean = sum / n
          var squares: Scalar = 0
          shape.forEach(of: channel) { i in
            unsafe squares += (x[i] - mean) * (x[i] - mean)
          }
          unsafe means[channel] = mean
          unsafe variances[channel] = squares / n
        }
      },
      normalise: { shape, x, means, variances, epsilon, gamma, beta, z in
        for channel in 0..<shape.channels {
          // SAFETY: as in `moments`.
          let mean = unsafe means[channel]
          let scale = unsafe gamma[channel] / (variances[channel] + epsilon).squareRoot()
          let shift = unsafe beta[channel]
          shape.forEach(of: channel) { i in unsafe z[i] = (x[i] - mean) * scale + shift }
        }
      },
      normaliseBack: { shape, x, means, variances, epsilon, gamma, g, z, gammas, betas in
        for channel in 0..<shape.channels {
          // SAFETY: as in `moments`.
          let n = Scalar(shape.channelCount)
          let mean = unsafe means[channel]
          let inverse = unsafe 1 / (variances[channel] + epsilon).squareRoot()
          var sum: Scalar = 0
          var along: Scalar = 0
          shape.forEach(of: channel) { i in
            unsafe sum += g[i]
            unsafe along += g[i] * ((x[i] - mean) * inverse)
          }
          let scale = unsafe gamma[channel] * inverse
          shape.forEach(of: channel) { i in
            let hat = unsafe (x[i] - mean) * inverse
            unsafe z[i] = scale * (g[i] - sum / n - hat * (along / n))
          }
          unsafe gammas[channel] = along
          unsafe betas[channel] = sum
        }
      }
    )
  }
}

extension BatchShape {
  /// Calls `body` with the place of each number of a channel.
  fileprivate func forEach(of channel: Int, _ body: (Int) -> Void) {
    for sample in 0..<samples {
      for place in 0..<places { body((sample * channels + channel) * places + place) }
    }
  }
}

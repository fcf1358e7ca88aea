/// Functions that a script defines where it needs them: what PyTorch lacks, or does otherwise at a kink.
enum PyTorchHelper: String, CaseIterable, Sendable {
  case softplus
  case step
  case root
  case one_hot
  case batch_norm
  case windows
  case cosine
  case length
  case ctc

  /// Its definition.
  var definition: String {
    switch self {
    case .softplus:
      """
      def softplus(x):
          \"""ln(1 + exp(x)), in the form that does not overflow.\"""
          return torch.logaddexp(x, torch.zeros_like(x))
      """
    case .step:
      """
      def step(x):
          \"""1 where x >= 0, else 0; flat, so that no gradient passes.\"""
          return torch.ceil((torch.sign(x) + 1) / 2)
      """
    case .root:
      """
      def root(x):
          \"""The root of a sum of squares: the length that they make, with slope 0 at 0.\"""
          return torch.where(x == 0, 0.0, torch.sqrt(torch.where(x == 0, 1.0, x)))
      """
    case .one_hot:
      """
      def one_hot(k, count):
          \"""Class numbers as rows with a single 1; what flows to a label is 0.\"""
          return F.one_hot(k.detach().long(), count) + 0 * k[..., None]
      """
    case .batch_norm:
      """
      def batch_norm(x, gamma, beta, eps):
          \"""Normalises each channel, which lie on axis 1, over the batch.\"""
          axes = [axis for axis in range(x.dim()) if axis != 1]
          distance = x - x.mean(axes, keepdim=True)
          variance = torch.square(distance).mean(axes, keepdim=True)
          channels = [-1] + [1] * (x.dim() - 2)
          gamma, beta = (p if p.dim() == 0 else p.reshape(channels) for p in (gamma, beta))
          return gamma * distance / torch.sqrt(variance + eps) + beta
      """
    case .windows:
      """
      def windows(x, size):
          \"""The windows of size x size, side by side, that the last two axes hold.\"""
          return x.unfold(-2, size, size).unfold(-2, size, size)
      """
    case .length:
      """
      def length(x):
          \"""The 2-norm along the last axis.\"""
          return torch.linalg.vector_norm(x, dim=-1)
      """
    case .cosine:
      """
      def cosine(a, b):
          \"""The cosine of the angle between vectors; 0 with a vector of length 0.\"""
          lengths = length(a) * length(b)
          safe = torch.where(lengths == 0, 1.0, lengths)
          return torch.where(lengths == 0, 0.0, (a * b).sum(-1) / safe)
      """
    case .ctc:
      """
      def ctc(logp, y, blank):
          \"""-ln of the probability that the frames spell y, with repeats and blanks between.\"""
          symbols = [blank]
          for label in y.detach().long().tolist():
              symbols += [label, blank]
          never = torch.tensor(-1e30)
          ways = [logp[0, s] if i < 2 else never for i, s in enumerate(symbols)]
          for frame in logp[1:]:
              before = ways
              ways = []
              for i, s in enumerate(symbols):
                  sources = before[max(0, i - 1):i + 1]
                  if i > 1 and i % 2 == 1 and s != symbols[i - 2]:
                      sources = sources + [before[i - 2]]
                  ways.append(torch.logsumexp(torch.stack(sources), 0) + frame[s])
          return -torch.logsumexp(torch.stack(ways[-2:]), 0)
      """
    }
  }

  /// What it is built on.
  var needs: [PyTorchHelper] { self == .cosine ? [.length] : [] }
}

/// Nets on their way out of Gradus and in: ONNX, NumPy, PyTorch, DOT and JSON.
public enum Exchange {}

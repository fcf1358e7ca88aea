// What `import Gradus` brings: the engine, the notation, the classical rules and the drawing.
@_exported public import Autodiff
@_exported public import Drawing
@_exported public import Learning
@_exported public import Notation

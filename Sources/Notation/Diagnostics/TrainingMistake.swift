internal import Autodiff
internal import Learning

/// Something wrong with a `minimize`, as data and in words.
indirect enum TrainingMistake: Equatable {
  case unknownOptimiser(String, suggestion: String?)
  case noOptimiser(found: String)
  case unknownSchedule(String, suggestion: String?)
  case misplacedSchedule(String, function: String, argument: String)
  case notAParameter(String, role: LeafRole?)
  case lossNotScalar(Shape)
  case parameterTwice(String)
  case tooManySteps(limit: Int)
  case missingArgument(String, function: String)
  case stepWithoutMinimize
  case stepBeyond(Int, last: Int)

  /// What is wrong, with what was expected and what was found.
  var message: String { words.line(0).filling(details) }

  /// What to do about it.
  var help: String? {
    switch self {
    case .unknownOptimiser(_, .some), .unknownSchedule(_, .some): return nil
    case .missingArgument(let name, _) where name != "rate": return Mistake.example(of: name)
    default: return words.line(1).filling(details)
    }
  }

  /// What is wrong and, on a second line, what to do about it; `①`, `②` … stand for the ``details``.
  private var words: String {
    switch self {
    case .unknownOptimiser:
      """
      unknown optimiser '①'②
      there are ③
      """
    case .noOptimiser:
      """
      expected an optimiser after 'with', found '①'
      there are ③
      """
    case .unknownSchedule:
      """
      unknown schedule '①'②
      there are ③
      """
    case .misplacedSchedule:
      """
      ② expects a number for '③', found the schedule '①'
      only the rate may follow a schedule
      """
    case .notAParameter(_, .none):
      """
      minimize expects parameters, found '①', which is computed
      name the parameters that it is computed from
      """
    case .notAParameter:
      """
      minimize expects parameters, found the ② '①'
      write param ① = … for what is to be moved
      """
    case .lossNotScalar:
      """
      minimize expects a scalar, found shape ①
      sum it or take its mean first
      """
    case .parameterTwice:
      """
      found the parameter '①' twice
      delete one of the two
      """
    case .tooManySteps:
      """
      a history expects at most ① numbers in all, found more
      make fewer steps
      """
    case .missingArgument:
      """
      ② expects the argument '①', found none
      for example: ②(rate=0.1)
      """
    case .stepWithoutMinimize:
      """
      expected a 'minimize' whose step is asked for, found none
      leave '@' and the number out, or write: minimize L over w with …
      """
    case .stepBeyond:
      """
      expected a step from 0 to ②, which is the last of 'minimize', found ①
      ask for an earlier step, or make more of them
      """
    }
  }

  /// What the words are about, in the order of their places.
  private var details: [String] {
    switch self {
    case .unknownOptimiser(let name, let nearest):
      [name, Mistake.meant(nearest), TrainingMistake.list(Optimiser.all.map { $0.name })]
    case .noOptimiser(let found):
      [found, "", TrainingMistake.list(Optimiser.all.map { $0.name })]
    case .unknownSchedule(let name, let nearest):
      [name, Mistake.meant(nearest), TrainingMistake.list(ScheduleForm.all.map { $0.name })]
    case .misplacedSchedule(let name, let function, let argument): [name, function, argument]
    case .notAParameter(let name, let role): [name, role == .target ? "target" : "input"]
    case .lossNotScalar(let shape): [shape.description]
    case .parameterTwice(let name): [name]
    case .tooManySteps(let limit): [String(limit)]
    case .missingArgument(let name, let function): [name, function]
    case .stepWithoutMinimize: []
    case .stepBeyond(let step, let last): [String(step), String(last)]
    }
  }

  private static func list(_ names: [String]) -> String {
    var text = ""
    for (i, name) in names.enumerated() {
      text += (i == 0 ? "" : i == names.count - 1 ? " and " : ", ") + name
    }
    return text
  }
}

internal import Autodiff
internal import Learning

/// Something wrong with a `minimize`, as data and in words.
enum TrainingMistake: Equatable {
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
  var message: String {
    switch self {
    case .unknownOptimiser(let name, let suggestion):
      "unknown optimiser '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .noOptimiser(let found): "expected an optimiser after 'with', found '\(found)'"
    case .unknownSchedule(let name, let suggestion):
      "unknown schedule '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .misplacedSchedule(let name, let function, let argument):
      "\(function) expects a number for '\(argument)', found the schedule '\(name)'"
    case .notAParameter(let name, .none):
      "minimize expects parameters, found '\(name)', which is computed"
    case .notAParameter(let name, .some(let role)):
      "minimize expects parameters, found the \(role == .target ? "target" : "input") '\(name)'"
    case .lossNotScalar(let shape): "minimize expects a scalar, found shape \(shape)"
    case .parameterTwice(let name): "found the parameter '\(name)' twice"
    case .missingArgument(let name, let function):
      "\(function) expects the argument '\(name)', found none"
    case .stepWithoutMinimize: "expected a 'minimize' whose step is asked for, found none"
    case .stepBeyond(let step, let last):
      "expected a step from 0 to \(last), which is the last of 'minimize', found \(step)"
    case .tooManySteps(let limit): "a history expects at most \(limit) numbers in all, found more"
    }
  }

  /// What to do about it.
  var help: String? {
    switch self {
    case .unknownOptimiser(_, .none), .noOptimiser:
      "there are " + TrainingMistake.list(Optimiser.all.map { $0.name })
    case .unknownSchedule(_, .none):
      "there are " + TrainingMistake.list(ScheduleForm.all.map { $0.name })
    case .unknownOptimiser(_, .some), .unknownSchedule(_, .some): nil
    case .misplacedSchedule: "only the rate may follow a schedule"
    case .notAParameter(_, .none): "name the parameters that it is computed from"
    case .notAParameter(let name, .some): "write param \(name) = … for what is to be moved"
    case .lossNotScalar: "sum it or take its mean first"
    case .parameterTwice: "delete one of the two"
    case .missingArgument("rate", let function): "for example: \(function)(rate=0.1)"
    case .missingArgument(let name, _): Mistake.example(of: name)
    case .stepWithoutMinimize: "leave '@' and the number out, or write: minimize L over w with …"
    case .stepBeyond: "ask for an earlier step, or make more of them"
    case .tooManySteps: "make fewer steps"
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

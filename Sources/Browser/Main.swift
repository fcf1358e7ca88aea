/// The module is a set of functions for a page to call; started as a program, it has nothing to do.
@main enum Browser {
  static func main() {}
}

import Testing

@testable import Exchange

@Suite("Exchange")
struct ExchangeTests {}

/// Codes by number: each different code once, in the order in which it first came.
///
/// Columns know rows by number alone; only the edges, where people read, know what a number is called.
package struct Codes<Code: Hashable & Sendable>: Sendable {
    /// The codes by number.
    package private(set) var all: [Code] = []
    private var numbers: [Code: Int] = [:]

    /// No codes yet.
    package init() {}

    /// Codes in order; one that is there twice keeps its first number.
    package init(_ codes: some Sequence<Code>) {
        for code in codes { _ = intern(code) }
    }

    /// How many there are.
    package var count: Int { all.count }

    /// The number of a code; a new one gets the next.
    package mutating func intern(_ code: Code) -> Int {
        if let known = numbers[code] { return known }
        numbers[code] = all.count
        all.append(code)
        return all.count - 1
    }

    /// The number of a code, if it is known.
    package func number(of code: Code) -> Int? { numbers[code] }
}

import KlyftaModel

/// How a number came about: the formula of a measure, step by step, with the numbers put in.
///
/// Each step is computed from what it shows, not taken from the measure; a test holds the last one against the answer
/// of every measure. Symbols are those of the formulas: `n` of `N` municipalities answered, `P` inhabitants, `y` a value
/// or class mean, `p` a share of the weight, `μ` the mean, `X` and `R` mid-ranks by size, `F` those by value, `r = y/μ`, `s` a standard error.
package struct Derivation: Hashable, Sendable {
    /// The size classes, which the columns of a step have their values for.
    package let classes: [String]
    /// From the figures to the number; the result of the last one is the answer.
    package let steps: [Step]
    /// From the standard errors to the interval; empty where the measure has no known error.
    package let uncertainty: [Step]

    /// The number.
    package var result: Double? { steps.last?.result }

    /// One line of the arithmetic.
    package struct Step: Hashable, Sendable {
        /// What is computed.
        package let title: LocalizedText
        /// The formula in symbols.
        package let formula: String
        /// What goes in, class by class.
        package let columns: [Column]
        /// The formula with numbers, as far as that fits a line.
        package let numbers: String
        /// What comes out, if it is one number.
        package let result: Double?

        init(
            _ title: LocalizedText, _ formula: String, _ columns: [Column] = [], numbers: String = "",
            result: Double? = nil
        ) {
            (self.title, self.formula, self.columns) = (title, formula, columns)
            (self.numbers, self.result) = (numbers, result)
        }
    }

    /// One symbol with its value in each class.
    package struct Column: Hashable, Sendable {
        /// The symbol.
        package let symbol: String
        /// A value a class, `nil` where the class has none.
        package let values: [Double?]

        init(_ symbol: String, _ values: [Double?]) {
            (self.symbol, self.values) = (symbol, values)
        }
    }
}

extension Double {
    /// The number as arithmetic shows it: enough digits to follow, none to spare, and a real minus sign.
    ///
    /// Example: 0.3333333 is `0.333333`, 59.0 is `59`, −1234.567 is `−1234.57`.
    package var shown: String {
        let text = magnitude.fixed(magnitude >= 100 ? 2 : magnitude >= 1 ? 4 : magnitude >= 0.01 ? 6 : 9)
        let trimmed =
            text.contains(".") ? text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed() : Array(text)
        let digits = String(trimmed)
        return (self < 0 && digits != "0" ? "−" : "") + digits
    }

    /// The same inside a product: in brackets if below zero.
    var factor: String { self < 0 ? "(\(shown))" : shown }
}

/// Arithmetic as text.
enum Arithmetic {
    /// `a·x + b·y`.
    static func sum(_ rows: [[Double]]) -> String {
        rows.map { $0.map(\.factor).joined(separator: "·") }.joined(separator: " + ")
    }

    /// `a + b`.
    static func sum(_ terms: [Double]) -> String { sum(terms.map { [$0] }) }
}

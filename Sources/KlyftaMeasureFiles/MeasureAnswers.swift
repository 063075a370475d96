import Foundation

/// All answers to one file.
package struct MeasureAnswers: Encodable, Hashable, Sendable {
    /// The name of the file.
    package let name: String
    /// The answer of each measure by its key.
    package let result: [String: WrittenAnswer]
    /// The simulated limits by measure, where the file asks for them.
    package let simulation: [String: WrittenAnswer]?

    /// One line of JSON: keys in alphabetical order, numbers with as many digits as bring back the same double.
    package var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

import Foundation
import KlyftaModel

/// A file of figures to measure: one JSON object with a name, a kind, and the input that this kind of measures needs.
/// What else it holds, such as results to compare with, is not read.
///
/// Example: `{"name": "small", "kind": "pvalues", "input": {"p": [0.01, 0.2], "q": 0.05}}`.
package struct MeasureFile: Sendable {
    /// What the file calls itself, or else the file's name without its ending.
    package let name: String
    /// Where it was read.
    package let path: String
    private let sheet: any Sheet

    /// Reads a file, or throws the first thing that is wrong with it.
    /// - Parameters:
    ///   - bytes: what it holds.
    ///   - path: what to call it in a message.
    package init(_ bytes: Data, at path: String) throws(MeasureFileFault) {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        let envelope: Envelope
        do {
            envelope = try decoder.decode(Envelope.self, from: bytes)
        } catch let error as DecodingError {
            throw MeasureFileFault(in: path, error, reading: bytes)
        } catch let flaw as SheetFlaw {
            throw MeasureFileFault(in: path, flaw)
        } catch {
            throw MeasureFileFault(in: path, noJSON: "\(error)", reading: bytes)
        }
        name = envelope.name ?? URL(filePath: path).deletingPathExtension().lastPathComponent
        sheet = envelope.sheet
        self.path = path
    }

    /// Measures what the file holds.
    /// - Throws: what is wrong with the figures as a whole; a single measure without a number is an answer.
    package func answers() throws(MeasureFileFault) -> MeasureAnswers {
        do {
            return try sheet.answers().named(name)
        } catch {
            throw MeasureFileFault(in: path, error)
        }
    }
}

private struct Envelope: Decodable {
    let name: String?
    let sheet: any Sheet

    enum CodingKeys: String, CodingKey {
        case name, kind, input
    }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        name = try keys.decodeIfPresent(String.self, forKey: .name)
        let word = try keys.decode(String.self, forKey: .kind)
        guard let kind = SheetKind(rawValue: word) else {
            let near = Suggestion.nearest(to: word, among: SheetKind.allCases.map(\.rawValue))
            let all = SheetKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw SheetFlaw(
                "kind", "there is no kind '\(word.prefix(40))'",
                remedy: near.map { "Did you mean '\($0)'?" } ?? "The kinds are \(all).")
        }
        sheet = try Self.sheet(kind.sheet, in: keys)
    }

    private static func sheet<S: Sheet>(
        _ type: S.Type, in keys: KeyedDecodingContainer<CodingKeys>
    ) throws -> any Sheet {
        try keys.decode(type, forKey: .input)
    }
}

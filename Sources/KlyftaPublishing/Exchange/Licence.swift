import KlyftaDivide
import KlyftaModel

/// The licence of figures, by what the caption beside them says: sources name it there, and so do those who bring figures
/// of their own.
struct Licence {
    /// Its name, such as `CC BY 4.0`; `nil` where the caption names none, which means that the office's terms hold.
    let name: String?
    /// Where it can be read.
    let address: String?

    init(namedIn caption: String) {
        let known = Self.known.first { caption.contains($0.name) }
        (name, address) = (known?.name, known?.address)
    }

    private static let known = [
        (name: "CC BY 4.0", address: "https://creativecommons.org/licenses/by/4.0/"),
        (name: "CC0", address: "https://creativecommons.org/publicdomain/zero/1.0/"),
        (name: "NLOD 2.0", address: "https://data.norge.no/nlod/no/2.0"),
    ]

    var json: JSONValue { name == nil ? .null : ["name": JSONValue(name), "url": JSONValue(address)] }
}

/// What the words mean that stand where a figure is missing.
enum Reasons {
    /// The sentences of those words that stand in a data set.
    static func sentences(in set: DataSet) -> JSONValue {
        let words = Set(set.rows.flatMap { $0.figures.compactMap(\.reason) } + [Undefined.noFigures.rawValue]).sorted()
        return .object(words.map { (key: $0, value: .text(sentence($0))) })
    }

    private static func sentence(_ word: String) -> String {
        if let reason = Undefined(rawValue: word) { return reason.sentence.en }
        return switch word {
        case Absence.missing.rawValue: "it was not collected, not answered, or is not in yet"
        case Absence.suppressed.rawValue: "it exists and is withheld by the office, to protect respondents"
        case Absence.notApplicable.rawValue: "it cannot exist"
        case "no-population": "there is a value, and no population in the period to place the municipality by"
        case "not-in-base-period": "the municipality had no population in the base period of its class"
        default: word
        }
    }
}

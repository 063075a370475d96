import CalendarEvents
import KlyftaModel

/// Why a text does not spell the value it should, before anybody knows where the text was written.
struct Misreading: Error {
    /// What is wrong, in one clause.
    let problem: String
    /// What to write, in one clause.
    let remedy: String
    /// How many characters of the text are right.
    var offset = 0
    /// Whether the text may hold a secret: then the line it stands in is not shown.
    let isSecret: Bool

    init(_ problem: String, remedy: String, isSecret: Bool = false) {
        self.problem = problem
        self.remedy = remedy
        self.isSecret = isSecret
    }

    /// Whatever a reader of texts throws, in the words of a message with a place in front.
    init(_ error: any Error) {
        switch error {
        case let error as Misreading:
            self = error
        case let error as CalendarEventError:
            self.init(
                "\(ConfigurationExcerpt.quoted(error.text)) is no schedule: \(error.problem)", remedy: error.remedy)
            offset = error.offset
        case let fault as InvalidText:
            let problem = fault.problem.hasPrefix("this ") ? fault.problem.dropFirst(5) : fault.problem[...]
            self.init(
                "\(fault.place.map(ConfigurationExcerpt.escaped).joined()) \(problem)",
                remedy: Self.clause(fault.remedy))
        case let fault as any Fault:
            self.init("\(fault.place): \(fault.problem)", remedy: Self.clause(fault.remedy))
        default:
            self.init("\(error)", remedy: "")
        }
    }

    /// A sentence as the second half of another.
    static func clause(_ sentence: String) -> String {
        let body = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        return body.prefix(1).lowercased() + body.dropFirst()
    }
}

import KlyftaModel
import KlyftaSources

extension Question {
    /// The name of the question for all changes of a range.
    static let changes = "klass changes"

    /// All changes from a day on. Where KLASS lacks the table of changes between two versions it refuses the whole
    /// range; then each pair of versions is asked for, and for a pair without a table the codes before and after.
    static func changes(from first: CalendarDay, versions: [CalendarDay], edition: String, _ klass: KLASSAddress) throws
        -> Question
    {
        func ask(_ name: String, _ address: String) throws -> FetchRequest {
            FetchRequest(name, at: try WebAddress(address), edition: edition, topic: "klass")
        }
        func both(_ day: CalendarDay) throws -> [Question] {
            let eve = CalendarDay(daysSince1970: day.daysSince1970 - 1)
            return [
                Question(request: try ask("\(changes)/\(day)/before", klass.codes(at: eve))),
                Question(request: try ask("\(changes)/\(day)/after", klass.codes(at: day))),
            ]
        }
        func each() throws -> [Question] {
            try Set(versions.filter { $0 >= first }).sorted().map { day in
                let next = CalendarDay(daysSince1970: day.daysSince1970 + 1)
                return Question(
                    request: try ask("\(changes)/\(day)", klass.changes(from: day, to: next)),
                    otherwise: [Way(answers: isMissing) { try both(day) }])
            }
        }
        return Question(
            request: try ask(changes, klass.changes(from: first)), otherwise: [Way(answers: isMissing, questions: each)]
        )
    }

    private static func isMissing(_ fault: FetchFault) -> Bool { fault.kind == .status(404) }
}

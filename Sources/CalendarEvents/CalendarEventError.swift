/// Why a text is not a calendar event, where it goes wrong, and what to write instead.
public struct CalendarEventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The whole text that was refused.
    public let text: String

    /// Where in `text` the problem starts: the number of characters before it.
    public let offset: Int

    /// What is wrong, e.g. `no such weekday 'Fry'`.
    public let problem: String

    /// What to do about it, e.g. `did you mean Fri?`.
    public let remedy: String

    /// All four in one line, e.g. `'Mon..Fry', character 6: no such weekday 'Fry'; did you mean Fri?`.
    public var description: String {
        "'\(text)', character \(offset + 1): \(problem); \(remedy)"
    }
}

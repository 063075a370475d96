/// A municipality code was used for a day on which there was no such municipality.
public struct NotInForce: Fault, Hashable {
    /// The code.
    public let code: Municipality
    /// What the municipality was called.
    public let name: String
    /// The day for which it was used.
    public let day: CalendarDay
    /// What the list of changes says of it.
    public let story: Story
    /// The codes that were in force on the day instead, in order.
    public let instead: [Municipality]

    /// How a code came or went.
    public enum Story: Hashable, Sendable {
        /// It ended before, and this is what it became.
        case ended(on: CalendarDay, became: [BoundaryChange])
        /// It began later, and this is what it came from.
        case begun(on: CalendarDay, from: [BoundaryChange])
    }

    init(
        _ code: Municipality, _ name: String, on day: CalendarDay, _ story: Story, instead: [Municipality]
    ) {
        self.instead = instead
        self.code = code
        self.name = name
        self.day = day
        self.story = story
    }

    /// Code and day.
    public var place: String { "\(code) on \(day)" }

    /// When it came or went, and from or into what.
    public var problem: String {
        switch story {
        case .ended(let end, let fate):
            "this code was not in force: \(code) \(name) became "
                + "\(Self.list(fate.map { "\($0.successor) \($0.successorName)" })) on \(end)"
        case .begun(let begin, let origin):
            "this code was not in force: \(code) \(name) began on \(begin), from "
                + Self.list(origin.map { "\($0.predecessor) \($0.predecessorName)" })
        }
    }

    /// Which codes to use instead.
    public var remedy: String { "Use the code of that day: \(Self.list(instead.map { "\($0)" }))." }

    private static func list(_ words: [String]) -> String {
        words.count < 2
            ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
    }
}

/// One row of an office's list of changes: on a day, (part of) one municipality became (part of) another.
///
/// A renumbering is one row, a merger several rows with one successor, a split several with one predecessor. A row
/// with the same code on both sides is a change of name or border.
public struct BoundaryChange: Hashable, Sendable {
    /// The first day of the new division.
    public let day: CalendarDay
    /// The municipality before, and its name then.
    public let predecessor: Municipality
    /// Its name before the change.
    public let predecessorName: String
    /// The municipality after.
    public let successor: Municipality
    /// Its name after the change.
    public let successorName: String

    /// A row of the list; see the properties.
    public init(
        on day: CalendarDay, from predecessor: Municipality, named predecessorName: String,
        to successor: Municipality, named successorName: String
    ) {
        self.day = day
        self.predecessor = predecessor
        self.predecessorName = predecessorName
        self.successor = successor
        self.successorName = successorName
    }
}

import KlyftaModel

/// An indicator of which nothing new is taken, and why. Its last figures stand, and the other indicators go on.
public struct RefusedIndicator: Hashable, Sendable {
    /// Which one.
    public let indicator: IndicatorID
    /// Why, and what that says of the source.
    public let fault: SourceFault

    /// A refusal; see the properties.
    public init(_ indicator: IndicatorID, because fault: SourceFault) {
        self.indicator = indicator
        self.fault = fault
    }
}

extension RefusedIndicator: Codable {
    private struct Line: Codable {
        var indicator: String
        var place: String
        var problem: String
        var remedy: String
        /// Left out where it is `failing`.
        var kind: SourceFault.Kind?
    }

    /// Reads the form in which it travels.
    public init(from decoder: any Decoder) throws {
        let line = try Line(from: decoder)
        self.init(
            try IndicatorID(line.indicator),
            because: SourceFault(
                at: line.place, line.problem, remedy: line.remedy, kind: line.kind ?? .failing))
    }

    /// Writes the form in which it travels.
    public func encode(to encoder: any Encoder) throws {
        try Line(
            indicator: indicator.text, place: fault.place, problem: fault.problem, remedy: fault.remedy,
            kind: fault.kind == .failing ? nil : fault.kind
        ).encode(to: encoder)
    }
}

extension [RefusedIndicator] {
    /// How many are told in one message.
    private static var most: Int { 10 }

    /// All of them as one fault; `nil` if there are none.
    package var fault: SourceFault? {
        guard let first = first?.fault else { return nil }
        let rest = dropFirst().prefix(Self.most - 1).map { "; \($0.fault.place): \($0.fault.problem)" }.joined()
        let more = count > Self.most ? "; and \(count - Self.most) more" : ""
        return SourceFault(at: first.place, first.problem + rest + more, remedy: first.remedy, kind: first.kind)
    }
}

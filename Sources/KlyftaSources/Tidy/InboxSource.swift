import KlyftaModel

/// A tidy source whose office has no interface: what it publishes is dropped into an inbox or fetched from an address as
/// one table, and laid over the figures that ship.
public protocol InboxSource: TidySource, LiveSource {
    /// What was dropped or is fetched; `nil` if there is neither an inbox nor an address.
    var dropped: MappedSource? { get }

    /// A source of these figures.
    init(figures: TidyFigures, dropped: MappedSource?)
}

extension InboxSource {
    /// Those of a tidy source, an inbox or an address, and what the columns of its tables are.
    public static var options: [SourceOption] {
        [.figures, .indicators, MappedSource.addressOption] + MappedSource.inboxOptions
    }

    /// None before the operator names an address.
    public static var hosts: [HostAllowance] { [] }

    /// The host of the address.
    public static func hosts(for options: SourceOptions) -> [HostAllowance] { MappedSource.hosts(for: options) }

    /// A source without an inbox.
    public init(figures: TidyFigures) { self.init(figures: figures, dropped: nil) }

    /// A source as the options ask for it.
    public init(_ options: SourceOptions, shipped: DataFolder) throws {
        self.init(
            figures: try TidyFigures(
                Self.id, options, shipped: shipped, contents: Self.contents, attribution: Self.attribution(of:)),
            dropped: try MappedSource(Self.id, options))
    }

    /// Everything in the folder, and over it what was dropped.
    public func release() async throws -> Release {
        let release = try figures.release()
        return try dropped?.release(over: release) ?? release
    }

    /// Whether there is an address.
    public var isLive: Bool { dropped?.request != nil }

    /// The table.
    public func plan(after payloads: Payloads) throws -> [FetchRequest] {
        payloads.isEmpty ? [dropped?.request].compactMap(\.self) : []
    }

    /// Refuses a table that cannot be read as it is mapped.
    public func check(_ payload: Payload) throws { _ = try parts(of: Payloads([payload])) }

    /// What ships, and over it the table.
    public func parts(of payloads: Payloads) throws -> [ReleasePart] {
        guard let dropped, let payload = payloads[MappedSource.question] else { return [] }
        return [ReleasePart(from: [payload.name], try dropped.release(over: try figures.release(), from: payload))]
    }
}

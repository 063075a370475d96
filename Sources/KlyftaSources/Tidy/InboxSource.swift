import KlyftaModel

/// A tidy source whose office has no interface: what it publishes is dropped into an inbox, and laid over the figures
/// that ship.
public protocol InboxSource: TidySource {
    /// The files that were dropped; `nil` if there is no inbox.
    var dropped: MappedSource? { get }

    /// A source of these figures.
    init(figures: TidyFigures, dropped: MappedSource?)
}

extension InboxSource {
    /// Those of a tidy source, an inbox, and what the columns of its files are.
    public static var options: [SourceOption] { [.figures, .indicators] + MappedSource.inboxOptions }

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
}

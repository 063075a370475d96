import KlyftaModel

/// A source whose figures are tidy files: it states what its folder holds and whom to name, and no more.
public protocol TidySource: IndicatorSource {
    /// Which files the folder holds.
    static var contents: TidyFigures.Contents { get }

    /// Whom to name beside the figures of an indicator.
    static func attribution(of indicator: IndicatorID) -> Attribution

    /// The figures, as the options ask for them.
    var figures: TidyFigures { get }

    /// A source of these figures.
    init(figures: TidyFigures)
}

extension TidySource {
    /// A folder instead of the shipped one, and some indicators instead of all.
    public static var options: [SourceOption] { [.figures, .indicators] }

    /// A source of the figures that the options ask for.
    public init(_ options: SourceOptions, shipped: DataFolder) throws {
        self.init(
            figures: try TidyFigures(
                Self.id, options, shipped: shipped, contents: Self.contents, attribution: Self.attribution(of:)))
    }

    /// Everything in the folder.
    public func release() async throws -> Release {
        try figures.release()
    }
}

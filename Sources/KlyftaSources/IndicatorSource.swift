import KlyftaModel

/// A source of indicators: the seam between an office's world and Klyfta's.
///
/// A source reports and does not interpret: no measure, no class, no verdict. It delivers everything it has, or
/// throws: half a release would look exactly like a widening gap.
public protocol IndicatorSource: Sendable {
    /// Its name in the configuration and in front of its indicators' names.
    static var id: SourceID { get }

    /// One line that says whose figures it delivers.
    static var summary: String { get }

    /// The options it takes in the configuration.
    static var options: [SourceOption] { get }

    /// When it is asked for news unless the configuration says otherwise, as a calendar event of systemd.time(7).
    static var schedule: String { get }

    /// Its configuration, explained: what `klyfta sample` prints.
    static var sample: String { get }

    /// Checks the options. Touches neither network nor disk, so that a configuration can be checked anywhere.
    /// - Parameters:
    ///   - options: what the configuration says, already checked against ``options``.
    ///   - shipped: the folder of the figures that come with the module.
    /// - Throws: a ``Fault`` about an option.
    init(_ options: SourceOptions, shipped: DataFolder) throws

    /// Everything the source has now.
    /// - Throws: a ``Fault`` if anything is missing, unreadable or contradictory.
    func release() async throws -> Release
}

extension IndicatorSource {
    /// Once a day.
    public static var schedule: String { "daily" }
}

import Glibc
import KlyftaModel

/// Figures in tables with a column mapping: at a path, dropped into an inbox, or at an address.
public struct MappedSource: Sendable {
    let source: SourceID
    let mapping: ColumnMapping
    let place: Place

    enum Place {
        case path(String)
        case inbox(Inbox)
        case address(WebAddress)
    }

    /// The path of a file, or of a directory whose newest file is meant.
    public static let path = SourceOption("path", .path, help: "a file, or a directory whose newest file is meant")
    /// The address of a table.
    public static let addressOption = SourceOption("address", .text, help: "where the office publishes a table")
    /// The options of an inbox and its mapping.
    public static let inboxOptions = Inbox.options + [ColumnMapping.option]

    /// Checks the options without touching the disk.
    /// - Returns: `nil` if neither a path nor an inbox nor an address is named.
    /// - Throws: ``SourceFault`` that names the key.
    public init?(_ source: SourceID, _ options: SourceOptions) throws(SourceFault) {
        try Inbox.check(options, of: source)
        let named = ["path", "inbox", "address"].filter { options[$0] != nil }
        guard named.count < 2 else {
            throw SourceFault(
                at: "sources.\(source).\(named[1])", "there is '\(named[0])' beside it", remedy: "Keep one of the two.")
        }
        if let path = options["path"] {
            place = .path(path)
        } else if let inbox = Inbox(of: options) {
            place = .inbox(inbox)
        } else if let text = options["address"] {
            place = .address(try Self.address(text, of: source))
        } else {
            return nil
        }
        self.source = source
        mapping = try ColumnMapping(of: source, options)
    }

    /// Everything in the files. Of an inbox: what was accepted before and what is new, laid over the shipped figures;
    /// for an indicator in a period, the last file that has it replaces all of it.
    /// - Parameters:
    ///   - shipped: what the module has of itself.
    ///   - now: seconds of Unix time; `nil` for this moment.
    /// - Throws: ``SourceFault``. A new file of an inbox that cannot be read is refused beside itself and no fault.
    public func release(over shipped: Release? = nil, at now: Int64? = nil) throws(SourceFault) -> Release {
        var release = shipped ?? Release(source: source, indicators: [])
        switch place {
        case .path(let path):
            let file = try newest(at: path)
            lay(try MappedFigures(try bytes(of: file), at: file, by: mapping), over: &release)
        case .inbox(let inbox):
            for content in try inbox.acceptedContents() {
                lay(try MappedFigures(content.bytes, at: content.path, by: mapping), over: &release)
            }
            for content in try inbox.newContents(at: now ?? RegularFile.now) {
                do {
                    lay(try MappedFigures(content.bytes, at: content.path, by: mapping), over: &release)
                    release.inbox.append(content.file)
                } catch {
                    inbox.refuse([content.file], because: error)
                }
            }
            if shipped == nil, release.observations.isEmpty, release.published.isEmpty {
                throw SourceFault(
                    at: inbox.directory, "no file was accepted yet",
                    remedy: "Drop one there. A file that is refused has a note beside it.")
            }
        case .address:
            // Nobody is asked by who only reads: what ships is there, and what the office says comes with a fetch.
            break
        }
        return try release.checked()
    }

    func lay(_ figures: MappedFigures, over release: inout Release) {
        var cells: Set<Cell> = []
        for observation in figures.observations { cells.insert(Cell(observation.indicator, observation.period)) }
        for figure in figures.published { cells.insert(Cell(figure.indicator, figure.period)) }
        release.observations.removeAll { cells.contains(Cell($0.indicator, $0.period)) }
        release.published.removeAll { cells.contains(Cell($0.indicator, $0.period)) }
        release.observations += figures.observations
        release.published += figures.published
        let used = Set(cells.map(\.indicator))
        for mapped in mapping.indicators where used.contains(mapped.indicator.id) {
            release.indicators.removeAll { $0.id == mapped.indicator.id }
            release.indicators.append(mapped.indicator)
        }
    }

    private struct Cell: Hashable {
        let (indicator, period): (IndicatorID, Period)
        init(_ indicator: IndicatorID, _ period: Period) { (self.indicator, self.period) = (indicator, period) }
    }
}

import Foundation
import Glibc
import KlyftaModel

/// Figures in files with a column mapping: at a path, or dropped into an inbox.
public struct MappedSource: Sendable {
    private let source: SourceID
    private let mapping: ColumnMapping
    private let place: Place

    private enum Place {
        case path(String)
        case inbox(Inbox)
    }

    /// The path of a file, or of a directory whose newest file is meant.
    public static let path = SourceOption("path", .path, help: "a file, or a directory whose newest file is meant")
    /// The options of an inbox and its mapping.
    public static let inboxOptions = Inbox.options + [ColumnMapping.option]

    /// Checks the options without touching the disk.
    /// - Returns: `nil` if neither a path nor an inbox is named.
    /// - Throws: ``SourceFault`` that names the key.
    public init?(_ source: SourceID, _ options: SourceOptions) throws(SourceFault) {
        try Inbox.check(options, of: source)
        switch (options["path"], Inbox(of: options)) {
        case (let path?, nil): place = .path(path)
        case (nil, let inbox?): place = .inbox(inbox)
        case (nil, nil): return nil
        case (.some, .some):
            throw SourceFault(
                at: "sources.\(source).inbox", "there is a 'path' beside it", remedy: "Keep one of the two.")
        }
        self.source = source
        mapping = try ColumnMapping(of: source, options)
    }

    /// Everything in the files. Of an inbox: what was accepted before and what is new, laid over the shipped figures;
    /// for an indicator in a period, the last file that has it replaces all of it.
    /// - Parameters:
    ///   - shipped: what the module has of itself.
    ///   - now: seconds of Unix time.
    /// - Throws: ``SourceFault``. A new file of an inbox that cannot be read is refused beside itself and no fault.
    public func release(
        over shipped: Release? = nil, at now: Int64 = Int64(time(nil))
    ) throws(SourceFault) -> Release {
        var release = shipped ?? Release(source: source, indicators: [])
        switch place {
        case .path(let path):
            let file = try newest(at: path)
            lay(try MappedFigures(try bytes(of: file), at: file, by: mapping), over: &release)
        case .inbox(let inbox):
            for content in try inbox.acceptedContents() {
                lay(try MappedFigures(content.bytes, at: content.path, by: mapping), over: &release)
            }
            for content in try inbox.newContents(at: now) {
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
        }
        return try release.checked()
    }

    private func lay(_ figures: MappedFigures, over release: inout Release) {
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

    /// The file itself, or the newest of a directory's files in the format.
    private func newest(at path: String) throws(SourceFault) -> String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path }
        var newest: (changed: Int, nanoseconds: Int, path: String)?
        for name in try Inbox.names(in: path, mayLack: false) where !name.hasPrefix(".") {
            guard mapping.format.extensions.contains(where: { name.lowercased().hasSuffix(".\($0)") }),
                lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG
            else { continue }
            let file = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec, "\(path)/\(name)")
            if newest.map({ $0 < file }) ?? true { newest = file }
        }
        guard let newest else {
            throw SourceFault(
                at: path, "there is no file in it",
                remedy:
                    "Put one there whose name ends in \(mapping.format.extensions.map { ".\($0)" }.joined(separator: ", "))."
            )
        }
        return newest.path
    }

    private func bytes(of file: String) throws(SourceFault) -> [UInt8] {
        do {
            return try RegularFile(at: file, followsLinks: true).bytes
        } catch {
            switch error {
            case .missing:
                throw SourceFault(at: file, "there is no such file", remedy: "Put it there, or correct 'path'.")
            case .unsettled:
                throw SourceFault(at: file, "it is being written", remedy: "It is read again in an hour.")
            case .unusable(let problem):
                throw SourceFault(at: file, problem, remedy: "Put an ordinary file there, or correct 'path'.")
            }
        }
    }
}

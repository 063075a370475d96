import Foundation
import KlyftaModel

/// Turns a release into lines, always the same lines for the same facts: keys, municipalities and lines are in order,
/// whatever order the source delivered them in. So a release is known by the hash of its lines.
public enum ReleaseWriter {
    /// The lines of a release, without line ends.
    public static func lines(of release: Release) -> [String] {
        keyedLines(of: release).map(\.line)
    }

    /// The lines of a release, each with what it speaks of.
    static func keyedLines(of release: Release) -> [KeyedLine] {
        let texts = texts(of: release)
        return texts.beforeSheets + observations(ObservationSheets(release.observations)) + texts.afterSheets
    }

    /// The lines of everything but observations, before and after those.
    static func texts(of release: Release) -> (beforeSheets: [KeyedLine], afterSheets: [KeyedLine]) {
        let greeting = encode(ReleaseLine(klyfta: .init(source: release.source.text)))
        let facts =
            populations(release) + names(release) + boundaryChanges(release) + published(release) + withdrawn(release)
        let end = encode(ReleaseLine(end: tally(of: release)))
        return (
            [KeyedLine(key: .frame, line: greeting)] + indicators(release), facts + [KeyedLine(key: .frame, line: end)]
        )
    }

    /// A line and what it speaks of.
    struct KeyedLine {
        let key: Key
        let line: String
    }

    /// What a line speaks of: the same in the whole release and in a part of it.
    enum Key: Hashable {
        case frame
        case indicator(IndicatorID)
        case observations(IndicatorID, Period)
        case populations(CalendarDay)
        case published(String)
        /// A name or a change of boundaries, which is its own line.
        case fact(String)
    }

    /// The lines of a release on its way to the daemon: those of its content, and what the daemon must know besides.
    public static func answer(with release: Release) -> [String] {
        let lines = lines(of: release)
        let besides =
            release.refused.map { encode(ReleaseLine(refused: $0)) }
            + release.inbox.map { encode(ReleaseLine(file: $0)) }
        return Array(lines.dropLast()) + besides + Array(lines.suffix(1))
    }

    /// The line that tells of a fault in place of a release.
    public static func line(for fault: any Fault) -> String {
        encode(
            ReleaseLine(
                fault: .init(
                    place: fault.place, problem: fault.problem, remedy: fault.remedy,
                    kind: (fault as? SourceFault).flatMap { $0.kind == .failing ? nil : $0.kind })))
    }

    static func tally(of release: Release) -> ReleaseLine.Tally {
        .init(
            indicators: release.indicators.count, observations: release.observations.count,
            populations: release.populations.count, names: release.names.count,
            boundaryChanges: release.boundaryChanges.count, published: release.published.count)
    }

    private static func indicators(_ release: Release) -> [KeyedLine] {
        release.indicators.sorted { $0.id < $1.id }.map {
            KeyedLine(key: .indicator($0.id), line: encode(ReleaseLine(indicator: IndicatorLine($0))))
        }
    }

    private static func observations(_ sheets: ObservationSheets) -> [KeyedLine] {
        let writer = SheetWriter(on: sheets.rosters)
        var bytes: [UInt8] = []
        return sheets.sheets.map { sheet in
            writer.write(sheet, into: &bytes)
            return KeyedLine(
                key: .observations(sheet.indicator, sheet.period), line: String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func populations(_ release: Release) -> [KeyedLine] {
        Dictionary(grouping: release.populations, by: \.day).sorted { $0.key < $1.key }.map { day, populations in
            KeyedLine(
                key: .populations(day), line: encode(ReleaseLine(populations: PopulationsLine(day, populations))))
        }
    }

    private static func names(_ release: Release) -> [KeyedLine] {
        release.names.map { encode(ReleaseLine(name: NameLine($0))) }.sorted()
            .map { KeyedLine(key: .fact($0), line: $0) }
    }

    private static func boundaryChanges(_ release: Release) -> [KeyedLine] {
        release.boundaryChanges.map { encode(ReleaseLine(boundaryChange: BoundaryChangeLine($0))) }.sorted()
            .map { KeyedLine(key: .fact($0), line: $0) }
    }

    private static func published(_ release: Release) -> [KeyedLine] {
        release.published.sorted { $0.id < $1.id }.map {
            KeyedLine(key: .published($0.id), line: encode(ReleaseLine(published: PublishedLine($0))))
        }
    }

    private static func withdrawn(_ release: Release) -> [KeyedLine] {
        release.withdrawn.map { encode(ReleaseLine(withdrawn: WithdrawnLine($0))) }.sorted()
            .map { KeyedLine(key: .fact($0), line: $0) }
    }

    private static func encode(_ line: ReleaseLine) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only a number that is not finite could fail, and a checked release has none.
        guard let data = try? encoder.encode(line) else {
            preconditionFailure("a release was written before it was checked")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

import Foundation
import KlyftaModel

/// Puts a release together from its lines, and takes it only when it is whole.
public struct ReleaseReader {
    private let source: SourceID
    private var release: Release
    private var number = 0
    private var hasGreeted = false
    private var isWhole = false
    /// Observations that are on sheets, and not among the lines.
    private var onSheets = 0

    /// A reader of the release of one source.
    public init(of source: SourceID) {
        self.source = source
        release = Release(source: source, indicators: [])
    }

    /// Reads all lines of a release.
    /// - Throws: a ``Fault`` as ``read(_:)`` and ``finish()``.
    public static func release(of source: SourceID, from lines: some Sequence<String>) throws -> Release {
        var reader = ReleaseReader(of: source)
        for line in lines { try reader.read(line) }
        return try reader.finish()
    }

    /// The fault that a line tells of; `nil` for every other line.
    public static func fault(on text: String) -> SourceFault? {
        let line = try? JSONDecoder().decode(ReleaseLine.self, from: Data(text.utf8))
        return line?.fault?.fault
    }

    /// Whether a line is the last one of a release.
    package static func isEnd(_ text: String) -> Bool {
        let line = try? JSONDecoder().decode(ReleaseLine.self, from: Data(text.utf8))
        return line?.end != nil
    }

    /// The figure of a group that a line of a checked release tells of; `nil` for every other line.
    package static func published(on text: String) -> PublishedFigure? {
        let line = try? JSONDecoder().decode(ReleaseLine.self, from: Data(text.utf8))
        return try? line?.published?.publishedFigure()
    }

    /// Counts a line in that is kept as a sheet: its facts are taken from there.
    package mutating func read(_ sheet: ObservationSheet) {
        number += 1
        onSheets += sheet.count
    }

    /// Takes the next line. Empty lines are passed over.
    /// - Throws: ``SourceFault`` for a line that is not understood, or the fault that the source reports itself.
    public mutating func read(_ text: String) throws {
        number += 1
        guard !text.isEmpty else { return }
        let line: ReleaseLine
        do {
            line = try JSONDecoder().decode(ReleaseLine.self, from: Data(text.utf8))
        } catch {
            throw notUnderstood(text, Self.reason(error))
        }
        guard line.keys == 1 else { throw notUnderstood(text, line.keys == 0 ? nil : "it has more than one key") }
        if let fault = line.fault {
            throw fault.fault
        }
        guard !isWhole else { throw fault("there is more after the end", "Write 'end' once, last.") }
        do {
            try take(line)
        } catch let error as InvalidText {
            throw fault("\(error.place): \(error.problem)", error.remedy)
        }
    }

    /// The release, now that no line will come.
    /// - Throws: ``SourceFault`` if its end never came or facts are missing, double or contradictory.
    public func finish() throws(SourceFault) -> Release {
        guard isWhole else {
            throw SourceFault(
                at: "source \(source)", "its answer stops after line \(number), before its end",
                remedy: "Nothing of it is taken; the figures of its last whole release stand. See its messages above.")
        }
        return try release.checked(codes: false)
    }

    private mutating func take(_ line: ReleaseLine) throws {
        if let greeting = line.klyfta {
            guard greeting.lines == 1, greeting.source == source.text else {
                throw fault(
                    "it greets as '\(greeting.source)' in version \(greeting.lines)",
                    "Start the source \(source), in version 1 of the lines.")
            }
            hasGreeted = true
            return
        }
        guard hasGreeted else { throw fault("it comes before the greeting", "Write 'klyfta' first.") }
        if let indicator = line.indicator { release.indicators.append(try indicator.indicator()) }
        if let observations = line.observations { release.observations += try observations.observations() }
        if let populations = line.populations { release.populations += try populations.populations() }
        if let name = line.name { release.names.append(try name.municipalityName()) }
        if let change = line.boundaryChange { release.boundaryChanges.append(try change.boundaryChange()) }
        if let figure = line.published { release.published.append(try figure.publishedFigure()) }
        if let withdrawn = line.withdrawn { release.withdrawn.append(try withdrawn.withdrawal()) }
        if let refused = line.refused { release.refused.append(refused) }
        if let file = line.file { release.inbox.append(file) }
        if let tally = line.end {
            var counted = ReleaseWriter.tally(of: release)
            counted.observations += onSheets
            guard tally == counted else {
                throw fault("its end counts other facts than were sent", "Nothing of it is taken; look for lost lines.")
            }
            isWhole = true
        }
    }

    private func notUnderstood(_ text: String, _ reason: String?) -> SourceFault {
        fault(
            "it is not understood: \(text.excerpt(80))\(reason.map { " (\($0))" } ?? "")",
            "Write the JSON lines that Plugins/Exec/README.md explains.")
    }

    /// Which part of a line is not what it should be; `nil` for what is no JSON at all.
    private static func reason(_ error: any Error) -> String? {
        func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".").excerpt(80) }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "'\(place(context.codingPath + [key]))' is missing"
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            let form = "\(type)".hasPrefix("Dictionary") ? "object" : "\(type)".lowercased()
            return context.codingPath.isEmpty ? nil : "'\(place(context.codingPath))' is no \(form)"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "'\(place(context.codingPath))': \(context.debugDescription.excerpt(80))"
        default: return nil
        }
    }

    private func fault(_ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "source \(source), line \(number)", problem, remedy: remedy)
    }
}

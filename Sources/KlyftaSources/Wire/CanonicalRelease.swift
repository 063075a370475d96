import Foundation
import KlyftaModel

/// A release in its one form: its lines in order, those of observations as sheets. Whatever order a source delivered its
/// facts in, the same facts are the same lines, so a release is known by the hash of them.
package struct CanonicalRelease: Sendable {
    /// A line, as what it is kept as.
    package enum Line: Sendable {
        /// Its text, without its end.
        case text(String)
        /// The number of a sheet.
        case sheet(Int)
    }

    /// Whose release it is.
    package let source: SourceID
    /// The lines in order.
    package let lines: [Line]
    /// The observations.
    package let sheets: ObservationSheets

    /// The form of a release.
    package init(_ release: Release) {
        source = release.source
        sheets = ObservationSheets(release.observations)
        let texts = ReleaseWriter.texts(of: release)
        lines =
            texts.beforeSheets.map { .text($0.line) } + sheets.sheets.indices.map(Line.sheet)
            + texts.afterSheets.map { .text($0.line) }
    }

    /// Every line as bytes, without its end, in order. The buffer is used again for the next one.
    package func forEachLine(_ body: (Line, borrowing [UInt8]) throws -> Void) rethrows {
        let writer = SheetWriter(on: sheets.rosters)
        var bytes: [UInt8] = []
        for line in lines {
            switch line {
            case .text(let text): bytes = Array(text.utf8)
            case .sheet(let number): writer.write(sheets.sheets[number], into: &bytes)
            }
            try body(line, bytes)
        }
    }
}

extension ObservationSheets {
    /// The sheet that a line of a release spells; `nil` for a line of another kind, and for one that would not be
    /// written so again: then its text is what counts.
    package init?(canonicalLine text: String) {
        guard text.hasPrefix("{\"observations\":"),
            let line = try? JSONDecoder().decode(ReleaseLine.self, from: Data(text.utf8)),
            let observations = try? line.observations?.observations()
        else { return nil }
        self.init(observations)
        guard sheets.count == 1 else { return nil }
        var bytes: [UInt8] = []
        SheetWriter(on: rosters).write(sheets[0], into: &bytes)
        guard bytes.elementsEqual(text.utf8) else { return nil }
    }
}

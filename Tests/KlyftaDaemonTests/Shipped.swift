import Demoskop
import ESV
import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import SKL
import SSB

@testable import KlyftaDaemon

/// The modules and figures that ship, read once for all tests.
enum Shipped {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func folder(_ module: String) -> DataFolder {
        DataFolder(path: root.appending(path: "Plugins/\(module)/Data").path)
    }

    static let registry = try! SourceRegistry([
        DemoskopSource.self, ESVSource.self, SKLSource.self, SSBSource.self,
    ])

    static func skl() async throws -> Release { try await sklRelease.value }

    static func ssb() async throws -> Release { try await ssbRelease.value }

    private static let sklRelease = Task { try await SKLSource(SourceOptions(), shipped: folder("SKL")).release() }
    private static let ssbRelease = Task { try await SSBSource(SourceOptions(), shipped: folder("SSB")).release() }

    /// The rows of a fixture as dictionaries from column to text; lines with # are comments.
    static func fixture(_ name: String) throws -> [[String: String]] {
        let path = root.appending(path: "Tests/KlyftaDaemonTests/Fixtures/\(name)")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        let columns = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(columns, fields))
        }
    }

    static func series(
        _ indicator: String, low: String = "0-9999", high: String = "100000+", per weight: Weight = .municipality,
        _ membership: Membership = .current, in figures: Figures
    ) throws -> GapSeries {
        let groups = GapQuestion.Groups.sizeClasses(
            low: try SizeClass(low), high: try SizeClass(high), weight, membership)
        guard let series = GapSeries(answering: GapQuestion(try IndicatorID(indicator), groups), from: figures) else {
            throw InvalidText(indicator, isNo: "indicator that ships", remedy: "")
        }
        return series
    }

    static func published(_ indicator: String, _ low: String, _ high: String, in figures: Figures) throws -> GapSeries {
        let question = GapQuestion(try IndicatorID(indicator), .published(low: low, high: high))
        guard let series = GapSeries(answering: question, from: figures) else {
            throw InvalidText(indicator, isNo: "indicator that ships", remedy: "")
        }
        return series
    }
}

extension GapSeries {
    func difference(in year: Int) -> Double {
        gap(in: .year(year))?.difference.value ?? .nan
    }
}

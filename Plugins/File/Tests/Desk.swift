import Foundation
import KlyftaModel
import KlyftaSources

@testable import File

let name = try! SourceID("my-file")

/// A source of one file with a text.
struct Desk {
    var options: [String: [String]] = [
        "mapping/decimal": ["comma"], "mapping/country": ["SE"], "mapping/columns/municipality": ["Kod"],
        "mapping/columns/period": ["År"], "mapping/columns/value": ["Andel"], "mapping/missing/": ["missing"],
        "mapping/missing/..": ["suppressed"], "mapping/attribution/raw": ["r"], "mapping/attribution/derived": ["d"],
    ]

    init(_ names: String...) {
        for name in names.isEmpty ? ["desk"] : names {
            for language in ["sv", "nb", "en"] { options["mapping/indicators/\(name)/title/\(language)"] = [name] }
            options["mapping/indicators/\(name)/unit"] = ["percent"]
            options["mapping/indicators/\(name)/direction"] = ["higher-is-better"]
            options["mapping/indicators/\(name)/nature"] = ["survey"]
        }
    }

    func release(_ text: String) async throws -> Release { try await release(Data(text.utf8)) }

    func release(_ bytes: Data) async throws -> Release {
        let path = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString).csv").path
        try bytes.write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let options = SourceOptions(options.merging(["path": [path]]) { $1 })
        return try await FileSource(options, named: name, shipped: DataFolder(path: "/")).release()
    }

    func complaint(_ text: String) async -> String? { await complaint(Data(text.utf8)) }

    func complaint(_ bytes: Data) async -> String? {
        do {
            _ = try await release(bytes)
            return nil
        } catch {
            return "\(error)".replacing(/^\/[^:]*\.csv/, with: "~")
        }
    }
}

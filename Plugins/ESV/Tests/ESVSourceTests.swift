import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import ESV

private let shipped = DataFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path)

@Test func `the module keeps the contract of sources`() async throws {
    try await SourceContract(of: ESVSource.self, shipped: shipped).check()
}

@Test(arguments: [
    ("benefits-framework", "state", 16.0), ("benefits-framework", "municipal", 4),
    ("information-security", "state", 36),
    ("information-security", "municipal", 15),
])
func `the report of 2018 has these shares by sector`(_ name: String, _ sector: String, _ share: Double) async throws {
    let release = try await ESVSource(SourceOptions(), shipped: shipped).release()
    let figures = release.published.filter { $0.indicator.localName == name && $0.group.label == sector }
    #expect(figures.map(\.value) == [share])
    #expect(figures.allSatisfy { $0.group.kind == .sector })
}

@Test func `what was dropped is laid over the figures that ship, by indicator and period`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = "fråga;sektor;år;andel\nPlan;kommunal;2026;71,5\nPlan;statlig;2026;88\n"
    try Data(rows.utf8).write(to: folder.appending(path: "2026.csv"))
    let mapping = [
        "decimal": "comma", "columns/indicator": "fråga", "columns/group": "sektor", "columns/period": "år",
        "columns/value": "andel", "groups/kommunal/kind": "sector", "groups/statlig/kind": "sector",
        "denominator": "responding bodies", "attribution/raw": "Källa: Statskontoret",
        "attribution/derived": "Egen beräkning med Klyfta", "indicators/strategic-plan/called": "Plan",
        "indicators/strategic-plan/title/sv": "Plan", "indicators/strategic-plan/title/nb": "Plan",
        "indicators/strategic-plan/title/en": "Plan", "indicators/strategic-plan/unit": "percent",
        "indicators/strategic-plan/direction": "higher-is-better", "indicators/strategic-plan/nature": "survey",
    ]
    var options = Dictionary(mapping.map { ("mapping/\($0)", [$1]) }) { one, _ in one }
    options["inbox"] = [folder.path]
    options["settle"] = ["0s"]
    let before = try await ESVSource(SourceOptions(), shipped: shipped).release()
    let after = try await ESVSource(SourceOptions(options), shipped: shipped).release()
    #expect(after.published.count == before.published.count + 2)
    #expect(Set(before.published).isSubset(of: after.published))
    let new = after.published.filter { $0.period == .year(2026) }
    #expect(Set(new.map(\.value)) == [71.5, 88] && new.allSatisfy { $0.group.kind == .sector })
    #expect(after.inbox.map(\.name) == ["2026.csv"])
}

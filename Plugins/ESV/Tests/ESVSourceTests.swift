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

private let rows = "fråga;sektor;år;andel\nPlan;kommunal;2026;71,5\nPlan;statlig;2026;88\n"

/// A mapping of the columns above.
private let mapping: [String: [String]] = {
    let mapping = [
        "decimal": "comma", "columns/indicator": "fråga", "columns/group": "sektor", "columns/period": "år",
        "columns/value": "andel", "groups/kommunal/kind": "sector", "groups/statlig/kind": "sector",
        "denominator": "responding bodies", "attribution/raw": "Källa: Statskontoret",
        "attribution/derived": "Egen beräkning med Klyfta", "indicators/strategic-plan/called": "Plan",
        "indicators/strategic-plan/title/sv": "Plan", "indicators/strategic-plan/title/nb": "Plan",
        "indicators/strategic-plan/title/en": "Plan", "indicators/strategic-plan/unit": "percent",
        "indicators/strategic-plan/direction": "higher-is-better", "indicators/strategic-plan/nature": "survey",
    ]
    return Dictionary(mapping.map { ("mapping/\($0)", [$1]) }) { one, _ in one }
}()

@Test func `what was dropped is laid over the figures that ship, by indicator and period`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(rows.utf8).write(to: folder.appending(path: "2026.csv"))
    let options = SourceOptions(mapping.merging(["inbox": [folder.path], "settle": ["0s"]]) { $1 })
    let before = try await ESVSource(SourceOptions(), shipped: shipped).release()
    let source = try ESVSource(options, shipped: shipped)
    let after = try await source.release()
    #expect(!source.isLive)
    #expect(after.published.count == before.published.count + 2)
    #expect(Set(before.published).isSubset(of: after.published))
    let new = after.published.filter { $0.period == .year(2026) }
    #expect(Set(new.map(\.value)) == [71.5, 88] && new.allSatisfy { $0.group.kind == .sector })
    #expect(after.inbox.map(\.name) == ["2026.csv"])
}

private let address = "https://www.statskontoret.example/open/uppfoljning.csv"

@Test func `a table at an address is one question to its host, laid over the figures that ship`() async throws {
    let options = SourceOptions(mapping.merging(["address": [address]]) { $1 })
    let source = try ESVSource(options, shipped: shipped)
    #expect(source.isLive)
    #expect(ESVSource.hosts(for: options).map(\.host) == ["www.statskontoret.example"])
    #expect(ESVSource.hosts(for: SourceOptions()).isEmpty)
    let plan = try source.plan(after: Payloads())
    #expect(plan.map(\.address.description) == [address])
    // Windows-1252, as agencies save it.
    let payload = Payload(
        plan[0].name, from: plan[0].address, bytes: rows.unicodeScalars.map { UInt8($0.value) },
        retrieved: CommitTime(milliseconds: 0))
    try source.check(payload)
    #expect(try source.plan(after: Payloads([payload])).isEmpty)
    let sourced = try SourcedRelease(of: source, from: Payloads([payload]))
    let before = try await ESVSource(SourceOptions(), shipped: shipped).release()
    #expect(sourced.release.published.count == before.published.count + 2)
    #expect(sourced.release.published.filter { $0.period == .year(2026) }.compactMap(\.value) == [71.5, 88])
    // Who only reads asks nobody.
    #expect(try await source.release().published == before.published)
}

@Test func `a table at an address that is not as it is mapped is refused before it is kept`() throws {
    let options = SourceOptions(mapping.merging(["address": [address]]) { $1 })
    let source = try ESVSource(options, shipped: shipped)
    let request = try #require(try source.plan(after: Payloads()).first)
    for (text, problem) in [
        (rows.replacing("71,5", with: "n/a"), ":2, column 'andel': 'n/a' is no number."),
        (rows.replacing("andel", with: "procent"), ": there is no column 'andel'."),
        ("<!DOCTYPE html>\n", ": this is HTML or XML, not a table."),
    ] {
        let payload = Payload(
            request.name, from: request.address, bytes: Array(text.utf8), retrieved: CommitTime(milliseconds: 0))
        let fault = #expect(throws: SourceFault.self) { try source.check(payload) }
        #expect(fault?.description.hasPrefix(address + problem) == true, "\(fault?.description ?? "")")
    }
}

@Test(arguments: [
    (["address": ["www.example.se/a.csv"]], "sources.esv.address: "),
    (["address": [address], "inbox": ["/tmp/in"]], "sources.esv.address: there is 'inbox' beside it"),
])
func `an address is a whole one, and in place of an inbox`(extra: [String: [String]], problem: String) throws {
    let fault = #expect(throws: SourceFault.self) {
        try ESVSource(SourceOptions(mapping.merging(extra) { $1 }), shipped: shipped)
    }
    #expect(fault?.description.hasPrefix(problem) == true, "\(fault?.description ?? "")")
}

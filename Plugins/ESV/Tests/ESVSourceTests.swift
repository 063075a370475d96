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

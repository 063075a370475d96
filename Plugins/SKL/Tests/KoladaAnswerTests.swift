import Foundation
import KlyftaModel
import KlyftaSources
import Testing

@testable import SKL

/// Kolada's own answers of March 2026, kept beside the checkout.
@Suite(.enabled(if: KoladaAnswers.areHere, "there are no answers of offices in ../shared/data"))
struct KoladaAnswerTests {
    private func indicators() throws -> [KoladaKPI] {
        try KoladaPage(KoladaAnswers.bytes("kpi_digital_2026-03.json"), from: "kpi", KoladaKPI.read).items
    }

    @Test func `the module's own indicators are what it holds them to be`() throws {
        let wishes = try ExpectedIndicator.all.keys.sorted().map {
            try KoladaWish($0, SourceOptions(), isOwn: true)
        }
        #expect(wishes.count == 8)
        #expect(throws: Never.self) { try KoladaMetadata(try indicators(), of: wishes) }
    }

    @Test func `of 54 digital indicators a title tells 51 units and 30 scales of categories`() throws {
        let titles = try indicators().map(\.title.plainBlanks)
        #expect(titles.count == 54)
        #expect(titles.count { KoladaWish.unit(told: $0) != nil } == 51)
        #expect(titles.count { KoladaWish.isOrdinal($0) } == 30)
        #expect(titles.compactMap(KoladaWish.end(of:)) == ["2025"])
    }

    @Test func `N00945 is not the population`() throws {
        var vab = try #require(try indicators().first { $0.id == "N00945" })
        vab.id = "N01951"
        let fault = try KoladaWish("N01951", SourceOptions(), isOwn: true).objection(to: vab)
        #expect(fault?.kind == .changedShape && fault?.problem.contains("VAB") == true)
    }

    @Test func `Kolada's list has 290 municipalities and 22 others`() throws {
        let areas = try KoladaPage(KoladaAnswers.bytes("municipality_2026-03.json"), from: "areas", KoladaArea.read)
        #expect(areas.items.count == 312)
        #expect(try KoladaAreas(areas.items).municipalities.count == 290)
    }
}

private enum KoladaAnswers {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/data/se/kolada/meta")
        .standardized

    static let areHere = FileManager.default.fileExists(atPath: folder.path)

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
}

import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SKL

private let shipped = DataFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path)

@Test func `the module keeps the contract of sources`() async throws {
    try await SourceContract(of: SKLSource.self, shipped: shipped).check()
}

@Test func `all 290 municipalities are there in every period of a register`() async throws {
    let release = try await SKLSource(SourceOptions(), shipped: shipped).release()
    let coverage = release.observations.filter { $0.indicator.localName == "N07900" }
    let periods = Dictionary(grouping: coverage, by: \.period)
    #expect(periods.count == 14)
    #expect(periods.values.allSatisfy { Set($0.map(\.municipality)).count == 290 })
    #expect(coverage.allSatisfy { $0.outcome.value != nil })
}

@Test(arguments: [("<10000", 8.0), (">100000", 67)])
func `the survey of 2014 counted e-services in the two outer classes`(_ group: String, _ count: Double) async throws {
    let release = try await SKLSource(SourceOptions(), shipped: shipped).release()
    let figures = release.published.filter { $0.indicator.localName == "e-services.mean" && $0.group.label == group }
    #expect(figures.map(\.value) == [count])
}

@Test func `where the office printed words there is no number`() async throws {
    let release = try await SKLSource(SourceOptions(), shipped: shipped).release()
    let figures = release.published.filter { $0.indicator.localName == "e-services.none" }
    #expect(figures.count == 2 && figures.allSatisfy { $0.value == nil })
    #expect(figures.contains { $0.words == "Var femte kommun saknar e-tjänster helt" })
}

@Test(arguments: [("N07900", "Källa: Kolada (N07900)"), ("apps", "Källa: SKL")])
func `Kolada is named for its values and never for what is computed of them`(_ name: String, _ raw: String) throws {
    let attribution = SKLSource.attribution(of: try IndicatorID("skl.\(name)"))
    #expect(attribution.raw == raw)
    #expect(!attribution.derived.contains("Kolada"))
}

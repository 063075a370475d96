import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import SSB

private let shipped = DataFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path)

@Test func `the module keeps the contract of sources`() async throws {
    try await SourceContract(of: SSBSource.self, shipped: shipped).check()
}

@Test(arguments: [
    (2015, 5_165_802), (2016, 5_213_985), (2018, 5_295_619), (2019, 5_328_212), (2020, 5_367_580), (2021, 5_391_369),
    (2022, 5_425_270), (2023, 5_488_984), (2024, 5_550_203), (2025, 5_594_340), (2026, 5_627_400),
])
func `the municipalities add up to the population of Norway`(_ year: Int, _ population: Int) async throws {
    let release = try await SSBSource(SourceOptions(), shipped: shipped).release()
    let day = try CalendarDay(year, 1, 1)
    #expect(release.populations.filter { $0.day == day }.reduce(0) { $0 + $1.inhabitants } == population)
}

@Test func `a share of those that recruited says so`() async throws {
    let release = try await SSBSource(SourceOptions(), shipped: shipped).release()
    let figures = release.published.filter { $0.indicator.localName == "recruitment.problems" && $0.value == 74.4 }
    #expect(figures.map(\.denominator) == ["municipalities that recruited or tried to"])
}

@Test func `Statistics Norway is credited for derived figures too`() throws {
    let attribution = SSBSource.attribution(of: try IndicatorID("ssb.x"))
    #expect(
        attribution.raw.contains("Statistisk sentralbyrå") && attribution.derived.contains("Statistisk sentralbyrå"))
    #expect(attribution.derived.contains("bearbeidet"))
}

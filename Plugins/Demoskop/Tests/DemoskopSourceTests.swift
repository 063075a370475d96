import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import Demoskop

private let shipped = DataFolder(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data").path)

@Test func `the module keeps the contract of sources`() async throws {
    try await SourceContract(of: DemoskopSource.self, shipped: shipped).check()
}

@Test(arguments: [("demoskop.2019.", 86), ("demoskop.2021.", 76)])
func `every figure of all who were asked says how many of the 290 they were`(_ survey: String, _ n: Int) async throws {
    let release = try await DemoskopSource(SourceOptions(), shipped: shipped).release()
    let figures = release.published.filter { $0.indicator.text.hasPrefix(survey) && $0.group.kind == .all }
    #expect(!figures.isEmpty)
    #expect(figures.allSatisfy { $0.n == n && $0.of == 290 })
}

@Test func `the two surveys share no indicator, for they asked other people other things`() async throws {
    let release = try await DemoskopSource(SourceOptions(), shipped: shipped).release()
    let periods = Dictionary(grouping: release.published, by: \.indicator).mapValues { Set($0.map(\.period)).count }
    #expect(periods.values.allSatisfy { $0 == 1 })
}

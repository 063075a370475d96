import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite(.onEveryStore)
struct FirstKnownTests {
    private static let indicator = try! IndicatorID("office.fibre")

    /// A release that says nothing of 2024 yet.
    private static var early: Release {
        var release = Release.fibre()
        release.observations.removeAll { $0.period == .year(2024) }
        return release
    }

    @Test(arguments: [(2023, nil), (2024, 60), (2022, nil)] as [(Int, Double?)])
    func `a period was first known in the first release that has a value of it`(_ year: Int, _ value: Double?) throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(Self.early, at: .monday)
            _ = try store.take(.fibre(small: 60), at: .tuesday)
            _ = try store.take(.fibre(small: 61), at: .wednesday)
            let first = try store.firstRelease(of: .office, with: Self.indicator, in: .year(year))
            #expect((first == nil) == (year == 2022))
            let known = first?.observations.first { figure in
                figure.period == .year(2024) && figure.municipality.code == "0002"
            }
            #expect(known?.outcome.value == value)
        }
    }

    @Test func `as of a moment, what came later is not known`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(Self.early, at: .monday)
            _ = try store.take(.fibre(small: 60), at: .tuesday)
            let past = store.asKnown(at: .monday)
            #expect(try past.firstRelease(of: .office, with: Self.indicator, in: .year(2024)) == nil)
            #expect(try past.firstRelease(of: .office, with: Self.indicator, in: .year(2023)) != nil)
        }
    }
}

import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// Every figure of the profile by size class agrees with two independent computations to 1e-9.
struct ProfileReferenceTests {
    @Test(arguments: ["size-class-profile.csv", "n00587-profile.csv"])
    func `profiles equal the reference figures`(_ fixture: String) async throws {
        let figures = Figures([try await Shipped.skl()])
        let rows = try Shipped.fixture(fixture)
        #expect(rows.count == (fixture.hasPrefix("n00587") ? 10 : 160))
        for (key, rows) in Dictionary(grouping: rows, by: { [$0["indicator"] ?? "", $0["period"] ?? ""] }) {
            let indicator = try #require(figures.indicators[IndicatorID(key[0])])
            let panel = Panel(of: indicator, in: try Period(key[1]), membership: .current, from: figures)
            let profile = SizeProfile(of: panel, on: .standard)
            #expect(profile.rows.count == rows.count)
            for row in rows {
                let own = try #require(profile.rows.first { $0.sizeClass.description == row["class"] })
                expectEqual(own, row)
            }
        }
    }

    private func expectEqual(_ own: SizeProfile.Row, _ row: [String: String]) {
        #expect("\(own.n)" == row["n"] && "\(own.missing)" == row["missing"], "\(row)")
        let figures = [
            ("mean", own.mean), ("mean_weighted", own.weightedMean), ("median", own.median), ("min", own.min),
            ("max", own.max),
        ]
        for (column, figure) in figures {
            let expected = Double(row[column] ?? "")
            let difference = abs((figure.value ?? .infinity) - (expected ?? .infinity))
            #expect(figure.value == expected || difference <= 1e-9, "\(column) of \(row) is \(figure)")
        }
    }

    @Test func `all 290 municipalities are in every period of a register, none left out`() async throws {
        let figures = Figures([try await Shipped.skl()])
        let indicator = try #require(figures.indicators[IndicatorID("skl.N07900")])
        for period in figures.periods(of: indicator.id) {
            let panel = Panel(of: indicator, in: period, membership: .current, from: figures)
            #expect(panel.members.count == 290 && panel.leftOut.isEmpty)
        }
    }
}

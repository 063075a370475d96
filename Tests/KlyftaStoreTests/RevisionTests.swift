import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@testable import KlyftaStore

@Suite("What an office changed, and when", .onEveryStore)
struct RevisionTests {
    private static let coverage = try! IndicatorID("office.fibre")
    private static let (town, city) = (try! Municipality("SE-0002"), try! Municipality("SE-0003"))

    private func value(_ number: Double) -> FigureChange.Statement { .outcome(.value(number)) }

    @Test
    func `the first vintage is told as figures that appeared`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let taken = try store.take(.fibre(), at: .monday)
            let all = try store.revisions(of: Self.coverage)
            #expect(all.map(\.adoption.vintage) == [taken.vintage] && all[0].before == nil)
            #expect(all[0].changes.count == 6 && all[0].changes.allSatisfy { $0.kind == .appeared })
            #expect(all[0].changes.last?.place == .group("<10000", figure: "p1"))
            #expect(all[0].changes.last?.after == .words("var femte"))
        }
    }

    @Test
    func `a revision names the figure, then and now, and comes back when it is reverted`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let first = try store.take(.fibre(small: 60), at: .monday)
            _ = try store.take(.fibre(small: 61.5), at: .tuesday)
            _ = try store.take(.fibre(small: 60), at: .wednesday)
            let revisions = try store.revisions(of: Self.coverage).dropFirst()
            #expect(revisions.map(\.adoption.time) == [.tuesday, .wednesday])
            #expect(revisions.first?.before == first.vintage)
            #expect(
                revisions.map(\.changes)
                    == [(60, 61.5), (61.5, 60)].map { before, after in
                        [
                            FigureChange(
                                in: .year(2024), of: .municipality(Self.town), from: value(before), to: value(after))
                        ]
                    })
            #expect(revisions.compactMap { $0.changes[0].difference } == [1.5, -1.5])
            #expect(try store.asKnown(at: .tuesday).revisions(of: Self.coverage).count == 2)
        }
    }

    @Test
    func `what appears, vanishes, is withheld or gets a number is told as that`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(), at: .monday)
            var release = Release.fibre()
            release.observations.removeAll { $0.municipality == Self.city && $0.period == .year(2023) }
            release.observations.append(Observation(Self.coverage, Self.town, .year(2025), .value(70)))
            release.observations[0] = Observation(Self.coverage, Self.town, .year(2023), .absent(.suppressed))
            let group = release.published[0]
            release.published[0] = PublishedFigure(
                id: group.id, indicator: group.indicator, period: group.period, group: group.group, value: 12.5,
                words: "", n: group.n, of: group.of, denominator: group.denominator, source: group.source)
            _ = try store.take(release, at: .tuesday)
            let changes = try #require(try store.revisions(of: Self.coverage).last).changes
            #expect(
                changes == [
                    FigureChange(
                        in: .year(2023), of: .municipality(Self.town), from: value(58.25),
                        to: .outcome(.absent(.suppressed))),
                    FigureChange(in: .year(2023), of: .municipality(Self.city), from: value(90), to: nil),
                    FigureChange(in: .year(2025), of: .municipality(Self.town), from: nil, to: value(70)),
                    FigureChange(
                        in: .year(2024), of: .group("<10000", figure: "p1"), from: .words("var femte"),
                        to: value(12.5)),
                ])
            #expect(changes.map(\.kind) == [.changed, .vanished, .appeared, .changed])
        }
    }

    @Test
    func `a vintage that changed nothing of the indicator is passed over`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            _ = try store.take(.fibre(), at: .monday)
            var release = Release.fibre()
            release.names[0] = MunicipalityName(Self.town, "Lillstad")
            _ = try store.take(release, at: .tuesday)
            #expect(try store.vintages(of: .office).count == 2)
            #expect(try store.revisions(of: Self.coverage).count == 1)
            #expect(try store.revisions(of: IndicatorID("office.other")).isEmpty)
        }
    }

    @Test
    func `the answers of a figure's period go with it: the office's edition and the hash of what it sent`() throws {
        try withTemporaryDirectory { directory in
            let store = try openStore(directory)
            let answer = { (number: Int) in
                PayloadReference(
                    name: "answer \(number)", address: "https://office.example/\(number)",
                    sha256: String(repeating: "\(number)", count: 64), bytes: number, retrieved: .monday,
                    edition: "2026-10-0\(number)T06:00:00Z")
            }
            // Lines: greeting, indicator, 2023, 2024, the day, two names, one boundary, one figure, the end.
            let origin = Store.Origin(
                payloads: [answer(1), answer(2)], lines: [[], [], [0], [1]] + Array(repeating: [], count: 6),
                options: SourceOptions())
            _ = try store.take(.fibre(), from: origin, at: .monday)
            let revision = try #require(try store.revisions(of: Self.coverage).first)
            #expect(revision.answers[.year(2023)]?.map(\.sha256) == [answer(1).sha256])
            #expect(revision.answers[.year(2024)]?.map(\.edition) == [answer(2).edition])
        }
    }
}

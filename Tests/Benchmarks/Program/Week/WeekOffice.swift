import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import Synchronization

/// Offices as they are over a week: one revises its figures every day and has a new year in the middle of it, one fails
/// every third time, one takes twenty minutes to answer.
final class WeekOffice: SourceRunner {
    private let clock: SimulatedClock
    private let asked = Mutex([SourceID: Int]())

    init(_ clock: SimulatedClock) { self.clock = clock }

    /// How often each was asked.
    var questions: [SourceID: Int] { asked.withLock(\.self) }

    func release(of source: SourceConfiguration) async throws -> Release {
        let count = asked.withLock { asked in
            asked[source.id, default: 0] += 1
            return asked[source.id, default: 0]
        }
        switch source.id.text {
        case "ssb": try await clock.sleep(for: .seconds(1_200))
        case "esv" where count % 3 == 2:
            throw SourceFault(at: "source esv", "the office has a bad day", remedy: "It is asked again.")
        default: break
        }
        return try Self.release(of: source.id, edition: count)
    }

    /// Eight small municipalities and eight large ones. Every other edition the gap is wide.
    private static func release(of source: SourceID, edition: Int) throws -> Release {
        let id = try IndicatorID("\(source).share")
        let indicator = Indicator(
            id: id, title: LocalizedText(sv: "Andel", nb: "Andel", en: "Share"), unit: .percent,
            direction: .higherIsBetter, nature: .register,
            attribution: Attribution(raw: "Office", derived: "Klyfta, from Office"))
        var release = Release(source: source, indicators: [indicator])
        let small = try (1...8).map { try Municipality("SE-000\($0)") }
        let large = try (1...8).map { try Municipality("SE-100\($0)") }
        for year in 2015...(edition > 4 ? 2_025 : 2_024) {
            let day = try CalendarDay(year, 12, 31)
            let isWide = year >= 2_024 && edition % 2 == 0
            for (place, (one, other)) in zip(small, large).enumerated() {
                let value = Double(isWide ? 55 : 80) + Double(place) / 8 + Double(edition) / 100
                release.observations.append(Observation(id, one, .year(year), .value(value)))
                release.observations.append(Observation(id, other, .year(year), .value(90 + Double(place) / 8)))
                release.populations.append(Population(one, on: day, 4_000 + place))
                release.populations.append(Population(other, on: day, 120_000 + place))
            }
        }
        return release
    }
}

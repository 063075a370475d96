import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

@testable import KlyftaStore

/// Runs a test in a directory of its own, which is gone afterwards.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
}

extension CommitTime {
    static let monday = CommitTime(milliseconds: 1_793_000_000_000)
    static let tuesday = CommitTime(milliseconds: 1_793_086_400_000)
    static let wednesday = CommitTime(milliseconds: 1_793_172_800_000)

    static func + (time: CommitTime, milliseconds: Int) -> CommitTime {
        CommitTime(milliseconds: time.milliseconds + Int64(milliseconds))
    }
}

extension SourceID {
    static let office = try! SourceID("office")
}

extension Release {
    /// A release with every sort of fact, in which one municipality of 2024 has a given value.
    static func fibre(small: Double = 60) -> Release {
        let coverage = try! IndicatorID("office.fibre")
        let (former, town) = (try! Municipality("SE-0001"), try! Municipality("SE-0002"))
        let city = try! Municipality("SE-0003")
        return Release(
            source: .office,
            indicators: [
                Indicator(
                    id: coverage, title: LocalizedText(sv: "Fiber", nb: "Fiber", en: "Fibre"), unit: .percent,
                    direction: .higherIsBetter, nature: .register,
                    breaks: [SeriesBreak(at: .year(2019), because: "new survey")],
                    attribution: Attribution(raw: "Office", derived: "Klyfta, from Office"))
            ],
            observations: [
                Observation(coverage, town, .year(2023), .value(58.25)),
                Observation(coverage, city, .year(2023), .value(90)),
                Observation(coverage, town, .year(2024), .value(small)),
                Observation(coverage, city, .year(2024), .value(91)),
                Observation(coverage, former, .year(2024), .absent(.suppressed)),
            ],
            populations: [
                Population(town, on: try! CalendarDay(2024, 12, 31), 5_000),
                Population(city, on: try! CalendarDay(2024, 12, 31), 50_000),
            ],
            names: [MunicipalityName(town, "Småstad"), MunicipalityName(city, "Storstad \"A\"/B\n")],
            boundaryChanges: [
                BoundaryChange(
                    on: try! CalendarDay(2020, 1, 1), from: former, named: "Glipa", to: town, named: "Småstad")
            ],
            published: [
                PublishedFigure(
                    id: "p1", indicator: coverage, period: .year(2024),
                    group: PublishedGroup(.size, "<10000", to: 9_999), value: nil, words: "var femte", n: 12,
                    of: nil, denominator: "municipalities", source: "Report")
            ])
    }

    /// The same facts in the opposite order.
    var backwards: Release {
        Release(
            source: source, indicators: indicators.reversed(), observations: observations.reversed(),
            populations: populations.reversed(), names: names.reversed(), boundaryChanges: boundaryChanges.reversed(),
            published: published.reversed())
    }

    /// A release with so many names that it does not fit where a small one does.
    static func large(_ word: String) -> Release {
        var release = fibre()
        release.names = (0..<9_000).map { number in
            MunicipalityName(try! Municipality(.norway, String(1_000 + number)), "\(word) \(number)")
        }
        return release
    }
}

extension AlertEvent {
    /// An event of an alert, with nothing but what the store looks at.
    init(
        _ kind: Kind, of alert: String, episode: Int = 1, because reason: Reason = .newPeriod,
        in period: Period? = .year(2024), references: [String] = []
    ) {
        self.init(
            alertID: alert, ruleID: "rule-\(alert)", ruleRevision: "1", episode: episode, kind: kind, reason: reason,
            period: period,
            alert: nil, references: references)
    }
}

extension Standing {
    /// The standing of a rule without figures.
    init(of rule: String, severity: GapRule.Severity = .warning) {
        let question = GapQuestion(try! IndicatorID("office.fibre"), .published(low: "<10000", high: ">100000"))
        self.init(
            of: GapRule(
                id: rule, question: question, condition: .level(above: 10), patience: 1, severity: severity),
            along: nil, open: nil, in: .english)
    }
}

extension Store {
    /// Commits a round with the sinks `file` and `log`.
    @discardableResult
    func commit(_ events: [AlertEvent], standings: [Standing] = [], at time: CommitTime = .monday) throws -> Bool {
        try commit(
            events, standings: standings, routes: [Route(to: "file", in: .english), Route(to: "log", in: .english)],
            language: .english, at: time
        ).isNew
    }

    /// Every row of every table but the jobs, as text: what was there once has to be there for ever.
    func rows() throws -> Set<String> {
        try base.read { db in
            var rows: Set<String> = []
            for table in [
                "line", "sheet", "roster", "release", "release_line", "adoption", "round", "event", "event_reference",
                "telling", "test", "outbox",
                "delivery",
            ] {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                    // A row's own words for a blob are how long it is.
                    let cells = zip(row.names.all, row.values).map { name, value in
                        if case .blob(let bytes) = value { return "\(name):\(bytes.base64EncodedString())" }
                        return "\(name):\(value)"
                    }
                    rows.insert("\(table) \(cells)")
                }
            }
            return rows
        }
    }

    /// How many rows a table has.
    func count(_ table: String) throws -> Int {
        try base.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }
}

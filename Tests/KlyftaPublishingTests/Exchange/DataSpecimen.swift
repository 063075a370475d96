import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing

/// The specimen with all that data can hold: figures of an office, a rule, what is expected.
enum DataSpecimen {
    /// What a spreadsheet would compute, a browser run, and a reader read backwards.
    static let hostile = "=HYPERLINK(\"http://x\";1) " + Specimen.hostile

    static let kolada = Attribution(raw: "Källa: Kolada (N00001)", derived: "Egen beräkning med Klyfta")
    static let ssb = Attribution(
        raw: "Kilde: Statistisk sentralbyrå (CC BY 4.0)",
        derived: "Beregnet med Klyfta på tall fra Statistisk sentralbyrå (CC BY 4.0, bearbeidet)")

    static func edition(
        title: String = "Fibre", group: String = "<10000", attribution: Attribution = ssb, missing: Bool = false,
        also second: Indicator.Unit? = nil, expected: [Edition.Expected] = []
    ) throws -> Edition {
        let plain = try Specimen.edition(title: title, missing: missing)
        let old = plain.subjects[0]
        let indicator = Indicator(
            id: old.indicator.id, title: old.indicator.title, unit: old.indicator.unit,
            direction: old.indicator.direction, nature: .survey, breaks: old.indicator.breaks, attribution: attribution)
        let lines = old.lines.map { line in
            let series = GapSeries(question: line.series.question, indicator: indicator, gaps: line.series.gaps)
            return Subject.Line(
                series: series, intervals: line.intervals, standings: [standing()], change: line.change)
        }
        let subject = Subject(
            indicator: indicator, lines: lines, profiles: old.profiles, panel: old.panel,
            published: published(indicator.id, group), countries: old.countries)
        let others = try second.map { [try Self.subject("tst.B2", in: $0, like: lines)] } ?? []
        return Edition(
            version: plain.version, committed: plain.committed, state: plain.state, subjects: [subject] + others,
            told: plain.told, names: plain.names, expected: expected)
    }

    /// An indicator of another office and in another unit, of which nothing but gaps is known.
    private static func subject(_ id: String, in unit: Indicator.Unit, like lines: [Subject.Line]) throws -> Subject {
        let indicator = Indicator(
            id: try IndicatorID(id), title: LocalizedText(sv: id, nb: id, en: id), unit: unit,
            direction: .lowerIsBetter, nature: .register, attribution: kolada)
        let others = lines.map { line in
            let question = GapQuestion(indicator.id, line.series.question.groups)
            let gaps = line.series.gaps.map {
                Gap(
                    indicator: indicator, period: $0.period, low: $0.low, high: $0.high, weight: $0.weight,
                    membership: $0.membership)
            }
            return Subject.Line(
                series: GapSeries(question: question, indicator: indicator, gaps: gaps), intervals: [:], standings: [],
                change: nil)
        }
        return Subject(
            indicator: indicator, lines: others, profiles: [], panel: nil, published: [], countries: [])
    }

    private static func published(_ id: IndicatorID, _ group: String) -> [PublishedFigure] {
        func figure(_ name: String, _ year: Int, _ value: Double?, _ words: String) -> PublishedFigure {
            PublishedFigure(
                id: name, indicator: id, period: .year(year), group: PublishedGroup(.size, group), value: value,
                words: words, n: 12, of: 20, denominator: "all who answered", source: "a report, page 3")
        }
        return [
            figure("f1", 2020, 41.5, "41,5"), figure("f2", 2021, nil, "var femte"), figure("f3", 2021, 20, "20"),
        ]
    }

    private static func standing() -> Standing {
        let text = """
            {"rule":"fibre","rule_revision":"r","alert":"abc","indicator":"tst.A1","severity":"warning",
            "state":"firing","since":"2022","period":"2023","verdict":"assessed"}
            """
        guard let standing = try? JSONDecoder().decode(Standing.self, from: Data(text.utf8)) else {
            preconditionFailure("the specimen is no standing")
        }
        return standing
    }
}

/// Every file of an edition, by its path.
func files(of edition: Edition) -> [(path: DataPath, text: String)] {
    let files = DataFiles(edition)
    return files.paths.compactMap { path in files.text(path).map { (path, $0) } }
}

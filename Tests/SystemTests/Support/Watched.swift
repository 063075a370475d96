import Foundation

/// A small country of eight municipalities whose gaps are known by heart, as a folder for `figures:`, with rules on it.
///
/// Through 2013 four alerts fire; in 2014 three of them are resolved and two others fire.
enum Watched {
    /// The gap between small and large, from 2010 on.
    private static let gaps: [String: [Double]] = [
        "N07900": [10, 10, 10, 12, 12] + more(10, 12), "N90002": [10, 10, 10, 10, 14] + more(10, 14),
        "N90003": [10, 10, 10, 14, 9] + more(14, 9),
    ]

    /// From 2015 on everything goes to and fro.
    private static func more(_ odd: Double, _ even: Double) -> [Double] {
        (2015...lastYear).map { $0 % 2 == 1 ? odd : even }
    }

    static let lastYear = 2025

    /// The rules that fire once the figures of a year are there.
    static func firing(through year: Int) -> [String] {
        switch year {
        case 2013: ["a-widened", "b-level", "e-level", "f-since"]
        case 2014: ["b-level", "c-widened", "d-level"]
        case let year where year % 2 == 1: ["e-level", "f-since"]
        default: ["a-widened", "b-level", "c-widened", "d-level"]
        }
    }

    static let firstEvents = ["a-widened fired", "b-level fired", "e-level fired", "f-since fired"]
    static let secondEvents = [
        "a-widened resolved", "c-widened fired", "d-level fired", "e-level resolved", "f-since resolved",
    ]

    static let rules = """
        rules:
          a-widened: { indicator: skl.N07900, between: [0-9999, 100000+], widened: { by: 1, since: previous } }
          b-level: { indicator: skl.N07900, between: [0-9999, 100000+], level: { above: 11 } }
          c-widened: { indicator: skl.N90002, between: [0-9999, 100000+], widened: { by: 1, since: previous } }
          d-level: { indicator: skl.N90002, between: [0-9999, 100000+], level: { above: 13 } }
          e-level: { indicator: skl.N90003, between: [0-9999, 100000+], level: { above: 12 } }
          f-since: { indicator: skl.N90003, between: [0-9999, 100000+], widened: { by: 3, since: 2010 } }

        """

    /// The configuration: one source, six rules, and what else a test wants of it.
    static func configuration(
        _ scratch: Scratch, state: String? = nil, figures: String = "figures", schedule: String = "yearly",
        head: String = "", otherSources: String = "", rules: String = Watched.rules
    ) -> String {
        """
        state: \(state ?? scratch["state"])
        recompute: { schedule: "\(schedule)" }
        \(head)
        sources:
          skl:
            schedule: "\(schedule)"
            figures: \(scratch[figures])
            indicators: [N07900, N90002, N90003]
        \(otherSources)
        \(rules)
        """
    }
}

extension Scratch {
    /// Writes the figures of the years from 2010 to a last one, in place of those that lay there. Each file is there whole
    /// at any moment: a daemon may be reading.
    func writeFigures(through year: Int, to folder: String = "figures") throws {
        try makeDirectory(folder)
        for (file, text) in Watched.files(through: year) {
            try Data(text.utf8).write(to: URL(filePath: self["\(folder)/\(file)"]), options: .atomic)
        }
    }

    /// Writes figures and configuration.
    func prepare(through year: Int = 2013, head: String = "", otherSources: String = "") throws {
        try writeFigures(through: year)
        try write(Watched.configuration(self, head: head, otherSources: otherSources), to: "klyfta.yaml")
    }

    /// One round with the configuration of the test; a hurried one tries also the sinks that failed a moment ago.
    func once(
        isHurried: Bool = false, environment: [String: String] = [:], as user: KlyftaProcess.User = .current
    ) throws -> Ending {
        isHurried
            ? try klyfta("once", "--now", "--config", self["klyfta.yaml"], environment: environment, as: user)
            : try klyfta("once", "--config", self["klyfta.yaml"], environment: environment, as: user)
    }
}

extension Watched {
    fileprivate static func files(through year: Int) -> [String: String] {
        let small = (2401...2404).map { "SE-\($0)" }
        let large = (1401...1404).map { "SE-\($0)" }
        var files = [
            "breaks.csv": "indicator,period,reason\n",
            "boundary-changes.csv": "day,from,to,from_name,to_name\n",
            "published.csv": "id,indicator,period,kind,group,from,to,value,words,n,of,denominator,source\n",
            "municipalities.csv": lines("municipality,name,from,to", (small + large).map { "\($0),\($0),," }),
            "indicators.csv": lines(
                "id,unit,direction,nature,title_en,title_sv,title_nb",
                gaps.keys.sorted().map { "skl.\($0),percent,higher-is-better,register,\($0),\($0),\($0)" }),
            "population.csv": lines(
                "municipality,day,population",
                (2009...max(2014, year)).flatMap { year in
                    small.map { "\($0),\(year)-12-31,5000" } + large.map { "\($0),\(year)-12-31,150000" }
                }),
        ]
        for (name, gaps) in gaps {
            let rows = zip(2010...year, gaps).flatMap { year, gap in
                small.map { "\($0),\(year),\(50 - gap)," } + large.map { "\($0),\(year),50," }
            }
            files["\(name).csv"] = lines("municipality,period,value,absence", rows)
        }
        return files
    }

    private static func lines(_ header: String, _ rows: [String]) -> String {
        ([header] + rows).joined(separator: "\n") + "\n"
    }
}

extension PlayedStatBank.State {
    /// A Norway of three municipalities, renumbered in 2020 and 2024, with the population table and as many tables of a
    /// survey as are wanted: `12031`, `12032` and so on.
    package static func norway(surveys: Int = 1) -> PlayedStatBank.State {
        let klass = PlayedKLASS(
            versions: ["2018-01-01", "2020-01-01", "2024-01-01"],
            codes: [
                ("0101", "Halden", "1838-01-01", "2020-01-01"), ("0104", "Moss", "1838-01-01", "2020-01-01"),
                ("0301", "Oslo", "1838-01-01", "2024-01-01"), ("0301", "Oslo - Oslove", "2024-01-01", nil),
                ("3001", "Halden", "2020-01-01", "2024-01-01"), ("3002", "Moss", "2020-01-01", "2024-01-01"),
                ("3101", "Halden", "2024-01-01", nil), ("3103", "Moss", "2024-01-01", nil),
                ("9999", "Uoppgitt", "1838-01-01", nil),
            ],
            changes: [
                ("2020-01-01", "0101", "3001"), ("2020-01-01", "0104", "3002"), ("2024-01-01", "3001", "3101"),
                ("2024-01-01", "3002", "3103"), ("2024-01-01", "0301", "0301"),
            ])
        var tables = ["07459": population]
        for number in 0..<surveys { tables["\(12_031 + number)"] = survey }
        return PlayedStatBank.State(tables: tables, klass: klass)
    }

    /// Everything that stands in a dimension of regions: a country, a county, remainders, unspecified, all codes ever.
    private static let regions = [
        "0", "01", "0101", "0104", "0199", "0301", "3001", "3002", "3101", "3103", "2311", "9999", "K-Rest",
    ]

    /// Whether a code was in force in a year.
    static func isInForce(_ code: String, _ year: Int) -> Bool {
        switch code {
        case "0301": true
        case "0101", "0104": year < 2020
        case "3001", "3002": (2020..<2024).contains(year)
        case "3101", "3103": year >= 2024
        default: false
        }
    }

    private static func inhabitants(_ code: String, _ year: Int) -> Int {
        guard isInForce(code, year) else { return 0 }
        return code == "0301" ? 650_000 + year : code.hasSuffix("1") ? 30_000 + year : 45_000 + year
    }

    private static var population: PlayedTable {
        PlayedTable(
            updated: "2025-02-25T07:00:00Z",
            [
                .init("Region", "region", role: "geo", isEliminable: true, regions),
                .init("Kjonn", "kjønn", isEliminable: true, ["1", "2"]),
                .init("Alder", "alder", isEliminable: true, ["000", "001", "105+"]),
                .init("ContentsCode", "statistikkvariabel", role: "metric", ["Personer1"]),
                .init("Tid", "år", role: "time", ["2019", "2020", "2023", "2024", "2025"]),
            ]
        ) { place in
            let (code, year) = (place["Region"] ?? "", Int(place["Tid"] ?? "") ?? 0)
            let count = code == "0" ? regions.reduce(0) { $0 + inhabitants($1, year) } : inhabitants(code, year)
            return ("\(count)", nil)
        }
    }

    private static var survey: PlayedTable {
        PlayedTable(
            updated: "2025-06-23T06:00:00Z",
            [
                .init("Region", "region", role: "geo", regions),
                .init("Funksjon", "IKT-funksjon", ["00", "01"]),
                .init("Sysselsatte", "sysselsettingsgruppe", isEliminable: true, ["a", "b"]),
                .init("ContentsCode", "statistikkvariabel", role: "metric", ["Andel", "Antall"]),
                .init("Tid", "år", role: "time", ["2023", "2024"]),
            ]
        ) { place in
            switch (place["Region"] ?? "", place["Tid"] ?? "") {
            case ("3101", "2024"): (nil, ":")
            case ("0301", "2024"): ("61.5", "*")
            case let (code, year) where isInForce(code, Int(year) ?? 0): ("40.5", nil)
            default: (nil, ".")
            }
        }
    }
}

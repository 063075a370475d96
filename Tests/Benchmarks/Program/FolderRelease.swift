import Foundation
import KlyftaModel
import KlyftaSources

/// A folder of `gen.py --formats bin` as a source delivers it.
enum FolderRelease {
    /// A release of the figures of a folder, one observation a value.
    static func release(of source: SourceID, from folder: String) throws -> Release {
        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8).split(separator: "\n").map(String.init)
        }
        let municipalities = try lines("codes").map { try Municipality(.sweden, $0) }
        let periods = try lines("years").map { try Period($0) }
        let indicators = try lines("indicators").map { try IndicatorID("\(source).\($0)") }
        var release = Release(source: source, indicators: indicators.map(indicator))
        let population = try Data(contentsOf: URL(filePath: "\(folder)/population.i32"))
        let values = try Data(contentsOf: URL(filePath: "\(folder)/values.f64"))
        population.withUnsafeBytes { bytes in
            for (column, period) in periods.enumerated() {
                for (row, municipality) in municipalities.enumerated() {
                    let count = bytes.load(
                        fromByteOffset: 4 * (column * municipalities.count + row), as: Int32.self)
                    guard count >= 0 else { continue }
                    release.populations.append(Population(municipality, on: period.lastDay, Int(count)))
                }
            }
        }
        values.withUnsafeBytes { bytes in
            var place = 0
            for indicator in indicators {
                for period in periods {
                    for municipality in municipalities {
                        let value = bytes.load(fromByteOffset: place, as: Double.self)
                        place += 8
                        guard value.isFinite else { continue }
                        release.observations.append(Observation(indicator, municipality, period, .value(value)))
                    }
                }
            }
        }
        return release
    }

    private static func indicator(_ id: IndicatorID) -> Indicator {
        Indicator(
            id: id, title: LocalizedText(sv: id.text, nb: id.text, en: id.text), unit: .percent,
            direction: .higherIsBetter, nature: .register, breaks: [],
            attribution: Attribution(raw: "Bench", derived: "Klyfta, from Bench"))
    }
}

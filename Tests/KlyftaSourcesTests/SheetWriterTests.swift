import Foundation
import KlyftaModel
import Testing

@testable import KlyftaSources

@Suite("A sheet as a line")
struct SheetWriterTests {
    private static let indicator = try! IndicatorID("office.a-b_c.D")

    /// The line of observations as an encoder of JSON writes it.
    private func encoded(_ observations: [Observation]) throws -> String {
        var line = ObservationsLine(
            indicator: Self.indicator.text, period: observations[0].period.description, values: [:], absent: [:])
        for observation in observations {
            switch observation.outcome {
            case .value(let value): line.values["\(observation.municipality)"] = value
            case .absent(let absence): line.absent["\(observation.municipality)"] = absence.rawValue
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(ReleaseLine(observations: line)), as: UTF8.self)
    }

    private func written(_ observations: [Observation]) throws -> String {
        let sheets = ObservationSheets(observations)
        try #require(sheets.sheets.count == 1)
        var bytes: [UInt8] = []
        SheetWriter(on: sheets.rosters).write(sheets.sheets[0], into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A number by chance: any bits, whole numbers of every size, and decimals as offices print them.
    private func number(_ random: inout some RandomNumberGenerator) -> Double {
        let bits = random.next()
        let number =
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Double(bitPattern: bits)
            case 1: Double(Int64(bitPattern: bits) >> Int64(bits & 63))
            case 2: Double(Int32(truncatingIfNeeded: bits)) / 100
            default: Double(Int16(truncatingIfNeeded: bits)) / 10
            }
        return number.isFinite ? number : 0
    }

    @Test
    func `it is byte for byte what an encoder with sorted keys writes`() throws {
        var random = SystemRandomNumberGenerator()
        let characters = Array("019ABZabz.")
        for round in 0..<300 {
            let country = try [Country.sweden, .norway, Country("DE")].randomElement()!
            var codes: Set<String> = []
            for _ in 0..<Int.random(in: 1...40) {
                codes.insert(
                    country.code == "DE"
                        ? String((0..<Int.random(in: 1...16)).map { _ in characters.randomElement()! })
                        : Int.random(in: 0...9_999).padded(to: 4))
            }
            let observations = try codes.shuffled().map { code in
                let outcome: Outcome =
                    Int.random(in: 0..<4) == 0
                    ? .absent(Absence.allCases.randomElement()!) : .value(number(&random))
                return Observation(Self.indicator, try Municipality(country, code), .year(1_990 + round / 10), outcome)
            }
            #expect(try written(observations) == encoded(observations))
        }
    }

    @Test(
        arguments: [
            (60, "60"), (-0.0, "-0"), (0.1, "0.1"), (1e16, "1e+16"), (9_007_199_254_740_992, "9007199254740992"),
            (1e-7, "1e-07"), (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        ] as [(Double, String)])
    func `a number has the fewest digits that are read back as itself`(value: Double, digits: String) throws {
        let line = try written([Observation(Self.indicator, try Municipality("SE-0180"), .year(2024), .value(value))])
        #expect(line.hasSuffix("\"values\":{\"SE-0180\":\(digits)}}}"))
        let back = try JSONDecoder().decode(ReleaseLine.self, from: Data(line.utf8)).observations?.observations()
        #expect(back?.first?.outcome.value?.bitPattern == value.bitPattern)
    }
}

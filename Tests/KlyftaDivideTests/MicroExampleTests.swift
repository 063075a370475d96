import Foundation
import KlyftaDivide
import KlyftaModel
import Testing

/// Four municipalities with 1, 2, 3, 4 and 100, 200, 300, 400 inhabitants; all by hand.
struct MicroExampleTests {
    private struct Case {
        let measure: MicroMeasure
        let municipality: Double
        let inhabitant: Double

        init(_ measure: MicroMeasure, _ municipality: Double, _ inhabitant: Double) {
            self.measure = measure
            self.municipality = municipality
            self.inhabitant = inhabitant
        }
    }

    /// Σ ln y over the municipalities, ln 24, as a mean; and over the inhabitants.
    private static let logarithm = log(24.0) / 4
    private static let weightedLogarithm = (2 * log(2.0) + 3 * log(3.0) + 4 * log(4.0)) / 10

    private static let cases: [Case] = [
        Case(.mean, 2.5, 3),
        Case(.gini, 0.25, 0.18),
        Case(.hoover, 0.2, 2.0 / 15),
        Case(.cv, 0.2.squareRoot(), 1.0 / 3),
        Case(.ge2, 0.1, 1.0 / 18),
        Case(.ge2Between, 0.08, 8.0 / 189),
        Case(.ge2Within, 0.02, 5.0 / 378),
        Case(.ge2BetweenShare, 0.8, 16.0 / 21),
        Case(.mld, log(2.5) - logarithm, log(3.0) - weightedLogarithm),
        Case(.theil, 0.1064401352862232, 0.06274801460425738),
        Case(.atkinsonHalf, 0.05558585736954513, 0.0338789707748367),
        Case(.atkinsonOne, 1 - exp(logarithm) / 2.5, 1 - exp(weightedLogarithm) / 3),
        Case(.atkinsonTwo, 0.232, 1.0 / 6),
        Case(.s80s20, 4, 8.0 / 3),
        Case(.palma, 8.0 / 11, 0.5),
        Case(.aci, 0.625, 0.54),
        Case(.rci, 0.25, 0.18),
        Case(.slopeIndex, 4, 3.6),
        Case(.relativeIndex, 9, 4),
        Case(.shareZero, 0, 0),
        Case(.shareAtOrAbove, 0.5, 0.7),
    ]

    @Test(arguments: cases)
    private func `measures agree with a hand`(example: Case) throws {
        let table = try microTable([1, 2, 3, 4], classes: [1, 1, 2, 2], threshold: 3)
        for (weight, expected) in [(Weight.municipality, example.municipality), (.inhabitant, example.inhabitant)] {
            let answer = table.estimate(example.measure, per: weight)
            #expect(agree(answer, .finite(expected)), "\(example) \(weight)")
        }
    }

    @Test(arguments: [(MicroMeasure.mean, 5.0 / 12), (.gini, 0.0075), (.rci, 0.0075), (.aci, 1.0 / 48)])
    func `standard errors agree with a hand`(measure: MicroMeasure, variance: Double) throws {
        let error = try #require(try microTable([1, 2, 3, 4]).estimate(measure, per: .municipality).standardError)
        #expect((error * error - variance).magnitude < 1e-12)
    }

    @Test func `the standard error of a share is the textbook's`() throws {
        let error = try microTable([0, 0, 3, 8]).estimate(.shareZero, per: .municipality).standardError
        #expect(error.map { ($0 - (0.25 / 3).squareRoot()).magnitude < 1e-15 } == true)
    }

    @Test func `a share of none or all claims no certainty`() throws {
        let table = try microTable([1, 2, 3], threshold: 1)
        #expect(table.estimate(.shareZero, per: .municipality) == .finite(0))
        #expect(table.estimate(.shareAtOrAbove, per: .inhabitant) == .finite(1))
    }

    @Test func `corrected for few municipalities, the Gini coefficient of all to one is 1`() throws {
        let table = try microTable([0, 0, 0, 12])
        #expect(agree(table.estimate(.gini, per: .municipality), .finite(0.75)))
        #expect(agree(table.estimate(.giniCorrected, per: .municipality), .finite(1)))
        #expect(table.estimate(.giniCorrected, per: .inhabitant) == .undefined(.perMunicipalityOnly))
    }

    @Test func `Theil's index of all to one is the logarithm of the number`() throws {
        let table = try microTable([0, 0, 0, 0, 0, 0, 0, 0, 0, 7])
        #expect(agree(table.estimate(.theil, per: .municipality), .finite(log(10))))
    }

    @Test func `a unit on the border of a fifth belongs to both sides in part`() throws {
        let ten = try microTable((1...10).map(Double.init))
        #expect(agree(ten.estimate(.s80s20, per: .municipality), .finite(19.0 / 3)))
        let dominant = try microTable([1, 2], populations: [1, 99])
        #expect(agree(dominant.estimate(.s80s20, per: .inhabitant), .finite(0.4 / 0.39)))
    }

    @Test func `a fifth of zeros is a bottom of nothing, not of rounding errors`() throws {
        for zeros in [1, 3, 7, 29] {
            let table = try microTable((0..<(5 * zeros)).map { $0 < zeros ? 0 : 1 })
            #expect(table.estimate(.s80s20, per: .municipality) == .undefined(.emptyBottom))
        }
    }

    @Test func `with one zero Atkinson's index is 1, except for the least aversion`() throws {
        let table = try microTable([0, 1, 4])
        #expect(table.estimate(.atkinsonOne, per: .municipality) == .finite(1))
        #expect(table.estimate(.atkinsonTwo, per: .municipality) == .finite(1))
        #expect(agree(table.estimate(.atkinsonHalf, per: .municipality), .finite(0.4)))
    }

    @Test func `Erreygers and Wagstaff use the declared bounds`() throws {
        let table = try microTable([0, 50, 50, 100], bounds: 0...100)
        #expect(agree(table.estimate(.erreygers, per: .municipality), .finite(0.75)))
        #expect(agree(table.estimate(.wagstaff, per: .municipality), .finite(0.75)))
    }

    @Test func `two of the same population share a rank`() throws {
        let table = try microTable([1, 3, 8], populations: [100, 100, 200])
        let swapped = try microTable([3, 1, 8], populations: [100, 100, 200])
        #expect(agree(table.estimate(.aci, per: .municipality), .finite(4.0 / 3)))
        #expect(agree(swapped.estimate(.aci, per: .municipality), .finite(4.0 / 3)))
    }

    @Test func `every measure has a key of its own and a line in every language`() {
        let keys = Set(Weight.allCases.flatMap { weight in MicroMeasure.allCases.map { $0.key(per: weight) } })
        #expect(keys.count == 2 * MicroMeasure.allCases.count)
        for language in Language.allCases {
            let lines = Set(MicroMeasure.allCases.map { $0.meaning[language] })
            #expect(lines.count == MicroMeasure.allCases.count)
            #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
        }
    }
}

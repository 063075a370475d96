import KlyftaDivide
import KlyftaModel
import KlyftaStatistics
import RealModule
import Testing

/// What is measured of two waves, and in which unit.
struct WaveMeasureTests {
    @Test func `a share of the gap then is taken from it before the test`() throws {
        let comparison = try WaveCountry().compare(asked { $0.threshold = .share(0.1) }).get()
        #expect(close(comparison.widening.change, 2) && close(comparison.widening.p, 8.838604714863895e-05))
        #expect(close(comparison.change, 3) && close(comparison.threshold, 1))
        #expect(close(comparison.lower, 2.503833386788966) && close(comparison.minimumDetectable, 1.7289198487264578))
    }

    @Test func `a ratio is tested on the logarithmic scale`() throws {
        let test = asked { ($0.measure, $0.threshold) = (.group(.r), .share(0.01)) }
        let comparison = try WaveCountry().compare(test).get()
        #expect(close(comparison.change, 0.08515780834030694) && close(comparison.threshold, .log(1.01)))
        #expect(close(comparison.widening.p, 0.0023586288230763226) && close(comparison.lower, 0.05394281446981779))
        #expect(comparison.opposite.then.rounded == .defined(10) && comparison.state == .signal)
    }

    @Test func `of a share, more that have none among the small ones is a widening`() throws {
        var country = WaveCountry()
        country.small = (0..<16).map { ($0 < 4 ? 0 : 3, $0 < 8 ? 0 : 3) } + [(nil, nil)]
        country.large = (0..<16).map { ($0 < 2 ? 0 : 3, $0 < 2 ? 0 : 3) }
        let test = asked { ($0.measure, $0.threshold) = (.micro(.shareZero, .municipality), .amount(0.01)) }
        let comparison = try country.compare(test).get()
        #expect(close(comparison.before, 0.125) && close(comparison.change, 0.25))
        let enough = asked {
            ($0.measure, $0.threshold, $0.cut) = (.micro(.shareAtOrAbove, .municipality), .amount(0.01), 3)
        }
        let risen = try country.compare(enough).get().change
        #expect(close(risen, 0.25))
    }

    @Test(arguments: ["gini_u", "theil_u", "rci_u", "sii_linear_u", "sii_linear_w", "gini_w"])
    func `a measure of all municipalities changes as it does from table to table`(key: String) throws {
        var country = WaveCountry()
        country.small = Array(WorkedExample.small.prefix(5))
        country.large = Array(WorkedExample.large.prefix(5))
        let measure = try Measure(key)
        guard case .micro(let micro, let weight) = measure else { return }
        func value(_ wave: ((Double?, Double?)) -> Double?) throws -> Double {
            let rows = country.codes
            let table = try MicroTable(
                values: rows.map { wave($0.answer) ?? 0 }, populations: rows.map { Double($0.inhabitants) },
                sizeClasses: rows.map { $0.inhabitants < 10_000 ? 0 : 1 })
            return try #require(table.estimate(micro, per: weight).value)
        }
        let comparison = try country.compare(asked { ($0.measure, $0.inference) = (measure, .superpopulation) }).get()
        let expected = try value(\.1) - value(\.0)
        #expect(close(comparison.change, expected))
        #expect(comparison.widening.uncertainty.degreesOfFreedom == 8)
    }

    @Test func `per inhabitant the classes are weighed, and the smallest class decides how sure it is`() throws {
        var country = WaveCountry()
        country.small[0].1 = 21
        let comparison = try country.compare(asked(), ask(.inhabitant)).get()
        let plain = try country.compare().get().change
        #expect(close(plain, 1))
        #expect(close(comparison.change, 1_041.0 / 260 - 761.0 / 260))
        #expect(comparison.widening.uncertainty.degreesOfFreedom == 4)
    }

    @Test func `an index with bounds has no test where the indicator has none`() throws {
        let erreygers = asked { ($0.measure, $0.inference) = (.micro(.erreygers, .municipality), .superpopulation) }
        #expect((try? WaveCountry().compare(erreygers).get()) != nil)
        var country = WaveCountry()
        country.indicator = Indicator(
            id: coverageID, title: country.indicator.title, unit: .count, direction: .higherIsBetter, nature: .register,
            attribution: country.indicator.attribution)
        #expect(
            country.compare(erreygers)
                == .failure(
                    .untestable(
                        .measure(word: "no-bounds", Undefined.noBounds.description), from: .year(2010), to: .year(2014))
                ))
    }

    @Test func `an index that follows size turns where less is better, one of inequality does not`() throws {
        var country = WaveCountry()
        for (key, sign) in [("sii_linear_u", -1.0), ("gini_u", 1)] {
            let measure = try Measure(key)
            let test = asked { ($0.measure, $0.inference) = (measure, .superpopulation) }
            country.indicator = coverage()
            let plain = try country.compare(test).get().change
            country.indicator = coverage(.lowerIsBetter)
            let turned = try country.compare(test).get().change
            #expect(close(turned, sign * plain))
        }
    }

    @Test(arguments: ["palma_u", "s80s20_w", "mean_u", "mdru", "sii_linear_hc1", "bgv_bias_corrected"])
    func `a level, a jump and what is there for comparison only are not tested`(key: String) throws {
        #expect(try Measure(key).whyUntestable != nil)
    }

    @Test(arguments: [("d", false), ("r", true), ("gini_u", true), ("sii_linear", false), ("rci", true)])
    func `a measure is absolute or relative`(key: String, isRelative: Bool) throws {
        #expect(try Measure(key).isRelative == isRelative)
    }
}

struct VolatilityTests {
    /// Complete counts of years from 2010: the small ones always at 0, the large ones at these values.
    private func figures(_ gaps: [Double]) -> Figures {
        let (lows, highs) = ((1001...1005).map { "SE-\($0)" }, (2001...2005).map { "SE-\($0)" })
        let years = gaps.indices.map { 2010 + $0 }
        return Figures(
            indicators: [coverage()],
            observations: zip(years, gaps).flatMap { year, gap in
                lows.map { value(of: $0, 0, in: year) } + highs.map { value(of: $0, gap, in: year) }
            },
            populations: years.flatMap { year in
                lows.map { crowd(of: $0, on: "\(year)-12-31", 5_000) }
                    + highs.map { crowd(of: $0, on: "\(year)-12-31", 50_000) }
            })
    }

    @Test(
        arguments: [([10, 11, 13, 12, 16, 20], 2.22), ([10, 11, 13, 12, 16], nil), ([5, 5, 5, 5, 5, 9], 0)]
            as [([Double], Double?)])
    func `what a complete count does without a reason is shown once five waves lie before it`(
        gaps: [Double], band: Double?
    ) throws {
        var comparer = try #require(WaveComparer(ask(), by: asked(), from: figures(gaps)))
        let last = 2009 + gaps.count
        let comparison = try comparer.comparison(from: .year(last - 1), to: .year(last)).get()
        #expect(comparison.volatility?.fixed(6) == band?.fixed(6))
    }
}

struct WaveVectorTests {
    @Test(
        .enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"),
        arguments: ReferenceVectors.named("change"))
    func `from figures to test, the numbers are those of the reference`(file: String) throws {
        let vector = try ReferenceVector(file)
        let sizes = [5_000, 15_000, 30_000, 70_000, 200_000, 500_000]
        let (then, now) = (vector.numbers("y1"), vector.numbers("y2"))
        let classes = vector.numbers("size_class").map { Int($0 ?? 0) - 1 }
        let codes = then.indices.map { "SE-\(1001 + $0)" }
        let figures = Figures(
            indicators: [coverage()],
            observations: codes.indices.flatMap { unit in
                [
                    then[unit].map { value(of: codes[unit], $0, in: 2010) },
                    now[unit].map { value(of: codes[unit], $0, in: 2014) },
                ].compactMap(\.self)
            },
            populations: codes.indices.flatMap { unit in
                ["2010", "2014"].map { crowd(of: codes[unit], on: "\($0)-12-31", sizes[classes[unit]]) }
            })
        let scale = SizeScale(cuts: [10_000, 20_000, 50_000, 100_000, 300_000]).classes
        let question = GapQuestion(
            coverageID,
            .sizeClasses(
                low: scale[Int(vector.number("class_low")) - 1], high: scale[Int(vector.number("class_high")) - 1],
                .municipality, .current))
        var asked = WideningTest(by: .amount(vector.number("threshold_X")))
        (asked.confidence, asked.minimumAnswers, asked.coverage) = (vector.number("confidence"), 2, 0.01)
        var comparer = try #require(WaveComparer(question, by: asked, from: figures))
        let comparison = try comparer.comparison(from: .year(2010), to: .year(2014)).get()
        let wanted = try #require(vector.expected["change_matched_panel"])
        for (field, got) in [
            ("estimate", comparison.change), ("p_one_sided", comparison.widening.p),
            ("lower_one_sided", comparison.lower), ("df", comparison.widening.uncertainty.degreesOfFreedom),
        ] {
            guard let number = (wanted[field] as? Double), let got else { continue }
            #expect(vector.agrees(got, number, for: "change_matched_panel"), "\(field): \(got), not \(number)")
        }
        let composition = try #require(vector.expected["composition_effect"]?["estimate"] as? Double)
        #expect(try vector.agrees(#require(comparison.composition), composition, for: "composition_effect"))
    }
}

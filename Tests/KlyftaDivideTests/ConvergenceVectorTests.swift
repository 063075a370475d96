import KlyftaDivide
import KlyftaStatistics
import Testing

struct ConvergenceVectorTests {
    @Test(
        .enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"),
        arguments: ReferenceVectors.named("convergence"))
    func `a convergence is the one of the reference`(file: String) throws {
        let vector = try ReferenceVector(file)
        #expect(!vector.expected.isEmpty)
        let sample = try PairedSample(
            then: vector.numbers("y1").compactMap { $0 }, now: vector.numbers("y2").compactMap { $0 })
        for measure in vector.expected.keys.sorted() {
            let got = try Self.computed(measure, sample, years: vector.number("years"))
            #expect(vector.disagreements(measure, got) == [], "\(file)")
        }
    }

    struct UnknownKey: Error { let key: String }

    private static func computed(_ key: String, _ sample: PairedSample, years: Double) throws -> [String: Double?] {
        func spread(_ values: [Double]) throws -> Double { try SigmaConvergence.logSpread(of: values) }
        let beta = try BetaConvergence(of: sample, years: years, confidence: 0.95)
        switch key {
        case "beta": return try slope(beta)
        case "lambda": return ["estimate": try? beta.speed.get()]
        case "half_life": return ["estimate": try? beta.halfLife.get()]
        case "sigma_log_1": return ["estimate": try spread(sample.then)]
        case "sigma_log_2": return ["estimate": try spread(sample.now)]
        case "sigma_log_change": return ["estimate": try spread(sample.now) - spread(sample.then)]
        case "cv_1": return ["estimate": try SigmaConvergence.variation(of: sample.then)]
        case "cv_2": return ["estimate": try SigmaConvergence.variation(of: sample.now)]
        case "pitman_morgan_log": return fields(try PitmanMorgan(of: sample.logarithms()))
        case "pitman_morgan_level": return fields(try PitmanMorgan(of: sample))
        case "carree_klomp_T2": return ["estimate": try CarreeKlomp(of: sample.logarithms()).statistic]
        default: throw UnknownKey(key: key)
        }
    }

    private static func slope(_ beta: BetaConvergence) throws -> [String: Double?] {
        let error = try beta.error.get()
        return [
            "estimate": beta.slope, "se": error.standardError, "lower": error.lower, "upper": error.upper,
            "df": error.degreesOfFreedom, "p_two_sided": error.p,
        ]
    }

    private static func fields(_ test: PitmanMorgan) -> [String: Double?] {
        [
            "estimate": test.correlation, "t": test.t, "df": test.degreesOfFreedom, "p_two_sided": test.twoSided,
            "p_widened": test.widened,
        ]
    }
}

struct ManyTestsVectorTests {
    @Test(
        .enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"),
        arguments: ReferenceVectors.named("pvalues"))
    func `adjusted p values are those of the reference`(file: String) throws {
        let methods: [String: MultipleTesting] = [
            "BH": .benjaminiHochberg, "BY": .benjaminiYekutieli, "holm": .holm, "bonferroni": .bonferroni,
        ]
        let vector = try ReferenceVector(file)
        #expect(!vector.expected.isEmpty)
        let p = vector.numbers("p").compactMap { $0 }
        for (key, wanted) in vector.expected {
            let method = try #require(methods[key], "a key no test knows: \(key)")
            #expect(Set(wanted.keys).subtracting(["adjusted", "rejected", "count_rejected", "source"]) == [])
            let (values, stand) = (try method.adjusted(p), try method.stand(p, at: vector.number("q")))
            let adjusted = try #require(wanted["adjusted"] as? [Double])
            #expect(adjusted.count == values.count)
            for (got, expected) in zip(values, adjusted) {
                #expect(vector.agrees(got, expected, for: key), "\(file) \(key): \(got), \(expected)")
            }
            #expect(try #require(wanted["rejected"] as? [Bool]) == stand, "\(file) \(key)")
            #expect(wanted["count_rejected"] as? Int == stand.count { $0 }, "\(file) \(key)")
        }
    }
}

struct BootstrapVectorTests {
    @Test(
        .enabled(if: ReferenceVectors.areHere, "\(ReferenceVectors.absent)"),
        arguments: ReferenceVectors.named("bootstrap"))
    func `given the resamples, limits are those of the reference`(file: String) throws {
        let vector = try ReferenceVector(file)
        let resamples = try #require(vector.input["resamples"] as? [[Int]])
        let tail = (1 - vector.number("confidence")) / 2
        let whole = Array(vector.numbers("value").indices)
        #expect(!vector.expected.isEmpty && !resamples.isEmpty)
        for measure in vector.expected.keys.sorted() {
            let draws = try resamples.map { try Self.value(of: measure, vector, $0) }
            let spread = try classMean(of: draws, among: draws.count, inference: .superpopulation).uncertainty.get()
            let got: [String: Double?] = [
                "estimate": try Self.value(of: measure, vector, whole),
                "se": spread.standardError * Double(draws.count).squareRoot(),
                "lower": try draws.quantile(at: tail), "upper": try draws.quantile(at: 1 - tail),
            ]
            #expect(vector.disagreements(measure, got) == [], "\(file)")
        }
    }

    private static func value(of measure: String, _ vector: ReferenceVector, _ indices: [Int]) throws -> Double {
        let (values, people) = (vector.numbers("value"), vector.numbers("pop"))
        let classes = vector.numbers("size_class").map { $0 ?? 0 }
        func towns(_ weight: (Int) -> Double) -> TownMeasure.Towns {
            let total = indices.reduce(0) { $0 + weight($1) }
            return indices.map { (values[$0] ?? 0, people[$0] ?? 0, weight($0) / total) }
        }
        func mean(ofClass sizeClass: Double?) -> Double {
            let members = indices.filter { classes[$0] == sizeClass }
            return members.reduce(0) { $0 + (values[$1] ?? 0) } / Double(members.count)
        }
        let even = towns { _ in 1 }
        switch measure {
        case "mean": return TownMeasure.mean(even)
        case "mean_w": return TownMeasure.mean(towns { people[$0] ?? 0 })
        case "gini": return TownMeasure.gini(even)
        case "theil": return TownMeasure.theil(even)
        case "gap": return mean(ofClass: classes.max()) - mean(ofClass: classes.min())
        default: throw ConvergenceVectorTests.UnknownKey(key: measure)
        }
    }
}

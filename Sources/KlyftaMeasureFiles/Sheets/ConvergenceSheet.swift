import KlyftaDivide
import KlyftaStatistics

/// Two waves of the same municipalities: beta and sigma convergence. Only those with both values count.
struct ConvergenceSheet: Sheet {
    let y1: [Double?]
    let y2: [Double?]
    let years: Double

    func answers() throws(SheetFlaw) -> SheetAnswers {
        try Columns.expectEqualLengths([("y1", y1.count), ("y2", y2.count)])
        try Columns.expectFinite(y1, "y1")
        try Columns.expectFinite(y2, "y2")
        guard years.isFinite, years > 0 else {
            throw SheetFlaw("input.years", "not a number above zero", remedy: "Write the years between the waves.")
        }
        let pairs = zip(y1, y2).compactMap { then, now in then.flatMap { then in now.map { (then, $0) } } }
        let sample: PairedSample
        do {
            sample = try PairedSample(then: pairs.map(\.0), now: pairs.map(\.1))
        } catch {
            throw SheetFlaw("input", because: error)
        }
        return SheetAnswers(beta(sample).merging(sigma(sample)) { $1 })
    }

    private func beta(_ sample: PairedSample) -> [String: WrittenAnswer] {
        let beta = Result { () throws(Unanswerable) in
            try BetaConvergence(of: sample, years: years, confidence: 0.95)
        }
        return [
            "beta": WrittenAnswer { () throws(Unanswerable) in Self.slope(try beta.get()) },
            "lambda": WrittenAnswer(number: { () throws(Unanswerable) in try beta.get().speed.get() }),
            "half_life": WrittenAnswer(number: { () throws(Unanswerable) in try beta.get().halfLife.get() }),
        ]
    }

    private static func slope(_ beta: BetaConvergence) -> WrittenAnswer {
        let slope = WrittenAnswer.numbers(["estimate": beta.slope])
        switch beta.error {
        case .failure(let reason): return slope.with(["status": .text("se undefined: \(reason)")])
        case .success(let error):
            return .numbers([
                "estimate": beta.slope, "se": error.standardError, "lower": error.lower, "upper": error.upper,
                "df": error.degreesOfFreedom, "p_two_sided": error.p,
            ])
        }
    }

    private func sigma(_ sample: PairedSample) -> [String: WrittenAnswer] {
        func spread(_ values: [Double]) throws(Unanswerable) -> Double { try SigmaConvergence.logSpread(of: values) }
        return [
            "sigma_log_1": WrittenAnswer(number: { () throws(Unanswerable) in try spread(sample.then) }),
            "sigma_log_2": WrittenAnswer(number: { () throws(Unanswerable) in try spread(sample.now) }),
            "sigma_log_change": WrittenAnswer(number: { () throws(Unanswerable) in
                try spread(sample.now) - spread(sample.then)
            }),
            "cv_1": WrittenAnswer(number: { () throws(Unanswerable) in try SigmaConvergence.variation(of: sample.then) }
            ),
            "cv_2": WrittenAnswer(number: { () throws(Unanswerable) in try SigmaConvergence.variation(of: sample.now) }
            ),
            "pitman_morgan_log": WrittenAnswer { () throws(Unanswerable) in
                Self.fields(try PitmanMorgan(of: sample.logarithms()))
            },
            "pitman_morgan_level": WrittenAnswer { () throws(Unanswerable) in Self.fields(try PitmanMorgan(of: sample))
            },
            "carree_klomp_T2": WrittenAnswer { () throws(Unanswerable) in
                let test = try CarreeKlomp(of: sample.logarithms())
                return .numbers(["estimate": test.statistic, "p_two_sided": test.p])
            },
        ]
    }

    private static func fields(_ test: PitmanMorgan) -> WrittenAnswer {
        .numbers([
            "estimate": test.correlation, "t": test.t, "df": test.degreesOfFreedom, "p_two_sided": test.twoSided,
            "p_widened": test.widened,
        ])
    }
}

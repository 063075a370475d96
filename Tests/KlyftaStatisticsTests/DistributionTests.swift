import KlyftaStatistics
import Testing

/// Whether two numbers agree to twelve digits, however small they are.
func agrees(_ got: Double, _ expected: Double, within relative: Double = 1e-12) -> Bool {
    got == expected || (got - expected).magnitude <= relative * max(got.magnitude, expected.magnitude)
}

struct DistributionTests {
    @Test func `the normal tails are SciPy's, 37 deviations out too`() throws {
        for row in SciPy.normalLower { try check(Normal.cdf(row[0]), row) }
        for row in SciPy.normalUpper { try check(Normal.tails(at: row[0]).upper, row) }
    }

    @Test func `the normal quantile is SciPy's, at the ends and beside the middle`() throws {
        for row in SciPy.normalQuantile { try check(Normal.quantile(row[0]), row) }
    }

    @Test func `Student's tails are SciPy's, for broken degrees of freedom too`() throws {
        for row in SciPy.tLower { try check(StudentT(degreesOfFreedom: row[0]).cdf(row[1]), row) }
        for row in SciPy.tUpper { try check(StudentT(degreesOfFreedom: row[0]).tails(at: row[1]).upper, row) }
    }

    @Test func `Student's quantile is SciPy's`() throws {
        for row in SciPy.tQuantile { try check(StudentT(degreesOfFreedom: row[0]).quantile(row[1]), row) }
    }

    @Test func `the chi-square tails are SciPy's`() throws {
        for row in SciPy.chiLower { try check(ChiSquare(degreesOfFreedom: row[0]).cdf(row[1]), row) }
        for row in SciPy.chiUpper { try check(ChiSquare(degreesOfFreedom: row[0]).tails(at: row[1]).upper, row) }
    }

    @Test func `the chi-square quantile is SciPy's`() throws {
        for row in SciPy.chiQuantile { try check(ChiSquare(degreesOfFreedom: row[0]).quantile(row[1]), row) }
    }

    @Test func `the incomplete beta function is SciPy's, from both ends`() throws {
        for row in SciPy.betaLower { try check(incompleteBeta(row[0], row[1], at: row[2]).lower, row) }
        for row in SciPy.betaUpper { try check(incompleteBeta(row[0], row[1], at: row[2]).upper, row) }
    }

    @Test func `the logarithm of the gamma function is SciPy's`() throws {
        for row in SciPy.logGamma { try check(logGamma(row[0]), row) }
    }

    private func check(_ got: Double, _ row: [Double], at place: SourceLocation = #_sourceLocation) {
        #expect(agrees(got, row[row.count - 1]), "\(row) got \(got)", sourceLocation: place)
    }
}

struct DistributionRuleTests {
    @Test func `the worked examples of the documentation hold`() throws {
        #expect(try agrees(Normal.quantile(0.975), 1.959963984540054))
        #expect(try agrees(StudentT(degreesOfFreedom: 1).tails(at: 1).upper, 0.25))
        #expect(try agrees(StudentT(degreesOfFreedom: 1).bothTails(at: -1), 0.5))
        #expect(try agrees(StudentT(degreesOfFreedom: 4).quantile(0.95), 2.1318467863266495))
        #expect(try agrees(ChiSquare(degreesOfFreedom: 1).tails(at: 3.841458820694124).upper, 0.05))
        #expect(try agrees(ChiSquare(degreesOfFreedom: 2).quantile(0.5), 1.3862943611198906))
        #expect(try agrees(incompleteGamma(1, 2).upper, 0.1353352832366127))
        #expect(try agrees(incompleteBeta(2, 3, at: 0.5).lower, 0.6875))
        #expect(try agrees(incompleteBeta(1, 1, at: 0.3).lower, 0.3))
        #expect(try agrees(logGamma(5), 3.1780538303479458))
    }

    @Test(arguments: [0.7, 1, 3.5, 42, 1e4])
    func `a quantile is where its distribution says`(degrees: Double) throws {
        let (student, square) = (
            try StudentT(degreesOfFreedom: degrees), try ChiSquare(degreesOfFreedom: degrees)
        )
        for p in stride(from: 0.01, to: 1, by: 0.07) {
            #expect(try agrees(student.cdf(student.quantile(p)), p))
            #expect(try agrees(square.cdf(square.quantile(p)), p))
            #expect(try agrees(Normal.cdf(Normal.quantile(p)), p))
        }
    }

    @Test(arguments: [0.5, 2, 9.3, 1e6])
    func `both tails make a whole, and Student's mirror each other`(degrees: Double) throws {
        let student = try StudentT(degreesOfFreedom: degrees)
        for t in stride(from: -6.0, through: 6, by: 0.5) {
            let tails = try student.tails(at: t)
            #expect(agrees(tails.lower + tails.upper, 1))
            #expect(try student.tails(at: -t).upper == tails.lower)
        }
    }

    @Test func `the ends of a distribution are its ends`() throws {
        let student = try StudentT(degreesOfFreedom: 3)
        #expect(try student.cdf(-.infinity) == 0)
        #expect(try student.cdf(.infinity) == 1)
        #expect(try student.cdf(0) == 0.5)
        #expect(try student.bothTails(at: 0) == 1)
        #expect(try student.quantile(0.5) == 0)
        #expect(try Normal.cdf(.infinity) == 1)
        #expect(try ChiSquare(degreesOfFreedom: 3).tails(at: 0).upper == 1)
        #expect(try ChiSquare(degreesOfFreedom: 3).tails(at: .infinity).upper == 0)
        #expect(try incompleteBeta(2, 2, at: 0).lower == 0)
        #expect(try incompleteBeta(2, 2, at: 1).lower == 1)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func `a parameter that is no positive number is refused`(bad: Double) {
        #expect(throws: Unanswerable.outside(.positive)) { try StudentT(degreesOfFreedom: bad) }
        #expect(throws: Unanswerable.outside(.positive)) { try ChiSquare(degreesOfFreedom: bad) }
        #expect(throws: Unanswerable.outside(.positive)) { try logGamma(bad) }
        #expect(throws: Unanswerable.outside(.positive)) { try incompleteGamma(bad, 1) }
        #expect(throws: Unanswerable.outside(.positive)) { try incompleteBeta(1, bad, at: 0.5) }
    }

    @Test(arguments: [0, 1, -0.1, 1.1, Double.nan, .infinity])
    func `a quantile at the end of the world is refused, not infinite`(p: Double) throws {
        let (student, square) = (try StudentT(degreesOfFreedom: 3), try ChiSquare(degreesOfFreedom: 3))
        #expect(throws: Unanswerable.outside(.openProbability)) { try Normal.quantile(p) }
        #expect(throws: Unanswerable.outside(.openProbability)) { try student.quantile(p) }
        #expect(throws: Unanswerable.outside(.openProbability)) { try square.quantile(p) }
    }

    @Test func `what is not a number has no tails`() throws {
        let student = try StudentT(degreesOfFreedom: 3)
        #expect(throws: Unanswerable.outside(.finite)) { try Normal.tails(at: .nan) }
        #expect(throws: Unanswerable.outside(.finite)) { try student.tails(at: .nan) }
        #expect(throws: Unanswerable.outside(.finite)) { try student.bothTails(at: .nan) }
        #expect(throws: Unanswerable.outside(.nonNegative)) { try ChiSquare(degreesOfFreedom: 3).tails(at: -1) }
        #expect(throws: Unanswerable.outside(.unitInterval)) { try incompleteBeta(1, 1, at: .nan) }
    }

    @Test func `a quantile beyond all numbers is refused, not guessed`() throws {
        let heavy = try StudentT(degreesOfFreedom: 0.05)
        #expect(throws: Unanswerable.outside(.range)) { try heavy.quantile(1e-200) }
    }
}

import KlyftaDivide
import KlyftaModel
import Testing

/// Examples done by hand: those of the documentation, and one that is easy to check.
struct GroupMeasureExampleTests {
    @Test(
        arguments: [
            (.d, 20), (.r, 3), (.aci, 40.0 / 9), (.rci, 2.0 / 9), (.rciErreygers, 8.0 / 45), (.rciWagstaff, 5.0 / 18),
            (.aciRegression, 40.0 / 9), (.rciRegression, 2.0 / 9), (.siiLinear, 30), (.riiLinear, 7),
            (.siiLinearHC1, 30), (.bgv, 200.0 / 3), (.bgsd, 8.16496580927726), (.cov, 40.8248290463863),
            (.bgsdDelta, 8.16496580927726), (.covDelta, 40.8248290463863), (.mdmu, 20.0 / 3), (.mdmw, 20.0 / 3),
            (.mdbu, 10), (.mdbw, 10), (.idisu, 100.0 / 3), (.idisw, 100.0 / 3), (.mld, 95.8940241505936),
            (.par, 10), (.paf, 50), (.par2x2, 10), (.paf2x2, 50),
        ] as [(GroupMeasure, Double)])
    func `of 10, 20 and 30 % in three equal classes`(measure: GroupMeasure, expected: Double) throws {
        #expect(agree(measure.number(try table([10, 20, 30])), expected))
    }

    @Test func `the groups differ by less once sampling error is taken out`() throws {
        let noisy = try table([10, 20, 30], errors: [3, 3, 3])
        #expect(agree(GroupMeasure.bgvBiasCorrected.number(noisy), 200.0 / 3 - 6))
        #expect(GroupMeasure.bgvBiasCorrected.reason(try table([10, 20, 30])) == .noStandardErrors)
    }

    @Test func `a zero counts in TI, has no logarithm in MLD, and is a millionth only for parity`() throws {
        let zero = try table([0, 20, 40])
        #expect(agree(GroupMeasure.ti.number(zero), 462.098120373297))
        #expect(GroupMeasure.mld.reason(zero) == .zeroValue)
        #expect(abs(try #require(GroupMeasure.mldMillionth.number(zero)) - 5_372.7) < 0.1)
        #expect(abs(try #require(GroupMeasure.tiMillionth.number(zero)) - 462.098) < 0.001)
    }

    @Test(arguments: [(GroupMeasure.siiLogit, 0.0), (.riiLogit, 1), (.siiLogitAnchor, 0), (.riiLogitAnchor, 1)])
    func `a curve through equal classes is flat`(measure: GroupMeasure, expected: Double) throws {
        #expect(agree(measure.number(try table([20, 20, 20])), expected))
    }

    @Test func `a curve through two inhabited classes goes through both`() throws {
        // logit 0.2 = −ln 4 at a quarter, logit 0.8 = ln 4 at three quarters: ∓2 ln 4 at the ends, 1/17 and 16/17.
        let pair = try table([20, 50, 80], population: [1_000, 0, 1_000])
        #expect(agree(GroupMeasure.siiLogit.number(pair), 100.0 * 15 / 17))
        #expect(agree(GroupMeasure.riiLogit.number(pair), 16))
    }

    @Test(arguments: [(GroupTable.Direction.favourable, 59.0, 8.375), (.adverse, -59, 8.0 / 67)])
    func `above 0 the small municipalities are worse off`(
        direction: GroupTable.Direction, difference: Double, ratio: Double
    ) throws {
        let divide = try table([8, 67], nil, direction)
        #expect(agree(GroupMeasure.d.number(divide), difference))
        #expect(agree(GroupMeasure.r.number(divide), ratio))
    }

    @Test(
        arguments: [
            (nil, .favourable, 20), (nil, .adverse, 20), (0, .favourable, -10), (1, .favourable, 10),
            (1, .adverse, 10), (2, .favourable, 20), (2, .adverse, -10),
        ] as [(Int?, GroupTable.Direction, Double)])
    func `without order the extremes are compared, or the reference with the worst of the others`(
        reference: Int?, direction: GroupTable.Direction, expected: Double
    ) throws {
        let groups = try table([10, 20, 30], .unordered(reference: reference), direction)
        #expect(GroupMeasure.d.number(groups) == expected)
    }

    @Test func `the errors of two groups add as squares`() throws {
        let pair = try table([8, 67], errors: [3, 4])
        let difference = try #require(GroupMeasure.d.compute(on: pair).estimate)
        #expect(difference.se == 5)
        #expect(agree(difference.lower, 59 - 5 * 1.959963984540054))
        #expect(agree(difference.upper, 59 + 5 * 1.959963984540054))
        let ratio = try #require(GroupMeasure.r.compute(on: pair, z: 1).estimate)
        #expect(ratio.errorScale == .logarithmic)
        #expect(agree(ratio.naturalStandardError, try #require(ratio.se) * 8.375))
        #expect(agree(try #require(ratio.lower) * #require(ratio.upper), 8.375 * 8.375))
    }

    @Test func `errors of a variance and of two by two tables, by hand`() throws {
        // p²s² = 1, so 4·200 + 2·(3² − 3 + 3·4) = 836.
        let noisy = try table([10, 20, 30], errors: [3, 3, 3])
        #expect(agree(GroupMeasure.bgv.compute(on: noisy).estimate?.se, 836.0.squareRoot()))
        // a = c = 300, b = 1 700, d = 700: the variance of the fraction is 0.003.
        #expect(agree(GroupMeasure.paf2x2.compute(on: noisy).estimate?.se, 100 * 0.003.squareRoot()))
        #expect(agree(GroupMeasure.par2x2.compute(on: noisy).estimate?.se, 20 * 0.003.squareRoot()))
    }

    @Test func `errors that measure the lack of fit of a line, by hand`() throws {
        // The line rises by 75 and leaves 5, −10 and 5; V is 2/27.
        let bent = try table([10, 20, 60])
        #expect(agree(GroupMeasure.siiLinear.number(bent), 75))
        #expect(agree(GroupMeasure.aciRegression.compute(on: bent).estimate?.se, 20 / 27.0.squareRoot()))
        #expect(agree(GroupMeasure.rciRegression.compute(on: bent).estimate?.se, 2 / 27.0.squareRoot() / 3))
        #expect(agree(GroupMeasure.siiLinearHC1.compute(on: bent).estimate?.se, (3 * 112.5).squareRoot()))
    }

    @Test func `the mean difference from a reference is over all groups, the reference too`() throws {
        let groups = try table([10, 20, 60], .unordered(reference: 0))
        #expect(GroupMeasure.mdru.number(groups) == 20)
        #expect(GroupMeasure.mdrw.number(groups).map { agree($0, 20) } == true)
    }

    @Test func `where the largest class is worse than the mean there is nothing to gain`() throws {
        let reversed = try table([30, 20, 10], errors: [1, 1, 1])
        #expect(GroupMeasure.par.compute(on: reversed).value == 0)
        #expect(GroupMeasure.par.compute(on: reversed).estimate?.se == nil)
        #expect(GroupMeasure.paf.number(reversed) == 0)
        #expect(agree(GroupMeasure.par.number(try table([30, 20, 10], nil, .adverse)), -10))
    }

    @Test(arguments: GroupMeasure.allCases)
    func `every measure says what it means in every language`(measure: GroupMeasure) {
        for language in Language.allCases {
            let line = measure.meaning[language]
            #expect(line.hasSuffix(".") && line.count < 120 && line != measure.rawValue)
            #expect(GroupMeasure.allCases.count { $0.meaning[language] == line } == 1, "\(line)")
        }
    }

    @Test func `a parity measure says so, and no other does`() {
        for measure in GroupMeasure.allCases {
            #expect(measure.meaning.en.contains("for comparison only") == measure.isForParityOnly)
        }
    }

    @Test func `a unit is the unit of the number`() throws {
        let tenfold = try table([100, 200, 300], scale: 1_000, bounds: nil)
        let plain = try table([10, 20, 30], bounds: nil)
        for measure in GroupMeasure.allCases where !measure.isForParityOnly {
            guard let one = measure.number(plain), let ten = measure.number(tenfold) else { continue }
            let factor: Double = [.indicator: 10, .indicatorSquared: 100][measure.unit] ?? 1
            #expect(agree(ten, one * factor), "\(measure)")
        }
    }
}

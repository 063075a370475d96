import KlyftaDivide
import KlyftaModel
import Testing

/// The numbers of the documentation's comparison with other packages. Theirs are computed by the measures that are here
/// for parity; each figure has a standard error of 3 where it has one.
struct DifferentFromOthersTests {
    private func error(of measure: GroupMeasure, population: Double = 1_000) throws -> Double {
        let noisy = try table(
            [10, 20, 30], errors: [3, 3, 3], population: [population, population, population])
        return try #require(measure.compute(on: noisy).estimate?.se)
    }

    @Test func `the scatter around a line is no sampling error: it is 0 for a straight divide however noisy`() throws {
        #expect(try error(of: .siiLinearHC1) < 1e-12 && error(of: .aciRegression) < 1e-12)
        #expect(try near(error(of: .siiLinear), 6.363961030678928))
        #expect(try near(error(of: .aci), 0.9428090415820635))
    }

    @Test func `entropies and their errors are in the same thousandths`() throws {
        #expect(near(GroupMeasure.ti.number(try table([10, 20, 30])), 87.20802396075798))
        #expect(try near(error(of: .ti), 42.36292766900377))
        #expect(try near(error(of: .mld), 52.704627669472984))
    }

    @Test func `the figures' own errors decide on PAR and PAF, not the number of inhabitants`() throws {
        #expect(try near(error(of: .paf2x2), 5.477225575051661))
        #expect(try near(error(of: .par2x2, population: 1e6), 0.034641016151377546))
        for population in [1_000, 1e6] {
            #expect(try near(error(of: .par, population: population), 2.449489742783178))
            #expect(try near(error(of: .paf, population: population), 12.99038105676658))
        }
    }

    @Test func `a population that weighs twice halves a slope`() throws {
        let divide = try table([30, 70, 88, 87], population: [300_000, 500_000, 2_400_000, 1_000_000])
        #expect(near(GroupMeasure.siiLogit.number(divide), 39.896698883647, within: 1e-9))
        #expect(near(GroupMeasure.siiLogitAnchor.number(divide), 21.686431613826763, within: 1e-9))
    }

    @Test func `a guessed scale jumps where a declared bound does not`() throws {
        let below = try table([20, 40, 60, 80, 100])
        let above = try table([20, 40, 60, 80, 100.0001], bounds: GroupTable.Bounds(0, 101))
        #expect(near(GroupMeasure.siiLogitAnchor.number(below), 85.729467467715, within: 1e-9))
        #expect(near(GroupMeasure.siiLogitAnchor.number(above), 104.28103559458357, within: 1e-9))
        #expect(near(GroupMeasure.siiLogit.number(below), 85.729467467715, within: 1e-9))
        #expect(throws: GroupTableFlaw.estimateOutsideBounds(group: 4)) { try table([20, 40, 60, 80, 100.0001]) }
    }

    @Test func `proportions of populations are as good as populations`() throws {
        let people = try table([30, 70, 88, 87], population: [300_000, 500_000, 2_400_000, 1_000_000])
        let shares = try table([30, 70, 88, 87], population: [0.3, 0.5, 2.4, 1])
        for measure in [GroupMeasure.siiLogit, .siiLinear, .aci, .ti, .bgv] {
            #expect(near(measure.number(shares), try #require(measure.number(people)), within: 1e-10))
        }
    }

    @Test func `a millionth for zero makes the unit of measurement matter`() throws {
        let percent = try table([0, 20, 40])
        let proportions = try table([0, 0.2, 0.4], scale: 1, bounds: GroupTable.Bounds(0, 1))
        #expect(near(GroupMeasure.mldMillionth.number(percent), 5_372.698566986107, within: 1e-9))
        #expect(near(GroupMeasure.mldMillionth.number(proportions), 3_837.6434883220204, within: 1e-9))
        #expect(near(GroupMeasure.ti.number(proportions), try #require(GroupMeasure.ti.number(percent))))
    }

    @Test func `the shortfall has another relative concentration, and mirrors that of Erreygers and Wagstaff`() throws {
        let (has, lacks) = (try table([10, 20, 30]), try table([90, 80, 70], nil, .adverse))
        #expect(near(GroupMeasure.rci.number(has), 2.0 / 9))
        #expect(near(GroupMeasure.rci.number(lacks), -1.0 / 18))
        for (measure, index) in [(GroupMeasure.rciErreygers, 8.0 / 45), (.rciWagstaff, 5.0 / 18)] {
            #expect(near(measure.number(has), index))
            #expect(near(measure.number(lacks), -index))
        }
    }

    @Test func `zeros that are left out of Theil's index take most of it away`() throws {
        let all = try microTable([0, 20, 40]).estimate(.theil, per: .municipality)
        let rest = try microTable([20, 40]).estimate(.theil, per: .municipality)
        #expect(agree(all, .finite(0.46209812037329684)))
        #expect(agree(rest, .finite(0.056633012265132426)))
    }
}

import KlyftaDivide
import KlyftaModel
import Testing

struct MeasureTraitTests {
    @Test(arguments: Language.allCases)
    func `every measure has a name of its own and a meaning in every language`(language: Language) {
        let names = Measure.all.map { $0.name[language] }
        #expect(Set(names).count == Measure.all.count)
        #expect(Measure.all.allSatisfy { !$0.meaning[language].isEmpty })
        #expect(Set(Measure.Unit.allCases.map { $0.name[language] }).count == Measure.Unit.allCases.count)
    }

    @Test func `keys are read as a list, each once, and the first wrong one is named`() throws {
        #expect(try Measure.list("d,gini_w,d") == [.group(.d), .micro(.gini, .inhabitant)])
        let fault = #expect(throws: InvalidText.self) { try Measure.list("d,gini_x") }
        #expect(fault?.place == "'gini_x'")
        #expect(throws: InvalidText.self) { try Measure.list("") }
    }

    @Test(arguments: GroupMeasure.allCases)
    func `a group measure without what it needs says that this is missing`(measure: GroupMeasure) throws {
        let needs = Measure.group(measure).needs
        let (values, errors) = ([20.0, 35, 60], [1.0, 2, 3])
        let whole =
            needs.contains(.reference)
            ? try table(values, errors: errors, .unordered(reference: 1)) : try table(values, errors: errors)
        #expect(measure.compute(on: whole).reason == nil)
        func reason(_ need: Measure.Need, _ table: GroupTable, _ reasons: Set<Undefined>) {
            let answer = measure.compute(on: table).reason
            #expect(answer.map(reasons.contains) ?? false == needs.contains(need), "\(need)")
        }
        reason(.bounds, try table(values, errors: errors, bounds: nil), [.noBounds])
        reason(.order, try table(values, errors: errors, .unordered(reference: nil)), [.notOrdered])
        reason(.threeClasses, try table([20, 60], errors: [1, 2]), [.needsThreeGroups])
        reason(.reference, try table(values, errors: errors), [.noReference])
        reason(.standardErrors, try table(values), [.noStandardErrors])
    }

    @Test(arguments: MicroMeasure.allCases)
    func `a micro measure without what it needs says that this is missing`(measure: MicroMeasure) throws {
        let needs = Measure.micro(measure, .municipality).needs
        let values = [40.0, 50, 60]
        #expect(
            try microTable(values, bounds: 0...100, threshold: 50).estimate(measure, per: .municipality).reason == nil)
        let bare = try microTable(values).estimate(measure, per: .municipality).reason
        #expect((bare == .noBounds) == needs.contains(.bounds))
        #expect((bare == .noThreshold) == needs.contains(.threshold))
        let alike = try microTable(values, populations: [7, 7, 7], bounds: 0...100, threshold: 50)
        #expect((alike.estimate(measure, per: .municipality).reason == .oneSize) == needs.contains(.order))
    }
}

struct OrientationTests {
    /// The same divide told as what the small lack: 8, 30, 67 % have it, or 92, 70, 33 % do not.
    private static let having = [8.0, 30, 67]
    private static let lacking = having.map { 100 - $0 }

    @Test(arguments: GroupMeasure.allCases)
    func `above 0 the small municipalities are worse off, whether more is better or less`(measure: GroupMeasure) throws
    {
        let orientation = Measure.group(measure).orientation
        guard orientation.saysWhoTrails else { return }
        for (values, direction, other) in [
            (Self.having, GroupTable.Direction.favourable, Indicator.Direction.higherIsBetter),
            (Self.lacking, .adverse, .lowerIsBetter),
        ] {
            let answer = measure.compute(on: try table(values, nil, direction))
            // A steep line may leave the positive numbers; that is a reason, not a sign.
            guard let estimate = answer.estimate else { continue }
            let gap = try #require(orientation.gap(of: estimate, other).value)
            #expect(gap > 0, "\(estimate)")
        }
    }

    @Test(arguments: MicroMeasure.allCases)
    func `no magnitude is below zero and a level is no gap`(measure: MicroMeasure) throws {
        let orientation = Measure.micro(measure, .inhabitant).orientation
        let answer = try microTable([8, 30, 31, 67], bounds: 0...100, threshold: 30).estimate(measure, per: .inhabitant)
        guard let estimate = answer.estimate else { return }
        switch orientation {
        case .magnitude: #expect(estimate.value >= 0)
        case .level: #expect(orientation.gap(of: estimate, .higherIsBetter) == .undefined(.notAGap))
        default: #expect(try #require(orientation.gap(of: estimate, .lowerIsBetter).value) < 0)
        }
    }

    @Test func `a turned gap has its limits turned, and a ratio of nothing has no logarithm`() throws {
        let aci = try #require(GroupMeasure.aci.compute(on: try table([10, 20, 60], errors: [1, 2, 3])).estimate)
        let turned = try #require(Orientation.signed.gap(of: aci, .lowerIsBetter).estimate)
        #expect(turned.value == -aci.value && turned.se == aci.se)
        #expect(turned.lower == aci.upper.map { -$0 } && turned.upper == aci.lower.map { -$0 })
        let ratio = try #require(GroupMeasure.r.compute(on: try table([20, 40], errors: [1, 2])).estimate)
        let logarithm = try #require(Orientation.orientedRatio.gap(of: ratio, .lowerIsBetter).estimate)
        #expect(agree(logarithm.value, 0.6931471805599453) && logarithm.se == ratio.se)
        #expect(agree(logarithm.upper.map { $0 - logarithm.value }, ratio.se.map { $0 * Estimate.z95 }))
        let nothing = try #require(GroupMeasure.r.compute(on: try table([20, 0])).estimate)
        #expect(Orientation.orientedRatio.gap(of: nothing, .higherIsBetter) == .undefined(.ratioNotPositive))
    }
}

import KlyftaDivide
import Testing

struct GroupColumnTests {
    /// Whether the columns say of a table what the scalar path says: the same reason, or the same numbers to 12 digits.
    private func check(_ columns: GroupColumns, _ label: String) throws {
        var answers = GroupColumnAnswers(columns)
        answers.compute(columns)
        for place in 0..<columns.tables {
            let table = columns.table(at: place)
            for measure in GroupColumnAnswers.measures {
                let got = try #require(answers.answer(measure, table: place))
                let expected = measure.compute(on: table)
                #expect(agree(got, expected), "\(measure) of \(label), table \(place): \(got), not \(expected)")
            }
        }
    }

    private func agree(_ got: Answer, _ expected: Answer) -> Bool {
        guard let one = got.estimate, let other = expected.estimate else { return got == expected }
        // Limits follow from the two; a ratio with a huge error only magnifies their last digits.
        return one.errorScale == other.errorScale && (one.lower == nil) == (other.lower == nil)
            && [(one.value, other.value), (one.se, other.se)].allSatisfy { a, b in
                guard let a, let b else { return a == nil && b == nil }
                return (a - b).magnitude <= 1e-12 * b.magnitude
            }
    }

    @Test(arguments: 1...12, [GroupTable.Direction.favourable, .adverse])
    func `columns of every shape say what the scalar path says`(classes: Int, direction: GroupTable.Direction) throws {
        var dice = Dice(state: UInt64(classes * 2) + (direction == .favourable ? 1 : 0))
        let shapes: [(GroupTable.Dimension, GroupTable.Bounds?)] = [
            (.ordered(ranks: (0..<classes).reversed()), .percent), (.unordered(reference: nil), .percent),
            (.unordered(reference: classes / 2), nil), (.ordered(ranks: Array(0..<classes)), .init(-100, 200)),
        ]
        for (dimension, bounds) in shapes {
            // What is strange shows in five groups; in more only the sums are longer.
            let kinds = (classes <= 5 ? EdgeTable.Kind.allCases : []) + EdgeTable.Kind.laneworthy
            let tables = kinds.map { EdgeTable($0, classes, &dice) }
            try check(try EdgeTable.columns(tables, dimension, direction, bounds), "\(dimension) \(bounds as Any)")
        }
    }

    @Test(arguments: [EdgeTable.Kind.ordinary, .exactZero, .oneExactError, .noErrors])
    func `ordinary tables stay in their lanes, also with a zero or without errors`(kind: EdgeTable.Kind) throws {
        var dice = Dice(state: 3)
        let tables = (0..<401).map { _ in EdgeTable(kind, 5, &dice) }
        let columns = try EdgeTable.columns(tables, .ordered(ranks: Array(0..<5)), .favourable, .percent)
        var answers = GroupColumnAnswers(columns)
        answers.compute(columns)
        #expect(answers.handedOver < 20)
    }

    @Test func `answers can be filled again, and hold what was asked for last`() throws {
        var dice = Dice(state: 4)
        func columns(_ kind: EdgeTable.Kind) throws -> GroupColumns {
            try EdgeTable.columns(
                (0..<7).map { _ in EdgeTable(kind, 4, &dice) }, .ordered(ranks: [1, 2, 3, 4]), .favourable, .percent)
        }
        let (strange, ordinary) = (try columns(.missingEstimate), try columns(.ordinary))
        var (used, fresh) = (GroupColumnAnswers(strange), GroupColumnAnswers(ordinary))
        used.compute(strange)
        #expect(used.handedOver == 7)
        used.compute(ordinary)
        fresh.compute(ordinary)
        for measure in GroupColumnAnswers.measures {
            for place in 0..<7 {
                #expect(used.answer(measure, table: place) == fresh.answer(measure, table: place), "\(measure)")
            }
        }
        used.compute(ordinary, [.extremes])
        #expect(used.answer(.d, table: 0) == fresh.answer(.d, table: 0))
        #expect(used.answer(.aci, table: 0) == nil && used.estimates(of: .aci) == nil)
    }

    @Test func `a column of numbers is what the answers say, and NaN where they have none`() throws {
        let steep = GroupColumns.Column(estimates: [1, 30], standardErrors: [1, .nan], populations: [9, 9])
        let middle = GroupColumns.Column(estimates: [5, 40], standardErrors: [1, 2], populations: [9, 9])
        let high = GroupColumns.Column(estimates: [90, 50], standardErrors: [1, 2], populations: [9, 9])
        let columns = try GroupColumns(
            [steep, middle, high], .ordered(ranks: [1, 2, 3]), .favourable, scale: 100, bounds: .percent)
        var answers = GroupColumnAnswers(columns)
        answers.compute(columns)
        #expect(answers.estimates(of: .d) == [89, 20])
        let errors = try #require(answers.standardErrors(of: .d))
        #expect(errors[0] > 1.41 && errors[1].isNaN)
        #expect(answers.standardErrors(of: .bgsd) == nil && answers.standardErrors(of: .mdmu) == nil)
        let ratios = try #require(answers.estimates(of: .riiLinear))
        #expect(ratios[0].isNaN && ratios[1] > 1)
        #expect(answers.answer(.riiLinear, table: 0) == .undefined(.fittedEndNotPositive))
        #expect(answers.answer(.par2x2, table: 0) == nil)
    }

    @Test func `columns that no table could be made of are refused, and say where`() throws {
        let good = GroupColumns.Column(estimates: [1, 2], standardErrors: [1, 1], populations: [1, 1])
        let short = GroupColumns.Column(estimates: [1, 2], standardErrors: [1], populations: [1, 1])
        let negative = GroupColumns.Column(estimates: [1, 2], standardErrors: [1, -1], populations: [1, 1])
        func refusal(_ columns: [GroupColumns.Column], _ ranks: [Int]) -> GroupColumnsFlaw? {
            do throws(GroupColumnsFlaw) {
                _ = try GroupColumns(columns, .ordered(ranks: ranks), .favourable, scale: 100)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal([good, short], [1, 2]) == .lengthsDiffer(group: 1))
        #expect(refusal([good, negative], [1, 2]) == .table(1, .standardErrorNotANumber(group: 1)))
        #expect(refusal([good, good], [1, 1]) == .shape(.rankRepeated(1)))
        #expect(refusal([], []) == .shape(.noGroups))
        #expect(refusal([good, good], [1, 2]) == nil)
    }
}

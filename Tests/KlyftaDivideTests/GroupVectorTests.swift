import KlyftaDivide
import Testing

@Suite(.enabled(if: GroupVector.isThere, "the reference figures, shared/vectors beside the repository, are not here"))
struct GroupVectorTests {
    @Test(arguments: GroupVector.all)
    func `every group measure agrees with the figures of others`(vector: GroupVector) throws {
        let table = try vector.table()
        for (key, expected) in vector.expected.sorted(by: { $0.key < $1.key }) {
            guard let measure = GroupMeasure(rawValue: key) else {
                Issue.record("\(vector.name): no measure is called \(key)")
                continue
            }
            let answer = measure.compute(on: table)
            guard expected.estimate != nil else {
                #expect(answer.estimate == nil, "\(vector.name) \(key) must be undefined")
                continue
            }
            guard case .defined(let got) = answer else {
                Issue.record("\(vector.name) \(key): expected \(expected), got \(answer)")
                continue
            }
            for (part, want, have) in [
                ("estimate", expected.estimate, got.value), ("se", expected.se, got.se),
                ("lower", expected.lower, got.lower), ("upper", expected.upper, got.upper),
                ("se_natural", expected.seNatural, got.naturalStandardError),
            ] {
                guard let want else { continue }
                let agrees = have.map { vector.tolerance.allows($0, for: want, of: key) } ?? false
                #expect(agrees, "\(vector.name) \(key) \(part): expected \(want), got \(have.debugDescription)")
            }
        }
    }

    @Test func `every group measure occurs in the figures of others`() {
        let seen = Set(GroupVector.all.flatMap(\.expected.keys))
        #expect(Set(GroupMeasure.allCases.map(\.rawValue)).subtracting(seen) == [])
        #expect(GroupVector.all.count >= 34)
    }
}

import Foundation
import KlyftaDivide
import KlyftaModel
import Testing

struct DocumentationTests {
    private static func article(_ name: String) throws -> String {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "Sources/KlyftaDivide/KlyftaDivide.docc/\(name).md")
        return try String(contentsOf: path, encoding: .utf8)
    }

    @Test func `every measure by group is explained under its key`() throws {
        let text = try Self.article("MeasuresByGroup")
        for measure in GroupMeasure.allCases { #expect(text.contains("`\(measure.rawValue)`"), "\(measure)") }
    }

    @Test func `every measure by municipality is explained under its key`() throws {
        let text = try Self.article("MeasuresByMunicipality")
        for measure in MicroMeasure.allCases {
            // The one correction that counts municipalities has a single form, and is written as people write it.
            let key = measure == .giniCorrected ? measure.key(per: .municipality) : measure.rawValue
            #expect(text.contains("`\(key)`"), "\(measure)")
        }
    }

    @Test func `the example of a change in code gives what it says`() throws {
        let large = try ClassInTwoWaves(
            [TwoAnswers(then: 10, now: 13), TwoAnswers(then: 12, now: 17), TwoAnswers(then: nil, now: 90)], units: 9)
        let small = try ClassInTwoWaves(
            [TwoAnswers(then: 4, now: 5), TwoAnswers(then: 6, now: 6), TwoAnswers(then: 8, now: nil)], units: 9)
        let panel = try matchedPanel(leading: large, trailing: small, inference: .finite)
        let cross = try crossSection(leading: large, trailing: small, inference: .finite)
        #expect(panel.amount == 3.5 && cross.amount == 29.5)
        #expect(compositionEffect(crossSection: cross, panel: panel) == .defined(26))
        let test = try Widening(of: panel, byMoreThan: 0, confidence: 0.95)
        #expect(near(test.p, 0.054480890787591746, within: 1e-10))
        #expect(near(test.lower, -0.22696400341640377, within: 1e-10) && !test.isSignal)
        #expect(near(test.minimumDetectable, 4.871997499214712, within: 1e-10))
    }

    @Test func `a measure that is here for parity is explained as one`() throws {
        let text = try Self.article("MeasuresByGroup")
        let heading = try #require(text.range(of: "### For comparison with another program only"))
        let (before, after) = (text[..<heading.lowerBound], text[heading.upperBound...])
        for measure in GroupMeasure.allCases {
            #expect((measure.isForParityOnly ? after : before).contains("`\(measure.rawValue)`"), "\(measure)")
        }
    }
}

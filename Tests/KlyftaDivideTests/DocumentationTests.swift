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

    @Test func `a measure that is here for parity is explained as one`() throws {
        let text = try Self.article("MeasuresByGroup")
        let heading = try #require(text.range(of: "### For comparison with another program only"))
        let (before, after) = (text[..<heading.lowerBound], text[heading.upperBound...])
        for measure in GroupMeasure.allCases {
            #expect((measure.isForParityOnly ? after : before).contains("`\(measure.rawValue)`"), "\(measure)")
        }
    }
}

import KlyftaModel
import KlyftaSources
import Testing

struct KnownDimensionsTests {
    static func table(_ dimensions: String, _ value: String = "[1,2]") -> [UInt8] {
        Array(
            #"{"class":"dataset","id":["Region","Tid"],"size":[2,1],"dimension":{\#(dimensions)},"value":\#(value)}"#
                .utf8)
    }

    static let region = #""Region":{"label":"r","category":{"index":{"01":0,"02":1},"label":{"01":"Å","02":"B"}}}"#
    static let year = #""Tid":{"category":{"index":["2014"]}}"#

    @Test func `a table whose dimensions were read before is the same table`() throws {
        var known = KnownDimensions()
        let alone = try JSONStat.cube(Self.table("\(Self.region),\(Self.year)"), from: "t")
        for _ in 0..<3 {
            let again = try JSONStat.cube(Self.table("\(Self.region),\(Self.year)"), from: "t", knowing: &known)
            #expect(again == alone)
        }
    }

    @Test func `a dimension that differs by one byte is read anew`() throws {
        var known = KnownDimensions()
        _ = try JSONStat.cube(Self.table("\(Self.region),\(Self.year)"), from: "t", knowing: &known)
        let other = Self.region.replacing(#""02":"B""#, with: #""02":"C""#)
        let cube = try JSONStat.cube(Self.table("\(other),\(Self.year)"), from: "t", knowing: &known)
        #expect(cube.layout.dimensions[0].categories.map(\.label) == ["Å", "C"])
    }

    @Test func `a dimension that was read before takes the place that its new table gives it`() throws {
        var known = KnownDimensions()
        let same = Self.region.dropFirst(#""Region":"#.count)
        _ = try JSONStat.cube(Self.table("\(Self.region),\(Self.year)"), from: "t", knowing: &known)
        let text =
            #"{"class":"dataset","id":["Area"],"size":[2],"role":{"geo":["Area"]},"#
            + #""dimension":{"Area":\#(same)},"value":[1,2]}"#
        let cube = try JSONStat.cube(Array(text.utf8), from: "t", knowing: &known)
        #expect(cube.layout.dimensions[0].code == "Area" && cube.layout.dimensions[0].role == .geo)
    }

    @Test(arguments: [
        (#"{"class":"dataset","id":["Region"],"size":[3],"dimension":{\#(region)},"value":[1,2,3]}"#, "'size' says 3"),
        (#"{"class":"dataset","id":["Region"],"size":[2],"dimension":{\#(region)"#, "ends"),
        (#"{"class":"dataset","id":["Region"],"size":[2],"dimension":{\#(region.dropLast(2))"#, "ends"),
        (#"{"class":"dataset","id":["Region"],"size":[2],"dimension":{\#(region),\#(region)},"value":[1,2]}"#, "twice"),
    ])
    func `a damaged table is refused as it is without the dimensions that are known`(text: String, why: String) throws {
        var known = KnownDimensions()
        _ = try JSONStat.cube(Self.table("\(Self.region),\(Self.year)"), from: "t", knowing: &known)
        let bytes = Array(text.utf8)
        let alone = #expect(throws: SourceFault.self) { try JSONStat.cube(bytes, from: "t") }
        let knowing = #expect(throws: SourceFault.self) { try JSONStat.cube(bytes, from: "t", knowing: &known) }
        #expect(alone?.description == knowing?.description && alone?.description.contains(why) == true)
    }
}

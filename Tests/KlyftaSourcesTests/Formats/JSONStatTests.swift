import KlyftaModel
import KlyftaSources
import Testing

struct JSONStatTests {
    @Test func `cells may come as an object of those that are not empty, before the sizes are known`() throws {
        let cube = try JSONStat.cube(WireFixtures.bytes("jsonstat2-sparse.json"), from: "test")
        #expect(cube.count == 6)
        #expect(
            (0..<6).map { cube[$0] } == [
                .value(1.5, remark: nil), .missing(MissingMark("..")), .value(0, remark: nil),
                .missing(MissingMark(":")),
                .missing(MissingMark("")), .value(-30, remark: "*"),
            ])
        #expect(cube[["Region": "1103", "Tid": "2025"]] == .value(-30, remark: "*"))
        #expect(cube[["Region": "1103"]] == nil)
        #expect(cube[["Region": "1103", "Tid": "2025", "Sex": "1"]] == nil)
    }

    @Test func `the layout tells roles, units, table and stamp`() throws {
        let layout = try JSONStat.layout(WireFixtures.bytes("jsonstat2-sparse.json"), from: "test")
        #expect(
            layout[.time]?.code == "Tid" && layout[.geo]?.code == "Region" && layout[.metric]?.code == "ContentsCode")
        #expect(layout[.metric]?.categories.first?.unit == "per cent")
        #expect(layout[.metric]?.categories.first?.decimals == 1)
        #expect(layout["Region"]?.categories.map(\.code) == ["0301", "1101", "1103"])
        #expect(layout.table == "99999" && layout.updated == "2026-02-24T07:00:00Z")
        #expect(layout.strides == [2, 2, 1])
    }

    @Test func `an answer of version 1 is read through its wrapping`() throws {
        let cube = try JSONStat.cube(WireFixtures.bytes("jsonstat1.json"), from: "test")
        #expect(cube.layout.dimensions.map(\.code) == ["Region", "Tid"])
        #expect(cube.layout[.time]?.code == "Tid" && cube.layout.source == "SSB")
        #expect(cube[["Region": "0101", "Tid": "1987"]] == .missing(MissingMark(".")))
        #expect(cube[["Region": "0101", "Tid": "1988"]]?.value == 0)
    }

    @Test(arguments: [
        (#""value":[1,null,3],"status":["a",".","b"]"#, ["a", ".", "b"]),
        (#""value":[1,null,3],"status":{"1":".","2":"b"}"#, ["", ".", "b"]),
        (#""status":"p","value":[1,null,3]"#, ["p", "p", "p"]),
        (#""value":[1,null,3],"status":[null,"",null]"#, ["", "", ""]),
        (#""value":[1,"..",3]"#, ["", "..", ""]),
        (#""value":{"1":":"},"status":{}"#, ["", ":", ""]),
    ])
    func `a status is read in each of its three forms`(members: String, marks: [String]) throws {
        let cube = try cube(small(members))
        let got = (0..<3).map { place in
            switch cube[place] {
            case .value(_, let remark): remark ?? ""
            case .missing(let mark): mark.text
            }
        }
        #expect(got == marks)
    }

    @Test(arguments: [
        (".", Absence.notApplicable), ("..", .missing), ("...", .missing), (":", .suppressed), ("-", .missing),
        ("", .missing),
        ("w", .missing),
    ])
    func `each mark of a missing value says why, and none is zero`(mark: String, absence: Absence) throws {
        let cube = try cube(small(#""value":[null,null,null],"status":"\#(mark)""#))
        #expect(cube[0].outcome == .absent(absence))
    }

    @Test(arguments: [
        (#""value":[1,2]"#, "there are 2 cells where 3 should be"),
        (#""value":[1,2,3,4]"#, "there are 4 cells where 3 should be"),
        (#""value":[]"#, "there are 0 cells where 3 should be: these are metadata, not figures"),
        (#""label":"x""#, "there is no 'value': these are metadata, not figures"),
        (#""value":{"3":1}"#, "there is a cell 3 in a table of 3"),
        (#""value":{"1":1,"01":2}"#, "the cell 1 is there twice"),
        (#""value":[1,2,3],"status":["a"]"#, "there are 1 statuses for 3 cells"),
        (#""value":[1,2,3],"status":{"7":"a"}"#, "there is a status of cell 7 in a table of 3"),
        (#""value":[1,2,3],"status":{"0":"a","00":"b"}"#, "the status of cell 0 is there twice"),
        (#""value":[1,2,"x"]"#, "'x' stands where a number should be"),
        (#""value":[1,2,true]"#, "'t' stands where"),
        (#""value":"1""#, "stands where a list or an object of cells should be"),
        (#""value":{"-1":1}"#, "stands where the place of a cell should be"),
    ])
    func `cells that do not fit are refused`(members: String, problem: String) {
        #expect(complaint { _ = try cube(small(members)) }?.contains(problem) == true)
    }

    @Test(arguments: [
        (#"{"class":"collection","link":{}}"#, "this is a JSON-stat collection, not a data set"),
        (#"{"class":"dimension"}"#, "this is a JSON-stat dimension, not a data set"),
        (#"{"version":"2.0","value":[1]}"#, "there is no 'id' and 'size'"),
        (#"{"id":["A"],"size":[1,2],"value":[1]}"#, "there are 1 dimensions in 'id' and 2 in 'size'"),
        (#"{"id":["A","A"],"size":[1,1],"value":[1]}"#, "a dimension is there twice"),
        (#"{"id":["A"],"size":[1],"value":[1]}"#, "the dimension 'A' is in 'id' and is not described"),
        (
            #"{"id":["A"],"size":[2],"dimension":{"A":{"category":{"label":{"a":"x","b":"y"}}}},"value":[1,2]}"#,
            "2 categories have no index"
        ),
        (
            #"{"id":["A"],"size":[2],"dimension":{"A":{"category":{"index":["a"]}}},"value":[1]}"#,
            "there are 1 categories and 'size' says 2"
        ),
        (
            #"{"id":["A"],"size":[2],"dimension":{"A":{"category":{"index":{"a":0,"b":0}}}},"value":[1,2]}"#,
            "are not 0 to 1, each once"
        ),
        (
            #"{"id":["A"],"size":[2],"dimension":{"A":{"category":{"index":["a","a"]}}},"value":[1,2]}"#,
            "the code 'a' is there twice"
        ),
        (#"{"id":["A"],"size":[-1],"dimension":{},"value":[]}"#, "cannot have -1 categories"),
        ("[]", "stands where an object should be"),
    ])
    func `axes that do not fit are refused`(text: String, problem: String) {
        #expect(complaint { _ = try cube(text) }?.contains(problem) == true)
    }

    @Test func `a few bytes cannot ask for all memory there is`() throws {
        let axis = #"{"category":{"index":["a","b","c"]}}"#
        let ids = (0..<80).map { "\"D\($0)\"" }.joined(separator: ",")
        let dimensions = (0..<80).map { "\"D\($0)\":\(axis)" }.joined(separator: ",")
        let sizes = Array(repeating: "3", count: 80).joined(separator: ",")
        let text = #"{"id":[\#(ids)],"size":[\#(sizes)],"dimension":{\#(dimensions)},"value":{"0":1}}"#
        let layout = try JSONStat.layout(utf8(text), from: "test")
        #expect(layout.cellCount == .max && layout.strides.first == .max)
        #expect(
            complaint { _ = try cube(text) }
                == "test: the table has more than 10000000 cells. The format has changed, or the answer is damaged; nothing of it is taken."
        )
        #expect(
            complaint { _ = try cube(small(#""value":[1,2,3]"#), cellLimit: 2) }?.contains("more than 2 cells") == true)
    }

    @Test func `a dimension of version 2 may be named as a member of version 1 is`() throws {
        let text = """
            {"id":["role","size"],"size":[1,2],"value":[1,2],"dimension":{"role":{"category":{"label":{"x":"X"}}},
            "size":{"category":{"index":["s","l"]}}}}
            """
        #expect(try cube(text).layout.dimensions.map(\.code) == ["role", "size"])
    }

    @Test func `a table of no cells is one`() throws {
        let text = #"{"id":["A"],"size":[0],"dimension":{"A":{"category":{"index":[]}}},"value":[]}"#
        #expect(try cube(text).count == 0)
    }
}

import KlyftaModel
import KlyftaSources
import Testing

/// What makes naive readers of SSB's answers fail. Traps that are no matter of reading (a page while tables are away
/// at night, preliminary figures without a flag) belong to the modules.
struct NorwegianTrapTests {
    private let day = try! CalendarDay(2024, 1, 1)

    @Test func `order of keys is not position: men and women do not swap places`() throws {
        let text = """
            {"id":["Kjonn"],"size":[3],"value":[10,4,6],"dimension":{"Kjonn":{"category":{
            "index":{"0":0,"1":2,"2":1},"label":{"0":"Both sexes","1":"Males","2":"Females"}}}}}
            """
        let cube = try cube(text)
        #expect(cube.layout["Kjonn"]?.categories.map(\.label) == ["Both sexes", "Females", "Males"])
        #expect(cube[["Kjonn": "1"]]?.value == 6 && cube[["Kjonn": "2"]]?.value == 4)
    }

    @Test func `dimensions lie in the order of the answer, not of the metadata`() throws {
        func answer(_ ids: String, _ sizes: String, _ values: String) -> String {
            """
            {"id":[\(ids)],"size":[\(sizes)],"value":[\(values)],"dimension":{
            "Tid":{"category":{"index":["2023","2024","2025"]}},"ContentsCode":{"category":{"index":["A","B"]}}}}
            """
        }
        let one = try cube(answer(#""ContentsCode","Tid""#, "2,3", "1,2,3,4,5,6"))
        let other = try cube(answer(#""Tid","ContentsCode""#, "3,2", "1,4,2,5,3,6"))
        #expect(one[["Tid": "2024", "ContentsCode": "B"]]?.value == 5)
        #expect(other[["Tid": "2024", "ContentsCode": "B"]]?.value == 5)
        #expect(one.canonical == other.canonical)
    }

    @Test func `a status may stand beside a real number and does not make it missing`() throws {
        let cube = try cube(small(#""value":[1,null,3],"status":{"0":"*","1":".."}"#))
        #expect(cube[0] == .value(1, remark: "*") && cube[0].outcome == .value(1))
        #expect(cube[1].outcome == .absent(.missing))
    }

    @Test func `zero instead of null: a code that is not in force that year is told by the roster, not by its value`()
        throws
    {
        let names = [
            MunicipalityName(try Municipality(.norway, "3101"), "Halden", from: day),
            MunicipalityName(try Municipality(.norway, "0101"), "Halden", to: try CalendarDay(2020, 1, 1)),
        ]
        let roster = MunicipalRoster(.norway, names)
        let old = MunicipalRoster.Mention(at: "cell 0", "3101")
        #expect(
            complaint { _ = try roster.resolve([old], on: try CalendarDay(1986, 1, 1), in: "07459") }?
                .contains("cell 0: '3101' did not exist yet on 1986-01-01") == true)
        #expect(
            complaint { _ = try roster.resolve([.init(at: "cell 1", "0101")], on: day, in: "07459") }?
                .contains("cell 1: '0101' ended on 2020-01-01") == true)
    }

    @Test(arguments: ["0", "01", "K-21-22", "K-Rest", "2311", "9999", "0199", "EAK", "EKG01"])
    func `special codes in the region dimension are no municipalities, four digits or not`(code: String) throws {
        let roster = MunicipalRoster(.norway, [MunicipalityName(try Municipality(.norway, "0301"), "Oslo")])
        #expect(
            complaint { _ = try roster.resolve([.init(at: "line 2", code)], in: "x") }?
                .contains("there is no municipality '\(code)' in NO") == true)
    }

    @Test func `leading zeros stay: codes are texts`() throws {
        let cube = try JSONStat.cube(WireFixtures.bytes("jsonstat2-sparse.json"), from: "test")
        #expect(cube.layout["Region"]?.categories.first?.code == "0301")
    }

    @Test func `names are not keys: two municipalities may have one name, and one may change its own`() throws {
        let text = #"{"codes":[{"code":"1515","name":"Herøy"},{"code":"1818","name":"Herøy"}]}"#
        let names = try KLASSCode.list(utf8(text), from: "test").municipalityNames(from: "test")
        #expect(names.map(\.municipality.code) == ["1515", "1818"])
    }

    @Test func `an answer of version 1 does not crash a reader of version 2, nor one without values or index`() throws {
        #expect(try JSONStat.cube(WireFixtures.bytes("jsonstat1.json"), from: "test").count == 4)
        #expect(complaint { _ = try cube(small(#""value":[]"#)) }?.contains("these are metadata, not figures") == true)
        let single =
            #"{"id":["A"],"size":[1],"value":[7],"dimension":{"A":{"label":"a","category":{"label":{"x":"X"}}}}}"#
        #expect(try cube(single)[["A": "x"]]?.value == 7)
    }

    @Test func `labels and codes come together, and status is not dropped`() throws {
        let cube = try JSONStat.cube(WireFixtures.bytes("jsonstat2-sparse.json"), from: "test")
        #expect(cube.layout["Region"]?.categories.map(\.label) == ["Oslo", "Eigersund", "Stavanger"])
        #expect(cube[["Region": "1101", "Tid": "2025"]]?.outcome == .absent(.suppressed))
    }

    @Test func `updated is kept as written, to be compared for inequality`() throws {
        let text = small(#""updated":"2024-01-10T07:00:00Z","value":[1,2,3]"#)
        #expect(try cube(text).layout.updated == "2024-01-10T07:00:00Z")
        #expect(try cube(small(#""updated":null,"value":[1,2,3]"#)).layout.updated == nil)
    }

    @Test func `elimination is read of metadata, and its absence in version 1 means no`() throws {
        let text = #"{"title":"x","variables":[{"code":"A","text":"a","values":["1"],"valueTexts":["x"]}]}"#
        #expect(try PxWebVariable.variables(utf8(text), from: "test").map(\.isEliminable) == [false])
        let layout = try JSONStat.layout(
            utf8(
                #"{"id":["A"],"size":[1],"dimension":{"A":{"category":{"index":["a"]},"extension":{"elimination":true}}}}"#
            ),
            from: "test")
        #expect(PxWebVariable.variables(of: layout).map(\.isEliminable) == [true])
    }

    @Test func `HTML with status 200, 403 for too big and 404 for too long are decided on structure`() {
        #expect(
            complaint { _ = try cube("<!DOCTYPE html><html>down</html>") }?.contains("this is HTML or XML, not JSON")
                == true)
        #expect(PxWebRefusal(status: 200, body: utf8("<html>"), address: "a").reason == .notAnAnswer)
        #expect(PxWebRefusal(status: 403, body: utf8("Forbidden"), address: "a").reason == .tooManyCells)
        let long = String(repeating: "a", count: 2_100)
        #expect(PxWebRefusal(status: 404, body: utf8("<html>"), address: long).reason == .addressTooLong)
    }

    @Test(arguments: [
        ("04+05", "04%2B05"), ("80+", "80%2B"), ("A-Z", "A-Z"), ("0.1", "0.1"), ("2025U01", "2025U01"),
        ("[x] å", "%5Bx%5D%20%C3%A5"),
    ])
    func `codes with a plus, a dash, a point or a blank are encoded in addresses`(code: String, encoded: String) {
        #expect(code.queryEncoded == encoded)
    }

    @Test func `names of variables are case sensitive, and the nearest is offered`() {
        let region = PxWebVariable(
            code: "Region", label: "", values: ["0301"], labels: ["Oslo"], isEliminable: false, isMandatory: false)
        #expect(
            complaint { _ = try PxWebQuery(table: "1", variables: [region], selection: ["region": ["0301"]]) }
                == "query of table 1: the table has no variable 'region'. Did you mean 'Region'? Upper and lower case differ."
        )
    }

    @Test(arguments: ["codeLists", "codelists"])
    func `keys that changed their case between versions are both read`(key: String) throws {
        let text = """
            {"id":["A"],"size":[1],"dimension":{"A":{"category":{"index":["a"]},"extension":{"\(key)":[
            {"id":"agg_KommSummer","label":"Kommuner","type":"Aggregation","links":[]}]},
            "link":{"describedby":[{"extension":{"A":"urn:ssb:classification:klass:104 urn:ssb:classification:klass:131"}}]}}}}
            """
        let layout = try JSONStat.layout(utf8(text), from: "test")
        #expect(
            layout["A"]?.codeLists == [
                StatCube.CodeListName(id: "agg_KommSummer", label: "Kommuner", isAggregation: true)
            ])
        #expect(
            layout["A"]?.classifications == ["urn:ssb:classification:klass:104", "urn:ssb:classification:klass:131"])
    }
}

import KlyftaModel
import KlyftaSources
import Testing

struct PxWebQueryTests {
    private static let regions = (0..<356).map { String(1000 + $0) }
    private static let ages = (0...105).map { "\($0)+" }
    private let variables = [
        PxWebVariable(
            code: "Region", label: "", values: regions, labels: regions, isEliminable: false, isMandatory: false),
        PxWebVariable(code: "Alder", label: "", values: ages, labels: ages, isEliminable: true, isMandatory: false),
        PxWebVariable(
            code: "ContentsCode", label: "", values: ["P1"], labels: [""], isEliminable: false, isMandatory: true),
        PxWebVariable(
            code: "Tid", label: "", values: ["2024", "2025", "2026"], labels: ["", "", ""], isEliminable: false,
            isMandatory: true),
    ]
    private let base = "https://example.org/api/v2"

    private func query(_ selection: [String: [String]]) throws -> PxWebQuery {
        try PxWebQuery(table: "07459", variables: variables, selection: selection)
    }

    @Test func `time and contents are always chosen, and what can be summed may be left out`() throws {
        let query = try query(["Region": ["1000"]])
        #expect(query.choices.map(\.variable) == ["Region", "ContentsCode", "Tid"])
        #expect(query.cells == 3)
    }

    @Test(arguments: [
        ([:], "'Region' must be chosen and is not"), (["Region": []], "no code of 'Region' is chosen"),
        (
            ["region": ["1000"]],
            "the table has no variable 'region'. Did you mean 'Region'? Upper and lower case differ."
        ),
        (["Region": ["100"]], "'Region' has no code '100'. Did you mean '1000'? Codes"),
        (["Region": ["1000", "1000"]], "the code '1000' of 'Region' is chosen twice"),
    ])
    func `a query that the service would misread is refused before it is sent`(
        selection: [String: [String]], problem: String
    ) {
        #expect(complaint { _ = try query(selection) }?.contains(problem) == true)
    }

    @Test(arguments: [1, 2, 7, 100, 356, 1_000, 10_000, 37_735, 37_736, 113_207, 113_208, 800_000])
    func `a query is split over all dimensions, each cell asked for once and no part over the limit`(limit: Int) throws
    {
        let query = try query(["Region": Self.regions, "Alder": Self.ages])
        #expect(query.cells == 356 * 106 * 3)
        let parts = query.split(under: limit)
        #expect(parts.allSatisfy { $0.cells <= limit && $0.cells > 0 })
        #expect(parts.map(\.cells).reduce(0, +) == query.cells)
        if limit >= 100 {
            let keys = parts.flatMap { part in
                part.choices[0].codes.flatMap { region in
                    part.choices[1].codes.flatMap { age in part.choices[3].codes.map { "\(region)|\(age)|\($0)" } }
                }
            }
            #expect(Set(keys).count == keys.count)
        }
        #expect(limit < query.cells || parts.count == 1)
    }

    @Test func `a query that would take hundreds of requests is refused`() {
        let codes = (0..<1_000).map(String.init)
        let variables = ["A", "B", "C", "D", "E", "F", "G", "H"].map {
            PxWebVariable(
                code: $0, label: "", values: codes, labels: codes, isEliminable: false, isMandatory: false)
        }
        let all = Dictionary(uniqueKeysWithValues: variables.map { ($0.code, codes) })
        #expect(
            complaint { _ = try PxWebQuery(table: "1", variables: variables, selection: all) }
                == "query of table 1: it asks for more than 100000000 cells. Choose fewer codes.")
    }

    @Test func `a short query is a GET with a star for all codes, a plus encoded`() throws {
        let query = try query(["Region": Self.regions, "Alder": ["80+", "5+"]])
        let requests = PxWebRequest.version2(
            query, base: base + "/", language: "no", limits: PxWebLimits(cells: 800_000))
        #expect(
            requests.map(\.address) == [
                "https://example.org/api/v2/tables/07459/data?lang=no&valueCodes%5BRegion%5D=*"
                    + "&valueCodes%5BAlder%5D=80%2B,5%2B&valueCodes%5BContentsCode%5D=*&valueCodes%5BTid%5D=*"
                    + "&outputFormat=json-stat2"
            ])
        #expect(requests[0].body == nil && requests[0].cells == 356 * 2 * 3)
    }

    @Test func `a query becomes a POST when its address grows over 2 000 characters`() throws {
        for count in stride(from: 1, through: 350, by: 7) {
            let codes = ["Region": Array(Self.regions.prefix(count)), "Alder": Array(Self.ages.prefix(count / 4 + 1))]
            let query = try query(codes)
            let request = PxWebRequest.version2(query, base: base, language: "no", limits: PxWebLimits(cells: 99_999))[
                0]
            #expect(request.address.utf8.count <= 2_000)
            let longest = 150 + codes.values.joined().reduce(0) { $0 + $1.queryEncoded.utf8.count + 1 }
            #expect((request.body == nil) == request.address.contains("valueCodes"))
            #expect(longest <= 2_000 ? request.body == nil : request.body != nil || longest < 2_060)
        }
        let longer = try query(["Region": Array(Self.regions.dropLast()), "Alder": Array(Self.ages.dropLast())])
        let posted = PxWebRequest.version2(longer, base: base, language: "no", limits: PxWebLimits(cells: 999_999))[0]
        #expect(posted.address == "\(base)/tables/07459/data?lang=no&outputFormat=json-stat2")
        #expect(posted.body?.hasPrefix(#"{"selection":[{"variableCode":"Region","valueCodes":["1000","#) == true)
        #expect(posted.body?.contains(#"{"variableCode":"Tid","valueCodes":["*"]}"#) == true)
    }

    @Test func `a code with a comma can only be posted`() throws {
        let odd = PxWebVariable(
            code: "Tid", label: "", values: ["a,b", "c"], labels: ["", ""], isEliminable: false, isMandatory: true)
        let query = try PxWebQuery(table: "1", variables: [odd], selection: ["Tid": ["a,b"]])
        let request = PxWebRequest.version2(query, base: base, language: "sv", limits: PxWebLimits(cells: 10))[0]
        #expect(request.body == #"{"selection":[{"variableCode":"Tid","valueCodes":["a,b"]}]}"#)
    }

    @Test func `a code list is named in each version's own way`() throws {
        let list = try PxWebCodeList(WireFixtures.bytes("pxweb2-codelist.json"), from: "test")
        #expect(list.name.isAggregation && list.codes[0].members == ["3101", "3001", "0101"])
        let query = try PxWebQuery(
            table: "07459", variables: variables, selection: ["Region": ["K-3101"], "Tid": ["2026"]],
            codeLists: ["Region": list])
        let limits = PxWebLimits(cells: 50_000)
        let two = PxWebRequest.version2(query, base: base, language: "no", limits: limits)
        #expect(two[0].address.contains("&valueCodes%5BRegion%5D=K-3101&codelist%5BRegion%5D=agg_KommSummer&"))
        let one = PxWebRequest.version1(query, table: "https://example.org/api/v0/no/table/07459", limits: limits)
        #expect(
            one[0].body
                == #"{"query":[{"code":"Region","selection":{"filter":"agg:KommSummer","values":["K-3101"]}},"#
                + #"{"code":"ContentsCode","selection":{"filter":"item","values":["P1"]}},"#
                + #"{"code":"Tid","selection":{"filter":"item","values":["2026"]}}],"response":{"format":"json-stat2"}}"#
        )
    }

    @Test func `version 1 is asked under the smaller of its two limits`() throws {
        let limits = try PxWebLimits(
            utf8(#"{"maxCells":800000,"maxValues":50000,"maxCalls":300,"timeWindow":60}"#), from: "test")
        #expect(limits == PxWebLimits(cells: 50_000, calls: 300, window: 60))
        let query = try query(["Region": Self.regions, "Alder": Self.ages])
        let requests = PxWebRequest.version1(query, table: base, limits: limits)
        #expect(requests.count == 3 && requests.allSatisfy { $0.cells <= 50_000 })
    }

    @Test func `a limit of 0 calls means that it is not said, not that there is none`() throws {
        let limits = try PxWebLimits(
            utf8(#"{"maxDataCells":800000,"maxCallsPerTimeWindow":0,"timeWindow":0}"#), from: "test")
        #expect(limits == PxWebLimits(cells: 800_000))
    }

    @Test(
        arguments: [
            (["a", "b", "c"], nil), (["a", "b"], "the answer has 3 codes of 'A' where 2 were asked for"),
            (["a", "b", "c", "d"], "the answer lacks 'd' of 'A'"),
        ] as [([String], String?)])
    func `an answer with other codes than those asked for is refused`(asked: [String], problem: String?) throws {
        let variable = PxWebVariable(
            code: "A", label: "", values: ["a", "b", "c", "d"], labels: ["", "", "", ""], isEliminable: false,
            isMandatory: false)
        let query = try PxWebQuery(table: "1", variables: [variable], selection: ["A": asked])
        let request = PxWebRequest.version2(query, base: base, language: "no", limits: PxWebLimits(cells: 9))[0]
        let answer = try cube(small(#""value":[1,2,3]"#))
        let fault = complaint { try request.check(answer, from: "test") }
        #expect(problem.map { fault?.contains($0) == true } ?? (fault == nil))
    }

    @Test(arguments: [
        (
            400, #"{"type":"Parameter error","title":"Too many cells selected","status":400}"#,
            PxWebRefusal.Reason.tooManyCells
        ),
        (
            403,
            #"{"title":"Forbiden","status":403,"detail":"The query resulted in cell that exceeds the number of allowed."}"#,
            .tooManyCells
        ),
        (403, #"{"error":"Too many values selected"}"#, .tooManyCells), (403, "", .tooManyCells),
        (
            400, #"{"type":"Parameter error","title":"Missing selection for mandantory variable","status":400}"#,
            .missingSelection
        ),
        (404, #"{"title":"Non-existent table","status":404}"#, .unknown("Non-existent table")),
        (400, #"{"title":"Non-existent value","status":400}"#, .unknown("Non-existent value")),
        (400, #"{"error":"Parameter error"}"#, .other("Parameter error")),
        (429, #"{"title":"Too many requests","status":429}"#, .tooManyCalls), (503, "<html>", .unavailable),
        (404, "<html>not found</html>", .notAnAnswer), (200, "<!DOCTYPE html><html></html>", .notAnAnswer),
        (400, "[]", .notAnAnswer),
        (400, "{}", .notAnAnswer),
    ])
    func `a refusal is recognised by its status and its body together`(
        status: Int, body: String, reason: PxWebRefusal.Reason
    ) {
        #expect(PxWebRefusal(status: status, body: utf8(body), address: "https://example.org/a").reason == reason)
    }

    @Test func `a 404 to a long address means the address and not the table`() {
        let address = "https://example.org/" + String(repeating: "a", count: 2_000)
        let refusal = PxWebRefusal(status: 404, body: utf8("<html>"), address: address)
        #expect(refusal.reason == .addressTooLong && refusal.remedy == "Post the query instead.")
        #expect(refusal.place.utf8.count < 250)
    }
}

import KlyftaModel
import KlyftaSources
import Testing

struct KoladaTests {
    private func figures(_ bytes: [UInt8]) throws -> KoladaPage<[KoladaFigure]> {
        try KoladaPage(bytes, from: "test", KoladaFigure.read)
    }

    private let areas = [
        KoladaArea(id: "0000", title: "Riket", type: "L"), KoladaArea(id: "0009", title: "Region Gotland", type: "L"),
        KoladaArea(id: "0980", title: "Gotland", type: "K"), KoladaArea(id: "0114", title: "Upplands Väsby", type: "K"),
        KoladaArea(id: "0115", title: "Vallentuna", type: "K"),
    ]

    @Test func `a page is read with its figures by gender and the way to the next`() throws {
        let page = try figures(WireFixtures.bytes("kolada3-data.json"))
        let all = page.items.flatMap(\.self)
        #expect(all.count == 8)
        #expect(page.next == "https://api.kolada.se/v3/data/kpi/N07900/year/2022?page=2")
        #expect(all.filter { $0.gender != .total }.map(\.value) == [0, 61.5])
        #expect(all.last?.isDeleted == true && all.last?.value == nil)
    }

    @Test func `groups, regions, the country and withdrawn figures are dropped`() throws {
        let all = try figures(WireFixtures.bytes("kolada3-data.json")).items.flatMap(\.self)
        let kept = try KoladaAreas(areas, expecting: 3).municipal(all, from: "test")
        #expect(
            kept.map { "\($0.kpi) \($0.area) \($0.year) \($0.gender.rawValue)" }
                == ["N07900 0114 2022 T", "N07900 0115 2022 T", "N00563 0980 2022 K", "N00563 0980 2022 M"])
        #expect(kept.map(\.value) == [98.25, nil, 0, 61.5])
    }

    @Test func `a recording of version 2 is read as well`() throws {
        let page = try figures(WireFixtures.bytes("kolada2-data.json"))
        #expect(page.next == nil)
        #expect(
            page.items == [
                [
                    KoladaFigure(
                        kpi: "N07900", area: "0180", year: 2014, gender: .total, value: nil, status: "Not applicable",
                        count: 1,
                        isDeleted: false)
                ]
            ])
    }

    @Test(arguments: [#","next_url":null"#, #","next_url":"""#, ""])
    func `paging ends where the next address is null, empty or absent`(member: String) throws {
        let page = try figures(utf8(#"{"values":[],"count":0\#(member)}"#))
        var paging = KoladaPaging(first: "a")
        #expect(try paging.next(after: page) == nil)
    }

    @Test func `pages that lead in a circle are refused`() throws {
        let page = try figures(utf8(#"{"values":[],"next_url":"b"}"#))
        var paging = KoladaPaging(first: "a")
        #expect(try paging.next(after: page) == "b")
        #expect(
            complaint { _ = try paging.next(after: page) }?.contains("the pages of the answer lead in a circle") == true
        )
        var self_ = KoladaPaging(first: "b")
        #expect(complaint { _ = try self_.next(after: page) } != nil)
    }

    @Test(arguments: [
        (#""gender":"F","value":1"#, "2014", "a figure's gender is not T, K or M"),
        (#""gender":"T","value":"1""#, "2014", "stands where a number"), (#""value":1"#, "2014", "gender is not"),
        (#""gender":"T","value":1"#, "2014.5", "this is no whole number"),
        (#""gender":"T","value":1"#, #""201""#, "no year"),
        (#""gender":"T","value":1"#, "null", "the period is no year"),
        (#""gender":"T","value":1e999"#, "2014", "too large"),
    ])
    func `a row that is not as it should be is refused`(figure: String, period: String, problem: String) {
        let text = #"{"values":[{"kpi":"N07900","period":\#(period),"municipality":"0180","values":[{\#(figure)}]}]}"#
        let fault = complaint { _ = try figures(utf8(text)) }
        #expect(fault?.contains(problem) == true && fault?.contains("values[0]") == true, "\(fault ?? "none")")
    }

    @Test func `an area in no list and a figure that is there twice are refused`() throws {
        let roster = try KoladaAreas(areas, expecting: 3)
        func figure(_ area: String) -> KoladaFigure {
            KoladaFigure(
                kpi: "N07900", area: area, year: 2022, gender: .total, value: 1, status: "", count: 1, isDeleted: false)
        }
        #expect(
            complaint { _ = try roster.municipal([figure("114")], from: "test") }
                == "test: N07900 in 2022: '114' is no area of Kolada's list. Codes are four digits with their leading zeros. Fetch the list of municipalities again."
        )
        #expect(
            complaint { _ = try roster.municipal([figure("0114"), figure("0114")], from: "test") }?
                .contains("there are two figures of N07900 for 0114 in 2022, T") == true)
    }

    @Test func `a list with another number of municipalities is refused`() {
        #expect(
            complaint { _ = try KoladaAreas(areas) }?.contains("there are 3 municipalities where 290 are expected")
                == true)
        #expect(
            complaint { _ = try KoladaAreas(areas + [areas[3]], expecting: 3) }?.contains("0114 is there twice") == true
        )
    }

    @Test(arguments: [(1, 1, 1), (25, 25, 1), (26, 1, 2), (54, 30, 6), (0, 5, 0)])
    func `no part of an address has more than 25 ids, and none is left out`(kpis: Int, years: Int, questions: Int) {
        let ids = (0..<kpis).map { "N\(10_000 + $0)" }
        let addresses = KoladaAddress().figures(of: ids, years: (0..<years).map { 1990 + $0 })
        #expect(addresses.count == questions)
        var asked = 0
        for address in addresses {
            let parts = address.split(separator: "?")[0].split(separator: "/")
            let segments = parts.suffix(3).enumerated().filter { $0.offset != 1 }.map {
                $0.element.split(separator: ",").count
            }
            #expect(segments.allSatisfy { $0 <= 25 } && address.hasSuffix("?region_type=K"))
            asked += segments.reduce(1, *)
        }
        #expect(asked == kpis * years)
    }

    @Test func `what has changed is asked for under the names that the service knows`() {
        #expect(
            KoladaAddress(base: "http://127.0.0.1:1/v3/").changes(in: "N07900", since: "2026-04-08")
                == "http://127.0.0.1:1/v3/data/?kpi_id=N07900&from_date=2026-04-08&region_type=K")
    }

    @Test func `an answer without a list is none`() {
        #expect(
            complaint { _ = try figures(utf8(#"{"detail":"Not Found"}"#)) }?.contains("there is no list 'values'")
                == true)
    }
}

import KlyftaDivide
import KlyftaModel
import Testing

struct DivisionChangeTests {
    /// Rows of one day, each `old=name>new=name`; a name may be left out.
    private static func rows(_ texts: [String], on text: String = "2020-01-01") -> [BoundaryChange] {
        texts.map { row in
            let sides = row.split(separator: ">").map { $0.split(separator: "=").map(String.init) }
            return BoundaryChange(
                on: day(text), from: municipality("NO-\(sides[0][0])"), named: sides[0].last ?? "",
                to: municipality("NO-\(sides[1][0])"), named: sides[1].last ?? "")
        }
    }

    @Test(arguments: [
        (rows: ["0001=A>0001=B"], kinds: [DivisionChange.Kind.renamed]),
        (["0001=A>0001=A"], [.bordered]),
        (["0001>0009"], [.renumbered]),
        (["0001>0002", "0002>0001"], [.renumbered, .renumbered]),
        (["0001>0009", "0002>0009"], [.merged]),
        (["0001>0002", "0002>0002"], [.merged]),
        (["0001>0001", "0001>0009"], [.split]),
        (["0001>0008", "0001>0009"], [.split]),
        (["0001>0001", "0001>0002", "0002>0002"], [.transferred]),
        (["0001>0008", "0001>0002", "0002>0002", "0003>0008"], [.redrawn]),
        (["0001>0009", "0002=A>0002=B"], [.renumbered, .renamed]),
    ])
    func `rows that belong together are one fact`(_ rows: [String], _ kinds: [DivisionChange.Kind]) {
        for rows in [rows, rows.reversed()] {
            #expect(DivisionChange.all(in: Self.rows(rows)).map(\.kind) == kinds)
        }
    }

    @Test func `a neighbour without a row of its own goes on`() {
        // Indre Østfold gave parts to two others that the list names only as successors.
        let before = Self.rows(["0007>0002", "0008>0003"], on: "2019-01-01")
        let change = DivisionChange.all(in: before + Self.rows(["0001>0001", "0001>0002", "0001>0003"])).last
        #expect(change?.kind == .transferred)
        #expect(change?.predecessors == ["NO-0001", "NO-0002", "NO-0003"].map(municipality))
    }

    @Test func `who goes on keeps its count when it gets a part, and who was formed of the divided one is not exact`() {
        // Stokke (720) became part of the new Sandefjord (710), and a part of it part of Tønsberg (704).
        let rows = Self.rows(["0704>0704", "0720>0704", "0706>0710", "0719>0710", "0720>0710"], on: "2017-01-01")
        let counts = [
            municipality("NO-0704"): 42_276, municipality("NO-0706"): 45_820, municipality("NO-0719"): 5_937,
            municipality("NO-0720"): 11_657,
        ]
        let walk = BoundaryWalk(counts, on: day("2016-01-01"), along: rows)
        #expect(walk.counts == [municipality("NO-0704"): 42_276, municipality("NO-0710"): 63_414])
        #expect(walk.touchedBySplit == [municipality("NO-0710")])
    }

    @Test func `a count on 31 December is made in the division of the next day`() {
        let rows = Self.rows(["0380>0380", "0380>0330"], on: "2003-01-01")
        let counts = [municipality("NO-0380"): 179_673, municipality("NO-0330"): 12_586]
        let walk = BoundaryWalk(counts, on: day("2002-12-31"), along: rows)
        #expect(walk.counts == counts && walk.touchedBySplit.isEmpty)
        #expect(BoundaryWalk(counts, on: day("2002-12-30"), along: rows).touchedBySplit.count == 2)
    }
}

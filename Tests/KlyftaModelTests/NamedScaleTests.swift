import KlyftaModel
import Testing

struct NamedScaleTests {
    @Test(arguments: [
        ("skl", ["0-9999", "10000-100000", "100001+"]),
        (
            "kolada",
            [
                "0-4999", "5000-9999", "10000-14999", "15000-19999", "20000-29999", "30000-49999", "50000-99999",
                "100000-199999", "200000+",
            ]
        ),
        ("ssb-2005", ["0-14999", "15000+"]),
        (
            "kostra-bands",
            [
                "0-599", "600-1999", "2000-9999", "10000-19999", "20000-29999", "30000-44999", "45000-74999",
                "75000-300000", "300001+",
            ]
        ),
        ("standard", ["0-9999", "10000-19999", "20000-49999", "50000-99999", "100000+"]),
    ])
    func `the classes of the offices go by name`(_ name: String, _ classes: [String]) throws {
        #expect(try SizeScale(named: name).classes.map(\.description) == classes)
    }

    @Test func `cut points are read as ever, and an operator's own scale by its name`() throws {
        #expect(try SizeScale(named: "10000,20000") == SizeScale(cuts: [10_000, 20_000]))
        let own = ["rural": SizeScale(cuts: [3_000])]
        #expect(try SizeScale(named: "rural", among: own) == SizeScale(cuts: [3_000]))
    }

    @Test(arguments: [
        ("koladda", "Did you mean kolada?"), ("rurall", "Did you mean rural?"),
        (
            "nonsense",
            "Write kolada, kostra-bands, rural, skl, ssb-2005, standard, or cut points such as 10000,20000,50000,100000."
        ),
        (
            "KOSTRA",
            """
            KOSTRA groups are parted by costs and income too, and one holds municipalities of any size. Write \
            kostra-bands for the bands of population that they are drawn in.
            """
        ),
    ])
    func `an unknown name is refused with the nearest one`(_ name: String, _ remedy: String) {
        let error = #expect(throws: InvalidText.self) {
            try SizeScale(named: name, among: ["rural": SizeScale(cuts: [3_000])])
        }
        #expect(error?.remedy == remedy)
    }

    @Test func `names are listed in order, each once, and none could be cut points`() {
        let names = NamedScale.all.map(\.id)
        #expect(names == Set(names).sorted())
        #expect(names.allSatisfy { (try? SizeScale($0)) == nil })
    }
}

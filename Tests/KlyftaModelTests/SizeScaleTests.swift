import KlyftaModel
import Testing

struct SizeScaleTests {
    @Test(arguments: [UInt64](1...200))
    func `every population lies in exactly one class, whatever the cuts`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let cuts = (0..<Int.random(in: 0...8, using: &random)).map { _ in Int.random(in: -5...60, using: &random) }
        let scale = SizeScale(cuts: cuts)
        for population in 0...70 {
            let homes = scale.classes.filter { $0.contains(population) }
            #expect(homes == [scale.sizeClass(of: population)], "\(population) with cuts \(cuts)")
        }
        #expect(scale.classes.filter { $0.contains(Int.max) }.count == 1)
    }

    @Test func `a cut is the smallest population of the class above it`() {
        let scale = SizeScale(cuts: [10_000])
        #expect(scale.classes.map(\.description) == ["0-9999", "10000+"])
        #expect(scale.sizeClass(of: 9_999).description == "0-9999")
        #expect(scale.sizeClass(of: 10_000).description == "10000+")
    }

    @Test func `order and repetition of cuts do not matter`() {
        #expect(SizeScale(cuts: [50, 10, 50, 0, -3]) == SizeScale(cuts: [10, 50]))
    }

    @Test func `a scale without cuts is one class of all`() {
        #expect(SizeScale(cuts: []).classes.map(\.description) == ["0+"])
    }

    @Test func `the standard scale has the five classes of the reports`() {
        #expect(
            SizeScale.standard.classes.map(\.description)
                == ["0-9999", "10000-19999", "20000-49999", "50000-99999", "100000+"])
    }

    @Test(arguments: ["10000,20000,50000,100000", "15000", "1,2,3"])
    func `a scale is written as it is read`(text: String) throws {
        #expect(try SizeScale(text).description == text)
    }

    @Test(arguments: ["", "0", "20000,10000", "10000,10000", "10000,", ",1", "1, 2", "-5,10", "+5", "1e4", "10.000"])
    func `cuts are ascending whole numbers above zero`(text: String) {
        #expect(throws: InvalidText.self) { try SizeScale(text) }
    }
}

struct SizeClassTests {
    @Test(arguments: ["0-9999", "100000+", "0+", "5-5"])
    func `a class is written as it is read`(text: String) throws {
        #expect(try SizeClass(text).description == text)
    }

    @Test(arguments: [
        "", "+", "-", "5", "5-", "-5", "9-5", "+5", "5-+9", "+5+", "5++", "a-b", "1-2-3", "5 - 9",
        "99999999999999999999+",
    ])
    func `a class is two inclusive limits or one with a plus`(text: String) {
        #expect(throws: InvalidText.self) { try SizeClass(text) }
    }

    @Test(arguments: [("10-20", 9, false), ("10-20", 10, true), ("10-20", 20, true), ("10-20", 21, false)])
    func `both limits belong to the class`(text: String, population: Int, belongs: Bool) throws {
        #expect(try SizeClass(text).contains(population) == belongs)
    }

    @Test(arguments: [(9, false), (10, true), (Int.max, true)])
    func `a class with a plus has no upper limit`(population: Int, belongs: Bool) throws {
        #expect(try SizeClass("10+").contains(population) == belongs)
    }

    @Test func `classes are in order of their limits`() throws {
        let inOrder = try ["0-9", "0+", "10-19", "10-20", "10+"].map { try SizeClass($0) }
        #expect(inOrder.reversed().sorted() == inOrder)
    }
}

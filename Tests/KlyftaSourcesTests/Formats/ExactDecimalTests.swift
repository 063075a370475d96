import Testing

@testable import KlyftaSources

struct ExactDecimalTests {
    /// What is read of a text, and how many bytes of it.
    private static func scan(_ text: String, mark: Character = ".") -> (value: Double?, count: Int) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var place = bytes.baseAddress!
            let value = ExactDecimal.scan(&place, before: place + bytes.count, mark: mark.asciiValue!)
            return (value, place - bytes.baseAddress!)
        }
    }

    @Test(arguments: [
        "0", "0.1", "5.5", "100.0", "9007199254740993", "9007199254740992.5", "0.30000000000000004",
        "1.2345678901234567", "9999999999999999999", "0.999999999999999999", "0.000000000000000001",
        "9007199254740991.5", "4503599627370496.5", "4503599627370497.5", "184467440737095516.5",
    ])
    func `a number is the double nearest to it, ties and all`(text: String) {
        let (value, count) = Self.scan(text)
        #expect(value == Double(text)! && count == text.utf8.count)
    }

    @Test func `numbers of every length agree with the standard library`() {
        var bits: UInt64 = 1
        for round in 0..<20_000 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = String(String(bits).prefix(1 + round % 19))
            let whole = round % (digits.count + 1)
            let text = (whole == 0 ? "0" : String(digits.prefix(whole))) + "." + digits.dropFirst(whole) + "7"
            guard text.utf8.count <= ExactDecimal.digitLimit + 1 else { continue }
            let value = Self.scan(text).value
            #expect(value == Double(text), "\(text)")
        }
    }

    @Test(arguments: ["", "x", "01", "00.5", ".5", "5.", "-1", "12345678901234567890", "1.2345678901234567890", "+1"])
    func `what has another form is left alone`(text: String) {
        let (value, count) = Self.scan(text)
        #expect(value == nil && count == 0)
    }

    @Test func `the decimal mark is the one that is asked for, and what follows stays`() {
        #expect(Self.scan("5,25;7", mark: ",") == (5.25, 4))
        #expect(Self.scan("5,25", mark: ".") == (5, 1))
        #expect(Self.scan("3e-05", mark: ",") == (3, 1))
    }
}

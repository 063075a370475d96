import KlyftaModel
import KlyftaSources
import Testing

struct JSONReaderTests {
    private func number(_ text: String) throws -> Double {
        var reader = try JSONReader(utf8(text), from: "test")
        let number = try reader.number()
        try reader.end()
        return number
    }

    private func skip(_ bytes: [UInt8]) -> String? {
        complaint {
            var reader = try JSONReader(bytes, from: "test")
            try reader.skip()
            try reader.end()
        }
    }

    @Test(arguments: [
        "0", "-0", "1", "0.1", "-0.5", "53.15162666", "5425270", "1e22", "1e23", "123456789012345", "1234567890123456",
        "9007199254740993", "9007199254740992.5", "0.000001", "1.7976931348623157e308", "2.2250738585072011e-308",
        "5e-324",
        "1e-400", "3.141592653589793238462643383279", "100000000000000016777215", "1E+2", "1e-22", "123456789012345e22",
        "123456789012345e-22", "6.02214076e23", "8.41e21", "0.30000000000000004", "2.5e-22",
        "0.0000000000000000000001234567", "1e-0000007", "0.00000123456789012345", "0e400",
        "179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    ])
    func `a number is the double nearest to what is written`(text: String) throws {
        let wanted = try #require(Double(text))
        let got = try number(text)
        #expect(got == wanted && got.sign == wanted.sign)
    }

    @Test func `random numbers are read as the standard library reads them`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                "\(Int.random(in: 0...9, using: &random))"
            }
            let exponent = Int.random(in: -40...40, using: &random)
            let text = "\(Int.random(in: 1...9, using: &random)).\(digits.joined())e\(exponent)"
            let got = try number(text)
            #expect(got == Double(text), "\(text)")
        }
    }

    @Test(arguments: ["01", "-", "+1", ".5", "1.", "1e", "1e+", "--1", "0x10", "NaN", "Infinity", "1 2", "1,5", "- 1"])
    func `what JSON does not call a number is refused`(text: String) {
        #expect(skip(utf8(text)) != nil)
    }

    @Test func `a number too large to hold is refused with its place`() {
        #expect(
            skip(utf8(#"{"value":[1,1e400]}"#))
                == """
                test: byte 12, at value[1]: a number is too large to hold. \
                No figure is that large; nothing of the answer is taken.
                """)
    }

    @Test(arguments: [
        #""a""#, #""å\n\"\\\/\b\f\r\t\u00e5\ud83d\ude00""#, "[]", "{}", "[[],{}]", " [ 1 , 2 ] ",
        #"{"a":{"b":[true,false,null]}}"#,
        "\u{feff}[1]",
    ])
    func `all that JSON allows is accepted, a byte order mark in front too`(text: String) {
        #expect(skip(utf8(text)) == nil)
    }

    @Test func `escapes are what they stand for`() throws {
        var reader = try JSONReader(utf8(#""\u00c5s \ud83d\ude00 \"x\" \/ \t""#), from: "test")
        #expect(try reader.string() == "Ås 😀 \"x\" / \t")
    }

    @Test(arguments: [
        "[1,]", "[,1]", "{,}", #"{"a":1,}"#, #"{"a"}"#, #"{a:1}"#, #"{"a" 1}"#, "[1 2]", "tru", "nul", "True", "'a'",
        "[1] 2",
        #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "\"a\nb\"", #""a"#, "[", "{", "[1",
        #"{"a":"#,
        "/* a */ 1", "[1]]", "{\"a\":1}}",
    ])
    func `what JSON does not allow is refused`(text: String) {
        #expect(skip(utf8(text)) != nil)
    }

    @Test func `a text that was cut off says so`() {
        #expect(
            skip(utf8(#"{"a":[1,"#))
                == "test: byte 8, at a[1]: the text ends where a value should be. It was cut off on its way; fetch it again."
        )
    }

    @Test func `what nobody reads is checked all the same`() {
        #expect(skip(utf8(#"{"a":{"b":[1,{"c":1,"c":2}]}}"#))?.contains("the key 'c' is there twice") == true)
    }

    @Test func `a whole number may be written with a point, and a fraction is none`() throws {
        var reader = try JSONReader(utf8("[37524.0,2.5]"), from: "test")
        var numbers: [Int] = []
        let fault = complaint {
            try reader.array { (reader, _) throws(SourceFault) in numbers.append(try reader.integer()) }
        }
        #expect(numbers == [37524])
        #expect(fault?.hasPrefix("test: byte 9, at [1]: this is no whole number") == true)
    }
}

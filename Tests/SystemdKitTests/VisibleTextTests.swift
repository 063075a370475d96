import Testing

@testable import SystemdKit

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("Vestvågøy €", "Vestvågøy €"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"),
        ("a\tb", "a\\tb"),
        ("\u{1B}[31mred", "\\x1b[31mred"), ("\u{0}", "\\x00"), ("\u{7}", "\\x07"), ("\u{7F}", "\\x7f"),
        ("\u{9B}31m", "\\x9b31m"), ("\u{2028}", "\\u{2028}"), ("\u{202E}cod", "\\u{202e}cod"), ("🇸🇪", "🇸🇪"),
    ])
    func `on one line, each control character is spelt out and nothing else changes`(text: String, shown: String) {
        #expect(VisibleText.of(text, .oneLine, limit: 1000) == shown)
    }

    @Test(arguments: [("a\n\tb", "a\n\tb"), ("a\r\nb", "a\\r\nb"), ("å\n\u{1B}", "å\n\\x1b")])
    func `over several lines, breaks and tabs stay`(text: String, shown: String) {
        #expect(VisibleText.of(text, .lines, limit: 1000) == shown)
    }

    @Test func `between quotation marks, an escape and its spelling stay apart`() {
        #expect(VisibleText.of("\u{1B}\\x1b\"", .quoted, limit: 1000) == "\\x1b\\\\x1b\\\"")
    }

    @Test func `fault 42: no control character of any plane survives`() {
        for value in UInt32(0)...0x2100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isControl = scalar.properties.generalCategory == .control
            let shown = VisibleText.of(String(scalar), .oneLine, limit: 100)
            if isControl {
                #expect(shown.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0 != "\u{7F}" })
            }
        }
    }

    @Test(arguments: [VisibleText.Style.oneLine, .quoted, .lines, .blanked], [0, 1, 39, 40, 41, 100, 257])
    func `no text is longer than the limit, whatever it is made of`(style: VisibleText.Style, limit: Int) {
        for piece in ["a", "å", "€", "😀", "\u{1B}", "\n", "\"", "e\u{301}", "\u{202E}"] {
            let shown = VisibleText.of(String(repeating: piece, count: 300), style, limit: limit)
            #expect(shown.utf8.count <= limit)
        }
    }

    @Test func `text of exactly the limit is whole, one byte more is cut and says so`() {
        let text = String(repeating: "a", count: 100)
        #expect(VisibleText.of(text, .oneLine, limit: 100) == text)
        let cut = VisibleText.of(text + "a", .oneLine, limit: 100)
        #expect(cut == String(repeating: "a", count: 60) + " [cut: 101 bytes in all]")
    }

    @Test func `a limit too small for the marker still keeps the beginning`() {
        #expect(VisibleText.of("abcdefgh", .oneLine, limit: 3) == "abc")
    }
}

import Testing

@testable import KlyftaWeb

@Suite("What a request may be")
struct RequestTests {
    @Test(arguments: [
        ("/", "/"), ("/sv/?a=/../b", "/sv/"), ("/m/%C3%85re", "/m/Åre"), ("http://localhost/x", "/x"),
        ("HTTP://localhost:80", "/"), ("/a#b", "/a"), ("/..a/b..", "/..a/b.."),
    ])
    func `a target is a path, decoded, without its query`(text: String, path: String) throws {
        #expect(try Target(text).path == path)
    }

    @Test(arguments: ["", "*", "x", "/%", "/%4", "/%zz", "/a%00b", "/%0d%0a", "/%ff", "/../etc", "/a/..", "/%2e%2e/x"])
    func `a target that is no text, or climbs, is refused`(text: String) {
        #expect(throws: Refusal.self) { try Target(text) }
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST:8377", true), ("127.0.0.1:1", true), ("[::1]:80", true), ("[::1]", true),
        ("klyfta.example:443", true), ("evil.example", false), ("localhost.evil.example", false), ("", false),
        ("localhost:", true), ("localhost:x", false), ("localhost:123456", false), ("127.0.0.1@evil.example", false),
    ])
    func `a host is one of ours, with any port`(host: String, isOurs: Bool) {
        #expect(HostNames(["Klyfta.example"]).contain(host) == isOurs)
    }

    @Test(
        arguments: [
            ("sv-FI, en;q=0.8", "sv"), ("nn, nb;q=0.9", "nb"), ("no", "nb"), ("de, fr", nil), ("*", "sv"),
            ("en;q=0, sv;q=0.1", "sv"), ("en;q=0.5,nb;q=0.5", "en"), ("sv;q=2, en;q=0.1", "en"), ("sv;q=x", nil),
            ("", nil),
            (";q=1,,;", nil), ("EN-gb", "en"),
        ] as [(String, String?)])
    func `the language that is wanted most is chosen, by its weight`(wanted: String, language: String?) {
        let offered: [(tag: String, names: [String])] = [("sv", ["sv"]), ("nb", ["nb", "nn", "no"]), ("en", ["en"])]
        #expect(Preferences(wanted).language(among: offered) == language)
    }

    @Test(arguments: [
        ("text/plain", 1.0), ("text/*;q=0.3", 0.3), ("*/*;q=0.1, text/plain;version=0.0.4;q=0.5", 0.5),
        ("application/json", 0.0), ("text/plain;q=0", 0.0),
    ])
    func `the range that says most about a type weighs it`(accept: String, weight: Double) {
        #expect(Preferences(accept).weight(of: "text/plain") == weight)
    }

    @Test(arguments: [
        ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), ("\"ab\"", false), ("a", false),
    ])
    func `a tag is known by itself, also weakly`(list: String, isKnown: Bool) {
        #expect(EntityTag.isAmong(list, "\"a\"") == isKnown)
    }

    @Test func `a moment is spelt as HTTP does`() {
        #expect(HTTPDate.text(of: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }
}

import KlyftaModel
import Testing

@testable import KlyftaSources

struct AddressTests {
    @Test(arguments: [
        ("https://data.ssb.no/api?a=1", "https://data.ssb.no/api?a=1"), ("HTTPS://Data.SSB.no", "https://data.ssb.no/"),
        ("https://data.ssb.no:443/x", "https://data.ssb.no/x"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://a.no?x=1", "https://a.no/?x=1"),
    ])
    func `an address is taken apart and put together`(text: String, normal: String) throws {
        #expect(try WebAddress(text).description == normal)
    }

    @Test(arguments: [
        "data.ssb.no", "ftp://a.no/", "https://", "https://a.no@b.no/", "https://u:p@b.no/", "https://a.no/#x",
        "https://a b.no/", "https://a.no/ø", "https://2130706433/", "https://0x7f000001/", "https://127.1/",
        "https://a..no/",
        "https://a.no:0/", "https://a.no:99999/", "https://a.no:+1/", "https://-a.no/", "https://[::1/",
        "https://a.no/a\r\nb",
    ])
    func `what another program could read otherwise is no address`(text: String) {
        #expect(throws: InvalidText.self) { try WebAddress(text) }
    }

    @Test func `plus and brackets are encoded in a query, and what is long enough already is not`() throws {
        let address = try WebAddress(
            "https://data.ssb.no/d",
            query: [("valueCodes[Region]", "04+05,0301*"), ("valueCodes[Tid]", "top(5)"), ("q", "a b&c=ø")])
        #expect(
            address.target
                == "/d?valueCodes%5BRegion%5D=04%2B05,0301*&valueCodes%5BTid%5D=top(5)&q=a%20b%26c%3D%C3%B8")
    }

    @Test(arguments: [(1_900, false), (2_100, true)])
    func `a question whose address grows over 2000 characters is posted`(length: Int, isPosted: Bool) throws {
        let query = [("c", String(repeating: "1", count: length))]
        let get = FetchRequest("q", at: try WebAddress("https://data.ssb.no/d", query: query))
        let request = try get.orPosted(to: try WebAddress("https://data.ssb.no/d")) { Array("{}".utf8) }
        #expect((request.body != nil) == isPosted)
        #expect(request.address.description.utf8.count <= 2_000)
    }

    @Test(arguments: [
        ("93.184.216.34", true), ("2606:2800:220:1::1", true), ("10.0.0.1", false), ("172.16.0.1", false),
        ("172.32.0.1", true),
        ("192.168.1.1", false), ("127.0.0.1", false), ("169.254.169.254", false), ("100.64.0.1", false),
        ("0.0.0.0", false),
        ("224.0.0.1", false), ("255.255.255.255", false), ("::1", false), ("::", false), ("fe80::1", false),
        ("fd00::1", false),
        ("::ffff:10.0.0.1", false), ("::ffff:93.184.216.34", true), ("64:ff9b::a00:1", false), ("2002:a00:1::", false),
        ("2001:db8::1", false), ("ff02::1", false), ("64:ff9b::5db8:d822", true),
    ])
    func `an address is public only if the whole world reaches the same machine by it`(text: String, isPublic: Bool)
        throws
    {
        #expect(try #require(IPAddress(text)).isPublic == isPublic)
    }

    @Test(arguments: [
        (#"{"a":[1,"]}\"",{}]}"#, true), (" [ ] \n", true), ("\u{feff}[]", true), (#"{"a":"b"#, false),
        (#"["\"#, false),
        ("[1]]", false), ("[}", false), ("1", false), ("[] x", false),
    ])
    func `JSON is whole when every bracket and text is closed and nothing is behind it`(text: String, isWhole: Bool) {
        #expect((PayloadShape.json.flaw(in: Array(text.utf8)) == nil) == isWhole)
    }

    @Test func `JSON nested without end is refused without following it`() {
        let deep = [UInt8](repeating: 0x5b, count: 100_000)
        #expect(PayloadShape.json.flaw(in: deep)?.hasPrefix("the answer is nested more than 512 deep") == true)
    }

    @Test(arguments: [
        ("a;b\n1;2\n", true), ("\n<html><title>b</title>", false), ("x;y\n1;b\n", false), ("b\u{0}", false),
    ])
    func `a table has its column in the first line and is no web page`(text: String, isTable: Bool) {
        #expect((PayloadShape.text(firstLineHolds: "b").flaw(in: Array(text.utf8)) == nil) == isTable)
    }

    @Test func `a ZIP archive has its directory at its end`() {
        let whole: [UInt8] = [0x50, 0x4b, 3, 4, 1, 2, 3, 0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18)
        #expect(PayloadShape.zip.flaw(in: whole) == nil)
        #expect(PayloadShape.zip.flaw(in: Array(whole.prefix(9))) != nil)
        #expect(PayloadShape.zip.flaw(in: Array("<html>".utf8)) != nil)
    }
}

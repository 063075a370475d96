import KlyftaModel
import Testing

@testable import KlyftaSources

struct BlankedTests {
    @Test(arguments: [
        (
            #"{"a":1,"extension":{"contact":[{"name":"K"},{"name":"L"}],"px":{}},"value":[1, null]}"#,
            #"{"a":1,"extension":{"contact":null,"px":{}},"value":[1, null]}"#
        ),
        (#"[{"contact" : "x"} , {"contact":{"contact":1}}]"#, #"[{"contact" : null} , {"contact":null}]"#),
        (#"{"label":"contact","note":["contact"]}"#, #"{"label":"contact","note":["contact"]}"#),
        // The same key, spelt another way.
        (#"{"c\u006fntact":"x"}"#, #"{"c\u006fntact":null}"#),
    ])
    func `members that nobody shall keep are null, and every other byte is as it was`(text: String, kept: String) throws
    {
        let bytes = try JSONReader.blanked(["contact"], in: Array(text.utf8), from: "test")
        #expect(String(decoding: bytes, as: UTF8.self) == kept)
    }

    @Test(arguments: ["", "{", #"{"contact":}"#, "{}{}", "<html>"])
    func `what is no JSON is not kept at all`(text: String) {
        #expect(throws: SourceFault.self) { try JSONReader.blanked(["contact"], in: Array(text.utf8), from: "test") }
    }
}

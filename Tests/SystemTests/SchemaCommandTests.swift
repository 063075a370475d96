import Foundation
import Testing

@Suite("klyfta check-config --schema")
struct SchemaCommandTests {
    @Test func `it prints the schema for editors, and asks for no configuration`() throws {
        let scratch = try Scratch()
        let ending = try scratch.start(["check-config", "--schema", "--config", scratch["absent.yaml"]]).ending()
        #expect(ending.status == .exited(0))
        let schema = try #require(
            JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(["state", "sources", "rules", "sinks"].allSatisfy { properties[$0] != nil })
        let definitions = try #require(schema["$defs"] as? [String: Any])
        // Every module of the program has its options in it.
        #expect(["demoskop", "esv", "exec", "file", "skl", "ssb"].allSatisfy { definitions["source.\($0)"] != nil })
    }
}

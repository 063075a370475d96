import Foundation
import KlyftaTestKit
import Testing

@testable import KlyftaDaemon

/// The schema in the hands of somebody else's validator: jsonschema of PyPI, which `.ci/peers` installs.
struct SchemaPeerTests {
    private static let packages = Shipped.root.appending(path: ".build/peers").path
    private static let hasPeer = FileManager.default.fileExists(atPath: packages + "/jsonschema")

    private struct Question: Encodable {
        let schema: String
        let documents: [String]
    }

    /// What is wrong with each document; nothing if it fits.
    private func complaints(about documents: [String]) async throws -> [String?] {
        var complaints: [String?] = []
        try await withTemporaryDirectory { folder in
            let question = Question(schema: ConfigurationSchema(of: SchemaDocument.registry).text, documents: documents)
            try JSONEncoder().encode(question).write(to: URL(filePath: folder + "/question"))
            let script = Shipped.root.appending(path: "Tests/KlyftaDaemonTests/Oracles/schema.py").path
            try await blocking {
                try ChildProcess.run("python3", script, Self.packages, folder + "/question", folder + "/answer")
            }
            complaints = try JSONDecoder().decode(
                [String?].self, from: Data(contentsOf: URL(filePath: folder + "/answer")))
        }
        try #require(complaints.count == documents.count)
        return complaints
    }

    @Test(.enabled(if: hasPeer, "needs jsonschema (.ci/peers)"))
    func `it is a schema, and takes every example and whatever the reader takes`() async throws {
        let documents = try SchemaDocument.shipped() + SchemaDocument.read
        for document in documents where document.isWhole {
            #expect(throws: Never.self, "\(document.name)") {
                try Configuration.read(document.text, named: "c.yaml", registry: SchemaDocument.registry)
            }
        }
        for (document, complaint) in zip(documents, try await complaints(about: documents.map(\.text))) {
            #expect(complaint == nil, "\(document.name)")
        }
    }

    @Test(.enabled(if: hasPeer, "needs jsonschema (.ci/peers)"))
    func `it refuses an unknown key, a wrong word and a value of the wrong kind, and most else that is broken`()
        async throws
    {
        let broken = SchemaDocument.broken
        let results = Array(zip(broken, try await complaints(about: broken.map(\.text))))
        let visible = [
            "unknown key", "the keys here are", "choose among", "not among the words", "is a map, not",
            "is one text, not",
            "is neither true nor false", "is no absolute path",
        ]
        for (bad, complaint) in results where visible.contains(where: bad.message.contains) {
            #expect(complaint != nil, "\(bad.text) \(bad.message)")
        }
        let taken = results.filter { $0.1 == nil }
        #expect(taken.count * 2 < results.count, "\(taken.map(\.0.message).joined(separator: "\n"))")
    }
}

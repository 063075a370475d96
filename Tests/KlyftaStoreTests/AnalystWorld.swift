import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaTestKit
import PostgresKit
import Testing

@testable import KlyftaStore

/// A database of its own with a state in the schema `klyfta`, as the documents have it: two vintages of a source, rounds with a
/// standing, a test and events.
struct AnalystWorld {
    /// The database, as its owner.
    let place: PostgresPlace
    /// The state.
    let store: Store
    private let server: PostgresServer
    private let database: String

    init() throws {
        server = try #require(PostgresServer.shared)
        database = "d\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try PostgresPlace(address: server.address).begin().run("CREATE DATABASE \(database)")
        place = try PostgresPlace(address: "postgresql://klyfta@/\(database)?host=\(server.directory)")
        store = try Store.open(place, beside: FileManager.default.temporaryDirectory.path)
    }

    /// Two vintages, of which the second stands; a round with a test, one with events.
    func fill() throws {
        _ = try store.take(.fibre(small: 60), at: .monday)
        _ = try store.take(.fibre(small: 61), at: .tuesday)
        _ = try store.commit(
            [], standings: [Standing(of: "a")], tests: try TestedRoundTests.tested(), routes: [], language: .english,
            at: .monday)
        try store.commit(
            [AlertEvent(.fired, of: "a"), AlertEvent(.fired, of: "b")], standings: [Standing(of: "a")], at: .tuesday)
        try store.commit(
            [AlertEvent(.resolved, of: "b", in: .year(2025))], standings: [Standing(of: "a"), Standing(of: "b")],
            at: .wednesday)
    }

    /// A session of a role in the database.
    func session(as role: String = "klyfta") throws -> PostgresSession {
        try PostgresSession(
            [("dbname", "postgresql://\(role)@/\(database)?host=\(server.directory)")], patience: .seconds(600))
    }

    /// The first column of the rows that a question gives.
    func texts(_ question: String, as role: String = "klyfta") throws -> [String] {
        let answer = try session(as: role).ask(question)
        return (0..<answer.count).map { row in
            answer.row(row).map { value in
                switch value {
                case .text(let text): text
                case .integer(let number): "\(number)"
                case .real(let number): "\(number)"
                case .bool(let truth): "\(truth)"
                case .null: "-"
                default: "\(value)"
                }
            }.joined(separator: " ")
        }
    }
}

/// A page of the documents, with what is set in as code.
struct DocumentedCode {
    /// The page.
    let text: String
    /// What is set in, block by block.
    let blocks: [String]

    init(_ path: String) throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardized
        text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        var blocks: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    ") {
                blocks[blocks.count - 1].append(line.dropFirst(4))
            } else if !line.isEmpty, blocks.last?.isEmpty == false {
                blocks.append([])
            }
        }
        self.blocks = blocks.map { $0.joined(separator: "\n") }.filter { !$0.isEmpty }
    }

    /// The block that has a text.
    func block(with text: String) -> String? { blocks.first { $0.contains(text) } }
}

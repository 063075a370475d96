import Foundation
import Glibc
import Testing

/// The journal's catalogue, by systemd's own compiler: one malformed file would break that of the whole machine.
@Suite(.enabled(if: Peers.has("/usr/bin/journalctl"), "needs journalctl"))
struct CatalogTests {
    private let scratch: Scratch
    private static let folder = FileManager.default.currentDirectoryPath + "/Deploy/catalog"
    private static let languages = ["klyfta.catalog", "klyfta.nb.catalog", "klyfta.sv.catalog"]

    init() throws { scratch = try Scratch() }

    private func journalctl(_ arguments: String...) throws -> Ending {
        try KlyftaProcess(
            .init(program: "/usr/bin/journalctl", arguments: ["--root=\(scratch["root"])"] + arguments), in: scratch
        ).ending()
    }

    @Test func `it compiles, and explains every sort of message`() throws {
        try scratch.makeDirectory("root/usr/lib/systemd/catalog")
        try scratch.makeDirectory("root/var/lib/systemd/catalog")
        for name in Self.languages {
            try FileManager.default.copyItem(
                atPath: "\(Self.folder)/\(name)", toPath: scratch["root/usr/lib/systemd/catalog/\(name)"])
        }
        let update = try journalctl("--update-catalog")
        #expect(update.status == .exited(0) && update.errors.isEmpty, "\(update)")
        let list = try journalctl("--list-catalog")
        #expect(
            Set(list.output.split(separator: "\n").map { String($0.prefix(32)) }) == (try ids(of: "klyfta.catalog")))
    }

    @Test func `every language has every message, with the same fields, in lines that fit`() throws {
        let sets = try Self.languages.map { try ids(of: $0) }
        #expect(sets[0].count == 8 && Set(sets).count == 1)
        let fields = try Self.languages.map { name in
            try text(of: name).matches(of: #/@[A-Z_]+@/#).map { String($0.output) }.sorted()
        }
        #expect(Set(fields).count == 1)
        for name in Self.languages {
            for line in try text(of: name).split(separator: "\n") { #expect(line.count <= 98, "\(line)") }
        }
    }

    private func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
    }

    private func ids(of name: String) throws -> Set<String> {
        Set(try text(of: name).matches(of: #/(?m)^-- ([0-9a-f]{32})$/#).map { String($0.output.1) })
    }
}

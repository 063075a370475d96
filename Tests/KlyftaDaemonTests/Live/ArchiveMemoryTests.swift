import Foundation
import KlyftaDaemon
import KlyftaStore
import KlyftaTestKit
import Testing

/// An answer is never whole in the daemon's memory: it goes from the module's file into the archive in pieces.
struct ArchiveMemoryTests {
    @Test func `an answer of 64 MiB is kept in less than 16`() async throws {
        try await withTemporaryDirectory { directory in
            let exchange = Exchange(path: "\(directory)/exchange")
            try exchange.prepare()
            let row = Array(#"{"kpi":"N07900","period":2024,"values":[{"gender":"T","value":97.5}]},"#.utf8)
            let content = Array(repeating: row, count: (64 << 20) / row.count).flatMap(\.self)
            let digest = try exchange.put(content)
            let archive = PayloadArchive(directory: "\(directory)/archive")
            // In a process of its own, whose memory no other test uses.
            let note = "\(directory)/growth"
            try ChildProcess.run(LiveBench.specimen, "keep", exchange.path, archive.directory, digest, note)
            let growth = try #require(Int(try String(contentsOfFile: note, encoding: .utf8)))
            #expect(growth < 16 << 20, "\(growth) bytes")
            #expect(try archive.bytes(of: digest) == content)
        }
    }
}

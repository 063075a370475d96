import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import KlyftaTestKit
import Testing

@Suite("A live module, from its office to the archive", .timeLimit(.minutes(10)), .onEveryStore)
struct LiveSourceTests {
    @Test func `what an office answers becomes a release, and each figure names its payloads`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            let taken = try await bench.fetch()
            guard case .adopted(let vintage) = taken else { throw Missing() }
            #expect(bench.asked() == ["/table", "/data", "/data?page=2"])
            let release = try #require(try bench.store.release(of: .office))
            #expect(release.observations.map(\.municipality.code).sorted() == ["0001", "0002"])
            let origins = try bench.store.origins()
            let origin = try #require(origins.first)
            #expect(origins.count == 1 && origin.vintage == vintage)
            #expect(origin.origin.payloads.map(\.name) == ["table", "page 1", "page 2"])
            // Greeting, indicator, 2024, 2025, end.
            #expect(origin.origin.lines == [[], [0, 1, 2], [0, 1], [0, 2], []])
            for payload in origin.origin.payloads {
                #expect(try bench.store.archive.bytes(of: payload.sha256).count == payload.bytes)
            }
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/state/exchange/office"))
        }
    }

    @Test func `the log has one line for each table, one for the state and one for the figures`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            try await bench.fetch()
            let lines = bench.log.lines.map { $0.replacing(#/fetch\.bytes=\d+ /#, with: "") }
            #expect(
                lines.dropLast() == [
                    "Table fetched fetch.answers=1/1 fetch.cells=0 fetch.table=table source.id=office",
                    "Table fetched fetch.answers=3/3 fetch.cells=4 fetch.table=fibre source.id=office",
                    "A source is in another state source.id=office "
                        + "source.message=Up to date; newest period 2025. source.state=fresh",
                ])
            #expect(lines.last?.hasPrefix("New figures taken ") == true)
        }
    }

    @Test func `a second fetch with nothing new asks one small question`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            let vintage = try await bench.fetch().vintage
            _ = bench.asked()
            #expect(try await bench.fetch() == .unchanged(vintage))
            #expect(bench.asked() == ["/table"])
        }
    }

    @Test func `a new stamp is asked for anew, and is a new vintage only where figures changed`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            let vintage = try await bench.fetch().vintage
            _ = bench.asked()
            bench.office.change { $0.updated = "2026-11-02" }
            #expect(try await bench.fetch() == .unchanged(vintage))
            #expect(bench.asked().count == 3)
            bench.office.change { office in
                office.updated = "2026-11-03"
                office.small = 61
            }
            guard case .adopted(let second) = try await bench.fetch() else { throw Missing() }
            #expect(second != vintage)
            #expect(try bench.store.origins().map(\.vintage) == [vintage, second])
        }
    }

    @Test func `the archive gives the same figures byte for byte, without asking`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            try await bench.fetch()
            bench.office.change { office in
                office.updated = "2026-11-03"
                office.small = 61
            }
            try await bench.fetch()
            _ = bench.asked()
            let report = try await bench.verify()
            #expect(report == .init(same: 2, payloads: 5))
            #expect(report.description == "2 of 2 vintages are the same byte for byte, from 5 answers")
            #expect(bench.asked() == [])
        }
    }

    @Test func `figures that the answers do not give any more are told by place, then and now`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            try await bench.fetch()
            let origin = try #require(try bench.store.origins().first).origin
            // As if an older reader had read the same answers otherwise.
            var other = try #require(try bench.store.release(of: .office))
            other.observations = other.observations.map { fact in
                guard fact.period == .year(2024) else { return fact }
                return Observation(fact.indicator, fact.municipality, fact.period, .value(61.5))
            }
            let second = try bench.store.take(other, from: origin, at: CommitTime(milliseconds: 1)).vintage
            let report = try await bench.verify()
            #expect(report.same == 1 && report.flaws.count == 1)
            #expect(
                report.flaws.first?.hasPrefix("office \(second.short): the answers now give other figures (") == true)
            #expect(
                report.flaws.first?.split(separator: "\n").dropFirst()
                    == ["  office.fibre in 2024 for SE-0001: then 61.5, now 60.0"])
        }
    }

    @Test func `an answer that was changed in the archive is found, and one that was lost unless the database has it`()
        async throws
    {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            try await bench.fetch()
            let digest = try #require(try bench.store.origins().first).origin.payloads[1].sha256
            let path = "\(directory)/state/payloads/\(digest.prefix(2))/\(digest).gz"
            try Data(Gzip.packed(Array(#"{"values":[]}"#.utf8))).write(to: URL(filePath: path))
            #expect(try await bench.verify().flaws.first?.contains("is not what its name says") == true)
            try FileManager.default.removeItem(atPath: path)
            let report = try await bench.verify()
            #expect(report.isGood == isStoreShared, "\(report)")
            #expect(isStoreShared || report.flaws.first?.contains("the payload is not there") == true, "\(report)")
            // The office still has it: asked again and kept again.
            try await bench.fetch()
            #expect(try await bench.verify().isGood)
        }
    }

    @Test func `what no figure needs is forgotten in time, and what one needs never`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            try await bench.fetch()
            bench.office.change { $0.updated = "2026-11-02" }
            try await bench.fetch()
            #expect(bench.store.archive.digests().count == 4, "another stamp, the same pages")
            #expect(try bench.prune(keepingDays: 1) == 0)
            #expect(try bench.prune(keepingDays: 0) == 1)
            #expect(try await bench.verify() == .init(same: 1, payloads: 3))
        }
    }

    @Test(arguments: [
        [HTTPServer.Step].answer("<html>Vedlikehold</html>"), .answer("{}", status: "404 Not Found"),
        .answer(#"{"values":[{"municipality":"SE-0002"}]}"#), .answer(#"{"values":[],"next":"/data"}"#),
        .answer(#"{"values":[{"municipality":"SE-1","year":2025,"value":91}]}"#),
    ])
    func `a page that is missing or wrong refuses the whole release, and the last one stands`(
        page: [HTTPServer.Step]
    ) async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            let vintage = try await bench.fetch().vintage
            bench.office.change { office in
                office.updated = "2026-12-01"
                office.small = 1
                office.secondPage = page
            }
            await #expect(throws: SourceFault.self) { try await bench.fetch() }
            #expect(try bench.store.vintages() == [.office: vintage])
            #expect(try bench.store.origins().count == 1)
        }
    }

    @Test func `what was asked counts for the next process, whether or not the fetch came to anything`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory)
            bench.office.change { $0.secondPage = .answer("no", status: "403 Forbidden") }
            await #expect(throws: SourceFault.self) { try await bench.fetch() }
            let budget = try #require(try bench.store.hostBudgets()["127.0.0.1"])
            #expect(budget.tokens < 500)
        }
    }

    @Test func `a live module asks nobody before a contact is configured`() async throws {
        try await withTemporaryDirectory { directory in
            let bench = try LiveBench(in: directory, contact: nil)
            let fault = await #expect(throws: SourceFault.self) { try await bench.fetch() }
            #expect(fault?.remedy.contains("'contact:'") == true)
            #expect(bench.asked() == [])
        }
    }

    @Test(arguments: [
        #"{"release":{"origins":[[],[]],"sha256":"\#(String(repeating: "a", count: 64))"}}"#,
        #"{"release":{"origins":[],"sha256":"../../../etc/passwd"}}"#,
    ])
    func `a reference to a file that was not handed over is no release`(line: String) async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript("echo '\(line)'", in: directory)
            let exchange = Exchange(path: "\(directory)/exchange")
            try exchange.prepare()
            let terms = FetchTerms(network: NetworkTerms(), exchange: exchange.path)
            let process = SourceProcess(executable: script.path)
            let fault = await #expect(throws: SourceFault.self) {
                try await process.delivery(of: .office(), on: terms) { _ in }
            }
            #expect(fault?.place == exchange.path)
        }
    }

    @Test func `a file that is a link, or not what its name says, is not taken`() async throws {
        try await withTemporaryDirectory { directory in
            let exchange = Exchange(path: "\(directory)/exchange")
            try exchange.prepare()
            let digest = try exchange.put(Array("[1]".utf8))
            #expect(try exchange.contents(of: digest) == Array("[1]".utf8))
            try Data("[2]".utf8).write(to: URL(filePath: "\(exchange.path)/\(digest)"))
            #expect(throws: SourceFault.self) { try exchange.contents(of: digest) }
            try FileManager.default.removeItem(atPath: "\(exchange.path)/\(digest)")
            try Data("[1]".utf8).write(to: URL(filePath: "\(directory)/elsewhere"))
            try FileManager.default.createSymbolicLink(
                atPath: "\(exchange.path)/\(digest)", withDestinationPath: "\(directory)/elsewhere")
            #expect(throws: SourceFault.self) { try exchange.contents(of: digest) }
        }
    }

    @Test func `what was asked counts even if the process is ended in the middle`() async throws {
        try await withTemporaryDirectory { directory in
            let line = FetchLine.budget("data.ssb.no", HostBudget(tokens: 1, at: CommitTime(milliseconds: 7))).line
            let script = try SourceScript("echo '\(line)'; hang", in: directory)
            let (told, tell) = AsyncStream.makeStream(of: FetchLine.self)
            let process = SourceProcess(executable: script.path)
            let fetch = Task {
                try await process.delivery(of: .office(), on: FetchTerms(network: NetworkTerms())) { tell.yield($0) }
            }
            // Heard while the process still runs: nothing of it is lost with the process.
            var first: FetchLine?
            for await line in told {
                first = line
                break
            }
            #expect(first?.budget?.host == "data.ssb.no")
            fetch.cancel()
            await #expect(throws: (any Error).self) { try await fetch.value }
        }
    }

    private struct Missing: Error {}
}

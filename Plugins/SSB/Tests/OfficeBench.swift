import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Synchronization

@testable import SSB

/// The module in front of an office that answers as SSB does, with a clock that jumps where anybody waits.
final class OfficeBench: Sendable {
    let office: PlayedStatBank
    let clock: JumpingClock
    private let source: SSBSource
    private let quota: HostAllowance.Quota
    private let held = Mutex<[PayloadReference]>([])
    private let last = Mutex(Payloads())
    private let store = MemoryStore()

    /// The options of one table of the survey.
    static let survey: [String: [String]] = [
        "live": ["true"], "tables/12031/contents": ["Andel"], "tables/12031/where/Funksjon": ["01"],
        "tables/12031/indicator": ["outsourced"], "tables/12031/unit": ["percent"],
        "tables/12031/direction": ["neutral"], "tables/12031/nature": ["survey"],
    ]

    /// The options of two tables of the survey.
    static let twoSurveys: [String: [String]] = {
        var options = survey
        for (key, value) in survey where key.hasPrefix("tables/") {
            options[key.replacing("12031", with: "12032")] = value
        }
        options["tables/12032/indicator"] = ["second"]
        return options
    }()

    /// The figures that ship.
    static let shipped = DataFolder(
        path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data")
            .path)

    init(
        _ state: PlayedStatBank.State = .norway(), options: [String: [String]] = survey,
        quota: HostAllowance.Quota = .init(requests: 4_000, perSeconds: 1)
    ) throws {
        let (clock, heard) = (JumpingClock(), Heard())
        self.clock = clock
        self.quota = quota
        office = try PlayedStatBank(state) { heard.hear(clock.now()) }
        self.heard = heard
        source = try SSBSource(
            SourceOptions(options), shipped: Self.shipped,
            asking: SSBService(tables: office.tables, klass: office.klass))
    }

    private let heard: Heard

    /// When the office was asked, in milliseconds of the clock.
    var asked: [Int64] { heard.moments }

    /// Asks once, keeps the answers, and reads them.
    func fetch() async throws -> SourcedRelease {
        let terms = NetworkTerms(contact: "it@kommun.example", privateNetworks: ["127.0.0.0/8"])
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms, environment: [:]), hosts: [HostAllowance("127.0.0.1", quota: quota)],
            terms: terms, clock: clock, chance: { 0.5 })
        let inquiry = Inquiry(
            of: source, by: fetcher, known: held.withLock(\.self), store: store, clock: { [clock] in clock.now() })
        var taken: [PayloadReference] = []
        let payloads = try await inquiry.run(taken: { taken.append($0) }, progress: { _ in })
        held.withLock { $0 = taken }
        last.withLock { $0 = payloads }
        return try SourcedRelease(of: source, from: payloads)
    }

    /// Reads the answers of the last fetch again, as from the archive: why others did not come is not known there.
    func replay() throws -> SourcedRelease {
        try SourcedRelease(of: source, from: Payloads(Array(last.withLock(\.self))))
    }

    /// What is wrong with what the office answers, of all or of one table.
    func fault() async throws -> any Fault {
        do {
            if let refused = try await fetch().release.refused.first { return refused.fault }
        } catch let fault as any Fault { return fault }
        throw NoFault()
    }

    /// The answers of the last fetch.
    var answers: [PayloadReference] { held.withLock(\.self) }

    /// All that was kept, as text.
    var archive: String { store.text }

    struct NoFault: Error {}

    private final class Heard: Sendable {
        private let all = Mutex<[Int64]>([])
        var moments: [Int64] { all.withLock(\.self) }
        func hear(_ moment: CommitTime) { all.withLock { $0.append(moment.milliseconds) } }
    }
}

/// Answers by a number in place of their hash.
private final class MemoryStore: PayloadStore {
    private let all = Mutex<[[UInt8]]>([])

    var text: String { all.withLock { $0.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") } }

    func keep(_ bytes: [UInt8]) throws -> String {
        all.withLock { all in
            all.append(bytes)
            return "\(all.count - 1)"
        }
    }

    func bytes(of reference: PayloadReference) throws -> [UInt8] {
        all.withLock { $0[Int(reference.sha256) ?? 0] }
    }
}

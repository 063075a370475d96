import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Synchronization

@testable import SKL

/// The module in front of a Kolada that a test plays, with a clock that jumps where anybody waits.
final class KoladaBench: Sendable {
    let office: KoladaOffice
    let source: SKLSource
    let clock: JumpingClock
    private let quota: HostAllowance.Quota
    private let kept = Mutex((bytes: [String: [UInt8]](), references: [PayloadReference]()))
    private let last = Mutex(Payloads())

    static let shipped = DataFolder(
        path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data")
            .path)

    /// - Parameters:
    ///   - own: which of the module's own indicators are asked for.
    ///   - options: further options, by key.
    ///   - quota: what the office is held to allow; it counts then. Otherwise nobody waits.
    init(
        own: [String] = ["N07900"], options: [String: String] = [:],
        quota: HostAllowance.Quota? = nil,
        _ fill: (inout KoladaOffice.Holdings) -> Void
    ) throws {
        let clock = JumpingClock()
        office = try KoladaOffice(
            { holdings in
                holdings.indicators = Self.entries
                for area in KoladaOffice.municipalities { holdings.rows.append(KoladaRow("N01951", area, 2025, 9_000)) }
                fill(&holdings)
            }, clock: { quota == nil ? 0 : clock.now().milliseconds })
        self.clock = clock
        self.quota = quota ?? .init(requests: 4_000, perSeconds: 1)
        var values = options.mapValues { [$0] }
        values["live"] = ["true"]
        values["address"] = [office.address]
        values["indicators"] = own
        // What Kolada writes of its indicators is its own; here each description is the id.
        for id in own.filter(KoladaWish.isID) + ["N01951"]
        where values["kolada/\(id)/definition"] == nil {
            values["kolada/\(id)/definition"] = [DescriptionMark(of: id).description]
        }
        source = try SKLSource(SourceOptions(values), shipped: Self.shipped)
    }

    /// The module's own indicators as Kolada lists them, with their ids as descriptions.
    static let entries = ExpectedIndicator.all.sorted { $0.key < $1.key }.map { id, expected in
        KoladaEntry(id, expected.title, description: id, isDividedByGender: expected.isDividedByGender)
    }

    /// Asks as the daemon does, and reads what came.
    @discardableResult
    func fetch() async throws -> SourcedRelease {
        let host = HostAllowance("127.0.0.1", quota: quota)
        let terms = NetworkTerms(contact: "it@kommun.example", privateNetworks: ["127.0.0.0/8"])
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms, environment: [:]), hosts: [host], terms: terms, clock: clock,
            chance: { 0.5 })
        let inquiry = Inquiry(
            of: source, by: fetcher, known: kept.withLock(\.references), store: self, clock: clock.now)
        let taken = Mutex<[PayloadReference]>([])
        let payloads = try await inquiry.run(
            taken: { reference in taken.withLock { $0.append(reference) } }, progress: { _ in })
        last.withLock { $0 = payloads }
        let release = try SourcedRelease(of: source, from: payloads)
        kept.withLock { $0.references += taken.withLock { $0.filter { !$0.isKnown } } }
        return release
    }

    /// Reads the answers of the last fetch again, as from the archive: why others did not come is not known there.
    func replay() throws -> SourcedRelease {
        try SourcedRelease(of: source, from: Payloads(Array(last.withLock(\.self))))
    }

    /// The fault of a fetch, of all or of one indicator; `nil` if it went well.
    func fault() async -> (any Fault)? {
        do {
            return try await fetch().release.refused.first?.fault
        } catch {
            return error as? any Fault
        }
    }

    /// What was asked since the last time this was called, without what all addresses have in common.
    func asked() -> [String] { office.takeQuestions().map { String($0.target.dropFirst("/v3/".count)) } }
}

extension KoladaBench: PayloadStore {
    func keep(_ bytes: [UInt8]) throws -> String {
        kept.withLock { kept in
            let name = "\(kept.bytes.count)"
            kept.bytes[name] = bytes
            return name
        }
    }

    func bytes(of reference: PayloadReference) throws -> [UInt8] {
        guard let bytes = kept.withLock({ $0.bytes[reference.sha256] }) else {
            throw SourceFault(at: reference.name, "it is not held", remedy: "Ask again.")
        }
        return bytes
    }
}

/// A clock that stands still, and jumps to the end of each wait.
final class JumpingClock: FetchClock {
    private let moment = Mutex(CommitTime(milliseconds: 1_792_000_000_000))

    func now() -> CommitTime { moment.withLock { $0 } }

    func wait(milliseconds: Int64) async throws { pass(milliseconds) }

    /// Lets time pass.
    func pass(_ milliseconds: Int64) {
        moment.withLock { $0 = CommitTime(milliseconds: $0.milliseconds + milliseconds) }
    }
}

extension SourcedRelease {
    /// The outcome of an indicator for a municipality.
    func outcome(_ indicator: String, _ code: String, _ year: Int) -> Outcome? {
        release.observations.first {
            $0.indicator.localName == indicator && $0.municipality.code == code && $0.period == .year(year)
        }?.outcome
    }
}

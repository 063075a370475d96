import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaStore

/// The side of a module's process on which a live source is asked, or its release made again from the archive.
struct LiveServer {
    let source: any LiveSource
    /// What the source is called, which may not be what its module is.
    let name: SourceID
    let options: SourceOptions
    let terms: FetchTerms
    let say: @Sendable (String) -> Void
    let show: @Sendable (FetchProgress) -> Void

    /// Says everything up to the release.
    /// - Throws: a ``Fault``.
    func run() async throws {
        let payloads = terms.isReplay ? try held() : try await asked()
        let sourced = try SourcedRelease(of: source, named: name, from: payloads)
        guard terms.exchange != nil || terms.isReplay else {
            // By hand, with nobody to take files.
            ReleaseWriter.answer(with: sourced.release).forEach(say)
            return
        }
        let content = Array(sourced.lines.map { "\($0)\n" }.joined().utf8)
        let digest = try terms.exchange.map { try Exchange(path: $0).put(content) } ?? ContentDigest.hex(of: content)
        say(
            FetchLine.release(
                ReleaseReference(
                    sha256: digest, origins: sourced.origins, refused: sourced.release.refused)
            ).line)
    }

    private func asked() async throws -> Payloads {
        let clock = MachineClock()
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms.network, environment: ProcessInfo.processInfo.environment),
            hosts: type(of: source).hosts(for: options), terms: terms.network, budgets: terms.budgets, clock: clock,
            spent: { [say] host, left in say(FetchLine.budget(host, left).line) })
        let inquiry = Inquiry(
            of: source, by: fetcher, known: terms.known, store: ExchangeStore(terms), clock: clock.now)
        return try await inquiry.run(
            taken: { say(FetchLine.payload($0).line) },
            progress: { progress in
                show(progress)
                say(FetchLine.progress(progress).line)
            })
    }

    /// The answers that the request names, from the archive and in their order.
    private func held() throws -> Payloads {
        let store = ExchangeStore(terms)
        return Payloads(
            try terms.known.map { reference in
                Payload(
                    reference.name, from: try WebAddress(reference.address), bytes: try store.bytes(of: reference),
                    retrieved: CommitTime(milliseconds: reference.retrieved))
            })
    }
}

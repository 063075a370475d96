import Foundation
import KlyftaModel
import KlyftaSources

/// Posts to the address of one sink, over a connection of its own: a receiver that is slow holds up itself alone.
package struct WebPost: Sendable {
    private let name: String
    private let transport: any Transport
    private let deadline: Duration

    /// A receiver that has not answered by then is asked again later.
    package static let patience = Duration.seconds(30)
    /// Of an answer only the beginning is read: for a refusal's reason.
    private static let mostBytes = 64 << 10

    /// - Parameters:
    ///   - name: the sink's, for faults. The address is not told: it may be a secret.
    ///   - terms: with proxy and certificates. Where to, the operator said himself, so that also a private address may be
    ///     asked.
    /// - Throws: ``InvalidText`` for terms that are none.
    package init(as name: String, _ terms: NetworkTerms, deadline: Duration = WebPost.patience) throws {
        var terms = terms
        terms.privateNetworks = ["0.0.0.0/0", "::/0"]
        self.init(
            as: name, over: try CurlTransport(terms, environment: ProcessInfo.processInfo.environment),
            deadline: deadline)
    }

    init(as name: String, over transport: any Transport, deadline: Duration = WebPost.patience) {
        self.name = name
        self.transport = transport
        self.deadline = deadline
    }

    /// Posts a body, and reads what the answer means.
    /// - Throws: ``DeliveryFault`` for anything but a 2xx.
    package func post(
        _ body: [UInt8], to address: WebAddress, headers: [(name: String, value: String)]
    ) async throws(DeliveryFault) {
        var limits = limits(of: Self.mostBytes)
        limits.isBeginningEnough = true
        _ = try await exchange(body, with: address, headers, limits)
    }

    /// Reads what lies at an address, at most 4 MiB.
    /// - Throws: ``DeliveryFault`` for anything but a 2xx.
    package func read(
        _ address: WebAddress, headers: [(name: String, value: String)]
    ) async throws(DeliveryFault) -> [UInt8] {
        try await exchange(nil, with: address, headers, limits(of: 4 << 20))
    }

    private func limits(of bytes: Int) -> PayloadLimits {
        PayloadLimits(wireBytes: bytes, bytes: bytes, deadline: deadline, leastBytes: 0)
    }

    private func exchange(
        _ body: [UInt8]?, with address: WebAddress, _ headers: [(name: String, value: String)], _ limits: PayloadLimits
    ) async throws(DeliveryFault) -> [UInt8] {
        let own = [("User-Agent", "Klyfta/\(ProgramVersion.text)"), ("Accept-Encoding", "identity"), ("Expect", "")]
        let answer: HTTPAnswer
        do {
            answer = try await transport.exchange(
                HTTPQuestion(address: address, body: body, headers: headers + own, limits: limits))
        } catch {
            // The fault names the host, never the path.
            let kind: DeliveryFault.Kind = error.kind == .notAllowed ? .refused : .down(retryAfter: nil)
            throw DeliveryFault(
                kind, at: "sink \(name)", "\(address.host): \(error.problem)",
                remedy: "The event is kept and sent again. Look at the address, the network and the receiver.")
        }
        if let fault = fault(answer, from: address) { throw fault }
        return answer.body
    }

    private func fault(_ answer: HTTPAnswer, from address: WebAddress) -> DeliveryFault? {
        let place = "sink \(name)"
        let said = "\(address.host) answered \(answer.status)\(Self.reason(answer.body))"
        switch answer.status {
        case 200..<300: return nil
        case 300..<400:
            return DeliveryFault(
                .refused, at: place, "\(said), which leads elsewhere and is not followed",
                remedy: "Name the address that it leads to.")
        case 410:
            return DeliveryFault(
                .gone, at: place, said,
                remedy:
                    "Nothing more is sent there. Correct the address, then 'klyfta outbox retry --sink \(name)'.")
        case 408, 425, 429, 500...:
            let pause = RetryAfter.pause(answer.headers["retry-after"], at: .now)
            return DeliveryFault(
                .down(retryAfter: pause.map { .milliseconds($0) }), at: place, said,
                remedy: "The event is kept and sent again.")
        default:
            return DeliveryFault(
                .refused, at: place, said,
                remedy: "The event is kept and sent again once an hour. Look at the address, the secret and the form.")
        }
    }

    /// What the other side gave as its reason, on one line and short.
    private static func reason(_ body: [UInt8]) -> String {
        let text = PlainText.line(String(decoding: body.prefix(400), as: UTF8.self), atMost: 160)
        return text.isEmpty ? "" : " (\(text))"
    }
}

extension CommitTime {
    /// The moment now, by the clock of this machine.
    static var now: CommitTime { CommitTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}

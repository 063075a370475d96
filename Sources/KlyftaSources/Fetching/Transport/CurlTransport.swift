import CCurl
import Dispatch
import Foundation

/// Asks over libcurl.
///
/// Every exchange runs on one serial queue of its own: libcurl waits in system calls, and Swift's few cooperative
/// threads must not wait with it. One queue also means one exchange at a time, and lets connections be used again.
/// Cancelling wakes it at once.
///
/// Nothing comes in from the surroundings but what the terms allow: no cookies, no `.netrc`, no `.curlrc`, no
/// authentication; the proxy is chosen by ``ProxyChoice``, never by libcurl itself.
package final class CurlTransport: Transport {
    private let queue = DispatchQueue(label: "klyfta.curl")
    private let multi: CurlMulti
    private let terms: NetworkTerms
    private let policy: AddressPolicy
    private let proxy: ProxyChoice
    private let resolve: [String]

    /// A transport on an installation's terms.
    /// - Parameters:
    ///   - environment: where `https_proxy` and `no_proxy` are read.
    ///   - resolve: names whose addresses are given, as `host:port:address,…`, instead of asking the name service: for
    ///     tests.
    /// - Throws: ``InvalidText`` for a private network that is none.
    package init(_ terms: NetworkTerms, environment: [String: String], resolve: [String] = []) throws {
        self.terms = terms
        self.policy = AddressPolicy(allowing: try terms.privateNetworks.map { text in try IPNetwork(text) })
        self.proxy = ProxyChoice(configured: terms.proxy, environment: environment)
        self.resolve = resolve
        self.multi = CurlMulti()
    }

    package func exchange(_ question: HTTPQuestion) async throws(FetchFault) -> HTTPAnswer {
        let host = question.address.host.trimmingCharacters(in: ["[", "]"])
        if let address = IPAddress(host), let problem = policy.objection(to: address, over: question.address.scheme) {
            throw FetchFault(.notAllowed, at: question.address, problem)
        }
        let transfer = CurlTransfer(
            question, terms: terms, policy: policy, proxy: proxy.proxy(for: question.address), resolve: resolve,
            wake: multi.wake)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { [multi] in
                    let result = transfer.run(on: multi)
                    continuation.resume(returning: result)
                    // What is left may wait for a name service that does not answer: nobody waits for that.
                    transfer.clear(from: multi)
                }
            }
        } onCancel: {
            transfer.cancel()
        }
        return try result.get()
    }
}

/// The handle that keeps connections between exchanges. Used on the transport's queue only, but for ``wake()``, which
/// libcurl allows from anywhere.
final class CurlMulti: @unchecked Sendable {
    let handle: OpaquePointer

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    init() {
        _ = Self.isReady
        guard let handle = curl_multi_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.handle = OpaquePointer(handle)
    }

    deinit { curl_multi_cleanup(UnsafeMutableRawPointer(handle)) }

    @Sendable func wake() { curl_multi_wakeup(UnsafeMutableRawPointer(handle)) }
}

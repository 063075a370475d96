import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

@Suite("Whom to believe", .timeLimit(.minutes(10)))
struct TrustTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]".utf8), to: "data")
        try TLSServer.makeCertificate("good", for: "DNS:localhost", in: folder.path)
    }

    /// Asks a server that shows a certificate.
    private func answer(
        of certificate: String, trusting file: String?, options: [String] = []
    ) async throws -> Result<[UInt8]?, FetchFault> {
        let server = try TLSServer(certificate: certificate, in: folder.path, options: options)
        let terms = NetworkTerms(
            contact: "it@kommun.example", certificates: file.map { "\(folder.path)/\($0)" },
            privateNetworks: ["127.0.0.0/8"])
        let fetcher = PoliteFetcher(
            over: try CurlTransport(terms, environment: [:], resolve: ["localhost:\(server.port):127.0.0.1"]),
            hosts: [.init("localhost", quota: .init(requests: 400, perSeconds: 1))], terms: terms, clock: JumpingClock()
        )
        let request = FetchRequest("q", at: try WebAddress("https://localhost:\(server.port)/data"), limits: .short)
        do {
            return .success(try await fetcher.answer(to: request).bytes)
        } catch let fault as FetchFault {
            return .failure(fault)
        }
    }

    /// What is said of a server that must not be believed.
    private func distrust(_ certificate: String, trusting file: String?, options: [String] = []) async throws -> String
    {
        switch try await answer(of: certificate, trusting: file, options: options) {
        case .success: return "it was believed"
        case .failure(let fault):
            #expect(fault.kind == .untrusted, "\(fault)")
            #expect(fault.problem.hasPrefix("localhost is not trusted"), "\(fault)")
            return fault.problem
        }
    }

    @Test func `a server with a certificate that is trusted is believed`() async throws {
        #expect(try await answer(of: "good", trusting: "good.pem") == .success(Array("[1]".utf8)))
    }

    @Test func `fault 24: an expired certificate is refused`() async throws {
        try TLSServer.makeCertificate("old", for: "DNS:localhost", isOver: true, in: folder.path)
        #expect(try await distrust("old", trusting: "old.pem").contains("expired"))
    }

    @Test func `fault 24: a certificate for somebody else is refused`() async throws {
        try TLSServer.makeCertificate("other", for: "DNS:elsewhere.example", in: folder.path)
        #expect(try await distrust("other", trusting: "other.pem").contains("name"))
    }

    @Test func `fault 24: a certificate that only its owner signed is refused`() async throws {
        #expect(try await distrust("good", trusting: nil).contains("self"))
    }

    @Test func `fault 24: TLS older than 1.2 is refused`() async throws {
        _ = try await distrust("good", trusting: "good.pem", options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
    }

    @Test func `fault 24: without the certificates to trust nobody is believed`() async throws {
        _ = try await distrust("good", trusting: "missing.pem")
    }
}

import CCurl
import Dispatch
import Glibc
import KlyftaModel

/// Hands mails to a server over SMTP, by libcurl.
package struct SMTP: MailCarrier {
    /// Where it is and how it is spoken to.
    package struct Server: Hashable, Sendable {
        package var host: String
        package var port: Int
        /// Whether the connection is encrypted: from its first byte, by STARTTLS, or not at all.
        package var security: Security
        /// A file with the certificates to trust, in PEM; `nil` for those of the system.
        package var certificates: String?
        package var user: String?
        package var password: Secret?

        package enum Security: String, Hashable, Sendable, CaseIterable {
            case tls
            case startTLS = "starttls"
            case none
        }

        package init(
            host: String, port: Int, security: Security, certificates: String? = nil, user: String? = nil,
            password: Secret? = nil
        ) {
            self.host = host
            self.port = port
            self.security = security
            self.certificates = certificates
            self.user = user
            self.password = password
        }
    }

    private let server: Server
    private let queue = DispatchQueue(label: "klyfta.smtp")

    package init(_ server: Server) {
        self.server = server
    }

    package func carry(_ message: [UInt8], from: String, to: [String], as sink: String) async throws {
        let password = try server.password?.text()
        let fault = await withCheckedContinuation { continuation in
            // libcurl waits in system calls, which Swift's few threads must not.
            queue.async { [server] in
                continuation.resume(
                    returning: SMTPExchange(server, password: password, message).run(from: from, to: to, as: sink))
            }
        }
        if let fault { throw fault }
    }
}

/// One mail over one connection.
private final class SMTPExchange {
    private let server: SMTP.Server
    private let password: String?
    private let message: [UInt8]
    private var position = 0
    private let said: UnsafeMutableBufferPointer<CChar>

    private static let seconds = 60

    init(_ server: SMTP.Server, password: String?, _ message: [UInt8]) {
        self.server = server
        self.password = password
        self.message = message
        said = .allocate(capacity: Int(CURL_ERROR_SIZE))
        said.initialize(repeating: 0)
    }

    deinit { said.deallocate() }

    func run(from: String, to: [String], as sink: String) -> DeliveryFault? {
        guard let handle = curl_easy_init() else {
            return fault(.down(retryAfter: nil), sink, "libcurl has no memory for a handle")
        }
        defer { curl_easy_cleanup(handle) }
        var recipients: UnsafeMutablePointer<curl_slist>?
        for address in to { recipients = curl_slist_append(recipients, "<\(address)>") }
        defer { curl_slist_free_all(recipients) }
        configure(handle, from: from, recipients)
        let code = curl_easy_perform(handle)
        guard code != CURLE_OK else { return nil }
        var reply = 0
        ccurl_get_number(handle, CURLINFO_RESPONSE_CODE, &reply)
        let words = said.baseAddress.map { String(cString: $0) } ?? ""
        let reason = PlainText.line(words.isEmpty ? String(cString: curl_easy_strerror(code)) : words, atMost: 200)
        guard !Self.isDistrust(code) else {
            return fault(
                .down(retryAfter: nil), sink, "\(server.host) is not trusted (\(reason))",
                remedy: "Nothing was said to it. The mail is kept and sent again. Name the certificates to trust with "
                    + "'certificates:'.")
        }
        let isRefused = (500..<600).contains(reply)
        return fault(
            isRefused ? .refused : .down(retryAfter: nil), sink,
            "\(server.host) did not take the mail (\(reason)\(reply > 0 ? ", reply \(reply)" : ""))")
    }

    /// Whether the server did not prove who it is, or would not speak encrypted. What it replied last is then the answer
    /// to a greeting.
    private static func isDistrust(_ code: CURLcode) -> Bool {
        [
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_USE_SSL_FAILED,
        ].contains(code)
    }

    private func fault(
        _ kind: DeliveryFault.Kind, _ sink: String, _ problem: String, remedy: String? = nil
    ) -> DeliveryFault {
        let usual =
            kind == .refused
            ? "The mail is kept and sent again once an hour. Look at the addresses and the password."
            : "The mail is kept and sent again."
        return DeliveryFault(kind, at: "sink \(sink)", problem, remedy: remedy ?? usual)
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, from: String, _ recipients: UnsafeMutablePointer<curl_slist>?
    ) {
        let scheme = server.security == .tls ? "smtps" : "smtp"
        ccurl_set_text(handle, CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)")
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, scheme)
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, said.baseAddress)
        ccurl_set_number(handle, CURLOPT_TIMEOUT, Self.seconds)
        let level = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        ccurl_set_number(handle, CURLOPT_USE_SSL, Int(level.rawValue))
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        if let file = server.certificates { ccurl_set_text(handle, CURLOPT_CAINFO, file) }
        if let user = server.user { ccurl_set_text(handle, CURLOPT_USERNAME, user) }
        if let password { ccurl_set_text(handle, CURLOPT_PASSWORD, password) }
        ccurl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>")
        ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        ccurl_set_number(handle, CURLOPT_UPLOAD, 1)
        ccurl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
        ccurl_set_data_function(handle, CURLOPT_READFUNCTION) { bytes, size, count, me in
            Unmanaged<SMTPExchange>.fromOpaque(me!).takeUnretainedValue().read(into: bytes!, size * count)
        }
    }

    private func read(into bytes: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        let count = min(room, message.count - position)
        message.withUnsafeBytes { _ = memcpy(bytes, $0.baseAddress! + position, count) }
        position += count
        return count
    }
}

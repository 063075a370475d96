import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// Hands each event to Icinga's API as a passive result.
package struct IcingaSink: AlertSink {
    package let name: String
    private let post: WebPost
    private let address: SinkAddress
    private let host: String
    private let service: String
    private let lifetime: Int
    private let user: String
    private let password: Secret

    /// - Parameters:
    ///   - address: of the action: `https://…:5665/v1/actions/process-check-result`.
    ///   - lifetime: in seconds.
    package init(
        _ name: String, _ post: WebPost, to address: SinkAddress, host: String, service: String, lifetime: Int,
        user: String, password: Secret
    ) {
        self.name = name
        self.post = post
        self.address = address
        self.host = host
        self.service = service
        self.lifetime = lifetime
        self.user = user
        self.password = password
    }

    package func deliver(_ records: [AlertRecord]) async throws {
        let credentials = Data("\(user):\(try password.text())".utf8).base64EncodedString()
        for record in records {
            let body = try PassiveResult(record, host: host, service: service).icinga(
                lifetime: lifetime, from: "klyfta")
            // Without Accept, Icinga answers with a page of HTML.
            let headers = [
                (name: "Content-Type", value: "application/json"), ("Accept", "application/json"),
                ("Authorization", "Basic \(credentials)"),
            ]
            try await post.post(body, to: address.resolved(), headers: headers)
        }
    }
}

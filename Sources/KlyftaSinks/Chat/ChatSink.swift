import KlyftaAlerting
import KlyftaModel

/// One post a round to a chat.
package struct ChatSink: AlertSink {
    package let name: String
    package let isDigest = true
    private let form: ChatForm
    private let post: WebPost
    private let address: SinkAddress
    private let language: Language
    private let mediaType: String
    private let bearer: Secret?

    /// - Parameters:
    ///   - mediaType: of the body.
    ///   - bearer: a token that goes along.
    package init(
        _ name: String, _ form: ChatForm, _ post: WebPost, to address: SinkAddress, in language: Language,
        mediaType: String = "application/json", bearer: Secret? = nil
    ) {
        self.name = name
        self.form = form
        self.post = post
        self.address = address
        self.language = language
        self.mediaType = mediaType
        self.bearer = bearer
    }

    package func deliver(_ records: [AlertRecord]) async throws {
        var headers = [(name: "Content-Type", value: mediaType)]
        if let bearer { headers.append(("Authorization", "Bearer \(try bearer.text())")) }
        try await post.post(form.body(records, in: language), to: address.resolved(), headers: headers)
    }
}

import KlyftaModel

/// Asks an office: an address with limits in, a payload out that has been looked at. The only way out of a module.
public protocol Fetcher: Sendable {
    /// What the office answers.
    /// - Parameters:
    ///   - request: what to ask.
    ///   - known: what is held of it already, so that the office can say that it has not changed.
    ///   - check: refuses an answer that is not what was asked for.
    /// - Throws: ``FetchFault``, or what `check` throws.
    func answer(
        to request: FetchRequest, known: Validators?, check: @Sendable ([UInt8]) throws -> Void
    ) async throws -> FetchedAnswer
}

/// What a server gave with an answer, to recognise it by.
public struct Validators: Codable, Hashable, Sendable {
    /// Its `ETag`.
    public var etag: String?
    /// Its `Last-Modified`, as it was spelt.
    public var lastModified: String?

    /// Validators; a server may give either, both or none.
    public init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }

    /// Whether there is anything to recognise the answer by.
    public var isEmpty: Bool { etag == nil && lastModified == nil }
}

/// What came of a question.
public struct FetchedAnswer: Hashable, Sendable {
    /// The answer, unpacked; `nil` if it is the one that was known.
    public var bytes: [UInt8]?
    /// The names (in lower case) and values of its headers, those that say something about the content.
    public var headers: [String: String]
    /// How many bytes came over the wire.
    public var wireBytes: Int

    /// An answer.
    public init(bytes: [UInt8]?, headers: [String: String] = [:], wireBytes: Int = 0) {
        self.bytes = bytes
        self.headers = headers
        self.wireBytes = wireBytes
    }

    /// What to recognise it by.
    public var validators: Validators { Validators(etag: headers["etag"], lastModified: headers["last-modified"]) }
}

import Foundation
import KlyftaModel

/// A line of a module that asks its office: references, budgets and progress, never values. The values of its release
/// are in a file of the exchange directory, named by its hash.
public struct FetchLine: Codable, Hashable, Sendable {
    /// An answer of the office that was taken.
    public var payload: PayloadReference?
    /// What is left of a host's quota.
    public var budget: Budget?
    /// How far the fetch is.
    public var progress: FetchProgress?
    /// The release, which is the last line.
    public var release: ReleaseReference?

    /// What is left of a host's quota.
    public struct Budget: Codable, Hashable, Sendable {
        /// The host's name.
        public var host: String
        /// What is left.
        public var left: HostBudget
    }

    /// A line that tells of an answer.
    public static func payload(_ payload: PayloadReference) -> FetchLine { FetchLine(payload: payload) }
    /// A line that tells of a budget.
    public static func budget(_ host: String, _ left: HostBudget) -> FetchLine {
        FetchLine(budget: Budget(host: host, left: left))
    }
    /// A line that tells of progress.
    public static func progress(_ progress: FetchProgress) -> FetchLine { FetchLine(progress: progress) }
    /// A line that tells of the release.
    public static func release(_ release: ReleaseReference) -> FetchLine { FetchLine(release: release) }

    private init(
        payload: PayloadReference? = nil, budget: Budget? = nil, progress: FetchProgress? = nil,
        release: ReleaseReference? = nil
    ) {
        self.payload = payload
        self.budget = budget
        self.progress = progress
        self.release = release
    }

    /// Reads a line; `nil` for one of another kind.
    public init?(line: String) {
        let keys = ["payload", "budget", "progress", "release"]
        guard keys.contains(where: { line.hasPrefix("{\"\($0)\":") }),
            let read = try? JSONDecoder().decode(FetchLine.self, from: Data(line.utf8))
        else { return nil }
        self = read
    }

    /// The line, without its end.
    public var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("a budget or a time left is a finite number")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// An answer of an office by reference: what was asked, when, and the hash of what came.
public struct PayloadReference: Codable, Hashable, Sendable {
    /// What the module calls it.
    public var name: String
    /// Where it was asked.
    public var address: String
    /// What was posted, as text; `nil` for a GET.
    public var body: String?
    /// The SHA-256 of the unpacked answer, 64 hexadecimal digits.
    public var sha256: String
    /// How many bytes the unpacked answer has.
    public var bytes: Int
    /// When it was got, in milliseconds since 1970.
    public var retrieved: Int64
    /// The office's own stamp of when it was last changed.
    public var edition: String?
    /// The headers that say something about the content.
    public var headers: [String: String]
    /// Whether it is one that the daemon held already.
    public var isKnown: Bool

    /// A reference.
    public init(
        name: String, address: String, body: String? = nil, sha256: String, bytes: Int, retrieved: CommitTime,
        edition: String? = nil, headers: [String: String] = [:], isKnown: Bool = false
    ) {
        self.name = name
        self.address = address
        self.body = body
        self.sha256 = sha256
        self.bytes = bytes
        self.retrieved = retrieved.milliseconds
        self.edition = edition
        self.headers = headers
        self.isKnown = isKnown
    }

    /// What to recognise it by when it is asked for again.
    public var validators: Validators { Validators(etag: headers["etag"], lastModified: headers["last-modified"]) }

    /// Whether it answers a request: the same address, and the same words posted.
    public func answers(_ request: FetchRequest) -> Bool {
        address == request.address.description && body == request.body.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The release by reference, and which answers each of its lines rests on.
public struct ReleaseReference: Codable, Hashable, Sendable {
    /// The SHA-256 of its lines: its vintage.
    public var sha256: String
    /// For each line the positions of its answers, in the order in which they were told of.
    public var origins: [[Int]]
    /// The indicators that are not in it because they were refused; `nil` if none was.
    public var refused: [RefusedIndicator]?

    /// A reference.
    public init(sha256: String, origins: [[Int]], refused: [RefusedIndicator] = []) {
        self.sha256 = sha256
        self.origins = origins
        self.refused = refused.isEmpty ? nil : refused
    }
}

/// How far a fetch is.
public struct FetchProgress: Codable, Hashable, Sendable {
    /// The table or indicator that the last answer belongs to.
    public var topic: String
    /// Answers that are there.
    public var answered: Int
    /// Answers that are planned so far; more may become known.
    public var planned: Int
    /// Cells of the topic that are there.
    public var cells: Int
    /// Bytes of the topic that came over the wire.
    public var wireBytes: Int
    /// Seconds that the rest will take at the pace so far.
    public var secondsLeft: Int
    /// Whether the topic is done: nothing more of it is asked.
    public var isTopicDone: Bool
}

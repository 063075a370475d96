import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What a source's process said, line by line: the lines of a release, or references to files that hold it.
struct SourceAnswer: Sendable {
    private(set) var lines: [String] = []
    private(set) var payloads: [PayloadReference] = []
    private(set) var reference: ReleaseReference?
    private var torn: [UInt8] = []
    private var count = 0
    private let limit: Int
    private let report: @Sendable (FetchLine) -> Void

    /// - Parameters:
    ///   - limit: how many bytes it may say.
    ///   - report: told of each line of a fetch as it comes.
    init(limit: Int, report: @escaping @Sendable (FetchLine) -> Void) {
        self.limit = limit
        self.report = report
    }

    /// Takes the next bytes.
    /// - Returns: whether they are within the limit.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        count += bytes.count
        guard count <= limit else { return false }
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 10) {
            torn += rest[..<end]
            endLine()
            rest = rest[(end + 1)...]
        }
        torn += rest
        return true
    }

    /// Takes what has no line end as the last line.
    mutating func finish() {
        if !torn.isEmpty { endLine() }
    }

    /// The fault that the module reports itself.
    var fault: SourceFault? { lines.lazy.compactMap(ReleaseReader.fault(on:)).first }

    /// Whether a release was said to its end, or handed over.
    var isWhole: Bool { reference != nil || lines.last.map(ReleaseReader.isEnd) == true }

    private mutating func endLine() {
        let line = String(decoding: torn, as: UTF8.self)
        torn.removeAll(keepingCapacity: true)
        guard !line.isEmpty else { return }
        guard let fetch = FetchLine(line: line) else {
            lines.append(line)
            return
        }
        if let payload = fetch.payload { payloads.append(payload) }
        if let release = fetch.release { reference = release }
        report(fetch)
    }

    /// The release that was said, or handed over.
    /// - Parameter exchange: where files are handed over; `nil` if there is no such place.
    /// - Throws: a ``Fault`` if it is not whole, or not what the references say.
    func release(of source: SourceID, in exchange: Exchange?) throws -> (Release, ReleaseReference?) {
        guard let reference, let exchange else {
            return (try ReleaseReader.release(of: source, from: lines), nil)
        }
        if let fault { throw fault }
        let content = try exchange.contents(of: reference.sha256)
        let text = String(decoding: content, as: UTF8.self).split(separator: "\n").map(String.init)
        var release = try ReleaseReader.release(of: source, from: text)
        release.refused = reference.refused ?? []
        release = try release.checked()
        let areInOrder = reference.origins.allSatisfy { $0.allSatisfy(payloads.indices.contains) && $0 == $0.sorted() }
        guard try Vintage(of: release).digest == reference.sha256,
            reference.origins.count == text.count, areInOrder, !payloads.isEmpty,
            payloads.allSatisfy({ ContentDigest.isDigest($0.sha256) }),
            Set(payloads.map(\.name)).count == payloads.count
        else {
            throw SourceFault(
                at: "source \(source)", "the release it handed over does not agree with what it says of it",
                remedy: "Nothing of it is taken; the last figures stand.")
        }
        return (release, reference)
    }
}

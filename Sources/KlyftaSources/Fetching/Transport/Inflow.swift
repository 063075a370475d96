/// What an exchange has brought so far, and whether it is still within its limits.
struct Inflow {
    /// Why it was ended.
    struct Ending {
        let kind: FetchFault.Kind
        let problem: String
    }

    private let limits: PayloadLimits
    private var inflater: Inflater?
    private var plain: [UInt8] = []
    private var headerBytes = 0
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    private(set) var wireBytes = 0
    private(set) var fault: Ending?
    /// Whether it was ended because nobody wants more of it.
    private(set) var isEnough = false
    private var isHeaderWhole = false

    /// Headers beyond this are nobody's.
    private static let mostHeaderBytes = 64 << 10
    /// Of a refusal only the beginning is of interest.
    private static let mostRefusalBytes = 64 << 10

    init(limits: PayloadLimits) {
        self.limits = limits
    }

    var body: [UInt8] { inflater?.output ?? plain }

    /// Takes one line of the header.
    /// - Returns: whether to go on.
    mutating func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        wireBytes += bytes.count
        guard headerBytes <= Self.mostHeaderBytes else {
            return end(.tooLarge, "its headers are over \(Self.mostHeaderBytes) bytes")
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // After "100 Continue", or a proxy's consent, comes the header that counts.
            headers = [:]
            isHeaderWhole = false
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if bytes.allSatisfy({ $0 == 13 || $0 == 10 }) {
            isHeaderWhole = true
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = Excerpt.header(value)
        }
        return true
    }

    /// Takes a piece of the body.
    /// - Returns: whether to go on.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        wireBytes += bytes.count
        let isAnswer = (200..<300).contains(status)
        guard wireBytes - headerBytes <= limits.wireBytes else {
            return end(.tooLarge, "the answer is over \(limits.wireBytes) bytes on the wire")
        }
        switch headers["content-encoding"]?.lowercased() ?? "identity" {
        case "identity", "":
            if isAnswer || plain.count < Self.mostRefusalBytes { plain += bytes }
            return plain.count <= limits.bytes || end(.tooLarge, "the answer is over \(limits.bytes) bytes")
        case "gzip", "x-gzip":
            return inflate(bytes)
        case let other:
            return end(.wrongContent, "the answer is packed as '\(Excerpt.visible(other))', which was not asked for")
        }
    }

    private mutating func inflate(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let inflater = self.inflater ?? Inflater(limit: limits.bytes)
        self.inflater = inflater
        do {
            try inflater.take(bytes)
            return true
        } catch .tooLarge {
            return end(
                .tooLarge, "the answer is over \(limits.bytes) bytes when it is unpacked, from \(wireBytes) on the wire"
            )
        } catch {
            return end(.cutOff, "the answer is damaged: it is no valid gzip")
        }
    }

    /// What is missing now that nothing more will come; `nil` if nothing is.
    func finish() -> Ending? {
        // libcurl takes a connection that ends within the header for the end of an empty answer.
        guard isHeaderWhole else {
            return Ending(kind: .cutOff, problem: "the answer is cut off: its header has no end")
        }
        guard let inflater, !inflater.isWhole else { return nil }
        return Ending(kind: .cutOff, problem: "the answer is cut off: its gzip has no end")
    }

    private mutating func end(_ kind: FetchFault.Kind, _ problem: String) -> Bool {
        isEnough = kind == .tooLarge && isHeaderWhole && limits.isBeginningEnough
        guard !isEnough else { return false }
        fault = Ending(kind: kind, problem: problem)
        return false
    }
}

extension Excerpt {
    /// A header's value: without its line end, visible, and not longer than anybody needs.
    static func header(_ value: Substring) -> String {
        visible(String(value.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }))
    }
}

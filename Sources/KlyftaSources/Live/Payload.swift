import KlyftaModel

/// What an office answered, as it came: the bytes, unpacked, and where and when they were got.
public struct Payload: Hashable, Sendable {
    /// The name that the request had.
    public let name: String
    /// Where it was asked; after a redirect still the address that was asked for.
    public let address: WebAddress
    /// The answer.
    public let bytes: [UInt8]
    /// When it was got: for one that Klyfta held already, when it was first got.
    public let retrieved: CommitTime

    /// An answer.
    public init(_ name: String, from address: WebAddress, bytes: [UInt8], retrieved: CommitTime) {
        self.name = name
        self.address = address
        self.bytes = bytes
        self.retrieved = retrieved
    }

    /// A fault of its content: the place is its address, and what is wrong is said by whoever reads it.
    public func fault(_ problem: String, remedy: String) -> SourceFault {
        SourceFault(at: address.description, problem, remedy: remedy)
    }
}

/// All answers so far, in the order in which they were asked for.
public struct Payloads: Hashable, Sendable, RandomAccessCollection {
    private var all: [Payload] = []
    private var positions: [String: Int] = [:]
    private var lacks: [String: SourceFault] = [:]

    /// None.
    public init() {}

    /// These, in order; of two with one name the first.
    public init(_ payloads: [Payload]) {
        for payload in payloads { append(payload) }
    }

    /// The first place.
    public var startIndex: Int { 0 }
    /// The place behind the last.
    public var endIndex: Int { all.count }
    /// The answer at a place.
    public subscript(position: Int) -> Payload { all[position] }
    /// The answer to a request.
    public subscript(name: String) -> Payload? { positions[name].map { all[$0] } }

    /// Why there is no answer to a request that was asked in vain; `nil` for any other. Known while an office is asked,
    /// not when the archive is read again: there an answer is lacking that is not there.
    public func lack(of name: String) -> SourceFault? { lacks[name] }

    /// The names of the requests that were asked in vain, in order.
    public var lacking: [String] { lacks.keys.sorted() }

    /// Notes that a request was asked in vain.
    mutating func lack(_ name: String, because fault: SourceFault) { lacks[name] = fault }

    /// The place of the answer to a request.
    func position(of name: String) -> Int? { positions[name] }

    /// Adds an answer; one whose name is taken is not added.
    mutating func append(_ payload: Payload) {
        guard positions[payload.name] == nil else { return }
        positions[payload.name] = all.count
        all.append(payload)
    }
}

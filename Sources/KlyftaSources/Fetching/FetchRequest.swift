import KlyftaModel

/// One thing to ask an office: where, what the answer must look like, and how much of it is too much.
public struct FetchRequest: Hashable, Sendable {
    /// What the module calls it, once in each plan: the answer has the same name.
    public var name: String
    /// Where it is asked.
    public var address: WebAddress
    /// What is sent with it, as JSON; `nil` for a plain GET.
    public var body: [UInt8]?
    /// What the answer must look like before anybody reads it.
    public var shape: PayloadShape
    /// How much and how long is too much.
    public var limits: PayloadLimits
    /// The office's own stamp of what will be answered, where the plan knows it already (PxWeb's `updated`). An answer
    /// that Klyfta holds to the same question with the same stamp is taken instead of asking again.
    public var edition: String?
    /// The table or indicator it belongs to: what progress is told by.
    public var topic: String
    /// How many cells are asked for, where the plan knows.
    public var cells: Int

    /// Something to ask with GET.
    /// - Parameter topic: the name, unless given.
    public init(
        _ name: String, at address: WebAddress, shape: PayloadShape = .json, limits: PayloadLimits = .standard,
        edition: String? = nil, topic: String? = nil, cells: Int = 0
    ) {
        self.name = name
        self.address = address
        self.body = nil
        self.shape = shape
        self.limits = limits
        self.edition = edition
        self.topic = topic ?? name
        self.cells = cells
    }

    /// The longest address that is asked with GET: PxWeb answers longer ones with 404.
    public static let longestGet = 2_000

    /// The same question with a body, asked with POST, if its address is too long for a GET.
    /// - Parameters:
    ///   - address: where it is posted.
    ///   - body: the question as JSON, in the office's form.
    /// - Throws: what `address` or `body` throws.
    public func orPosted(to address: @autoclosure () throws -> WebAddress, _ body: () throws -> [UInt8]) rethrows
        -> FetchRequest
    {
        guard self.address.description.utf8.count > Self.longestGet else { return self }
        return posted(to: try address(), try body())
    }

    /// The question with a body, asked with POST.
    public func posted(to address: WebAddress, _ body: [UInt8]) -> FetchRequest {
        var request = self
        request.address = address
        request.body = body
        return request
    }
}

/// How much and how long is too much for one answer.
public struct PayloadLimits: Hashable, Sendable {
    /// The bytes that may come over the wire.
    public var wireBytes: Int
    /// The bytes that they may become when they are unpacked.
    public var bytes: Int
    /// The time for the whole answer, from the first word of the question to the last byte.
    public var deadline: Duration
    /// The bytes that must come in every `rateWindow` once the answer has begun.
    public var leastBytes: Int
    /// The time in which ``leastBytes`` must come.
    public var rateWindow: Duration
    /// Whether an answer that goes on beyond the limits is whole enough: its beginning is taken, the rest is not read.
    package var isBeginningEnough = false

    /// Limits; those left out are for a table of 800 000 cells.
    public init(
        wireBytes: Int = 32 << 20, bytes: Int = 64 << 20, deadline: Duration = .seconds(120), leastBytes: Int = 2_000,
        rateWindow: Duration = .seconds(20)
    ) {
        self.wireBytes = wireBytes
        self.bytes = bytes
        self.deadline = deadline
        self.leastBytes = leastBytes
        self.rateWindow = rateWindow
    }

    /// For a table of 800 000 cells, the most that an office gives at once.
    public static let standard = PayloadLimits()
}

import KlyftaModel

/// An office was not asked, did not answer, or answered with something that cannot be taken.
public struct FetchFault: Fault, Equatable {
    /// What sort of failure it is: it decides whether another try can help.
    public enum Kind: Hashable, Sendable {
        /// Klyfta may not ask: the operator or the module has to change something.
        case notAllowed
        /// The name is unknown, nobody listens, the connection broke.
        case network
        /// The server is not who it says it is, or speaks no safe TLS.
        case untrusted
        /// It took too long, or came too slowly.
        case tooSlow
        /// More bytes than anybody asked for.
        case tooLarge
        /// A part is missing.
        case cutOff
        /// It is whole, and not what was asked for.
        case wrongContent
        /// The server's own refusal.
        case status(Int)
        /// The caller gave up.
        case cancelled

        /// Whether every other question would fail alike: nobody is there, or Klyfta is not to ask just now.
        var concernsAll: Bool {
            switch self {
            case .notAllowed, .network, .untrusted, .cancelled, .status(429): true
            case .tooSlow, .tooLarge, .cutOff, .wrongContent, .status: false
            }
        }

        /// Whether the office refused the question itself, so that another one may be answered.
        var isRefusal: Bool {
            if case .status(let code) = self { (400..<500).contains(code) && code != 408 && code != 429 } else { false }
        }
    }

    /// What sort of failure it is.
    public let kind: Kind
    /// The address that was asked.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to do.
    public let remedy: String
    /// What came with a refusal, as it came: an office's reason is in the words, not in the status alone.
    public let answer: [UInt8]

    /// A failure at an address.
    public init(_ kind: Kind, at place: String, _ problem: String, remedy: String, answer: [UInt8] = []) {
        self.kind = kind
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.answer = answer
    }

    /// A failure at an address, with what usually helps against its kind.
    init(_ kind: Kind, at address: WebAddress, _ problem: String, answer: [UInt8] = []) {
        self.init(kind, at: address.description, problem, remedy: Self.remedy(for: kind), answer: answer)
    }

    /// Whether the same question may be answered well a little later.
    var isPassing: Bool {
        switch kind {
        case .network, .tooSlow, .cutOff: true
        case .status(let code): [408, 425, 429, 500, 502, 503, 504].contains(code)
        case .notAllowed, .untrusted, .tooLarge, .wrongContent, .cancelled: false
        }
    }

    private static func remedy(for kind: Kind) -> String {
        switch kind {
        case .notAllowed: "Nothing was sent. See 'network:' in the configuration."
        case .network: "It is tried again. If it stays so, look at the network, the name service and the proxy."
        case .untrusted:
            "Nothing of the answer was read. If a proxy of your own stands between, name its CA with 'certificates:'."
        case .tooSlow: "It is tried again; the last figures stand."
        case .tooLarge:
            "Nothing of it was kept; the last figures stand. Ask for less, or look at what the office sends."
        case .cutOff: "Nothing of it was kept; it is tried again."
        case .wrongContent: "Nothing of it was kept; the last figures stand. Look at the address with a browser."
        case .status: "The last figures stand. See what the office says on its interface."
        case .cancelled: "The last figures stand."
        }
    }
}

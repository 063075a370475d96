import KlyftaModel

/// A source that asks its office. It says what to ask and reads the answers; it neither asks nor keeps anything itself.
///
/// Everything it does is a pure function of the answers, so that `klyfta verify` can do it again years later from the
/// archive and get the same figures byte for byte:
///
/// 1. ``plan(after:)`` says what to ask next, from the answers so far. It is called with none at first, then again after
///    every batch, until it asks for nothing more. So metadata are asked for before data, a table is split by the limits
///    that its own metadata give, and the next page is known from the last one (`next_url`). One request at a time is
///    asked, in the order given; politeness, retries, limits and the archive are not its business.
/// 2. ``check(_:)`` refuses an answer that is not what was asked for, before it is kept: an error in the clothes of a
///    200, another table, a page that is missing cells. The bare form was checked before (``FetchRequest/shape``).
/// 3. ``edition(of:)`` reads the office's own stamp from an answer that carries one.
/// 4. ``parts(of:)`` turns all answers into facts, each indicator all or nothing, and says of each part which answers it
///    rests on.
///
/// ```swift
/// func plan(after payloads: Payloads) throws -> [FetchRequest] {
///     guard let table = payloads["07459"] else {                       // 1. the cheap question: is there news?
///         return [FetchRequest("07459", at: try WebAddress("https://data.ssb.no/api/pxwebapi/v2/tables/07459"))]
///     }
///     guard payloads["07459 data"] == nil else { return [] }           // 3. all is there
///     let updated = try TableResource(table).updated                   // 2. not asked again while the stamp is the same
///     return [FetchRequest("07459 data", at: try WebAddress(Self.data, query: [("valueCodes[Tid]", "*")]),
///                          edition: updated, topic: "07459")]
/// }
/// func parts(of payloads: Payloads) throws -> [ReleasePart] {
///     [ReleasePart(from: ["07459", "07459 data"], try population(payloads["07459 data"]))]
/// }
/// ```
///
/// The clock, the disk, the environment and the order of a dictionary must not show in what it returns. An answer that
/// is not there, not whole or not understood throws: half a release looks like a widening gap.
public protocol LiveSource: IndicatorSource {
    /// The hosts it may ask, and no other, with the quota that each office publishes.
    static var hosts: [HostAllowance] { get }

    /// The hosts that a source with these options may ask; ``hosts`` unless the operator names one.
    static func hosts(for options: SourceOptions) -> [HostAllowance]

    /// Whether the options ask for the office's answers at all. Where they do not, ``IndicatorSource/release()`` gives
    /// what ships or lies in a folder.
    var isLive: Bool { get }

    /// What to ask next; nothing once every answer is there.
    /// - Throws: a ``Fault`` if an answer leaves no way to go on.
    func plan(after payloads: Payloads) throws -> [FetchRequest]

    /// What to ask in place of a question that the office refused for good: parts of it, or the same in another form.
    ///
    /// The answers stand under the new names; ``plan(after:)`` must then not ask for the refused one again.
    /// - Parameters:
    ///   - payloads: all answers so far.
    ///   - fault: the refusal, with the office's status and words.
    /// - Throws: the fault itself, or a better one, if there is nothing else to ask.
    func instead(of request: FetchRequest, refused fault: FetchFault, after payloads: Payloads) throws -> [FetchRequest]

    /// Whether the other indicators can be read without the answer to a question, if the office fails to give it: a 5xx
    /// that stays, too slow, cut off, something else. ``Payloads/lack(of:)`` says so then; ``plan(after:)`` must not ask
    /// for it again, and ``parts(of:)`` refuses the indicators that rest on it.
    func isDispensable(_ request: FetchRequest) -> Bool

    /// What of an answer is kept and read: all of it, but for what is nobody's business, such as the telephone numbers
    /// of the office's staff. The archive, the hashes and every other function of the source see only this.
    /// - Throws: a ``Fault`` if the answer cannot be read.
    func kept(of payload: Payload) throws -> [UInt8]

    /// Refuses an answer whose content is not what was asked for.
    /// - Throws: a ``Fault``, best by ``Payload/fault(_:remedy:)``.
    func check(_ payload: Payload) throws

    /// The office's own stamp of when this was last changed; `nil` if the answer carries none.
    func edition(of payload: Payload) -> String?

    /// The facts in all the answers. An indicator that cannot be read while others can is a part that is refused.
    /// - Throws: a ``Fault`` if anything that all rests on is missing, unreadable or contradictory.
    func parts(of payloads: Payloads) throws -> [ReleasePart]
}

extension LiveSource {
    /// Those of the module.
    public static func hosts(for options: SourceOptions) -> [HostAllowance] { hosts }

    /// The office is asked.
    public var isLive: Bool { true }

    /// Nothing: the refusal stands.
    public func instead(
        of request: FetchRequest, refused fault: FetchFault, after payloads: Payloads
    ) throws -> [FetchRequest] { throw fault }

    /// Nothing can be done without.
    public func isDispensable(_ request: FetchRequest) -> Bool { false }

    /// All of it, byte for byte.
    public func kept(of payload: Payload) throws -> [UInt8] { payload.bytes }

    /// Accepts whatever has the shape that was asked for.
    public func check(_ payload: Payload) throws {}

    /// No stamp.
    public func edition(of payload: Payload) -> String? { nil }

    /// Nothing but the answers of the office: a command that only reads does not ask it.
    /// - Throws: ``SourceFault``, always; a module that also ships figures gives them here.
    public func release() async throws -> Release {
        throw SourceFault(
            at: "source \(Self.id)", "it has no figures but those its office answers with, and none were asked for",
            remedy: "Let 'klyfta once' or the daemon ask it, and name the state directory with --state or --config.")
    }
}

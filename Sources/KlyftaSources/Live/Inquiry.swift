import KlyftaModel

/// Goes through a live source's plan: asks what is to be asked, one after the other, until the source wants no more.
///
/// What is held already is not asked for again where the office's stamp says that nothing changed.
public struct Inquiry: Sendable {
    private let source: any LiveSource
    private let fetcher: any Fetcher
    private let known: [PayloadReference]
    private let store: any PayloadStore
    private let clock: @Sendable () -> CommitTime

    /// More questions than any office has tables: a plan that goes in circles ends here.
    static let mostRequests = 5_000
    /// An office that leaves so many questions running without an answer is down: nobody waits for all the others.
    static let mostLackingInARow = 5

    /// The office did not answer a question, or not with what was asked for.
    private struct Unanswered: Error {
        let fault: any Fault
    }

    /// An inquiry of a source.
    /// - Parameters:
    ///   - known: the answers that are held already.
    ///   - store: keeps answers and gives known ones back.
    ///   - clock: the time of day.
    public init(
        of source: any LiveSource, by fetcher: any Fetcher, known: [PayloadReference], store: any PayloadStore,
        clock: @escaping @Sendable () -> CommitTime
    ) {
        self.source = source
        self.fetcher = fetcher
        self.known = known
        self.store = store
        self.clock = clock
    }

    /// All answers, in the order in which they were asked for.
    /// - Parameters:
    ///   - taken: told of each answer, once it is kept.
    ///   - progress: told how far it is, after each answer and once for each topic that is done.
    /// - Returns: also why an answer is lacking that the source can do without.
    /// - Throws: a ``Fault`` of the fetcher or the source; what was kept before is of no use then.
    public func run(
        taken: (PayloadReference) -> Void, progress: (FetchProgress) -> Void
    ) async throws -> Payloads {
        var payloads = Payloads()
        var pace = Pace(from: clock())
        var asked = Set<String>()
        var lackingInARow = 0
        while true {
            let batch = try source.plan(after: payloads)
            pace.done(before: batch).forEach(progress)
            guard !batch.isEmpty else { return payloads }
            pace.plan(batch.count)
            var open = Array(batch.reversed())
            while let request = open.popLast() {
                try note(request, in: &asked)
                let (payload, reference, wireBytes): (Payload, PayloadReference, Int)
                do {
                    (payload, reference, wireBytes) = try await answer(to: request)
                    lackingInARow = 0
                } catch let failure as Unanswered {
                    let instead = try inPlace(of: request, failure.fault, &payloads, &lackingInARow)
                    // Of no use without it.
                    let dropped = instead.isEmpty ? open.count { $0.topic == request.topic } : 0
                    if dropped > 0 { open.removeAll { $0.topic == request.topic } }
                    pace.plan(instead.count - 1 - dropped)
                    open += instead.reversed()
                    continue
                }
                payloads.append(payload)
                taken(reference)
                progress(pace.after(request, wireBytes: wireBytes, at: clock()))
            }
        }
    }

    /// What to ask in place of a question that has no answer; nothing where the source does without it.
    /// - Throws: the fault where the source cannot, or where it is nothing of this one question.
    private func inPlace(
        of request: FetchRequest, _ fault: any Fault, _ payloads: inout Payloads, _ lackingInARow: inout Int
    ) throws -> [FetchRequest] {
        var fault = fault
        if let refusal = fault as? FetchFault, refusal.kind.isRefusal {
            do {
                return try source.instead(of: request, refused: refusal, after: payloads)
            } catch let other as any Fault {
                fault = other
            }
        }
        lackingInARow += 1
        let concernsAll = (fault as? FetchFault)?.kind.concernsAll ?? false
        guard !concernsAll, lackingInARow < Self.mostLackingInARow, source.isDispensable(request) else { throw fault }
        let kind = (fault as? SourceFault)?.kind ?? .failing
        payloads.lack(
            request.name, because: SourceFault(at: fault.place, fault.problem, remedy: fault.remedy, kind: kind))
        return []
    }

    /// Refuses a plan that asks twice: the next page that is this page would be asked for ever.
    private func note(_ request: FetchRequest, in asked: inout Set<String>) throws {
        let question = "\(request.address) \(String(decoding: request.body ?? [], as: UTF8.self))"
        let isNew = asked.insert("name \(request.name)").inserted && asked.insert("question \(question)").inserted
        guard isNew, asked.count <= 2 * Self.mostRequests else {
            throw SourceFault(
                at: request.address.description,
                isNew ? "over \(Self.mostRequests) questions are asked" : "the plan asks for '\(request.name)' twice",
                remedy: "Nothing is taken. If the office's paging goes in circles, tell the office.")
        }
    }

    private func answer(to request: FetchRequest) async throws -> (Payload, PayloadReference, wireBytes: Int) {
        let held = known.last { $0.answers(request) }
        if let held, let edition = request.edition, held.edition == edition, let bytes = try? store.bytes(of: held) {
            return (payload(request, bytes, held), reuse(held, request), 0)
        }
        let heldBytes = held.flatMap { held in held.validators.isEmpty ? nil : try? store.bytes(of: held) }
        let now = clock()
        let fetched: FetchedAnswer
        do {
            let validators = heldBytes == nil ? nil : held?.validators
            fetched = try await fetcher.answer(to: request, known: validators) { bytes in
                try source.check(Payload(request.name, from: request.address, bytes: bytes, retrieved: now))
            }
        } catch let fault as any Fault {
            throw Unanswered(fault: fault)
        }
        guard let bytes = fetched.bytes else {
            guard let held, let heldBytes else {
                preconditionFailure("304 comes only to a question that named a held answer")
            }
            return (payload(request, heldBytes, held), reuse(held, request), fetched.wireBytes)
        }
        let whole = Payload(request.name, from: request.address, bytes: bytes, retrieved: now)
        let kept = try source.kept(of: whole)
        let answer = Payload(request.name, from: request.address, bytes: kept, retrieved: now)
        let reference = PayloadReference(
            name: request.name, address: request.address.description,
            body: request.body.map { String(decoding: $0, as: UTF8.self) }, sha256: try store.keep(kept),
            bytes: kept.count, retrieved: now, edition: request.edition ?? source.edition(of: answer),
            headers: fetched.headers)
        return (answer, reference, fetched.wireBytes)
    }

    private func payload(_ request: FetchRequest, _ bytes: [UInt8], _ held: PayloadReference) -> Payload {
        Payload(
            request.name, from: request.address, bytes: bytes, retrieved: CommitTime(milliseconds: held.retrieved))
    }

    private func reuse(_ held: PayloadReference, _ request: FetchRequest) -> PayloadReference {
        var reference = held
        reference.name = request.name
        reference.isKnown = true
        return reference
    }
}

/// Where answers are kept by their hash while a source is asked.
public protocol PayloadStore: Sendable {
    /// Keeps an answer.
    /// - Returns: its SHA-256, 64 hexadecimal digits.
    /// - Throws: a ``Fault`` if it cannot be kept.
    func keep(_ bytes: [UInt8]) throws -> String

    /// A held answer.
    /// - Throws: a ``Fault`` if it is not there or is not what its hash says.
    func bytes(of reference: PayloadReference) throws -> [UInt8]
}

/// How far an inquiry is, topic by topic.
private struct Pace {
    private let start: CommitTime
    private var planned = 0
    private var answered = 0
    /// How far each topic is that may still go on, in order.
    private var open: [FetchProgress] = []
    private var cells: [String: Int] = [:]
    private var wireBytes: [String: Int] = [:]

    init(from start: CommitTime) { self.start = start }

    mutating func plan(_ count: Int) {
        planned += count
    }

    /// The topics that the next batch asks nothing more of: only now it is known that they have no further page.
    mutating func done(before batch: [FetchRequest]) -> [FetchProgress] {
        let topics = Set(batch.map(\.topic))
        let done = open.filter { !topics.contains($0.topic) }
        open.removeAll { !topics.contains($0.topic) }
        return done.map { progress in
            var progress = progress
            progress.isTopicDone = true
            return progress
        }
    }

    mutating func after(_ request: FetchRequest, wireBytes count: Int, at now: CommitTime) -> FetchProgress {
        answered += 1
        cells[request.topic, default: 0] += request.cells
        wireBytes[request.topic, default: 0] += count
        let perAnswer = Double(now.milliseconds - start.milliseconds) / 1_000 / Double(answered)
        let progress = FetchProgress(
            topic: request.topic, answered: answered, planned: planned, cells: cells[request.topic] ?? 0,
            wireBytes: wireBytes[request.topic] ?? 0,
            secondsLeft: max(0, Int((perAnswer * Double(planned - answered)).rounded(.up))), isTopicDone: false)
        open.removeAll { $0.topic == request.topic }
        open.append(progress)
        return progress
    }
}

import KlyftaModel
import KlyftaSources

/// Something to ask, and what to ask in its place where the office refuses it.
///
/// The names of what stands in its place begin with its own name and a slash, so that the names of the answers alone say
/// which questions were refused: reading the archive years later goes the same way.
struct Question {
    let request: FetchRequest
    /// What the answer must hold, for data of a table.
    var table: PxWebRequest?
    /// Ways to ask it otherwise, the first that was begun holds.
    var otherwise: [Way] = []

    /// One way to ask it otherwise.
    struct Way {
        /// Whether a refusal is answered by it.
        let answers: (FetchFault) -> Bool
        let questions: () throws -> [Question]
    }

    var name: String { request.name }

    /// The questions that were answered, or those that are to be asked, or why one of them was asked in vain.
    enum State {
        case answered([Question])
        case lacking(SourceFault)
        case open([FetchRequest])
    }

    /// How far it is.
    func state(in payloads: Payloads) throws -> State {
        if payloads[name] != nil { return .answered([self]) }
        if let lack = payloads.lack(of: name) { return .lacking(lack) }
        guard let questions = try begun(in: payloads) else { return .open([request]) }
        var answered: [Question] = []
        var open: [FetchRequest] = []
        for question in questions {
            switch try question.state(in: payloads) {
            case .answered(let more): answered += more
            case .lacking(let fault): return .lacking(fault)
            case .open(let more): open += more
            }
        }
        return open.isEmpty ? .answered(answered) : .open(open)
    }

    /// What is to be asked; nothing once it is answered, or was asked in vain.
    func open(in payloads: Payloads) throws -> [FetchRequest] {
        if case .open(let requests) = try state(in: payloads) { requests } else { [] }
    }

    private func begun(in payloads: Payloads) throws -> [Question]? {
        let below = (payloads.map(\.name) + payloads.lacking).filter { $0.hasPrefix("\(name)/") }
        guard !below.isEmpty else { return nil }
        for way in otherwise {
            let questions = try way.questions()
            let isBegun = below.contains { name in
                questions.contains { name == $0.name || name.hasPrefix("\($0.name)/") }
            }
            if isBegun { return questions }
        }
        return nil
    }

    /// What to ask in place of a question below this one; `nil` if it is none of these.
    func instead(of name: String, _ fault: FetchFault) throws -> [FetchRequest]? {
        if name == self.name {
            return try otherwise.first { $0.answers(fault) }.map { try $0.questions().map(\.request) }
        }
        guard name.hasPrefix("\(self.name)/") else { return nil }
        for question in try otherwise.flatMap({ try $0.questions() }) {
            if let requests = try question.instead(of: name, fault) { return requests }
        }
        return nil
    }
}

import KlyftaModel
import KlyftaSources

extension KoladaPlan {
    /// How far a question for figures is.
    enum State {
        /// The next page of its figures is to be asked for.
        case open(FetchRequest)
        /// Its figures are there, and the next page of what was revised in them is to be asked for.
        case openChanges(FetchRequest)
        /// All is there, with what was revised.
        case answered(changes: KoladaChain)
        /// A page was asked for in vain.
        case lacking(SourceFault)
    }

    /// The questions for figures as they are asked: where one that is about several indicators was asked in vain, its
    /// halves stand in its place, down to each indicator by itself. The answers alone say which, so that reading the
    /// archive years later goes the same way.
    /// - Parameter isOver: whether nothing more is asked, so that what is not there is lacking.
    func leaves(after payloads: Payloads, isOver: Bool) throws -> [(question: Question, state: State)] {
        let listed = try metadata(in: payloads)
        return try questions(after: payloads).flatMap { try leaves(of: $0, listed, payloads, isOver: isOver) }
    }

    private func leaves(
        of question: Question, _ listed: KoladaMetadata, _ payloads: Payloads, isOver: Bool
    ) throws -> [(question: Question, state: State)] {
        let state = try state(of: question, payloads, isOver: isOver)
        guard case .lacking = state, question.wishes.count > 1 else { return [(question, state)] }
        let middle = question.wishes.count / 2
        return try [question.wishes[..<middle], question.wishes[middle...]].flatMap { half in
            let half = self.question(of: Array(half), question.descriptions, question.years, listed)
            return try leaves(of: half, listed, payloads, isOver: isOver)
        }
    }

    private func state(of question: Question, _ payloads: Payloads, isOver: Bool) throws -> State {
        if let fault = question.figures.lack(in: payloads) { return .lacking(fault) }
        if let request = try question.figures.next(after: payloads) {
            return isOver ? .lacking(question.figures.missing) : .open(request)
        }
        guard let changes = changes(in: question, payloads) else { return .lacking(question.figures.missing) }
        if let fault = changes.lack(in: payloads) { return .lacking(fault) }
        guard let request = try changes.next(after: payloads) else { return .answered(changes: changes) }
        return isOver ? .lacking(changes.missing) : .openChanges(request)
    }
}

extension KoladaChain {
    /// Why not all of its pages are there, once nothing more is asked; `nil` if they are.
    func flaw(in payloads: Payloads) throws -> SourceFault? {
        try lack(in: payloads) ?? (next(after: payloads) == nil ? nil : missing)
    }

    /// That a page is not there, without a word of why.
    fileprivate var missing: SourceFault {
        SourceFault(
            at: address, "its answer is not there", remedy: "Nothing of it is taken; the last figures stand.",
            kind: .partial)
    }
}

import KlyftaModel

/// What is remembered of a source between two times it is asked: enough to say how it fares at any moment.
public struct SourceRecord: Codable, Hashable, Sendable {
    /// When it was last asked, in milliseconds of Unix time, as all moments here.
    public var asked: Int64?
    /// When its answer was last taken, be it news or not.
    public var succeeded: Int64?
    /// What the fault was when it was last asked; `nil` if there was none.
    public var refusal: Refusal?
    /// The newest period it has figures of.
    public var newestPeriod: String?
    /// Since when that is its newest period.
    public var newestSince: Int64?
    /// The moment from which its calendar goes on: when its newest period came, or the date that it came early for.
    /// `nil` in what an older klyfta remembered.
    public var calendarFrom: Int64?
    /// When the next figures are expected, and those after them, by its own calendar.
    public var expected: [Int64] = []
    /// When it will have missed so many answers that its figures count as stale.
    public var staleAt: Int64?
    /// How many values and reasons stand.
    public var rows = 0
    /// The vintage that stands, 64 hexadecimal digits.
    public var vintage: String?
    /// What the office took back in the release that stands, in clauses.
    public var withdrawn: [String] = []
    /// What was asked for when that release was taken: one for other options is not compared with it.
    public var wishes: String?

    /// A source that was never asked.
    public init() {}

    /// A fault, as far as it is remembered.
    public struct Refusal: Codable, Hashable, Sendable {
        /// What it says of the source.
        public var kind: SourceFault.Kind
        /// The whole of it, in words.
        public var words: String
        /// The indicators of which it is true, while the others go on; `nil` if it is true of the source.
        public var indicators: [String]?
    }

    /// Takes down that the source did not deliver.
    public mutating func failed(_ fault: any Fault, at now: Int64) {
        asked = now
        refusal = Refusal(kind: (fault as? SourceFault)?.kind ?? .failing, words: fault.description)
    }

    /// Takes down that some indicators of the release that stands are those of the one before, and why.
    public mutating func kept(_ indicators: Set<IndicatorID>, because fault: SourceFault) {
        refusal = Refusal(kind: fault.kind, words: fault.description, indicators: indicators.map(\.text).sorted())
    }

    /// Takes down that a release stands.
    /// - Parameter vintage: its content's hash.
    public mutating func delivered(_ release: Release, _ vintage: String, wishes: String, at now: Int64) {
        asked = now
        succeeded = now
        refusal = nil
        let newest = (release.observations.map(\.period) + release.published.map(\.period)).max()?.description
        if newest != newestPeriod || newestSince == nil {
            calendarFrom = newestPeriod == nil ? now : dateKept(at: now)
            newestSince = now
        }
        newestPeriod = newest
        rows = release.observations.count + release.populations.count + release.published.count
        self.vintage = vintage
        self.wishes = wishes
        withdrawn = release.withdrawn.map { withdrawal in
            let period = withdrawal.period.map { " \($0)" } ?? ""
            return "\(withdrawal.indicator)\(period)\(withdrawal.unit.map { " \($0)" } ?? ""): \(withdrawal.reason)"
        }.sorted()
    }

    /// The date of the calendar that a new period keeps which comes now: the next one if it is nearer than it is to the
    /// one after it, since offices publish early too; or else the moment itself.
    private func dateKept(at now: Int64) -> Int64 {
        guard expected.count > 1, let next = expected.first, next > now else { return now }
        return next - now < (expected[1] - next) / 2 ? next : now
    }
}

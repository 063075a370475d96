import KlyftaModel

/// Addresses of SSB's service of classifications, KLASS (<https://data.ssb.no/api/klass/v1/api-guide.html>).
///
/// Its default is XML: send ``accept``. Ranges include their first day and not their last.
package struct KLASSAddress: Sendable {
    /// The classification: 131 is Norway's municipalities.
    package let classification: Int
    /// The service, such as `https://data.ssb.no/api/klass/v1`.
    package let base: String

    /// What to send as `Accept`; the suffix `.json` will be removed.
    package static let accept = "application/json"

    /// A classification of SSB's service; a test gives another base.
    package init(classification: Int = 131, base: String = "https://data.ssb.no/api/klass/v1") {
        self.classification = classification
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// The classification itself, with its versions: the cheap question whether anything is new.
    package var itself: String { "\(base)/classifications/\(classification)?language=nb" }

    /// The codes in force on a day.
    package func codes(at day: CalendarDay) -> String { address("codesAt?date=\(day)") }

    /// All codes and names of a range, each with the part of the range in which it was in force.
    package func codes(from: CalendarDay, to: CalendarDay? = nil) -> String { address("codes?\(range(from, to))") }

    /// The changes that took effect on `from` or later, before `to`.
    ///
    /// KLASS compares versions that overlap the range, so a change exactly on its first day is not in the answer, and a
    /// range with one version is empty without a word. The question therefore begins the day before.
    package func changes(from: CalendarDay, to: CalendarDay? = nil) -> String {
        address("changes?\(range(CalendarDay(daysSince1970: from.daysSince1970 - 1), to))&includeFuture=true")
    }

    /// What corresponds to each code in another classification within a range.
    package func correspondences(to target: Int, from: CalendarDay, to end: CalendarDay? = nil) -> String {
        address("corresponds?targetClassificationId=\(target)&\(range(from, end))")
    }

    private func range(_ from: CalendarDay, _ to: CalendarDay?) -> String {
        "from=\(from)" + (to.map { "&to=\($0)" } ?? "")
    }

    private func address(_ question: String) -> String {
        "\(base)/classifications/\(classification)/\(question)&language=nb"
    }
}

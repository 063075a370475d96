import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSources

/// A source as a test of rules plays it: asked every day, it answers what was published by then. What can be tried so is
/// whether its figures come when its calendar says.
struct RehearsedSource {
    private let name: SourceID
    private let calendar: CalendarEvent
    private var record = SourceRecord()
    private var known: [SourceEpisode] = []

    /// - Parameter calendar: when new figures are expected: `expect:` of the source.
    init(_ name: SourceID, expecting calendar: CalendarEvent) {
        self.name = name
        self.calendar = calendar
    }

    /// Its figures of these periods come.
    mutating func deliver(_ periods: [Period], of indicator: IndicatorID, on day: CalendarDay) throws {
        // It has been watched before: its first figures here are those of a date, which they may have come early for.
        if record.asked == nil {
            (record.newestPeriod, record.expected) = ("", calendar.moments(2, after: day.noon.milliseconds))
        }
        let town = try Municipality(.sweden, "0001")
        let figures = periods.map { Observation(indicator, town, $0, .value(0)) }
        record.delivered(
            Release(source: name, indicators: [], observations: figures), "", wishes: "", at: day.noon.milliseconds)
        record.expected = calendar.moments(2, after: record.calendarFrom ?? record.newestSince)
    }

    /// What is told of it on a day.
    mutating func look(on day: CalendarDay) -> [SourceEvent] {
        // Somebody asks it every day, and it answers.
        record.asked = day.noon.milliseconds
        guard let look = SourceLook(at: day.noon, record) else { return [] }
        let events = SourceNews.events(of: [name.text: [look]], known: known)
        known.removeAll { episode in events.contains { $0.trouble == episode.trouble } }
        known += events.map { event in
            SourceEpisode(
                source: event.source, trouble: event.trouble, number: event.episode, began: day.noon,
                isOpen: event.kind == .fired)
        }
        return events
    }

    /// Where an alert about it stands: `inactive`, `firing` or `resolved`.
    func state(of trouble: SourceTrouble) -> String {
        known.last { $0.trouble == trouble }.map { $0.isOpen ? "firing" : "resolved" } ?? "inactive"
    }
}

extension CalendarDay {
    fileprivate var noon: CommitTime {
        CommitTime(milliseconds: Int64(daysSince1970) * 86_400_000 + 43_200_000)
    }
}

extension CalendarEvent {
    /// Its next moments, in milliseconds of Unix time; fewer where it comes no more, none without a beginning.
    func moments(_ count: Int, after moment: Int64?) -> [Int64] {
        var moments: [Int64] = []
        var last = moment.map { UnixTime(CommitTime(milliseconds: $0)) }
        while moments.count < count, let before = last, let next = next(after: before, in: .current) {
            moments.append(next.commitTime.milliseconds)
            last = next
        }
        return moments
    }
}

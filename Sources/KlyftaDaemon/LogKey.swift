/// The keys of structured log fields, spelt once.
enum LogKey {
    static let source = "source.id"
    static let vintage = "source.vintage"
    static let observations = "source.observations"
    static let events = "round.events"
    static let rules = "round.rules"
    static let firing = "round.firing"
    static let blind = "round.not-assessable"
    static let milliseconds = "round.ms"
    static let next = "schedule.next"
    static let job = "schedule.job"
    static let sink = "sink.id"
    static let signal = "signal"
    static let error = "error"
}

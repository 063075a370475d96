/// The keys of structured log fields, spelt once.
enum LogKey {
    static let source = "source.id"
    static let sources = "source.ids"
    static let vintage = "source.vintage"
    static let observations = "source.observations"
    static let events = "round.events"
    static let tests = "round.tests"
    static let rule = "rule.id"
    static let rules = "round.rules"
    static let firing = "round.firing"
    static let blind = "round.not-assessable"
    static let milliseconds = "round.ms"
    static let job = "schedule.job"
    static let signal = "signal"
    static let outcome = "reload.outcome"
    static let error = "error"
}

import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// What rules would have said, had they been in force all the time.
package struct Replay: Sendable {
    /// Everything that would have been announced, in order, with the day of the round.
    package let events: [(day: CalendarDay, event: AlertEvent)]
    /// The periods that any rule had a verdict on.
    package let periods: Set<Period>
    /// Where every rule stood at the end.
    package let standings: [Standing]

    /// Rounds on what was known at each moment, in order of time.
    package init(_ rules: RuleSet, on moments: some Sequence<Moment>, in language: Language) {
        var rehearsal = Rehearsal(of: rules, in: language)
        var events: [(CalendarDay, AlertEvent)] = []
        var periods: Set<Period> = []
        var standings: [Standing] = []
        for moment in moments {
            let round = rehearsal.round(on: moment.figures, vintages: moment.vintages, today: moment.day)
            events += round.events.filter(\.isAnnounced).map { (moment.day, $0) }
            periods.formUnion(
                round.trajectories.flatMap { $0.steps.filter { $0.verdict.finding != nil }.map(\.period) })
            standings = round.standings
        }
        self.events = events
        self.periods = periods
        self.standings = standings
    }

    /// What was known on a day.
    package struct Moment: Sendable {
        /// The day.
        package let day: CalendarDay
        /// The figures that stood.
        package let figures: Figures
        /// By module, their vintage, where it is known.
        package let vintages: [String: String]

        package init(day: CalendarDay, figures: Figures, vintages: [String: String] = [:]) {
            self.day = day
            self.figures = figures
            self.vintages = vintages
        }
    }

    /// How many alerts fired.
    package var fired: Int { events.count { $0.event.kind == .fired } }

    /// By calendar year of the period spoken of, how many alerts fired.
    package var firedByYear: [Int: Int] {
        Dictionary(grouping: events.filter { $0.event.kind == .fired }.compactMap(\.event.period?.year)) { $0 }
            .mapValues(\.count)
    }

    /// How many years the verdicts span; 0 without any.
    package var years: Int {
        guard let first = periods.map(\.year).min(), let last = periods.map(\.year).max() else { return 0 }
        return last - first + 1
    }
}

extension Replay.Moment {
    /// The figures of today as they would have come in: each period the day after its end, as nobody ever gets them.
    package static func periodByPeriod(_ releases: [Release]) -> [Replay.Moment] {
        let ends = Set(
            releases.flatMap { release in
                release.observations.map(\.period.lastDay) + release.published.map(\.period.lastDay)
            })
        return ends.sorted().map { end in
            let known = releases.map { release in
                var known = release
                known.observations = release.observations.filter { $0.period.lastDay <= end }
                known.published = release.published.filter { $0.period.lastDay <= end }
                known.populations = release.populations.filter { $0.day.daysSince1970 <= end.daysSince1970 + 1 }
                return known
            }
            return Replay.Moment(
                day: CalendarDay(daysSince1970: end.daysSince1970 + 1), figures: Figures(known))
        }
    }
}

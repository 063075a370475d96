/// How many inhabitants a municipality had at the end of a stated day.
public struct Population: Hashable, Sendable {
    /// Which municipality.
    public let municipality: Municipality
    /// The day it was counted. Offices differ: SCB counts on 31 December, SSB on 1 January.
    public let day: CalendarDay
    /// Inhabitants, never negative.
    public let inhabitants: Int

    /// A count of inhabitants on a day.
    public init(_ municipality: Municipality, on day: CalendarDay, _ inhabitants: Int) {
        self.municipality = municipality
        self.day = day
        self.inhabitants = inhabitants
    }
}

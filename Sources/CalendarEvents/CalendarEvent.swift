/// A calendar event in the notation of systemd.time(7), e.g. `Mon..Fri *-*-* 06:30 Europe/Stockholm`.
///
/// It accepts what `OnCalendar=` accepts in systemd 252, with these exceptions:
/// - A list after `~` may hold any days from 1 to 28. systemd lowers that limit with each further item.
/// - A zone is `UTC` or a name from the time zone database. systemd also takes the abbreviations of its own local
///   zone, such as `CEST`, which would make the meaning of the text depend on the machine that reads it.
/// - `@` is followed by digits only. systemd also takes a blank or a plus sign before them.
///
/// It elapses when the manual says, which is when systemd does, errors of systemd aside: near a change of clocks
/// systemd 252 now and then skips an elapse, or gives up. The oracle test lists what is known.
public struct CalendarEvent: Sendable, Hashable {
    var weekdays = Weekdays.all
    var year = Field(.year)
    var month = Field(.month)
    /// Of the unit `day`, or of the unit `lastDay` when the text counts from the end of the month with `~`.
    var day = Field(.day)
    var hour = Field(.hour, 0)
    var minute = Field(.minute, 0)
    var second = Field(.second, 0)
    /// The zone that the text names, if it names one.
    var zone: ZoneRules?

    /// The event that a text describes.
    ///
    /// - Throws: `CalendarEventError` if the text is not a calendar event, or names a zone that this machine lacks.
    public init(_ text: String) throws(CalendarEventError) {
        self = try EventParser.event(in: text)
    }

    /// Every day at midnight: what remains of an event of which nothing is given.
    init() {}
}
